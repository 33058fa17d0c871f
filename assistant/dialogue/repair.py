"""Not understood: one clarifying question with the likeliest readings, then what the assistant can do and a person."""

import re
from dataclasses import replace

from assistant.dialogue import details
from assistant.dialogue.answering import DOUBTFUL, answers_anyway, says_what_is_done
from assistant.dialogue.contacts import call_a_person, complaint
from assistant.dialogue.guidance import explain_money
from assistant.dialogue.orientation import hear_project, heard_aside
from assistant.dialogue.questions import resume
from assistant.dialogue.readiness import not_an_answer
from assistant.dialogue.replies import Button, Reply, choice, say
from assistant.dialogue.state import READINESS, State, Turn
from assistant.dialogue.world import World
from assistant.nlu.asking import asks
from assistant.text import key

READINGS = {
    "describe_project": "Je décris mon projet",
    "inform": "Je réponds à la question",
    "correct": "Je corrige une réponse",
    "define_term": "Expliquer un mot",
    "ask_legal": "Ce que permet la loi",
    "ask_programme": "Un programme en particulier",
    "ask_programmes_list": "La liste des programmes",
    "ask_succession": "Ce qui a remplacé un programme",
    "ask_organisation": "Qui peut m'aider",
    "ask_partner": "Trouver un partenaire",
    "ask_budget": "Les questions d'argent",
    "ask_steps": "Comment monter un dossier",
    "ask_lessons": "Des conseils",
    "ask_examples": "Des exemples de projets",
    "ask_human": "Parler à quelqu'un",
    "ask_privacy": "Mes données",
    "restart": "Recommencer",
    "ask_help": "Ce que vous savez faire",
}
"""What each intent is called on a button."""
_ANGER = re.compile(
    r"\b(?:nul(?:le|s|les)?|nullard|merd\w*|putain|con(?:ne|s|nard|nasse|nerie)?|debile\w*|idiot\w*|imbecile\w*|stupide\w*|"
    r"abruti\w*|cretin\w*|incapable\w*|incompetent\w*|ras le bol|marre|gonfle\w*|saoul\w*|soul(?:e|es|ez|ant)|chier|"
    r"foutr?e?|foutez|gueule|ta race|enerv\w*|insupportable|inadmissible|honteux|lamentable|minable|pourri\w*|"
    r"(?:t|tu es|t es|vous etes) (?:\w+ )?inutile|(?:ser[st]|servez) (?:vraiment )?a rien|foutage|enfoire\w*|"
    r"salaud\w*|batard\w*|ferme la|degage\w*|va te faire)\b"
)
# «combien verse l'Union», «les forfaits sont par personne ?».
_OF_MONEY = re.compile(
    r"\b(?:combien|cb|quel (?:taux|pourcentage|montant|plafond)|quelle (?:part|somme))\b.*\b(?:vers\w*|donn\w*|"
    r"pai\w*|financ\w*|"
    r"touch\w*|rembours\w*|couvr\w*|aid\w*|subvention\w*|union|europe|feder|fse|region|etat)\b"
    r"|\b(?:forfaits?|subventions?|cofinancements?|autofinancement|acomptes?|avances?|taux|plafonds?|cumul\w*)\b"
)
_COUNTS = re.compile(r"(?:(?:et|genre|environ|bon|enfin) )*(?:\d+|deux|trois|quatre|cinq|six|dix) [a-z]{3,}")
_MOST_READINGS = 3
_MENU = ("describe_project", "ask_programmes_list", "ask_organisation", "ask_human")


def _buttons(intents: tuple[str, ...]) -> tuple[Button, ...]:
    return tuple(choice(READINGS[i], i) for i in dict.fromkeys(intents) if i in READINGS)


def angry(text: str) -> bool:
    """Whether the words insult or tell anger; what they are about, the service or not, makes no difference."""
    return bool(_ANGER.search(key(text)))


def clarify(turn: Turn, state: State, world: World) -> list[Reply]:
    """An answer recognised in words that were not is taken; else ask once, then offer the menu and a contact."""
    if (answered := _answered_all_the_same(turn, state, world)) is not None:
        return answered
    if details.is_a_detail(turn, state):
        return details.note(turn, state, world)
    return _ask_what_was_meant(turn, state, world)


def _answered_all_the_same(turn: Turn, state: State, world: World) -> list[Reply] | None:
    """What is heard in words whose intent is not: an aside, an answer, or anger, which is met as a complaint is."""
    if (answered := heard_aside(turn, state, world)) is not None:
        return answered
    if answers_anyway(turn, state):
        return hear_project(turn, state, world)
    return [*apologise(turn, state, world), *resume(state, world)] if angry(turn.text) else None


def _ask_what_was_meant(turn: Turn, state: State, world: World) -> list[Reply]:
    memory = state.memory
    memory.misunderstood += 1
    if memory.misunderstood == 1 and memory.pending == READINESS:
        return not_an_answer(state, world)
    if memory.misunderstood == 1:
        memory.unclear = turn.kept()
        return [say("utter_not_understood"), *_which_reading(turn, state, world)]
    return [say("utter_not_understood_again", *_buttons(_MENU)), *_a_person(turn, state, world)]


def _which_reading(turn: Turn, state: State, world: World) -> list[Reply]:
    """The likely readings; where there is none, the choices of the pending question are, else the menu."""
    if readings := _buttons(turn.ranking)[:_MOST_READINGS]:
        return [say("utter_which_reading", *readings)]
    return resume(state, world) or [say("utter_which_reading", *_buttons(_MENU[:_MOST_READINGS]))]


def _a_person(turn: Turn, state: State, world: World) -> list[Reply]:
    """Who answers better, at the end of what the assistant can do; then it counts anew."""
    state.memory.misunderstood = 0
    return [*call_a_person(turn, state, world), *resume(state, world)]


def decline(turn: Turn, state: State, world: World) -> list[Reply]:
    """Outside what the assistant knows; but a few words that answer the pending question are an answer.

    Insults are met as a complaint is. The second time in a row, what the assistant can do is said, and who else helps.
    """
    if (answered := _answered_all_the_same(turn, state, world)) is not None:
        return answered
    if asks(turn.text) and _OF_MONEY.search(key(turn.text)):
        return [*explain_money(turn, state, world), *resume(state, world)]
    if details.is_a_detail(turn, state) and (
        turn.confidence < DOUBTFUL or says_what_is_done(turn.text) or _COUNTS.match(key(turn.text))
    ):
        return details.note(turn, state, world)
    if not state.anything_known and says_what_is_done(turn.text):
        return [say("utter_describe_first")]
    if turn.entities and turn.confidence < DOUBTFUL:
        return _ask_what_was_meant(replace(turn, ranking=("describe_project", *turn.ranking)), state, world)
    state.memory.misunderstood += 1
    if state.memory.misunderstood > 1:
        can_do = say("utter_what_i_can_do", *_buttons(_MENU))
        return [say("utter_out_of_scope"), can_do, *_a_person(turn, state, world)]
    back = resume(state, world)
    return [say("utter_out_of_scope", *(() if back else _buttons(_MENU))), *back]


def apologise(turn: Turn, state: State, world: World) -> list[Reply]:
    """A complaint: an apology, then a person."""
    return [say("utter_complaint"), *complaint(turn, state, world)]
