"""``/sitemap.xml`` and ``/robots.txt``: what search engines may read, and when each page was last checked."""

from collections.abc import Iterator
from xml.sax.saxutils import escape

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from assistant.dialogue.pages import PROGRAMMES, address, organisation_page, programme_page
from assistant.programmes.base import Base
from assistant.web.pages import family_tree, glossary, organisations
from assistant.world import current_world

_NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
_LISTS = ("/", PROGRAMMES, organisations.PATH, glossary.PATH, family_tree.PATH)
_PRIVATE = ("/api/", "/fiche/")


def sitemap(request: Request) -> Response:
    """Every page, with the day on which its record was checked."""
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', f'<urlset xmlns="{_NAMESPACE}">']
    for path, day in _pages(current_world().base):
        checked = f"<lastmod>{day}</lastmod>" if day else ""
        lines.append(f"<url><loc>{escape(address(path))}</loc>{checked}</url>")
    return Response("\n".join([*lines, "</urlset>\n"]), media_type="application/xml")


def robots(request: Request) -> Response:
    """All but the calls and the sheets of persons."""
    refused = [f"Disallow: {path}" for path in _PRIVATE]
    return PlainTextResponse("\n".join(["User-agent: *", *refused, f"Sitemap: {address('/sitemap.xml')}", ""]))


def _pages(base: Base) -> Iterator[tuple[str, str | None]]:
    """Path of each page, and when what it says was last checked."""
    yield from ((path, None) for path in _LISTS)
    yield from ((programme_page(one.id), one.checked) for one in base.programmes.values())
    yield from ((organisation_page(one.id), one.checked) for one in base.organisations.values())


ROUTES = [Route("/sitemap.xml", sitemap), Route("/robots.txt", robots)]
