"""Style sheets and images of the pages, at addresses that change with what they hold."""

import hashlib
import mimetypes
from functools import cache
from pathlib import Path

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

_FOLDER = Path(__file__).parent / "static"
_FOR_EVER = "public, max-age=31536000, immutable"
_DIGEST = 12


@cache
def _files() -> dict[str, tuple[bytes, str]]:
    """Name → bytes and the beginning of their SHA-256, read once."""
    files = ((path.name, path.read_bytes()) for path in _FOLDER.iterdir() if path.is_file())
    return {name: (body, hashlib.sha256(body).hexdigest()[:_DIGEST]) for name, body in files}


def address(name: str) -> str:
    """``/static/site.css?v=…``. Raises ``KeyError`` when there is no such file."""
    return f"/static/{name}?v={_files()[name][1]}"


def static(request: Request) -> Response:
    """A file of the folder; kept for ever where it is asked for by its present address."""
    found = _files().get(request.path_params["name"])
    if found is None:
        raise HTTPException(404)
    body, digest = found
    kind = mimetypes.guess_type(request.path_params["name"])[0] or "application/octet-stream"
    etag = f'W/"{digest}"'
    kept = _FOR_EVER if request.query_params.get("v") == digest else "no-cache"
    headers = {"ETag": etag, "Cache-Control": kept}
    if request.headers.get("If-None-Match") == etag:
        return Response(status_code=304, headers=headers)
    return Response(body, media_type=kind, headers=headers)


ROUTES = [Route("/static/{name}", static)]
