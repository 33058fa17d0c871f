"""Telegram: Rasa's class believes whoever knows the address, and keeps connections of a loop that has ended."""

import asyncio
import logging
import re
from collections.abc import Sequence
from typing import Any

from aiogram.utils.exceptions import TelegramAPIError
from rasa.core.channels.channel import UserMessage
from rasa.core.channels.telegram import TelegramInput, TelegramOutput
from sanic import response
from sanic.request import Request
from sanic.response import HTTPResponse

from assistant.channels.platforms.guarded import Guarded, Handler
from assistant.channels.platforms.names import derived
from assistant.channels.platforms.rendering import all_within
from assistant.secret_files import same
from assistant.settings import Settings

log = logging.getLogger(__name__)

_SECRET = "X-Telegram-Bot-Api-Secret-Token"
_MOST_KEYS, _MOST_TITLE = 12, 64
"""Of a keyboard that still fits a telephone; Telegram itself sets no limit that we would reach."""
_COMMAND = re.compile(r"/(start|restart|help)(?:@\w+)?(?!\S).*", re.DOTALL)
_MEANT = {"start": "Bonjour", "restart": "Je veux recommencer", "help": "Que savez-vous faire ?"}
"""The commands that every client of Telegram offers, in words."""


class Telegram(Guarded, TelegramInput):
    """Choices are a keyboard in a private conversation; in a group, where all would get it, a list."""

    most_characters = 4096
    _output: TelegramOutput

    @classmethod
    def from_credentials(cls, credentials: dict[str, Any]) -> "Telegram":
        address = f"{Settings().site_url}/webhooks/{cls.name()}/webhook"
        return cls(credentials["access_token"], credentials["verify"].lstrip("@"), address, debug_mode=False)

    def get_output_channel(self) -> TelegramOutput:
        """Telegram is told our address and our secret; where it cannot be reached, what it was told before holds."""
        self._output = TelegramOutput(self.access_token)
        try:
            asyncio.run(self._present_ourselves(self._output))
        except (TelegramAPIError, asyncio.TimeoutError) as problem:
            log.error("Telegram did not take our address: %s", type(problem).__name__)
        return self._output

    async def _present_ourselves(self, bot: TelegramOutput) -> None:
        told = {"url": self.webhook_url, "secret_token": derived(self.name()), "allowed_updates": '["message"]'}
        try:
            with bot.request_timeout(10):
                await bot.request("setWebhook", told)
        finally:
            # A session lives as long as its loop: the next call, in the server's, opens another.
            await bot.session.close()

    def authentic(self, request: Request) -> bool:
        return same(request.headers.get(_SECRET), derived(self.name()))

    async def received(self, request: Request, hear: Handler) -> HTTPResponse | None:
        message = request.json.get("message") or {}
        if "text" in message and "from" in message:
            return None
        if "from" in message and _is_private(message["chat"]["id"]):
            await hear(UserMessage(None, self._output, message["chat"]["id"], metadata=self.get_metadata(request)))
        return response.text("success")

    def get_metadata(self, request: Request) -> dict[str, Any]:
        return {"speaker": request.json["message"]["from"]["id"]}

    def person(self, message: UserMessage) -> str:
        return f"{message.sender_id}/{message.metadata['speaker']}"

    def said(self, message: UserMessage) -> str | None:
        if message.text and (command := _COMMAND.fullmatch(message.text)):
            return _MEANT[command[1]]
        # In a group the message may begin with our name.
        return re.sub(rf"@{re.escape(self.verify)}\b", " ", message.text or "", flags=re.IGNORECASE).strip()

    def draws(self, titles: Sequence[str], recipient: str) -> bool:
        return _is_private(recipient) and all_within(titles, _MOST_KEYS, _MOST_TITLE)

    async def send_text(self, output: TelegramOutput, recipient: str, text: str) -> None:
        await output.send_message(recipient, text, disable_web_page_preview=True)

    async def send_choices(self, output: TelegramOutput, recipient: str, text: str, titles: Sequence[str]) -> None:
        await output.send_text_with_buttons(recipient, text, [{"title": t} for t in titles], button_type="reply")


def _is_private(chat: str) -> bool:
    """Groups and channels have negative numbers."""
    return not str(chat).startswith("-")
