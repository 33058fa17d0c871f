"""What is read in a message: one span, what kind of fact it states, and its normalised value."""

from dataclasses import dataclass

Value = str | int | float
SPEAKER = "speaker"
"""Role of a ``holder_type`` that the person says she is, or that is said to carry the project."""


@dataclass(frozen=True)
class Entity:
    """One fact stated by ``text[start:end]``.

    ``value`` is a code of ``assistant.vocabulary``, an ISO country or group code, a place code, an id of the
    programme base, an ISO date, euros (``amount``), months (``duration``) or a count (``partner_count``).
    ``role`` tells amounts apart: ``budget``, ``own_share``, ``grant`` or ``income``; durations bear ``project``,
    a holder ``SPEAKER`` or none.
    ``candidates``: every value that a homonym may stand for, the likeliest first; empty when there is no doubt.
    ``inferred``: no list has the word; the value is that of words with a close sense (``nearest.py``).
    ``locality``: INSEE code of the commune, or SIREN of the intercommunality, that a ``place`` names.
    """

    entity: str
    value: Value
    text: str
    start: int
    end: int
    role: str | None = None
    candidates: tuple[str, ...] = ()
    inferred: bool = False
    locality: str | None = None


@dataclass(frozen=True)
class Reading:
    """One possible reading of a span, before overlaps are resolved; ``score`` says how good its evidence is."""

    entity: str
    value: Value
    start: int
    end: int
    score: float
    role: str | None = None
    candidates: tuple[str, ...] = ()
    inferred: bool = False
    locality: str | None = None
