"""Slack: Rasa's class sends an argument that today's applications are refused for (``as_user``)."""

from collections.abc import Sequence
from html import escape, unescape
from typing import Any

from rasa.core.channels.channel import UserMessage
from rasa.core.channels.slack import SlackBot, SlackInput
from sanic.request import Request

from assistant.channels.platforms.guarded import Guarded
from assistant.channels.platforms.rendering import all_within

_MOST_BUTTONS, _MOST_TITLE = 5, 75


class Slack(Guarded, SlackInput):
    """Choices are buttons where they fit. What one says in a channel is not known in another."""

    most_characters = 3000  # of a block, once its signs are written as entities

    @classmethod
    def from_credentials(cls, credentials: dict[str, Any]) -> "Slack":
        return super().from_credentials({**credentials, "conversation_granularity": "channel"})

    def authentic(self, request: Request) -> bool:
        return bool(self.is_request_from_slack_authentic(request))

    def said(self, message: UserMessage) -> str | None:
        return unescape(message.text or "")

    def draws(self, titles: Sequence[str], recipient: str) -> bool:
        return all_within(titles, _MOST_BUTTONS, _MOST_TITLE)

    async def send_text(self, output: SlackBot, recipient: str, text: str) -> None:
        await output.client.chat_postMessage(channel=output.slack_channel, text=escape(text, quote=False))

    async def send_choices(self, output: SlackBot, recipient: str, text: str, titles: Sequence[str]) -> None:
        buttons = [
            {"type": "button", "text": {"type": "plain_text", "text": title}, "value": title} for title in titles
        ]
        await output.client.chat_postMessage(
            channel=output.slack_channel,
            text=escape(text, quote=False),
            blocks=[
                {"type": "section", "text": {"type": "plain_text", "text": text}},
                {"type": "actions", "elements": buttons},
            ],
        )
