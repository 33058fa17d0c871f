"""Names of départements and régions in the sentences of the recommendations."""

import csv
from collections.abc import Iterable
from functools import lru_cache

from assistant.matching.words import labels
from assistant.settings import DATA
from assistant.vocabulary import REGION_DEPARTEMENTS

_WIDER = {"FR": "France", "UE27": "Union européenne", "MONDE": "tous les pays"}


@lru_cache(maxsize=1)
def _names() -> dict[str, str]:
    found = dict(_WIDER)
    for table in ("departements.tsv", "regions.tsv"):
        with (DATA / "places" / table).open(encoding="utf-8", newline="") as lines:
            found.update((row["code"], row["nom"]) for row in csv.DictReader(lines, delimiter="\t"))
    return found


@lru_cache(maxsize=512)
def departements_of(codes: tuple[str, ...]) -> frozenset[str]:
    """The départements of codes of départements and régions; a wider code (``FR``) stands for itself."""
    return frozenset(part for code in codes for part in REGION_DEPARTEMENTS.get(code, (code,)))


def territory_name(code: str | None) -> str:
    """``63`` → ``Puy-de-Dôme``, ``FR-ARA`` → ``Auvergne-Rhône-Alpes``; an unknown code stands for itself."""
    return _names().get(code or "", code or "")


def territory_list(codes: Iterable[str]) -> str:
    """``Allier, Cantal et Haute-Loire``."""
    return labels(codes, _names(), limit=12)
