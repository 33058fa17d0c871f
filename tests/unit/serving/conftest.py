"""A server on the loopback that answers like Rasa's REST channel, or the site's health, as the test tells it to."""

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import pytest


class FakeRasa:
    """Gives ``answers`` in turn (the last one again and again): a list of replies, raw bytes, or an HTTP code.

    ``health``: the HTTP codes of its health, likewise.
    """

    def __init__(self) -> None:
        self.answers: list[list[dict[str, Any]] | bytes | int] = [[{"text": "Bonjour !"}]]
        self.health = [200]
        self.received: list[tuple[str, dict[str, Any]]] = []
        self._server = HTTPServer(("127.0.0.1", 0), self._handler())
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        self._thread.start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_port}"

    @property
    def messages(self) -> list[str]:
        return [body["message"] for _, body in self.received]

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def _handler(fake) -> type[BaseHTTPRequestHandler]:
        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                fake.received.append((self.path, body))
                answer = fake.answers.pop(0) if len(fake.answers) > 1 else fake.answers[0]
                self.send_response(answer if isinstance(answer, int) else 200)
                self.end_headers()
                if not isinstance(answer, int):
                    self.wfile.write(answer if isinstance(answer, bytes) else json.dumps(answer).encode())

            def do_GET(self) -> None:
                self.send_response(fake.health.pop(0) if len(fake.health) > 1 else fake.health[0])
                self.end_headers()

            def log_message(self, *_: object) -> None:
                pass

        return Handler


@pytest.fixture
def rasa() -> Iterator[FakeRasa]:
    fake = FakeRasa()
    yield fake
    fake.close()
