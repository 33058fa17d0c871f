"""The site with two pages more, for the measure: our chat alone, and deep-chat wired to the same gateway.

Run by ``python -m uvicorn benchmarks.web.pages:app`` with ``DEEP_CHAT``, the file of deep-chat.
"""

import gzip
import os
from pathlib import Path

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from assistant.web.app import app as site

OURS, DEEP_CHAT = "/bench/ours", "/bench/deep-chat"
_HERE = Path(__file__).parent
_compressed = gzip.compress(Path(os.environ["DEEP_CHAT"]).read_bytes(), 9)


def ours(request: Request) -> Response:
    """A page with our chat."""
    return FileResponse(_HERE / "ours.html")


def deep_chat(request: Request) -> Response:
    """The same page with deep-chat."""
    return FileResponse(_HERE / "deep_chat.html")


def deep_chat_file(request: Request) -> Response:
    """As small as a server makes it."""
    return Response(_compressed, media_type="text/javascript", headers={"Content-Encoding": "gzip"})


_pages = Starlette(
    routes=[Route(OURS, ours), Route(DEEP_CHAT, deep_chat), Route("/bench/deep-chat.js", deep_chat_file)]
)


async def app(scope: Scope, receive: Receive, send: Send) -> None:
    """The pages of the measure, and the whole site as it is."""
    of_the_measure = scope["type"] == "http" and scope["path"].startswith("/bench/")
    await (_pages if of_the_measure else site)(scope, receive, send)
