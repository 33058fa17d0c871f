"""The outcome of one criterion for one project and one programme."""

from dataclasses import dataclass

MET, UNMET, UNKNOWN = "met", "unmet", "unknown"


@dataclass(frozen=True)
class Criterion:
    """``text`` is a French sentence for the holder; a ``hard`` criterion that is unmet excludes the programme.

    ``grade`` from 0 to 1 says how well the programme answers on this point, a programme made for such projects nearer
    to 1 than one open to everybody; ``None`` when the point weighs nothing in the order.
    """

    name: str
    outcome: str
    text: str
    hard: bool = False
    grade: float | None = None

    @property
    def excludes(self) -> bool:
        return self.hard and self.outcome == UNMET


def met(name: str, text: str, grade: float | None = None) -> Criterion:
    return Criterion(name, MET, text, grade=grade)


def unmet(name: str, text: str, grade: float = 0.0) -> Criterion:
    """A point against the programme that does not exclude it."""
    return Criterion(name, UNMET, text, grade=grade)


def barred(name: str, text: str) -> Criterion:
    """A point that excludes the programme."""
    return Criterion(name, UNMET, text, hard=True, grade=0.0)


def to_check(name: str, text: str, grade: float | None = None) -> Criterion:
    return Criterion(name, UNKNOWN, text, grade=grade)
