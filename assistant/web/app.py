"""The site's addresses. Run by ``python -m uvicorn assistant.web.app:app`` (see the Procfile)."""

from html import escape
from pathlib import Path

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, JSONResponse, Response
from starlette.routing import Route

from assistant.errors import AssistantError
from assistant.sheets.store import SheetUnavailable, open_sheet

_NOT_FOUND = "Cette page n'existe pas."
# The address is the key: no proxy keeps it, no search engine finds it, the sites that are linked are not told it.
_PRIVATE = {
    "Cache-Control": "private, no-store",
    "X-Robots-Tag": "noindex, nofollow",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}
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


def pdf(request: Request) -> Response:
    """The sheet to print, shown where the browser can."""
    return _file(open_sheet(request.path_params["token"]).pdf, "application/pdf", "inline")


def ics(request: Request) -> Response:
    """The deadlines of the sheet, to be taken by an agenda."""
    calendar = open_sheet(request.path_params["token"]).ics
    if calendar is None:
        raise SheetUnavailable
    return _file(calendar, "text/calendar; charset=utf-8", "attachment")


def health(request: Request) -> Response:
    """The site answers."""
    return JSONResponse({"status": "ok"}, headers={"Cache-Control": "no-store"})


def _file(path: Path, kind: str, disposition: str) -> Response:
    return FileResponse(
        path, media_type=kind, filename=path.name, content_disposition_type=disposition, headers=_PRIVATE
    )


def _page(status: int, title: str, text: str) -> Response:
    page = _PAGE.format(title=escape(title, quote=False), text=escape(text, quote=False))
    return HTMLResponse(page, status, headers={**_PRIVATE, "Content-Security-Policy": "default-src 'none'"})


def _unavailable(request: Request, error: Exception) -> Response:
    return _page(404, "Fiche introuvable", str(error))


def _out_of_order(request: Request, error: Exception) -> Response:
    return _page(503, "Service indisponible", "Le service est indisponible pour le moment : réessayez plus tard.")


def _refused(request: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else 500
    return _page(status, "Page introuvable", _NOT_FOUND)


app = Starlette(
    routes=[
        Route("/fiche/{token}.pdf", pdf),
        Route("/fiche/{token}.ics", ics),
        Route("/api/health", health),
    ],
    exception_handlers={SheetUnavailable: _unavailable, AssistantError: _out_of_order, HTTPException: _refused},
)
