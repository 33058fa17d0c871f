"""What the answers are made from: the base, the places, and the day for which they are given."""

from dataclasses import dataclass, replace
from datetime import date

from assistant.matching.words import french_date
from assistant.places import Places
from assistant.programmes.base import Base
from assistant.programmes.records import Programme
from assistant.programmes.status import status_on


@dataclass(frozen=True)
class World:
    """``past``: the answer is for a day that the question asked about, and not for today."""

    base: Base
    places: Places
    as_of: date
    past: bool = False

    def at(self, day: date) -> "World":
        """The same world on a past day."""
        return replace(self, as_of=day, past=True)

    @property
    def when(self) -> str:
        """``Aujourd'hui``, or the day that was asked about."""
        return f"Au {french_date(self.as_of.isoformat())}" if self.past else "Aujourd'hui"

    def status(self, programme: Programme) -> str | None:
        """Status of a programme on the day of the answer; ``None`` when it did not exist yet."""
        return status_on(programme, self.as_of)
