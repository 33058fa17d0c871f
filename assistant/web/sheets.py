"""The sheets to print and their calendars, at addresses that cannot be guessed."""

from pathlib import Path

from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.routing import Route

from assistant.sheets.store import SheetUnavailable, open_sheet

PATH = "/fiche/"
# The address is the key: no proxy keeps it, no search engine finds it, the sites that are linked are not told it.
PRIVATE = {
    "Cache-Control": "private, no-store",
    "X-Robots-Tag": "noindex, nofollow",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}


def pdf(request: Request) -> Response:
    """The sheet to print, shown where the browser can."""
    return _file(open_sheet(request.path_params["token"]).pdf, "application/pdf", "inline")


def ics(request: Request) -> Response:
    """The deadlines of the sheet, to be taken by an agenda."""
    calendar = open_sheet(request.path_params["token"]).ics
    if calendar is None:
        raise SheetUnavailable
    return _file(calendar, "text/calendar; charset=utf-8", "attachment")


def _file(path: Path, kind: str, disposition: str) -> Response:
    return FileResponse(
        path, media_type=kind, filename=path.name, content_disposition_type=disposition, headers=PRIVATE
    )


ROUTES = [Route(f"{PATH}{{token}}.pdf", pdf), Route(f"{PATH}{{token}}.ics", ics)]
