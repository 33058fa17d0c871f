"""Microsoft Teams: Rasa's class checks a token's key and audience, but neither who made it nor where answers go; it
knows no application of a single organisation, the only kind that can still be created; its buttons lack their type."""

import logging
import re
import time
from collections.abc import Sequence
from datetime import datetime
from typing import Any

import jwt
import requests
from rasa.core.channels import botframework
from rasa.core.channels.botframework import BotFramework, BotFrameworkInput
from rasa.core.channels.channel import UserMessage
from sanic.request import Request

from assistant.channels.platforms.guarded import PATIENCE, Guarded
from assistant.channels.platforms.rendering import all_within

log = logging.getLogger(__name__)

_ISSUER = "https://api.botframework.com"
_SCOPE = "https://api.botframework.com/.default"
_LEEWAY = 300
"""Seconds between Microsoft's clock and ours, as its documentation has it."""
_AGAIN = 60.0
"""Seconds after which an unknown key has Microsoft asked again; anyone can name one."""
_MENTION = re.compile(r"<at\b[^>]*>.*?</at>", re.DOTALL)
_MOST_BUTTONS, _MOST_TITLE = 6, 50


class Teams(Guarded, BotFrameworkInput):
    """Choices are a card whose buttons write their title."""

    most_characters = 10_000
    blocks = True
    hurried = True

    def __init__(self, app_id: str, app_password: str, tenant: str) -> None:
        self._tenant = tenant
        self._asked = float("-inf")
        self._headers, self._expires = dict[str, str](), float("-inf")
        super().__init__(app_id, app_password)

    @classmethod
    def from_credentials(cls, credentials: dict[str, Any]) -> "Teams":
        return cls(credentials["app_id"], credentials["app_password"], credentials["tenant"])

    def _update_cached_jwk_keys(self) -> None:
        """Where Microsoft cannot be reached the other channels do not wait for it: it is asked again at a message."""
        self._asked = time.monotonic()
        try:
            described = requests.get(botframework.MICROSOFT_OPEN_ID_URI, timeout=PATIENCE).json()
            keys = requests.get(described["jwks_uri"], timeout=PATIENCE).json()["keys"]
        except (requests.RequestException, KeyError) as problem:
            log.error("the keys of Microsoft could not be read: %s", type(problem).__name__)
            return
        self.jwt_keys = {key["kid"]: key for key in keys}
        self.jwt_update_time = datetime.now()

    def authentic(self, request: Request) -> bool:
        """What Microsoft asks of who is called: signature, maker, audience, time, platform, and where answers go."""
        scheme, _, token = request.headers["Authorization"].partition(" ")
        named = jwt.get_unverified_header(token)["kid"]
        if named not in self.jwt_keys and time.monotonic() - self._asked > _AGAIN:
            self._update_cached_jwk_keys()
        key = self.jwt_keys[named]
        claims = jwt.decode(
            token,
            jwt.PyJWK(key, "RS256"),
            algorithms=["RS256"],
            audience=self.app_id,
            issuer=_ISSUER,
            leeway=_LEEWAY,
            options={"require": ["exp", "iss", "aud"]},
        )
        call = request.json
        return (
            scheme == "Bearer"
            and claims["serviceurl"] == call["serviceUrl"]
            and call["channelId"] in key.get("endorsements", ())
        )

    def person(self, message: UserMessage) -> str:
        return f"{message.output_channel.conversation['id']}/{message.sender_id}"

    def said(self, message: UserMessage) -> str | None:
        return _MENTION.sub(" ", message.text or "").strip()

    def draws(self, titles: Sequence[str], recipient: str) -> bool:
        return all_within(titles, _MOST_BUTTONS, _MOST_TITLE)

    async def send_text(self, output: BotFramework, recipient: str, text: str) -> None:
        # Read as Markdown, lines would be run together.
        self._send(output, recipient, {"text": text, "textFormat": "plain"})

    async def send_choices(self, output: BotFramework, recipient: str, text: str, titles: Sequence[str]) -> None:
        await self.send_text(output, recipient, text)
        buttons = [{"type": "imBack", "title": title, "value": title} for title in titles]
        card = {"contentType": "application/vnd.microsoft.card.hero", "content": {"buttons": buttons}}
        self._send(output, recipient, {"attachments": [card]})

    def _send(self, output: BotFramework, recipient: str, message: dict[str, Any]) -> None:
        requests.post(
            f"{output.global_uri}conversations/{output.conversation['id']}/activities",
            headers=self._authorization(),
            json=output.prepare_message(recipient, message),
            timeout=PATIENCE,
        ).raise_for_status()

    def _authorization(self) -> dict[str, str]:
        """The header that lets us answer, asked anew when its time is nearly over."""
        if time.monotonic() > self._expires - PATIENCE:
            asked = requests.post(
                f"{botframework.MICROSOFT_OAUTH2_URL}/{self._tenant}/oauth2/v2.0/token",
                data={
                    "grant_type": "client_credentials",
                    "client_id": self.app_id,
                    "client_secret": self.app_password,
                    "scope": _SCOPE,
                },
                timeout=PATIENCE,
            )
            asked.raise_for_status()
            given = asked.json()
            self._headers = {"Authorization": f"Bearer {given['access_token']}"}
            self._expires = time.monotonic() + int(given["expires_in"])
        return self._headers
