"""The site's addresses. Run by ``python -m uvicorn assistant.web.app:app`` (see the Procfile)."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from html import escape

import httpx2
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.types import ASGIApp

from assistant.errors import AssistantError
from assistant.settings import Settings
from assistant.sheets.store import SheetUnavailable
from assistant.web import pages, sheets, widget
from assistant.web.gateway import ROUTES as gateway_routes
from assistant.web.gateway import Gateway, problems
from assistant.web.gateway.origins import API, OriginGuard, own_origins
from assistant.web.headers import SecurityHeaders
from assistant.web.sheets import PRIVATE

_NO_CALL = "Cette adresse n'existe pas, ou ne permet pas cela."
_PAGE = """<!doctype html>
<html lang="fr">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title} – assistant d'orientation de CERAPCOOP</title>
</head>
<body>
<main>
<h1>{title}</h1>
<p>{text}</p>
</main>
</body>
</html>
"""


def _page(request: Request, status: int, title: str, text: str) -> Response:
    """A page that no cache keeps, in the look of the others unless the base cannot be read."""
    with suppress(AssistantError):
        response = pages.message(request, status, title, text)
        response.headers.update(PRIVATE)
        return response
    return _plain_page(status, title, text)


def _plain_page(status: int, title: str, text: str) -> Response:
    page = _PAGE.format(title=escape(title, quote=False), text=escape(text, quote=False))
    return HTMLResponse(page, status, headers=PRIVATE)


def _unavailable(request: Request, error: Exception) -> Response:
    return _page(request, 404, "Fiche introuvable", str(error))


def _out_of_order(request: Request, error: Exception) -> Response:
    if _is_call(request):
        return problems.unavailable().response()
    return _plain_page(503, "Service indisponible", "Le service est indisponible pour le moment : réessayez plus tard.")


def _broken(request: Request, error: Exception) -> Response:
    if _is_call(request):
        return problems.broken().response()
    return _plain_page(500, "Service indisponible", "Une erreur est survenue de notre côté : réessayez plus tard.")


def _refused(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    if _is_call(request):
        response: Response = problems.bad_request(_NO_CALL, error.status_code).response()
    elif error.status_code == 404 and not request.url.path.startswith(sheets.PATH):
        response = _missing(request)
    else:
        response = _page(request, error.status_code, "Page introuvable", _NO_CALL)
    response.headers.update(error.headers or {})
    return response


def _missing(request: Request) -> Response:
    """«Page introuvable» with a search, unless the base cannot be read."""
    with suppress(AssistantError):
        return pages.not_found(request)
    return _plain_page(404, "Page introuvable", _NO_CALL)


def _is_call(request: Request) -> bool:
    return request.url.path.startswith(API)


class Site(Starlette):
    """Every answer bears the security headers, even that to an error which nobody foresaw."""

    def build_middleware_stack(self) -> ASGIApp:
        return SecurityHeaders(super().build_middleware_stack(), Settings().site_url.startswith("https:"))


def create_app(to_rasa: httpx2.AsyncBaseTransport | None = None) -> Site:
    """The site, with the settings of this moment. Raises InputError on a setting that is not understood.

    ``to_rasa``: another way to Rasa than the network, for tests.
    """
    settings = Settings()
    embedders = settings.widget_origins

    @asynccontextmanager
    async def with_gateway(site: Starlette) -> AsyncIterator[None]:
        gateway = Gateway(settings, to_rasa)
        site.state.gateway = gateway
        try:
            yield
        finally:
            await gateway.upstream.aclose()

    return Site(
        routes=[*gateway_routes, *sheets.ROUTES, *pages.ROUTES, *widget.ROUTES],
        middleware=[
            Middleware(OriginGuard, allowed={*own_origins(settings), *embedders}),
            Middleware(
                CORSMiddleware,
                allow_origins=embedders,
                allow_methods=("GET", "POST", "DELETE"),
                allow_headers=("Authorization", "Content-Type"),
                expose_headers=("Retry-After",),
                max_age=7200,
            ),
        ],
        exception_handlers={
            SheetUnavailable: _unavailable,
            AssistantError: _out_of_order,
            HTTPException: _refused,
            Exception: _broken,
        },
        lifespan=with_gateway,
    )


app = create_app()
