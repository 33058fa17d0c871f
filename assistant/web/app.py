"""The site's addresses. Run by ``python -m uvicorn assistant.web.app:app`` (see the Procfile)."""

from html import escape

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Route

from assistant.errors import AssistantError
from assistant.sheets.store import SheetUnavailable
from assistant.web import pages, sheets, widget
from assistant.web.sheets import PRIVATE

_NOT_FOUND = "Cette page n'existe pas."
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


def health(request: Request) -> Response:
    """The site answers."""
    return JSONResponse({"status": "ok"}, headers={"Cache-Control": "no-store"})


def _page(status: int, title: str, text: str) -> Response:
    page = _PAGE.format(title=escape(title, quote=False), text=escape(text, quote=False))
    return HTMLResponse(page, status, headers={**PRIVATE, "Content-Security-Policy": "default-src 'none'"})


def _unavailable(request: Request, error: Exception) -> Response:
    return _page(404, "Fiche introuvable", str(error))


def _out_of_order(request: Request, error: Exception) -> Response:
    return _page(503, "Service indisponible", "Le service est indisponible pour le moment : réessayez plus tard.")


def _refused(request: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else 500
    return _page(status, "Page introuvable", _NOT_FOUND)


app = Starlette(
    routes=[
        *sheets.ROUTES,
        *pages.ROUTES,
        *widget.ROUTES,
        Route("/api/health", health),
    ],
    exception_handlers={SheetUnavailable: _unavailable, AssistantError: _out_of_order, HTTPException: _refused},
)
