"""Communes and intercommunalities by code, and communes by postcode (data/places)."""

from dataclasses import dataclass
from functools import lru_cache

from assistant.settings import DATA
from assistant.vocabulary import DEPARTEMENT_REGION

_KINDS = {"CC": "communauté de communes", "CA": "communauté d'agglomération", "CU": "communauté urbaine"}


_LEFT_GUADELOUPE = frozenset({"97133", "97150"})


@dataclass(frozen=True)
class Locality:
    """A commune (``code``: INSEE) or an intercommunality (``code``: SIREN).

    ``epci`` is the SIREN of the intercommunality, its own for one; empty for the few communes that have none.
    ``inhabitants`` are those of today, whatever the day of the project.
    """

    code: str
    name: str
    departements: tuple[str, ...]
    epci: str
    inhabitants: int

    @property
    def is_commune(self) -> bool:
        return self.code != self.epci


@lru_cache(maxsize=2)
def _table(name: str) -> str:
    return (DATA / "places" / f"{name}.tsv").read_text(encoding="utf-8")


def _row(table: str, code: str) -> list[str] | None:
    """The line of that code, looked for in the text: 35 000 communes are not worth a dictionary here."""
    text = _table(table)
    at = text.find(f"\n{code}\t") if code.isalnum() else -1
    return None if at < 0 else text[at + 1 : text.find("\n", at + 1)].split("\t")


@lru_cache(maxsize=512)
def locality(code: str) -> Locality | None:
    """The commune or intercommunality of that code; ``None`` when there is none.

    >>> locality("63003").name, locality("63003").epci
    ('Ambert', '200070761')
    >>> locality("200070761").name
    'communauté de communes Ambert Livradois Forez'
    """
    if commune := _row("communes", code):
        return Locality(code, commune[1], (commune[2],), commune[4], int(commune[3]))
    if epci := _row("epci", code):
        name, kind = epci[1].partition(" (")[0], _KINDS.get(epci[2])
        departements = tuple(share.partition(":")[0] for share in epci[4].split())
        return Locality(code, f"{kind} {name}" if kind else name, departements, code, int(epci[3]))
    return None


@lru_cache(maxsize=64)
def with_postcode(postcode: str) -> tuple[Locality, ...]:
    """The communes of that postcode, most peopled first; empty for a code of firms (CEDEX) or an unknown one."""
    text, found, at = _table("communes"), [], -1
    while (at := text.find(postcode, at + 1)) >= 0:
        row = text[text.rfind("\n", 0, at) + 1 : text.find("\n", at)].split("\t")
        if postcode in row[5].split():
            found.append((-int(row[3]), Locality(row[0], row[1], (row[2],), row[4], int(row[3]))))
    return tuple(place for _, place in sorted(found, key=lambda one: one[0]))


def departement_of(postcode: str) -> str | None:
    """The département of a postcode: that of its largest commune, else what its first figures say.

    Saint-Barthélemy and Saint-Martin have kept the postcodes of Guadeloupe, of which they are no part since 2007.
    """
    if communes := with_postcode(postcode):
        return communes[0].departements[0]
    if postcode in _LEFT_GUADELOUPE:
        return None
    if postcode.startswith("20"):
        return "2A" if postcode[2] in "01" else "2B"
    code = postcode[:3] if postcode.startswith("97") else postcode[:2]
    return code if code in DEPARTEMENT_REGION else None
