"""From every possible reading of a message to the few that hold together: no overlap, as the intent has it."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from assistant.nlu.asking import asks
from assistant.nlu.entities import Entity, Reading
from assistant.nlu.holder_ranks import SELF
from assistant.nlu.holders import SPEAKER_SCORE
from assistant.nlu.message import LIGHT, Message

_DEFINING = frozenset({"define_term"})
_ABOUT_NAMES = frozenset({"ask_legal", "ask_programme", "ask_succession"})
_A_DESCRIPTION = 3
"""Facts of so many kinds tell of a project, whatever the intent is held to be."""
_COURTESY = frozenset("greet goodbye thank bot_challenge stop restart ask_privacy ask_help ask_human complain".split())
_BODIES = frozenset({"ask_organisation", "ask_programme", "define_term"})
_NAMED = frozenset({"programme", "organisation", "term"})
_DESCRIBED = frozenset({"goal", "framework", "theme"})
_TERRITORY_NOUNS = frozenset("pays parc territoire bassin vallee val massif".split())
_PATRON = re.compile(r"(?:saint|ste?|sainte|notre)\b")
_OF_A_PLACE = re.compile(r",? (?:de |d'|a |du |\()")
_LETTER = 1.0
_SURE = 50.0


def wanted(readings: Iterable[Reading], intent: str | None, stating: bool = False) -> list[Reading]:
    """Leave out what a message is not about. ``stating``: its words ask nothing, whatever it was taken for.

    A definition states no fact of a project. Nor do a point of law, a question on one programme («une SCIC peut-elle
    …»), a courtesy and a complaint, unless the person speaks of herself in it («notre commune peut-elle …») or,
    for the last two, tells a project.
    """
    kept = list(readings)
    herself = any(r.entity == "holder_type" and r.score >= SPEAKER_SCORE for r in kept)
    if (intent in _DEFINING or intent in _ABOUT_NAMES) and stating and all(r.entity not in _NAMED for r in kept):
        return kept
    if intent in _DEFINING or (intent in _ABOUT_NAMES and not herself):
        return [r for r in kept if r.entity in _NAMED]
    kinds = {r.entity for r in kept}
    if intent in _COURTESY and not herself and len(kinds) < _A_DESCRIPTION:
        return [r for r in kept if r.entity not in _DESCRIBED and r.entity != "holder_type"]
    return kept


def without_territories(message: Message, readings: Sequence[Reading], intent: str | None) -> list[Reading]:
    """Drop organisations whose name is only a place («Livradois-Forez») or a holder and its place («Ville de Lyon»).

    Such words say where or who the person is; they name the body only when bodies are asked about, and a bare place
    never does. A body that the person speaks for («je coordonne le GAL du Pays de Lafayette») is a holder too.
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
            spoken_for = any(r.entity == "holder_type" and r.score >= SELF for r in inside) and (
                intent not in _BODIES or not asks(message.text)
            )
            if spoken_for or (covered and (only_places or intent not in _BODIES)):
                continue
        kept.append(reading)
    return kept


def without_patrons(message: Message, readings: Sequence[Reading]) -> list[Reading]:
    """Drop the «Saint-Julien» of «paroisse Saint-Julien de Brioude»: the place of the body is what follows."""
    bodies = {r.end for r in readings if r.entity == "holder_type"}
    places = [r for r in readings if r.entity == "place"]
    patrons = [
        r
        for r in places
        if _PATRON.match(message.folded, r.start)
        and r.start - 1 in bodies
        and any(_OF_A_PLACE.fullmatch(message.folded, r.end, other.start) for other in places)
    ]
    return [r for r in readings if r not in patrons]


def _swallows(longer: Reading, reading: Reading) -> bool:
    return (
        longer.start <= reading.start
        and reading.end <= longer.end
        and reading.entity != "holder_type"
        and longer.end - longer.start > reading.end - reading.start
    )


def _beside_the_holder(message: Message, readings: list[Reading]) -> list[Reading]:
    """A place whose name says what kind of body it is («agglo du Puy») leaves that word to the holder.

    So does one that begins inside the holder («communauté d'agglo» and «agglo du Puy»).
    """
    holder = next((r for r in readings if r.entity == "holder_type"), None)
    if holder is None:
        return readings
    kept = []
    for reading in readings:
        covers = reading.start <= holder.start and holder.end <= reading.end
        runs_on = holder.start < reading.start < holder.end < reading.end
        if reading.entity == "place" and (covers or runs_on):
            inside = [w for w in message.words if reading.start <= w.start < reading.end]
            after = [w for w in inside if w.start >= holder.end]
            named = after or [w for w in inside if w.end <= holder.start]
            if named:
                reading = replace(reading, start=named[0].start, end=named[-1].end)
        kept.append(reading)
    return kept


def without_overlap(message: Message, readings: Iterable[Reading]) -> list[Entity]:
    """The best readings that do not overlap, in order.

    A reading inside a longer sure one gives way, the holder apart; else evidence decides, and each letter adds to it.
    """
    chosen: list[Reading] = []
    every = _beside_the_holder(message, list(readings))
    sure = [r for r in every if r.score >= _SURE]
    outer = [r for r in every if not any(_swallows(other, r) for other in sure)]
    ranked = sorted(outer, key=lambda r: (-(r.score + _LETTER * (r.end - r.start)), r.start, str(r.value)))
    for reading in ranked:
        if all(reading.end <= other.start or other.end <= reading.start for other in chosen):
            chosen.append(reading)
    return [
        Entity(
            r.entity,
            r.value,
            message.text[r.start : r.end],
            r.start,
            r.end,
            r.role,
            r.candidates,
            r.inferred,
            r.locality,
        )
        for r in sorted(chosen, key=lambda r: r.start)
    ]
