"""Who answers a message: an erasure, then a request being typed, the sheet to print, or the intent's handler."""

import re
from dataclasses import replace

from assistant.dialogue import (
    courtesy,
    guidance,
    own_age,
    privacy,
    recalling,
    repair,
    request_standing,
    requests,
    sheet,
    supposing,
    why,
)
from assistant.dialogue.answering import introduces_herself
from assistant.dialogue.asides import Handler
from assistant.dialogue.bodies_meant import asks_of_a_body
from assistant.dialogue.orientation import hear_project
from assistant.dialogue.particulars import particular
from assistant.dialogue.questions import resume, unasked
from assistant.dialogue.replies import Reply, tell
from assistant.dialogue.state import FACTS, RECAP, State, Turn
from assistant.dialogue.told_aside import keep_what_is_told
from assistant.dialogue.world import World
from assistant.matching.inference import has_nobody_abroad
from assistant.nlu.asking import asks, tells
from assistant.text import key

_NOT_HEARD = frozenset({"thank", "goodbye", "stop", "ask_organisation", "ask_human", "ask_help", "ask_lessons"})
"""Intents that a body's own name may be taken for: «la compagnie du Chapeau Vert, Annonay»."""
_TAKEN_FOR = frozenset({"bot_challenge", "deny", "correct"})
"""Intents that an insult may be taken for."""
_DOUBTED = {
    **dict.fromkeys(("define_term", "ask_legal", "ask_programme", "ask_succession"), 0.85),
    **dict.fromkeys(("ask_budget", "ask_lessons", "ask_organisation", "ask_examples", "ask_privacy", "ask_help"), 0.7),
}
"""Confidence below which words that ask nothing are no such question."""
_OF_A_BODY = frozenset({"inform", "correct", "describe_project", "ask_steps", "ask_programme"})
"""Intents that «et le département ?» may be taken for."""

_LOST_FOR_WORDS = re.compile(
    r"\b(?:compren\w+|pige|capte) (?:rien|pas|plus)\b.*\b(?:sigles?|mots?|jargon|termes?)\b|\bcharabia\b"
)
_SORRY_FOR_WORDS = "Pardon pour ces mots : vous pouvez me demander chacun d'eux (« c'est quoi LEADER ? »)."
_NOBODY_NOTED = "C'est noté : pas de partenaire à l'étranger."


def answer(handler: Handler, turn: Turn, state: State, world: World, begins: bool) -> list[Reply]:
    """The replies of one action. ``begins``: it is the first to answer the message.

    A name or an address may be classified as anything, so that no intent can be relied upon while they are typed.
    """
    if not begins:
        # What took the message has already said what comes next.
        return [] if state.memory.taken == state.memory.turn else handler(turn, state, world)
    taken = _by_erasing(turn, state, world)
    if taken is None:
        taken = _by_request(turn, state, world)
    if taken is None and (sheet.asks_for_sheet(turn) or sheet.accepts(turn, state)):
        taken = [*sheet.give(turn, state, world), *resume(state, world)]
    if taken is not None:
        state.memory.taken = state.memory.turn
        return taken
    if (taken := own_age.hear(turn, state, world)) is not None:
        state.memory.taken = state.memory.turn
        return taken
    turn, unreal = supposing.without_supposed(turn)
    if unreal is not None and (taken := supposing.hear(turn, unreal, state, world)) is not None:
        state.memory.taken = state.memory.turn
        return taken
    if turn.intent in _TAKEN_FOR and not turn.entities and repair.angry(turn.text):
        handler = repair.apologise
    draft = state.memory.request
    replies = _by_its_words(turn, state, world)
    if replies is not None:
        state.memory.taken = state.memory.turn
    else:
        if turn.intent in _NOT_HEARD and introduces_herself(turn, state):
            handler = hear_project
        if turn.intent in _OF_A_BODY and asks_of_a_body(turn, state):
            handler = guidance.explain_money
        keep_what_is_told(turn, state, world)
        replies = particular(turn, state, world)
    if replies is None:
        replies = handler(turn, state, world)
    if draft is not None:
        requests.let_go(draft, state)
    return replies


def _by_its_words(turn: Turn, state: State, world: World) -> list[Reply] | None:
    """What is answered to words that only tell, or to a question that they show, whatever the intent."""
    if _only_tells(turn, state):
        return hear_project(turn, state, world)
    if turn.intent == "ask_partner" and has_nobody_abroad(key(turn.text)) and not asks(turn.text):
        # Nobody is looked for: «il n'y a pas de partenaire étranger» describes a project of here.
        return [tell(_NOBODY_NOTED), *hear_project(replace(turn, intent="describe_project"), state, world)]
    if (aside := _aside(turn, state)) is None:
        return None
    keep_what_is_told(turn, state, world)
    return [*aside(turn, state, world), *resume(state, world)]


def _aside(turn: Turn, state: State) -> Handler | None:
    """Who answers a question that is known by its words, whatever its intent."""
    if why.asks_why(turn, state):
        return why.reasons
    if recalling.asks_to_recall(turn, state):
        return recalling.recall
    if unasked(turn) is not None:
        return _ask_it
    if _LOST_FOR_WORDS.search(key(turn.text)) and not asks(turn.text) and state.memory.pending in FACTS:
        return _plainer
    return courtesy.forgive if courtesy.apologises(turn) else None


def _plainer(turn: Turn, state: State, world: World) -> list[Reply]:
    """«Je ne comprends rien à vos sigles»: each may be explained; the pending question comes back in other words."""
    return [tell(_SORRY_FOR_WORDS)]


def _ask_it(turn: Turn, state: State, world: World) -> list[Reply]:
    """The question that was missed is the pending one from now on."""
    state.memory.pending = unasked(turn)
    return []


def _only_tells(turn: Turn, state: State) -> bool:
    """Whether a message that was half taken for a question tells of the project and asks nothing."""
    named = any(e.entity in ("programme", "organisation", "term") for e in turn.entities)
    if named or turn.confidence >= _DOUBTED.get(turn.intent, 0.0) or not tells(turn.text):
        return False
    return state.memory.pending in (*FACTS, RECAP) or introduces_herself(turn, state)


def _by_erasing(turn: Turn, state: State, world: World) -> list[Reply] | None:
    erased = privacy.erasure(turn, state)
    return None if erased is None else [*erased, *resume(state, world)]


def _by_request(turn: Turn, state: State, world: World) -> list[Reply] | None:
    if request_standing.asks_how_it_stands(turn):
        return [*request_standing.how_it_stands(turn, state, world), *resume(state, world)]
    heard = requests.hear(turn, state, world)
    return None if heard is None else [*heard, *resume(state, world)]
