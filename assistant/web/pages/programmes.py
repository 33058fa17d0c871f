"""``/programmes`` and ``/programmes/{id}``, as pages and as data."""

import re
from collections.abc import Mapping

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from assistant.dialogue.pages import programme_page
from assistant.dialogue.world import World
from assistant.matching.words import counted, enumerate_fr
from assistant.programmes.records import Programme
from assistant.web.pages.filters import FIELDS, PATH, Filters, read, summary
from assistant.web.pages.programme_data import list_data, programme_data, structured_data
from assistant.web.pages.programme_list import HEADINGS, listing
from assistant.web.pages.programme_page import sheet
from assistant.web.pages.responses import html_page, json_page, not_found
from assistant.world import current_world

_IDENTIFIER = re.compile(r"[\w-]+", re.ASCII)


def programmes(request: Request) -> Response:
    """The list, with its filters."""
    world = current_world()
    filters = _filters(request, world)
    found = listing(filters, world)
    chosen = list(summary(filters))
    title = f"Programmes : {enumerate_fr(chosen)}" if chosen else "Programmes"
    return html_page(
        request,
        world,
        "programmes.html",
        PATH,
        title=title if found.page == 1 else f"{title} (page {found.page})",
        canonical_path=filters.address(page=found.page),
        json_path=filters.address(f"{PATH}.json", page=found.page),
        filters=filters,
        fields=FIELDS,
        headings=HEADINGS,
        found=found,
        count=counted((found.total, "programme", "programmes")) or "Aucun programme",
    )


def programmes_json(request: Request) -> Response:
    """The same list as data."""
    world = current_world()
    filters = _filters(request, world)
    return json_page(request, list_data(filters, listing(filters, world), world), filters.address())


def programme(request: Request) -> Response:
    """The page of one programme."""
    world = current_world()
    found = _programme(request.path_params, world)
    if found is None:
        return not_found(request, world)
    path = programme_page(found.id)
    shown = sheet(found, world)
    return html_page(
        request,
        world,
        "programme.html",
        path,
        json_path=f"{path}.json",
        sheet=shown,
        programme=found,
        structured=structured_data(found, world),
    )


def programme_json(request: Request) -> Response:
    """The same as data."""
    world = current_world()
    found = _programme(request.path_params, world)
    if found is None:
        return json_page(request, {"error": "Ce programme n'existe pas."}, request.url.path, status=404)
    return json_page(request, programme_data(found, world), programme_page(found.id))


def _filters(request: Request, world: World) -> Filters:
    return read(request.query_params, world.places, world.as_of)


def _programme(parameters: Mapping[str, str], world: World) -> Programme | None:
    identifier = parameters["id"]
    return world.base.programmes.get(identifier) if _IDENTIFIER.fullmatch(identifier) else None


ROUTES = [
    Route(f"{PATH}.json", programmes_json),
    Route(f"{PATH}/{{id}}.json", programme_json),
    Route(PATH, programmes),
    Route(f"{PATH}/{{id}}", programme),
]
