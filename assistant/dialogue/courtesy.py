"""What is said beside the answer: in which language, what is kept and how long, and where one was after a silence."""

import re

from assistant.dialogue import sheet
from assistant.dialogue.questions import known_in_short
from assistant.dialogue.replies import Reply, say
from assistant.dialogue.state import State, Turn
from assistant.dialogue.world import World
from assistant.nlu.languages import foreign_language
from assistant.settings import Settings
from assistant.text import key

_HOUR = 3600.0
_DAY = 24 * _HOUR
_FRESH = _HOUR
"""Seconds after which a person may have forgotten where the conversation was."""

_SORRY = re.compile(
    r"\b(?:desolee?|pardon|excuse[zr]?(?: moi)?|mes excuses|navree?)(?: encore)?"
    r" (?:pour (?:tout a l heure|ce que|mes? |mon |cette|avant|l insulte)|d avoir ete|de m etre (?:emporte|enerve)|"
    r"si j ai (?:ete|hausse))"
    r"|^(?:(?:ok|oh|oups|ah|bon|oui) )*(?:sorry|desolee?|excuse[zr]? moi|mes excuses|je m excuse|je suis desolee?)$"
)


def with_courtesy(replies: list[Reply], turn: Turn, state: State, world: World) -> list[Reply]:
    """The replies to a message, with what courtesy asks for around them."""
    opening = [*answers_in_french(turn, state), *where_we_were(turn, state, world)]
    notice = says_what_is_kept(state)
    # Whoever greets is greeted first.
    return [*opening, *replies, *notice] if turn.intent == "greet" else [*opening, *notice, *replies]


def answers_in_french(turn: Turn, state: State) -> list[Reply]:
    """The first time that a message is foreign, says in both languages that the answers are in French."""
    if state.memory.told_language or apologises(turn):
        return []
    language = foreign_language(turn.text)
    if language is None:
        return []
    state.memory.told_language = True
    return [say(f"utter_in_french_{language}")]


def says_what_is_kept(state: State) -> list[Reply]:
    """Once a conversation: what is kept, how long, and how to have it erased."""
    if state.memory.told_privacy:
        return []
    state.memory.told_privacy = True
    return [say("utter_what_is_kept", days=str(Settings().retention_days))]


def where_we_were(turn: Turn, state: State, world: World) -> list[Reply]:
    """After an hour or days of silence, the project as it is known; a greeting has its own answer."""
    known = known_in_short(state, world)
    if turn.silence < _FRESH or not known or turn.intent in ("greet", "restart"):
        return []
    return [say("utter_where_we_were", when=_ago(turn.silence), known=known)]


def _ago(seconds: float) -> str:
    if seconds < 2 * _HOUR:
        return "il y a une heure"
    if seconds < _DAY:
        return f"il y a {int(seconds // _HOUR)} heures"
    days = int(seconds // _DAY)
    return "hier" if days == 1 else f"il y a {days} jours"


def thanked(turn: Turn, state: State, world: World) -> list[Reply]:
    """«Merci»."""
    return [say("utter_thank")]


def apologises(turn: Turn) -> bool:
    """Whether the person is sorry for what was said before, and says nothing else."""
    return not turn.entities and bool(_SORRY.search(key(turn.text)))


def forgive(turn: Turn, state: State, world: World) -> list[Reply]:
    """«Désolé pour tout à l'heure»."""
    return [say("utter_apology_accepted")]


def goodbye(turn: Turn, state: State, world: World) -> list[Reply]:
    """«Au revoir», and what to take away."""
    return [say("utter_goodbye"), *sheet.offer(state)]


def is_a_robot(turn: Turn, state: State, world: World) -> list[Reply]:
    """«Êtes-vous un robot ?»: yes, and where the answers come from."""
    return [say("utter_bot_challenge")]


def what_it_can_do(turn: Turn, state: State, world: World) -> list[Reply]:
    """«Que savez-vous faire ?»."""
    return [say("utter_help")]
