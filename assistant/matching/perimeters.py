"""Where within its territory one may apply to a programme: local bodies, small towns (data/perimeters.yml)."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import yaml

from assistant.matching.criterion import MET, Criterion, barred, met, to_check, unmet
from assistant.matching.eligibility import judge_territory
from assistant.matching.facts import ProjectFacts
from assistant.matching.localities import Locality, locality
from assistant.matching.territories import departements_of, territory_name
from assistant.matching.words import enumerate_fr, number
from assistant.programmes.base import Base
from assistant.programmes.records import Programme
from assistant.settings import DATA

_MOST_NAMED = 3
_BY_ITS_GROUPING = 0.2  # grade of a programme to which the intercommunality alone may apply
# Inhabitants under which a commune is rural (INSEE: no part of an urban unit), and from which the Union's urban
# programmes of 2014-2020 called it large enough to lead a project (delegated regulation 522/2014, article 2).
_URBAN_UNIT, _LARGE_TOWN = 2_000, 50_000


@dataclass(frozen=True)
class LocalBody:
    """``epci``: SIREN of its intercommunalities that a source gives; ``complete``: there are no others."""

    organisation: str
    epci: frozenset[str] = frozenset()
    complete: bool = False


@dataclass(frozen=True)
class Perimeter:
    """Where one may apply to a programme within its territory.

    ``called``: what its local bodies are, in French. ``excluded``: SIREN of the intercommunalities that it leaves out,
    ``reason`` why, ``doubtful`` the INSEE codes of their communes that may be admitted all the same.
    """

    called: str
    bodies: tuple[LocalBody, ...]
    excluded: frozenset[str]
    reason: str
    doubtful: frozenset[str]


@lru_cache(maxsize=1)
def _file() -> dict[str, Any]:
    read: dict[str, Any] = yaml.safe_load((DATA / "perimeters.yml").read_text(encoding="utf-8"))
    return read


@lru_cache(maxsize=1)
def perimeters() -> dict[str, Perimeter]:
    """The perimeters of data/perimeters.yml by id of the programme."""
    return {one["programme"]: _perimeter(one) for one in _file()["perimeters"]}


@lru_cache(maxsize=1)
def partly() -> dict[str, dict[str, str]]:
    """Départements of which a programme's territory holds a small part only, with that part, by id of the programme."""
    return {one["programme"]: one["departements"] for one in _file()["partly"]}


@lru_cache(maxsize=1)
def peopled() -> dict[str, int]:
    """The least number of inhabitants of the commune or intercommunality that may apply, by id of the programme."""
    return {one["programme"]: one["inhabitants"] for one in _file()["peopled"]}


def _perimeter(read: dict[str, Any]) -> Perimeter:
    shut = read["excluded"]
    bodies = (
        LocalBody(body["organisation"], frozenset(body.get("epci", ())), body.get("complete", False))
        for body in read["bodies"]
    )
    return Perimeter(
        read["called"], tuple(bodies), frozenset(shut["epci"]), shut["reason"], frozenset(shut["communes_to_check"])
    )


def place_of(facts: ProjectFacts) -> Locality | None:
    """The holder's commune or intercommunality; ``None`` when it is unknown, or not in the territory that was told."""
    found = locality(facts.locality) if facts.locality else None
    if found is None or not facts.territory:
        return found
    return found if departements_of((facts.territory,)) & set(found.departements) else None


def in_a_village(facts: ProjectFacts) -> bool:
    """Whether the holder named a rural commune."""
    place = place_of(facts)
    return place is not None and place.is_commune and place.inhabitants < _URBAN_UNIT


def in_a_large_town(facts: ProjectFacts) -> bool:
    """Whether the holder named a town that has the means of large projects."""
    place = place_of(facts)
    return place is not None and place.is_commune and place.inhabitants >= _LARGE_TOWN


def judge_place(facts: ProjectFacts, programme: Programme, base: Base) -> Criterion:
    """Whether the holder's place is within the programme's territory, down to the commune where this is known."""
    criterion = judge_territory(facts, programme, base)
    if criterion.outcome != MET:
        return criterion
    if part := partly().get(programme.id, {}).get(facts.territory or ""):
        return unmet("territory", f"Dans votre département, il vaut seulement pour {part} : vérifiez d'abord.")
    place = place_of(facts)
    least = peopled().get(programme.id)
    if least is not None and place is not None and place.inhabitants < least:
        return _too_few_inhabitants(place, least)
    perimeter = perimeters().get(programme.id)
    if perimeter is None:
        return criterion
    if place is None:
        near = _serving(perimeter, departements_of((facts.territory or "",)), base)
        said = f"votre commune ({territory_name(facts.territory)})" if facts.territory else "votre commune"
        return to_check("territory", _which_body(perimeter, near, said, base), criterion.grade)
    return _judge_locally(place, perimeter, criterion.grade, base)


def _too_few_inhabitants(place: Locality, least: int) -> Criterion:
    """Where the programme is for larger towns: the intercommunality may be large enough to apply in its place."""
    said = f"Il faut {number(least)} habitants au moins"
    epci = locality(place.epci) if place.is_commune and place.epci else None
    if epci is not None and epci.inhabitants >= least:
        return to_check("territory", f"{said} : à voir avec votre intercommunalité ({epci.name}).", _BY_ITS_GROUPING)
    return barred("territory", f"{said}, seul ou groupés : {_said(place)} en compte moins.")


def _judge_locally(place: Locality, perimeter: Perimeter, grade: float | None, base: Base) -> Criterion:
    if place.epci in perimeter.excluded:
        if place.code in perimeter.doubtful:
            return to_check("territory", f"À vérifier : {_said(place)}. {perimeter.reason}", grade)
        return barred("territory", f"Hors de son territoire : {_said(place)}. {perimeter.reason}")
    own = next((body for body in _known(perimeter, base) if place.epci in body.epci), None)
    if own is not None:
        return met("territory", f"Vous êtes dans le territoire de « {_name(own, base)} » : {_said(place)}.", grade)
    epci = locality(place.epci)
    near = _serving(perimeter, frozenset(epci.departements if epci else place.departements), base)
    if near and all(body.complete for body in near):
        names = enumerate_fr((f"« {_name(body, base)} »" for body in near), last="ni")
        return barred("territory", f"Le territoire de {names} ne comprend pas le vôtre ({_said(place)}).")
    unsure = tuple(body for body in near if not body.complete)
    kind = "commune" if place.is_commune else "intercommunalité"
    return to_check("territory", _which_body(perimeter, unsure, f"votre {kind} ({_said(place)})", base), grade)


def _known(perimeter: Perimeter, base: Base) -> tuple[LocalBody, ...]:
    return tuple(body for body in perimeter.bodies if body.organisation in base.organisations)


def _serving(perimeter: Perimeter, departements: frozenset[str], base: Base) -> tuple[LocalBody, ...]:
    """The local bodies at work in one of these départements."""
    return tuple(
        body
        for body in _known(perimeter, base)
        if departements & departements_of(base.organisations[body.organisation].territories)
    )


def _which_body(perimeter: Perimeter, near: tuple[LocalBody, ...], place: str, base: Base) -> str:
    if not 0 < len(near) <= _MOST_NAMED:
        return f"À vérifier : quel {perimeter.called} couvre {place} ?"
    names = enumerate_fr((f"« {_name(body, base)} »" for body in near), last="ou de")
    return f"À vérifier : {place} fait-elle partie du territoire de {names} ?"


def _name(body: LocalBody, base: Base) -> str:
    return base.organisations[body.organisation].name


def _said(place: Locality) -> str:
    """«Ambert, communauté de communes Ambert Livradois Forez»."""
    epci = locality(place.epci) if place.is_commune and place.epci else None
    return f"{place.name}, {epci.name}" if epci else place.name


def local_bodies(programme: Programme) -> frozenset[str]:
    """Ids of the local bodies that one goes through; none for most programmes."""
    perimeter = perimeters().get(programme.id)
    return frozenset(body.organisation for body in perimeter.bodies) if perimeter else frozenset()


def out_of_reach(programme: Programme, facts: ProjectFacts, base: Base) -> frozenset[str]:
    """Ids of the programme's local bodies that do not serve the holder: all of them while its place is not known."""
    perimeter = perimeters().get(programme.id)
    if perimeter is None:
        return frozenset()
    place = place_of(facts)
    own = [body for body in perimeter.bodies if place is not None and place.epci in body.epci]
    mine = frozenset(place.departements) if place else departements_of((facts.territory or "",))
    near: Iterable[LocalBody] = own or (_serving(perimeter, mine, base) if len(mine) == 1 else ())
    return local_bodies(programme) - {body.organisation for body in near}
