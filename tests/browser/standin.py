"""A gateway without Rasa, for quick tests of the widget: the real script and headers, answers that a test chooses.

Its calls are those of ``assistant.web.gateway``; conversations are in memory, known by a cookie or a token.
"""

import asyncio
import json
import secrets
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import uvicorn
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Route

from assistant.web import widget
from assistant.web.headers import SecurityHeaders
from assistant.web.pages import static
from tests.served import free_port

ANSWERS = json.loads((Path(__file__).parent / "answers.json").read_text(encoding="utf-8"))
"""Answers of the real assistant by name: lists of messages."""

_PAGE = """<!doctype html>
<html lang="fr">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Une page</title>
<link rel="stylesheet" href="{tokens}"><link rel="stylesheet" href="{style}">
<script src="{script}" defer{attributes}></script></head>
<body><main><h1>Une page</h1><p>Son texte. <a href="/autre">Une autre page</a></p></main></body>
</html>
"""


def told(text: str, *titles: str) -> dict[str, Any]:
    """A message with choices."""
    buttons = [{"title": title, "payload": f'/inform{{"theme":"{n}"}}'} for n, title in enumerate(titles)]
    return {"text": text, "buttons": buttons, "custom": None}


@dataclass
class StandIn:
    """What it says to each call.

    ``answer``: the messages in answer to any message. ``problem``: (status, code, sentence, Retry-After) answered
    instead. ``delay``, ``history_delay``: seconds before an answer, before the history. ``loses_answers``: the message
    is answered, and the visitor told that it was not. ``received``: the calls in order.
    """

    url: str
    answer: list[dict[str, Any]] = field(default_factory=lambda: [told("Entendu.")])
    problem: tuple[int, str, str, int] | None = None
    delay: float = 0.0
    history_delay: float = 0.0
    loses_answers: bool = False
    attributes: str = ""
    received: list[tuple[str, str, Any]] = field(default_factory=list)
    conversations: dict[str, list[dict[str, Any]]] = field(default_factory=dict)

    def sent(self) -> list[Any]:
        """The messages that arrived."""
        return [body for method, path, body in self.received if (method, path) == ("POST", "/api/messages")]

    def all_said(self) -> list[dict[str, Any]]:
        return [message for said in self.conversations.values() for message in said]


async def _calls(request: Request) -> Response:
    stand_in: StandIn = request.app.state.stand_in
    body = json.loads(await request.body() or "null")
    path = request.url.path
    stand_in.received.append((request.method, path, body))
    if stand_in.problem:
        status, code, sentence, wait = stand_in.problem
        headers = {"Retry-After": str(wait)} if wait else {}
        return JSONResponse({"error": {"code": code, "message": sentence}}, status, headers=headers)
    token = request.headers.get("authorization", "").removeprefix("Bearer ")
    known = token or request.cookies.get("conversation", "")
    if token and token not in stand_in.conversations:
        return JSONResponse({"error": {"code": "forbidden", "message": "Session inconnue."}}, 401)
    answer: dict[str, Any] = {}
    if path == "/api/session" or known not in stand_in.conversations:
        known = _begin(stand_in)
        answer = {"token": known} if path == "/api/session" else {}
    if (request.method, path) == ("POST", "/api/messages"):
        answer = {"messages": await _exchange(stand_in, known, body)}
        if stand_in.loses_answers:
            return JSONResponse({"error": {"code": "timeout", "message": "La réponse tarde."}}, 504)
    elif path == "/api/messages":
        await asyncio.sleep(stand_in.history_delay)
        answer = {"messages": stand_in.conversations[known]}
    elif path == "/api/conversation":
        if request.method == "DELETE":
            del stand_in.conversations[known]
            answer = {"messages": [told("C'est fait : cette conversation est effacée.")]}
        known = _begin(stand_in)
        answer |= {"token": known} if token else {}
    response = JSONResponse(answer)
    if not token and path != "/api/session":
        response.set_cookie("conversation", known, httponly=True, samesite="lax")
    return response


def _begin(stand_in: StandIn) -> str:
    new = secrets.token_hex(16)
    stand_in.conversations[new] = []
    return new


async def _exchange(stand_in: StandIn, known: str, body: dict[str, str]) -> list[dict[str, Any]]:
    await asyncio.sleep(stand_in.delay)
    said = stand_in.conversations[known]
    titles = {b["payload"]: b["title"] for m in said for b in m["buttons"]}
    text = body.get("text") or titles.get(body["payload"])
    answer = stand_in.answer
    holder = [{"from": "holder", **told(text)}] if text else []
    said += [*holder, *({"from": "assistant", **message} for message in answer)]
    return answer


def _page(request: Request) -> Response:
    values = {
        "tokens": static.address("tokens.css"),
        "style": static.address("site.css"),
        "script": "/widget.js",
        "attributes": request.app.state.stand_in.attributes,
    }
    return HTMLResponse(_PAGE.format(**values))


@contextmanager
def served(app: Any) -> Iterator[str]:
    """The application on a port of its own; its address."""
    port = free_port()
    config = uvicorn.Config(app, "127.0.0.1", port, ws="none", access_log=False, log_level="warning", lifespan="off")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run)
    thread.start()
    while not server.started:
        assert thread.is_alive(), "the stand-in did not start"
        time.sleep(0.01)
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        server.should_exit = True
        thread.join()


@contextmanager
def stand_in(allowed_origins: tuple[str, ...] = ()) -> Iterator[StandIn]:
    """The widget on two pages, ``/page`` and ``/autre``, before a gateway that says what it is told to."""
    cors = Middleware(
        CORSMiddleware,
        allow_origins=allowed_origins,
        allow_methods=("GET", "POST", "DELETE"),
        allow_headers=("Authorization", "Content-Type"),
        expose_headers=("Retry-After",),
    )
    calls = [
        Route(f"/api/{name}", _calls, methods=["GET", "POST", "DELETE"])
        for name in ("messages", "conversation", "session", "feedback")
    ]
    pages = [Route("/page", _page), Route("/autre", _page)]
    app = Starlette(routes=[*calls, *pages, *widget.ROUTES, *static.ROUTES], middleware=[cors])
    with served(SecurityHeaders(app, https=False)) as url:
        app.state.stand_in = StandIn(url)
        yield app.state.stand_in


@contextmanager
def foreign_page(widget_url: str) -> Iterator[str]:
    """A page of another site that embeds the widget."""

    def page(request: Request) -> Response:
        return HTMLResponse(_PAGE.format(tokens="", style="", script=f"{widget_url}/widget.js", attributes=""))

    with served(Starlette(routes=[Route("/", page)])) as url:
        yield url.replace("127.0.0.1", "localhost")
