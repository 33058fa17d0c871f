"""A base of any size for measures: programmes drawn by seed from what the real records say.

Each takes its subject, words and amounts from one real record, and its place, countries, holders and years from others:
lists are as long, words as common and periods as spread as in the real base, and no two programmes are alike.
"""

from collections.abc import Iterator, Sequence
from random import Random
from typing import Any

from assistant.programmes.base import Base
from assistant.programmes.records import Call, Programme, Source
from assistant.vocabulary import DEPARTEMENT_REGION, EU27, ODA_RECIPIENTS, REGION_DEPARTEMENTS

# Half of the dated programmes are of the period that runs, as in the real base.
_FIRST_YEAR, _RUNNING_SINCE, _LAST_YEAR, _RUNNING_UNTIL = 1994, 2021, 2026, 2030
_SEVEN_YEARS, _RUNNING = 6, 0.5
_CHECKED = "2026-11-23"
_STATUSES = {"dated": 0.88, "permanent": 0.08, "proposed": 0.04}
_OWN_PLACES, _OWN_COUNTRIES, _SUCCEEDING, _UNDER_UMBRELLA = 0.3, 0.3, 0.4, 0.15
_PROGRAMMES_PER_UMBRELLA = 40
_LONGEST_LINE = 4  # generations


def generated(base: Base, count: int, seed: int = 2008) -> Base:
    """``count`` programmes made after those of ``base``, whose organisations and other records are kept."""
    programmes = {one.id: one for one in _programmes(list(base.programmes.values()), count, Random(seed))}
    return Base(programmes=programmes, organisations=base.organisations, document=base.document)


def _programmes(real: Sequence[Programme], count: int, draw: Random) -> Iterator[Programme]:
    keywords = sorted({keyword for one in real for keyword in one.keywords})
    ended: list[tuple[str, int, int]] = []
    umbrellas: list[str] = []
    for number in range(count):
        model = draw.choice(real)
        identifier = f"{model.id}-{number}"
        values: dict[str, Any] = {
            **vars(model),
            "id": identifier,
            "name": f"{model.name} ({number})",
            "acronym": f"{model.acronym} {number}" if model.acronym else None,
            "aliases": tuple(f"{alias} {number}" for alias in model.aliases),
            "keywords": _some(draw, model.keywords, keywords),
            "succeeds": (),
            "part_of": None,
            "checked": _CHECKED,
            **_who_and_where(draw, real),
            **_years(draw, model),
        }
        begins, generation = int(values["start"][:4]), 1
        if ended and draw.random() < _SUCCEEDING:
            before, until, line = draw.choice(ended[-500:])
            if until <= begins and line < _LONGEST_LINE:
                values["succeeds"], generation = (before,), line + 1
        if umbrellas and draw.random() < _UNDER_UMBRELLA:
            values["part_of"] = draw.choice(umbrellas)
        elif number % _PROGRAMMES_PER_UMBRELLA == 0:
            umbrellas.append(identifier)
        if values["period"][-4:].isdigit():
            ended.append((identifier, int(values["period"][-4:]), generation))
        yield Programme(**values)


def _some(draw: Random, own: tuple[str, ...], others: Sequence[str]) -> tuple[str, ...]:
    """Half of its own keywords, and as many of others."""
    kept = draw.sample(own, (len(own) + 1) // 2)
    return tuple(dict.fromkeys([*kept, *draw.sample(others, min(len(others), max(2, len(own) // 2)))]))


def _who_and_where(draw: Random, real: Sequence[Programme]) -> dict[str, Any]:
    carried, placed, reaching = draw.choice(real), draw.choice(real), draw.choice(real)
    places, abroad = placed.territories, reaching.partner_countries
    if draw.random() < _OWN_PLACES:
        places = (draw.choice(list(REGION_DEPARTEMENTS)),)
        if draw.random() < 0.5:
            places = tuple(draw.sample(sorted(DEPARTEMENT_REGION), draw.randint(1, 6)))
    if draw.random() < _OWN_COUNTRIES:
        abroad = tuple(draw.sample(sorted(EU27 | ODA_RECIPIENTS), draw.randint(1, 8)))
    return {
        "holders": carried.holders,
        "lead_holders": carried.lead_holders,
        "role_of_holder": carried.role_of_holder,
        "territories": places,
        "territories_excluded": placed.territories_excluded,
        "partner_countries": abroad,
        "partner_countries_excluded": reaching.partner_countries_excluded,
        "countries_excluded_since": reaching.countries_excluded_since,
        "frameworks": reaching.frameworks,
        "goals": reaching.goals,
    }


def _years(draw: Random, model: Programme) -> dict[str, Any]:
    """Its period, its calls and what its record says of them on the day it was checked."""
    status = draw.choices(list(_STATUSES), list(_STATUSES.values()))[0]
    begins = draw.randint(_FIRST_YEAR, _LAST_YEAR)
    found: dict[str, Any] = {
        "start": f"{begins}-01-01", "end": None, "applications_until": None, "last_call_closed": None, "calls": (),
    }  # fmt: skip
    if status == "permanent":
        return {**found, "period": "permanent", "status": "permanent"}
    if status == "proposed":
        dated = Source(document="proposition", seen=model.name, dated=f"{draw.randint(2024, 2026)}")
        return {**found, "start": "2028-01-01", "period": "2028-2034", "status": "proposed", "sources": (dated,)}
    ends = begins + draw.randint(1, _SEVEN_YEARS)
    if draw.random() < _RUNNING:
        begins, ends = draw.randint(_RUNNING_SINCE, _LAST_YEAR), draw.randint(_LAST_YEAR + 1, _RUNNING_UNTIL)
        found["start"] = f"{begins}-01-01"
    years = [draw.randint(begins, ends) for _ in range(draw.randint(0, 3))]
    calls = (
        Call(f"Appel {year}", f"{year}-{draw.randint(1, 6):02}-01", f"{year}-{draw.randint(7, 12):02}-15")
        for year in years
    )
    status = "closed" if ends < _LAST_YEAR else "between_calls"
    return {**found, "period": f"{begins}-{ends}", "status": status, "calls": tuple(calls)}
