"""The site's channel: only the gateway, which holds its key, may speak for a visitor.

``POST /webhooks/site/webhook`` takes ``{"sender", "message"}`` with ``Authorization: Bearer <key>`` and answers the
list of ``{"text", "buttons", "custom"}``, one for each message of the assistant; an empty list when none came.
Rasa's own REST channel logs the text of a message whose answer failed, splits a message in two where it has rich
content, and believes whatever ``input_channel`` and ``metadata`` it is given; this one does none of that.
"""

import hmac
import logging
from collections.abc import Awaitable, Callable
from typing import Any

from rasa.core.channels.channel import CollectingOutputChannel, InputChannel, UserMessage
from sanic import Blueprint, response
from sanic.request import Request
from sanic.response import HTTPResponse

from assistant.secret_files import kept_secret
from assistant.settings import Settings

log = logging.getLogger(__name__)

NAME = "site"


class SiteOutput(CollectingOutputChannel):
    """Collects the assistant's messages whole: text, choices and rich content together."""

    @classmethod
    def name(cls) -> str:
        return NAME

    async def send_response(self, recipient_id: str, message: dict[str, Any]) -> None:
        self.messages.append(
            {
                "text": message.get("text") or "",
                "buttons": [
                    {"title": button["title"], "payload": button["payload"]} for button in message.get("buttons") or ()
                ],
                "custom": message.get("custom") or None,
            }
        )


class SiteInput(InputChannel):
    """``key``: what the gateway shows at each request."""

    def __init__(self, key: str) -> None:
        self._key = f"Bearer {key}".encode()

    @classmethod
    def name(cls) -> str:
        return NAME

    @classmethod
    def from_credentials(cls, credentials: dict[str, Any] | None) -> "SiteInput":
        """The key is in a file, not in the credentials."""
        return cls(kept_secret(Settings().channel_key_file))

    def blueprint(self, on_new_message: Callable[[UserMessage], Awaitable[Any]]) -> Blueprint:
        channel = Blueprint("site_channel", __name__)

        @channel.post("/webhook")
        async def receive(request: Request) -> HTTPResponse:
            if not hmac.compare_digest(request.headers.get("Authorization", "").encode(), self._key):
                return response.empty(status=401)
            output = SiteOutput()
            message = UserMessage(request.json["message"], output, request.json["sender"], input_channel=NAME)
            try:
                await on_new_message(message)
            except Exception as failure:
                # The traceback of a library may quote the words of the message.
                log.error("a message was not answered: %s", type(failure).__name__)
            return response.json(output.messages)

        return channel
