"""The départements on a map: those that a programme is for, and the others."""

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from assistant.matching.territories import departements_of, territory_name
from assistant.programmes.cards import WHOLE_COUNTRY
from assistant.settings import DATA
from assistant.vocabulary import DEPARTEMENT_REGION, REGION_DEPARTEMENTS

VIEW = "0 0 613 585"
_SQUARES = [(8, 425), (74, 425), (8, 473), (74, 473), (8, 521)]  # left, top


@dataclass(frozen=True)
class Square:
    """A département overseas: it stands aside, under its code."""

    code: str
    left: int
    top: int
    inside: bool


@dataclass(frozen=True)
class FranceMap:
    """``inside`` and ``outside``: SVG paths of the départements that are concerned and of the others, in ``VIEW``."""

    inside: str
    outside: str
    squares: tuple[Square, ...]
    label: str


@dataclass(frozen=True)
class Area:
    """A région with those of its départements that are concerned; ``whole``: all of them are."""

    name: str
    departements: tuple[str, ...]
    whole: bool


def covered(territories: Iterable[str], excluded: Iterable[str] = ()) -> frozenset[str]:
    """Codes of the départements that codes of territories mean, wider ones (``FR``, ``UE27``, ``MONDE``) included."""
    codes = tuple(territories)
    opened = frozenset(DEPARTEMENT_REGION) if WHOLE_COUNTRY & set(codes) else departements_of(codes)
    return (opened - departements_of(tuple(excluded))) & DEPARTEMENT_REGION.keys()


def france_map(departements: frozenset[str]) -> FranceMap:
    """The map of these départements."""
    drawn = _outlines()
    far = sorted(DEPARTEMENT_REGION.keys() - drawn.keys())
    squares = tuple(Square(code, *at, code in departements) for code, at in zip(far, _SQUARES, strict=True))
    count = len(departements)
    label = f"Carte de France : {count} département{'s' if count > 1 else ''} sur {len(DEPARTEMENT_REGION)}"
    return FranceMap(
        "".join(path for code, path in drawn.items() if code in departements),
        "".join(path for code, path in drawn.items() if code not in departements),
        squares,
        label,
    )


def areas(departements: frozenset[str]) -> tuple[Area, ...]:
    """The same in words, région by région, whole ones first."""
    found = []
    for region, parts in REGION_DEPARTEMENTS.items():
        concerned = tuple(code for code in parts if code in departements)
        if concerned:
            names = tuple(territory_name(code) for code in concerned)
            found.append(Area(territory_name(region), names, len(concerned) == len(parts)))
    return tuple(sorted(found, key=lambda area: (not area.whole, area.name)))


@lru_cache(maxsize=1)
def _outlines() -> dict[str, str]:
    with (DATA / "places" / "outlines.tsv").open(encoding="utf-8", newline="") as lines:
        return {row["code"]: row["path"] for row in csv.DictReader(lines, delimiter="\t")}
