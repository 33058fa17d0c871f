"""From every possible reading of a message to the few that hold together: no overlap, as the intent has it."""

from collections.abc import Iterable, Sequence

from assistant.nlu.entities import Entity, Reading
from assistant.nlu.message import LIGHT, Message

_DEFINING = frozenset({"define_term"})
_LEGAL = frozenset({"ask_legal"})
_BODIES = frozenset({"ask_organisation", "ask_programme", "define_term"})
_NAMED = frozenset({"programme", "organisation", "term"})
_DESCRIBED = frozenset({"goal", "framework", "theme"})
_TERRITORY_NOUNS = frozenset("pays parc territoire bassin vallee val massif".split())
_LETTER = 1.0
_SURE = 50.0


def wanted(readings: Iterable[Reading], intent: str | None) -> list[Reading]:
    """Leave out what a question is not about: a definition states no fact of a project, a point of law no theme."""
    kept = list(readings)
    if intent in _DEFINING:
        return [r for r in kept if r.entity in _NAMED]
    if intent in _LEGAL:
        return [r for r in kept if r.entity not in _DESCRIBED]
    return kept


def without_territories(message: Message, readings: Sequence[Reading], intent: str | None) -> list[Reading]:
    """Drop organisations whose name is only a place («Livradois-Forez») or a holder and its place («Ville de Lyon»).

    Such words say where or who the person is; they name the body only when bodies are asked about, and a bare place
    never does.
    """
    kept = []
    for reading in readings:
        if reading.entity in ("organisation", "programme") and intent != "define_term":
            inside = [
                r
                for r in readings
                if r.entity in ("place", "holder_type") and r.start < reading.end and reading.start < r.end
            ]
            only_places = all(r.entity == "place" for r in inside)
            covered = bool(inside) and all(
                any(r.start <= w.start < r.end for r in inside)
                for w in message.words
                if reading.start <= w.start < reading.end and w.key not in LIGHT | _TERRITORY_NOUNS
            )
            if covered and (only_places or intent not in _BODIES):
                continue
        kept.append(reading)
    return kept


def _swallows(longer: Reading, reading: Reading) -> bool:
    return (
        longer.start <= reading.start
        and reading.end <= longer.end
        and reading.entity != "holder_type"
        and longer.end - longer.start > reading.end - reading.start
    )


def without_overlap(message: Message, readings: Iterable[Reading]) -> list[Entity]:
    """The best readings that do not overlap, in order.

    A reading inside a longer sure one gives way, the holder apart; else evidence decides, and each letter adds to it.
    """
    chosen: list[Reading] = []
    every = list(readings)
    sure = [r for r in every if r.score >= _SURE]
    outer = [r for r in every if not any(_swallows(other, r) for other in sure)]
    ranked = sorted(outer, key=lambda r: (-(r.score + _LETTER * (r.end - r.start)), r.start, str(r.value)))
    for reading in ranked:
        if all(reading.end <= other.start or other.end <= reading.start for other in chosen):
            chosen.append(reading)
    return [
        Entity(r.entity, r.value, message.text[r.start : r.end], r.start, r.end, r.role, r.candidates)
        for r in sorted(chosen, key=lambda r: r.start)
    ]
