"""What the answers are made from: the base, the places, and the day for which they are given."""

from dataclasses import dataclass
from datetime import date

from assistant.places import Places
from assistant.programmes.base import Base
from assistant.programmes.records import Programme
from assistant.programmes.status import status_on


@dataclass(frozen=True)
class World:
    base: Base
    places: Places
    as_of: date

    def status(self, programme: Programme) -> str | None:
        """Status of a programme on the day of the answer; ``None`` when it did not exist yet."""
        return status_on(programme, self.as_of)
