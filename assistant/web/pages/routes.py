"""The addresses of the pages."""

from functools import wraps
from threading import Lock

from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from assistant.web.pages import family_tree, glossary, organisations, programmes, sitemap, static

_WORTH_COMPRESSING = 1000  # bytes
_turn = Lock()


def _served(route: Route) -> Route:
    """The same, compressed, and one at a time: a large base is read as it is asked, by one reader."""

    @wraps(route.endpoint)
    def in_turn(request: Request) -> Response:
        with _turn:
            answer: Response = route.endpoint(request)
        return answer

    compressed = Middleware(GZipMiddleware, minimum_size=_WORTH_COMPRESSING, compresslevel=6)
    return Route(route.path, in_turn, middleware=[compressed])


ROUTES: list[BaseRoute] = [
    _served(route)
    for part in (static, programmes, organisations, glossary, family_tree, sitemap)
    for route in part.ROUTES
]
