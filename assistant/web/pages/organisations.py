"""``/organismes`` and ``/organismes/{id}``: who helps, manages or pays, where, how to reach them; pages and data."""

from dataclasses import asdict, dataclass
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from assistant.dialogue.pages import address, organisation_page, programme_page, term_page
from assistant.dialogue.world import World
from assistant.matching.territories import territory_list
from assistant.programmes.base import Base
from assistant.programmes.records import Organisation, Programme, Term
from assistant.vocabulary import FRAMEWORKS, GOALS, HELPS, ORGANISATION_KINDS, STATUSES, THEMES
from assistant.web.pages import organisation_list
from assistant.web.pages.kept import Kept
from assistant.web.pages.organisation_list import CHOICES, LABELS, is_gone
from assistant.web.pages.responses import html_page, json_page, not_found
from assistant.web.pages.standings import standing_in
from assistant.world import current_world

PATH = "/organismes"
# What a body does for a programme, by the key of its record.
_PARTS = {"managed_by": "Programmes qu'il gère", "support": "Programmes pour lesquels il aide à candidater",
          "funder": "Programmes qu'il finance"}  # fmt: skip
_STATUSES = {"active": "en activité", "unknown": "activité à vérifier", "merged": "fusionné", "dissolved": "dissous"}
_ORDER = tuple(STATUSES)


@dataclass(frozen=True)
class Part:
    """Programmes for which a body does one thing; those that are over apart."""

    title: str
    alive: tuple[Programme, ...]
    over: tuple[Programme, ...]


def bodies(request: Request) -> Response:
    """The list, filtered by the address."""
    world = current_world()
    asked = organisation_list.read(request.query_params, world.places)
    groups = organisation_list.find(asked, world)
    count = sum(len(group.organisations) for group in groups)
    return html_page(
        request,
        world,
        "organisations.html",
        PATH,
        json_path=f"{PATH}.json" + (f"?{request.url.query}" if request.url.query else ""),
        asked=asked,
        groups=groups,
        count=count,
        labels=LABELS,
        choices=CHOICES,
        kinds=ORGANISATION_KINDS,
        helps=HELPS,
        territory_list=territory_list,
    )


def bodies_data(request: Request) -> Response:
    """The same list as data."""
    world = current_world()
    asked = organisation_list.read(request.query_params, world.places)
    found = [one for group in organisation_list.find(asked, world) for one in group.organisations]
    return json_page(
        request,
        {
            "as_of": world.as_of.isoformat(),
            "filters": {name: value for name, value in asked.given.items() if value and name not in asked.problems},
            "problems": dict(asked.problems),
            "total": len(found),
            "items": [{"url": address(organisation_page(one.id)), "record": _record(one)} for one in found],
        },
        PATH,
    )


def body(request: Request) -> Response:
    """One body."""
    world = current_world()
    organisation = world.base.organisations.get(request.path_params["id"])
    if organisation is None:
        return not_found(request, world)
    path = organisation_page(organisation.id)
    return html_page(
        request,
        world,
        "organisation.html",
        path,
        json_path=f"{path}.json",
        organisation=organisation,
        gone=is_gone(organisation, world.as_of),
        kind=ORGANISATION_KINDS[organisation.kind],
        state=_STATUSES[organisation.status],
        needs=[HELPS[code] for code in organisation.helps_with if code in HELPS],
        subjects=_subjects(organisation),
        where=territory_list(organisation.territories),
        parts=_parts(organisation, world),
        successor=world.base.organisations.get(organisation.successor or ""),
        answers=world.base.active_successor(organisation.id),
        predecessors=_predecessors(organisation, world.base),
        terms=_terms(organisation, world.base),
        status_of=world.status,
        standing_of=standing_in(world),
    )


def body_data(request: Request) -> Response:
    """One body as data."""
    world = current_world()
    organisation = world.base.organisations.get(request.path_params["id"])
    if organisation is None:
        return json_page(request, {"error": "Cet organisme n'est pas dans la base."}, request.url.path, status=404)
    successor = world.base.organisations.get(organisation.successor or "")
    programmes = _named(world).get(organisation.id, {})
    return json_page(
        request,
        {
            "as_of": world.as_of.isoformat(),
            "url": address(organisation_page(organisation.id)),
            "kind_label": ORGANISATION_KINDS[organisation.kind],
            "status_label": _STATUSES[organisation.status],
            "territory_label": territory_list(organisation.territories),
            **{part: [_link(world.base.programmes[i], world) for i in programmes.get(part, ())] for part in _PARTS},
            "predecessors": [_body_link(one) for one in _predecessors(organisation, world.base)],
            "successor": _body_link(successor) if successor else None,
            "terms": [
                {"id": one.id, "name": one.term, "url": address(term_page(one.id))}
                for one in _terms(organisation, world.base)
            ],
            "record": _record(organisation),
        },
        organisation_page(organisation.id),
    )


def _name_bodies(world: World) -> dict[str, dict[str, list[str]]]:
    """For each body, by key of the record, ids of the programmes that name it."""
    found: dict[str, dict[str, list[str]]] = {}
    for programme in world.base.programmes.values():
        for part in _PARTS:
            named = getattr(programme, part)
            for one in (named,) if isinstance(named, str) else named or ():
                found.setdefault(one, {}).setdefault(part, []).append(programme.id)
    return found


_named = Kept(_name_bodies)


def _parts(organisation: Organisation, world: World) -> list[Part]:
    """What it does for programmes, each programme under the first thing alone; what is not born yet is left out."""
    seen: set[str] = set()
    parts = []
    named = _named(world).get(organisation.id, {})
    for part, title in _PARTS.items():
        ids = named.get(part, ())
        fresh = [world.base.programmes[i] for i in ids if i not in seen]
        seen.update(ids)
        shown = sorted((p for p in fresh if world.status(p)), key=lambda p: _ORDER.index(str(world.status(p))))
        alive = tuple(p for p in shown if world.status(p) != "closed")
        if shown:
            parts.append(Part(title, alive, tuple(shown[len(alive) :])))
    return parts


def _subjects(organisation: Organisation) -> list[str]:
    tables = (GOALS, FRAMEWORKS, THEMES)
    return [table[code] for table in tables for code in organisation.helps_with if code in table]


def _predecessors(organisation: Organisation, base: Base) -> list[Organisation]:
    return [one for one in base.organisations.values() if one.successor == organisation.id]


def _terms(organisation: Organisation, base: Base) -> list[Term]:
    return [term for term in base.terms.values() if term.organisation == organisation.id]


def _record(organisation: Organisation) -> dict[str, Any]:
    """What the record says; unknown values are left out."""
    return {name: value for name, value in asdict(organisation).items() if value not in (None, (), [])}


def _link(programme: Programme, world: World) -> dict[str, Any]:
    url = address(programme_page(programme.id))
    return {"id": programme.id, "name": programme.name, "status": world.status(programme), "url": url}


def _body_link(organisation: Organisation) -> dict[str, str]:
    return {"id": organisation.id, "name": organisation.name, "url": address(organisation_page(organisation.id))}


ROUTES = [
    Route(PATH, bodies),
    Route(f"{PATH}.json", bodies_data),
    Route(f"{PATH}/{{id}}.json", body_data),
    Route(f"{PATH}/{{id}}", body),
]
