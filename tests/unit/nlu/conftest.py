"""A base of a few records and a handful of places: the smallest world in which names are ambiguous."""

import re
from collections.abc import Callable
from types import MappingProxyType

import pytest

from assistant.nlu.entities import Entity
from assistant.nlu.extract import Extractor
from assistant.places import PlaceMention
from assistant.programmes.base import Base
from assistant.programmes.records import Organisation, Programme, Term


def programme(identifier: str, name: str, period: str, status: str, **more: object) -> Programme:
    return Programme(
        id=identifier,
        name=name,
        period=period,
        status=status,
        family="other",
        summary="Un programme.",
        checked="2026-11-23",
        confidence="high",
        **more,  # type: ignore[arg-type]
    )


def organisation(identifier: str, name: str, *aliases: str) -> Organisation:
    return Organisation(
        id=identifier,
        name=name,
        kind="network",
        role="Un organisme.",
        status="active",
        confidence="high",
        checked="2026-11-23",
        aliases=aliases,
    )


def term(identifier: str, label: str, kind: str, *aliases: str, **more: object) -> Term:
    return Term(
        id=identifier,
        term=label,
        kind=kind,
        definition="Une définition.",
        checked="2026-11-23",
        aliases=aliases,
        **more,  # type: ignore[arg-type]
    )


def by_id(*records: Programme | Organisation | Term) -> dict:
    return {record.id: record for record in records}


@pytest.fixture(scope="session")
def small_base() -> Base:
    return Base(
        programmes=by_id(
            programme(
                "leader-2023",
                "LEADER 2023-2027",
                "2023-2027",
                "between_calls",
                acronym="LEADER",
                aliases=("LEADER", "fonds Leader"),
                succeeds=("leader-2007",),
            ),
            programme(
                "leader-2007",
                "LEADER 2007-2013",
                "2007-2013",
                "closed",
                acronym="LEADER",
                aliases=("Leader 2007-2013",),
                succeeds=("leader-plus",),
            ),
            programme("leader-plus", "Initiative LEADER+ 2000-2006", "2000-2006", "closed", aliases=("LEADER+",)),
            programme("interreg-vi-c", "Interreg Europe 2021-2027", "2021-2027", "open", aliases=("Interreg Europe",)),
            programme("interreg-iv-c", "Interreg IV C 2007-2013", "2007-2013", "closed", aliases=("Interreg IVC",)),
            programme("fse-plus", "Fonds social européen plus", "2021-2027", "open", aliases=("FSE+", "FSE")),
            programme(
                "microprojets",
                "Microprojets de La Guilde",
                "annual",
                "open",
                aliases=("Agence des micro-projets", "microprojet"),
            ),
            programme("un-eau", "1 % eau", "permanent", "permanent", aliases=("1 % eau",)),
        ),
        organisations=by_id(
            organisation("resacoop", "RESACOOP", "RESACOOP"),
            organisation("ville-lyon", "Ville de Lyon", "Ville de Lyon"),
            organisation("gal-livradois", "GAL Livradois-Forez", "Livradois-Forez"),
            organisation("mot", "Mission opérationnelle transfrontalière", "MOT"),
        ),
        terms=by_id(
            term("jumelage", "Jumelage", "framework", "jumelage", "jumelages"),
            term("leader-term", "LEADER", "fund", "LEADER", programme="leader-2023"),
            term("mot-term", "MOT", "body", "MOT", organisation="mot"),
            term("fse-term", "FSE", "fund", "FSE", "Fonds social européen", programme="fse-plus"),
            term("humanitaire", "Aide humanitaire", "framework", "aide humanitaire"),
        ),
    )


class FewPlaces:
    """Stands for ``Places``: four names, a code after «le», and postcodes."""

    NAMES = MappingProxyType(
        {
            "haute-loire": "43",
            "cantal": "15",
            "lyon": "69",
            "livradois-forez": "63",
            "vichy": "03",
            "63100": "63",
            "15000": "15",
            "04": "04",
        }
    )

    def find(self, text: str) -> list[PlaceMention]:
        found = []
        for name, code in self.NAMES.items():
            for match in re.finditer(rf"\b{name}\b", text.lower()):
                found.append(
                    PlaceMention(
                        start=match.start(),
                        end=match.end(),
                        text=text[match.start() : match.end()],
                        value=code,
                        name=name,
                        kind="commune",
                        candidates=(),
                        certain=True,
                    )
                )
        return sorted(found, key=lambda m: m.start)


@pytest.fixture(scope="session")
def extractor(small_base: Base) -> Extractor:
    return Extractor(small_base, FewPlaces())  # type: ignore[arg-type]


@pytest.fixture(scope="session")
def values(extractor: Extractor) -> Callable[..., list]:
    """values("une commune", "holder_type") → ["commune"]; without an entity, pairs (entity, value)."""

    def read(text: str, entity: str | None = None, intent: str | None = None) -> list:
        found: list[Entity] = extractor.extract(text, intent)
        if entity is None:
            return [(e.entity, e.value) for e in found]
        return [e.value for e in found if e.entity == entity]

    return read
