"""The gateway's world: a stand-in for Rasa and its action server, which keeps events as Rasa does."""

import json
import sqlite3
import time
import uuid
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx2
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

GREETING = {"text": "Bonjour !", "buttons": [{"title": "Oui, c'est bien cela", "payload": "/affirm"}], "custom": None}
_TABLE = """CREATE TABLE IF NOT EXISTS events (id INTEGER PRIMARY KEY, sender_id TEXT, type_name TEXT, timestamp REAL,
intent_name TEXT, action_name TEXT, data TEXT)"""


@dataclass
class StandInRasa:
    """Answers each message with ``says``, or as ``behaves`` does; ``heard``: (sender, message) in their order."""

    database: Path
    says: list[dict[str, Any]] = field(default_factory=lambda: [GREETING])
    behaves: Callable[[], Awaitable[Response | None]] | None = None
    heard: list[tuple[str, str]] = field(default_factory=list)
    keys: set[str] = field(default_factory=set)

    @property
    def transport(self) -> httpx2.ASGITransport:
        routes = [
            Route("/webhooks/site/webhook", self._receive, methods=["POST"]),
            Route("/", lambda _: Response()),
            Route("/health", lambda _: Response()),
        ]
        return httpx2.ASGITransport(Starlette(routes=routes))

    async def _receive(self, request: Request) -> Response:
        body = await request.json()
        self.heard.append((body["sender"], body["message"]))
        self.keys.add(request.headers["authorization"])
        if self.behaves and (answer := await self.behaves()):
            return answer
        self.keep(
            body["sender"], {"event": "user", "text": body["message"], "message_id": body["id"] or uuid.uuid4().hex}
        )
        for message in self.says:
            data = {"buttons": message["buttons"] or None, "custom": message["custom"]}
            self.keep(body["sender"], {"event": "bot", "text": message["text"], "data": data})
        return JSONResponse(self.says)

    def keep(self, sender: str, event: dict[str, Any]) -> None:
        now = time.time()
        with sqlite3.connect(self.database) as connection:
            connection.execute(_TABLE)
            connection.execute(
                "INSERT INTO events (sender_id, type_name, timestamp, data) VALUES (?, ?, ?, ?)",
                (sender, event["event"], now, json.dumps({**event, "timestamp": now})),
            )
        connection.close()

    def kept(self) -> list[str]:
        """The senders of whom an event is kept."""
        with sqlite3.connect(self.database) as connection:
            connection.execute(_TABLE)
            return [row[0] for row in connection.execute("SELECT DISTINCT sender_id FROM events")]
