"""Whether a message bears facts of the project, whatever it was taken for."""

import re

from assistant.dialogue.state import RECAP, State, Turn
from assistant.nlu.asking import asks
from assistant.nlu.entities import SPEAKER, Entity, Value
from assistant.text import key

FIELD_OF = {
    "goal": "goal",
    "framework": "framework",
    "holder_type": "holder_type",
    "place": "territory",
    "country": "partner_countries",
    "theme": "themes",
    "amount": "budget",
    "duration": "duration_months",
    "partner_count": "partner_count",
}
SUBJECT = frozenset({"goal", "framework", "themes"})
_DOING = re.compile(
    r"(?:(?:bonjour|alors|eh bien|en fait|oui|ben|bah|surtout|plutot) )*"
    r"(?:(?:c est|ce serait|ce sera|ca serait|il s agit|l idee c est|le but c est|le projet c est|l objectif c est)"
    r"(?: de| d| pour)?(?! (?:quoi|qui|ou|nul|bien|tout|fini|bon)\b)|pour|afin de?|on|nous|notre|\w{3,}(?:er|ir|re)) \w"
)
_OUTLINE = frozenset({"goal", "partner_countries"})
"""What is enough of a project, told in few words: «séisme au Népal hier»."""
_OF_HERSELF = re.compile(
    r"\b(?:(?:j|on|nous) habit\w+|j ?ai \d\d ans|g \d\d ans|(?:je|nous|on) viv\w+|je (?:suis|sui|travaille))\b"
)
_A_DESCRIPTION = 2
DOUBTFUL = 0.5
"""Below this confidence in «out of scope», words that state a fact of the project are believed instead."""


def is_the_answer(entity: Entity) -> bool:
    """Own share, grant asked and yearly income are amounts too, but not the project's budget."""
    return entity.entity != "amount" or entity.role in (None, "budget")


def has_been_shown(state: State) -> bool:
    """Whether the person has seen what is known: what is said then changes it rather than adds to it."""
    return state.memory.pending == RECAP or bool(state.memory.recommended)


def answers_anyway(turn: Turn, state: State) -> bool:
    """Whether a message that does not look like an answer bears one.

    To the pending question, whatever its intent; to any other while a question is pending, when its intent is doubtful
    or its words say what a project does; and such a message that states two facts of a project describes one.
    """
    stated = {FIELD_OF[e.entity] for e in turn.entities if e.entity in FIELD_OF and is_the_answer(e)}
    if introduces_herself(turn, state) or takes_back(turn, state):
        return True
    if state.memory.pending in stated:
        return True
    if not asks(turn.text) and (stated >= _OUTLINE or (stated and _OF_HERSELF.search(key(turn.text)))):
        return True
    if turn.confidence >= DOUBTFUL and not (SUBJECT & stated and says_what_is_done(turn.text)):
        return False
    return len(stated) >= (1 if state.memory.pending else _A_DESCRIPTION)


def introduces_herself(turn: Turn, state: State) -> bool:
    """Whether the words say for whom the person speaks, and nobody knew: «SARL Dupont, à Ussel»."""
    known = state.holder_type is not None and "holder_type" not in state.memory.deduced
    return not known and "?" not in turn.text and any(e.role == SPEAKER for e in turn.entities)


def says_what_is_done(text: str) -> bool:
    """Whether the words say what a project does («c'est pour creuser un puits», «planter des arbres»)."""
    return "?" not in text and bool(_DOING.match(key(text)))


def denied_by(turn: Turn) -> dict[str, list[Value]]:
    """The values that a turn denies, by the name of the fact."""
    denied: dict[str, list[Value]] = {}
    for kind, value in turn.taken_back:
        if kind in FIELD_OF:
            denied.setdefault(FIELD_OF[kind], []).append(value)
    return denied


def takes_back(turn: Turn, state: State) -> bool:
    """Whether a turn denies something that is known."""
    return any(is_known(value, getattr(state, name)) for name, values in denied_by(turn).items() for value in values)


def is_known(value: Value, known: object) -> bool:
    """Whether a value is what is known of its fact, or a part of it."""
    return value in known if isinstance(known, list) else value == known
