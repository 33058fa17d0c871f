"""Records and facts of a few lines, for the tests of the matching."""

from datetime import date
from typing import Any

from assistant.matching.facts import ProjectFacts
from assistant.programmes.base import Base
from assistant.programmes.records import Organisation, Programme

TODAY = date(2026, 11, 23)


def make_programme(identifier: str = "p", **values: Any) -> Programme:
    """A programme open to everybody, all year long, unless told otherwise."""
    record: dict[str, Any] = {
        "id": identifier, "name": identifier, "period": "permanent", "status": "permanent", "family": "other",
        "summary": "", "checked": "2026-11-23", "confidence": "high", "goals": ("development",),
        "frameworks": ("international",), "holders": ("association",), "territories": ("FR",),
        "partner_countries": ("MONDE",),
    }  # fmt: skip
    return Programme(**{**record, **values})


def make_organisation(identifier: str, **values: Any) -> Organisation:
    record: dict[str, Any] = {
        "id": identifier, "name": identifier, "kind": "network", "role": "", "status": "active",
        "confidence": "high", "checked": "2026-11-23", "territories": ("FR",), "helps_with": ("advice",),
    }  # fmt: skip
    return Organisation(**{**record, **values})


def make_base(*programmes: Programme, organisations: tuple[Organisation, ...] = ()) -> Base:
    return Base(programmes={one.id: one for one in programmes}, organisations={one.id: one for one in organisations})


def make_facts(**values: Any) -> ProjectFacts:
    return ProjectFacts.from_dict(values, default_as_of=TODAY)
