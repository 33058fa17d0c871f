"""Messenger: Rasa's class hears the first event of a call only, logs those that it does not know with their words, and
does not see that a message was refused."""

import hmac
from collections.abc import Sequence
from typing import Any

from fbmessenger.elements import Text
from rasa.core.channels.channel import UserMessage
from rasa.core.channels.facebook import FacebookInput, MessengerBot
from sanic import response
from sanic.request import Request
from sanic.response import HTTPResponse

from assistant.channels.platforms.guarded import PATIENCE, Guarded, Handler, NotSent
from assistant.channels.platforms.rendering import all_within
from assistant.secret_files import same

_MOST_REPLIES, _MOST_TITLE = 11, 20
"""The second is Messenger's; the first, that of the library (Messenger's is 13)."""


class Messenger(Guarded, FacebookInput):
    """Choices are quick replies where their titles fit, else a list."""

    most_characters = 2000
    blocks = True
    hurried = True

    def authentic(self, request: Request) -> bool:
        secret = self.fb_secret.encode()
        for header, digest in (("X-Hub-Signature-256", "sha256"), ("X-Hub-Signature", "sha1")):
            if given := request.headers.get(header):
                return same(given, f"{digest}={hmac.new(secret, request.body, digest).hexdigest()}")
        return False

    async def received(self, request: Request, hear: Handler) -> HTTPResponse | None:
        for event in (event for entry in request.json["entry"] for event in entry.get("messaging", ())):
            message, pressed = event.get("message") or {}, event.get("postback") or {}
            if (message or pressed) and not message.get("is_echo"):
                said = (message.get("quick_reply") or pressed).get("payload") or message.get("text")
                await hear(UserMessage(said, self.get_output_channel(), event["sender"]["id"]))
        return response.text("success")

    def draws(self, titles: Sequence[str], recipient: str) -> bool:
        return all_within(titles, _MOST_REPLIES, _MOST_TITLE)

    async def send_text(self, output: MessengerBot, recipient: str, text: str) -> None:
        _send(output, recipient, Text(text=text))

    async def send_choices(self, output: MessengerBot, recipient: str, text: str, titles: Sequence[str]) -> None:
        replies = output._convert_to_quick_reply([{"title": title, "payload": title} for title in titles])
        _send(output, recipient, Text(text=text, quick_replies=replies))


def _send(output: MessengerBot, recipient: str, element: Any) -> None:
    answer = output.messenger_client.send(element.to_dict(), recipient, timeout=PATIENCE)
    if "error" in answer:
        raise NotSent
