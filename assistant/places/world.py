"""Towns outside France and their countries (data/places/world_towns.tsv)."""

from functools import cache
from pathlib import Path
from typing import NamedTuple

from assistant.errors import InputError
from assistant.settings import DATA

FILE = "world_towns.tsv"
HEADER = ("name", "country", "person")
PERSON = "p"
LONGEST = 4
"""Words of the longest name."""


class Town(NamedTuple):
    """``country``: ISO 3166-1 alpha-2; ``person``: the name is a first name too."""

    country: str
    person: bool


class WorldTowns:
    """Looks towns up by the key of their name without article, as ``assistant.places.words`` makes it.

    Raises ``InputError`` when the file cannot be read.
    """

    def __init__(self, folder: Path) -> None:
        try:
            text = (folder / FILE).read_text(encoding="utf-8")
        except OSError as error:
            raise InputError(f"Le fichier des lieux {FILE} ne peut pas être lu : {error}.") from error
        self._towns = dict(line.split("\t", 1) for line in text.splitlines()[1:])

    def get(self, key: str) -> Town | None:
        """The town of that name, or None."""
        found = self._towns.get(key)
        return None if found is None else Town(found[:2], found.endswith(f"\t{PERSON}"))


@cache
def world_towns() -> WorldTowns:
    """The towns of data/places, read once."""
    return WorldTowns(DATA / "places")
