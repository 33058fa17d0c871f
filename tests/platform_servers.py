"""Stand-ins of the platforms' servers, to which the clients of Rasa's channels are led."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import requests
from aiogram.bot.api import TelegramAPIServer
from rasa.core.channels.slack import SlackBot


@dataclass
class Sent:
    """A call that a platform's server received; ``host``: the one that was meant."""

    host: str
    path: str
    headers: dict[str, str]
    body: dict[str, Any]


@dataclass
class StandIn:
    """The servers of every platform at once, which answer as documented; ``refuses`` makes them fail."""

    address: str = ""
    sent: list[Sent] = field(default_factory=list)
    refuses: bool = False
    keys: list[dict[str, Any]] = field(default_factory=list)

    def answer(self, call: Sent) -> tuple[int, dict[str, Any]]:
        if self.refuses:
            return 500, {"ok": False, "error": {"message": "refused"}}
        if call.path.endswith("/getMe"):
            bot = {"id": 1, "is_bot": True, "first_name": "Oriente", "username": "orient_bot"}
            return 200, {"ok": True, "result": bot}
        if "/bot" in call.path:
            chat = {"id": 1, "type": "private"}
            result = True if call.path.endswith("/setWebhook") else {"message_id": 1, "date": 1, "chat": chat}
            return 200, {"ok": True, "result": result}
        if call.path.endswith("/api/v1/login"):
            return 200, {"status": "success", "data": {"authToken": "t", "userId": "u"}}
        if call.path.endswith("/openidconfiguration"):
            return 200, {"jwks_uri": "https://login.botframework.com/v1/keys"}
        if call.path.endswith("/v1/keys"):
            return 200, {"keys": self.keys}
        if call.path.endswith("/oauth2/v2.0/token"):
            return 200, {"access_token": "acces", "expires_in": 3600}
        if call.path.endswith("/api/v4/posts") or call.path.endswith("/Messages.json"):
            return 201, {"sid": "SM1"}
        return 200, {"ok": True, "success": True}

    def to(self, end: str) -> list[Sent]:
        """The calls to the paths that end so."""
        return [call for call in self.sent if call.path.endswith(end)]


@contextmanager
def stand_in(monkeypatch: pytest.MonkeyPatch) -> Iterator[StandIn]:
    """The stand-in, to which the clients of Rasa's classes are led whatever server they mean."""
    with serving() as world:
        _lead_here(world.address, monkeypatch)
        yield world


@contextmanager
def serving() -> Iterator[StandIn]:
    """The stand-in, at its ``address`` of this machine."""
    world = StandIn()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            raw = self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode()
            kind = self.headers.get("Content-Type") or ""
            body = json.loads(raw or "{}") if "json" in kind else {k: v[0] for k, v in parse_qs(raw).items()}
            call = Sent(self.headers.get("X-Meant-For") or "", urlsplit(self.path).path, dict(self.headers), body)
            world.sent.append(call)
            status, said = world.answer(call)
            content = json.dumps(said).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        do_GET = do_POST

        def log_message(self, *args: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    world.address = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield world
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def _lead_here(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    send, begin = requests.adapters.HTTPAdapter.send, SlackBot.__init__

    def led(self: Any, request: Any, *args: Any, **kwargs: Any) -> Any:
        meant = urlsplit(request.url)
        request.headers["X-Meant-For"] = meant.netloc
        request.url = address + meant.path + (f"?{meant.query}" if meant.query else "")
        return send(self, request, *args, **kwargs)

    def begun(self: Any, *args: Any, **kwargs: Any) -> None:
        begin(self, *args, **kwargs)
        self.client.base_url = f"{address}/api/"

    monkeypatch.setattr(requests.adapters.HTTPAdapter, "send", led)
    monkeypatch.setattr(SlackBot, "__init__", begun)
    monkeypatch.setattr(TelegramAPIServer, "api_url", lambda _, token, method: f"{address}/bot{token}/{method}")
