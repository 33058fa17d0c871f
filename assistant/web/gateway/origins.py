"""Which sites' pages may call the gateway: our own, and those of WIDGET_ORIGINS.

A browser tells the origin of a page that calls another site, or that sends something; a call from elsewhere is
refused before anything is done, which keeps others from acting with the visitor's cookie. Programs tell none.
"""

from collections.abc import Iterable
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from assistant.settings import Settings, origin_of
from assistant.web.gateway.problems import forbidden_origin

_LOOPBACK = ("127.0.0.1", "localhost", "[::1]")
API = "/api/"


def own_origins(settings: Settings) -> frozenset[str]:
    """The origin of the site's address; on the loopback, which has several names, under each of them."""
    origin = origin_of(settings.site_url)
    if origin is None:
        return frozenset()
    parts = urlsplit(origin)
    port = "" if parts.port is None else f":{parts.port}"
    names = {f"{parts.scheme}://{name}{port}" for name in _LOOPBACK}
    return frozenset(names) if origin in names else frozenset({origin})


class OriginGuard:
    """Refuses the calls of pages of other origins than ``allowed``."""

    def __init__(self, app: ASGIApp, allowed: Iterable[str]) -> None:
        self._app = app
        self._allowed = frozenset(allowed)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and scope["path"].startswith(API):
            origin = Headers(scope=scope).get("origin")
            if origin is not None and origin not in self._allowed:
                await forbidden_origin().response()(scope, receive, send)
                return
        await self._app(scope, receive, send)
