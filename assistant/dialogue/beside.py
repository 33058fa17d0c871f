"""Whether a body, or a place, that is named is the holder's or that of somebody at its side."""

import re
from collections.abc import Iterable

from assistant.dialogue.answering import denied_by
from assistant.dialogue.state import RECAP, State, Turn
from assistant.nlu.entities import SPEAKER, Entity
from assistant.text import fold

_NUMBERS = "deux trois quatre cinq six sept huit neuf dix onze douze quinze vingt trente quarante cinquante cent"
_COUNTED = re.compile(rf"(?:\d|\b(?:{'|'.join(_NUMBERS.split())}))\s+$")
_BESIDE_US = re.compile(
    r"\b(?:avec nous|(?:se )?joi(?:nt|gnent) a nous|nous (?:rejoi|accompagn|suiv|suit|pret|aid|accueill|heberg|"
    r"log|donn|"
    r"vers|soutien)\w*)"
)
"""What says that the body just named is another, at our side."""
_A_BARE_ANSWER = 4
"""Words up to which a body named at the recap is the right one."""


def is_another_body(found: Iterable[Entity], turn: Turn, state: State) -> bool:
    """Whether a body is named in passing («le lycée prête une salle») while one knows who carries the project.

    The known holder gives way to whom the person says she is, to a correction, and to the answer of the question.
    """
    known = state.holder_type is not None and "holder_type" not in state.memory.deduced
    if not known or "holder_type" in denied_by(turn):
        return False
    if state.memory.pending == "holder_type" or turn.intent == "correct" or not turn.text:
        return False
    said = fold(turn.text)
    if all(_COUNTED.search(said, 0, entity.start) for entity in found):
        # «20 jeunes par pays» take part.
        return True
    answers = state.memory.pending == RECAP and len(said.split()) <= _A_BARE_ANSWER
    return not answers and all(entity.role != SPEAKER for entity in found)


def is_their_place(said: dict[str, list[Entity]], turn: Turn, state: State) -> bool:
    """Whether the place is that of another body, at our side: «la chorale de Brioude vient avec nous»."""
    if not state.known("territory") or state.memory.pending == "territory" or turn.intent == "correct":
        return False
    theirs = bool(_BESIDE_US.search(fold(turn.text)))
    return theirs and all(entity.role != SPEAKER for entity in said.get("holder_type", ()))
