"""A page as it goes out: its HTML or its JSON, where it is canonically, and when it has not changed."""

import hashlib
from typing import Any

from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response

from assistant.dialogue.world import World
from assistant.programmes.records import Organisation
from assistant.settings import Settings
from assistant.web.pages.templating import render

_OWN_CENTRE = "cerapcoop"


def html_page(
    request: Request,
    world: World,
    template: str,
    path: str,
    *,
    status: int = 200,
    canonical_path: str | None = None,
    **values: Any,
) -> Response:
    """The page at ``path``; ``canonical_path`` where the same content is better known by another address.

    The template is given ``values``, and what ``base.html`` shows everywhere: ``canonical``, which an error has not,
    ``path``, ``as_of`` (ISO) and ``centre``, the body that answers people today. ``json_path`` in ``values`` is where
    the page's JSON is.
    """
    canonical = f"{Settings().site_url}{canonical_path or path}" if status < 400 else None
    common = {
        "canonical": canonical,
        "path": path,
        "as_of": world.as_of.isoformat(),
        "centre": centre(world),
        "json_path": None,
        "site_url": Settings().site_url,
    }
    return _revalidated(request, HTMLResponse(render(template, **common | values), status), canonical)


def json_page(request: Request, data: Any, path: str, status: int = 200) -> Response:
    """The data of the page at ``path``; any site may read them."""
    response = JSONResponse(data, status, headers={"Access-Control-Allow-Origin": "*"})
    return _revalidated(request, response, f"{Settings().site_url}{path}" if status < 400 else None)


def not_found(request: Request, world: World) -> Response:
    """«Page introuvable», with a search among the programmes."""
    return html_page(request, world, "not_found.html", request.url.path, status=404)


def centre(world: World) -> Organisation | None:
    """The body that carries on the centre's work."""
    return world.base.active_successor(_OWN_CENTRE)


def _revalidated(request: Request, response: Response, canonical: str | None) -> Response:
    """The response with its mark, «not modified» for whoever has it already. Statuses change with the day.

    The mark is a weak one: it is the same for the page compressed or not.
    """
    etag = f'W/"{hashlib.sha256(bytes(response.body)).hexdigest()[:24]}"'
    headers = {"ETag": etag, "Cache-Control": "no-cache"}
    if canonical:
        headers["Link"] = f'<{canonical}>; rel="canonical"'
    known = {mark.strip() for mark in request.headers.get("If-None-Match", "").split(",")}
    if response.status_code == 200 and etag in known:
        return Response(status_code=304, headers=headers)
    response.headers.update(headers)
    return response
