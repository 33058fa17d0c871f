"""The site's gateway, as the messaging room talks to it."""

from collections.abc import Mapping
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import urlsplit

import httpx2

_TIMEOUT = httpx2.Timeout(75.0, connect=5.0)  # seconds; the gateway itself gives up before
_BUSY = 429
_UNKNOWN = frozenset({401, 403})
_FIRST_WAIT = 5.0


class GatewayError(Exception):
    """The gateway did not take the message; see the kinds below."""


class Later(GatewayError):
    """It cannot now. ``wait``: seconds before it is worth another try; ``busy``: only because of many messages."""

    def __init__(self, wait: float, busy: bool) -> None:
        super().__init__(f"later, in {wait} s")
        self.wait, self.busy = wait, busy


class Refused(GatewayError):
    """It will never take that message; the text is the French sentence to pass on."""


class UnknownConversation(GatewayError):
    """The token is not, or no longer, one of its own."""


class Gateway:
    """``url``: the site's; ``service_key``: what lifts the limit of messages of one address."""

    def __init__(self, url: str, service_key: str) -> None:
        self._client = httpx2.AsyncClient(
            base_url=url, timeout=_TIMEOUT, trust_env=False, headers={"X-Service-Key": service_key}
        )

    async def close(self) -> None:
        await self._client.aclose()

    async def open(self) -> str:
        """The token of a new conversation."""
        return str((await self._post("/api/session", {}, None))["token"])

    async def send(self, token: str, message_id: str, text: str) -> list[dict[str, Any]]:
        """The answer to a text. The same ``message_id`` again gives the same answer."""
        messages: list[dict[str, Any]] = (await self._post("/api/messages", {"text": text, "id": message_id}, token))[
            "messages"
        ]
        return messages

    async def file(self, address: str) -> tuple[str, str, bytes]:
        """Name, media type and content of a file of the site, whatever the name by which the site is reached."""
        path = urlsplit(address).path
        try:
            answer = await self._client.get(path)
            answer.raise_for_status()
        except httpx2.HTTPError as error:
            raise Later(_FIRST_WAIT, busy=False) from error
        kind = answer.headers.get("Content-Type", "application/octet-stream").partition(";")[0]
        name = _name(answer.headers.get("Content-Disposition", "")) or PurePosixPath(path).name
        return name, kind, answer.content

    async def _post(self, path: str, body: Mapping[str, str], token: str | None) -> dict[str, Any]:
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        try:
            answer = await self._client.post(path, json=body, headers=headers)
        except httpx2.HTTPError as error:
            raise Later(_FIRST_WAIT, busy=False) from error
        if answer.status_code in _UNKNOWN and token:
            raise UnknownConversation
        if answer.status_code == _BUSY or answer.status_code >= 500:
            raise Later(_seconds(answer.headers.get("Retry-After")), busy=answer.status_code == _BUSY)
        try:
            said = answer.json()
            if answer.is_success:
                return dict(said)
            raise Refused(said["error"]["message"])
        except (ValueError, KeyError, TypeError) as error:
            raise Later(_FIRST_WAIT, busy=False) from error


def _seconds(given: str | None) -> float:
    return float(given) if given and given.isdecimal() else _FIRST_WAIT


def _name(disposition: str) -> str | None:
    name = disposition.partition('filename="')[2].partition('"')[0]
    return PurePosixPath(name).name or None
