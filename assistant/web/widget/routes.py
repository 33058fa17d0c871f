"""``/widget.js``, and ``/``: a resource centre's site that embeds it by one line."""

import gzip
import hashlib
from functools import cache

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from assistant.web.widget.bundle import bundle
from assistant.web.widget.demonstration import demonstration

# Short: an embedding site gets a new version within minutes, and in between asks only whether there is one.
_KEPT = "public, max-age=300, stale-while-revalidate=86400"


@cache
def _script() -> tuple[bytes, bytes, str]:
    """The script, the same compressed, and its mark."""
    body = bundle()
    return body, gzip.compress(body, 9, mtime=0), hashlib.sha256(body).hexdigest()[:24]


def script(request: Request) -> Response:
    """The widget, for any page that embeds it."""
    plain, compressed, digest = _script()
    etag = f'W/"{digest}"'
    headers = {
        "ETag": etag,
        "Cache-Control": _KEPT,
        "Vary": "Accept-Encoding",
        "Cross-Origin-Resource-Policy": "cross-origin",
        "Access-Control-Allow-Origin": "*",
    }
    if etag in {mark.strip() for mark in request.headers.get("If-None-Match", "").split(",")}:
        return Response(status_code=304, headers=headers)
    if "gzip" in request.headers.get("Accept-Encoding", ""):
        return Response(compressed, media_type="text/javascript", headers={**headers, "Content-Encoding": "gzip"})
    return Response(plain, media_type="text/javascript", headers=headers)


ROUTES = [Route("/widget.js", script), Route("/", demonstration)]
