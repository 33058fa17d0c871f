"""Mattermost: Rasa's class does not look at the token by which the server proves itself, and takes off the first word
of a message whether it is the one that calls us or not."""

from typing import Any

import requests
from rasa.core.channels.channel import UserMessage
from rasa.core.channels.mattermost import MattermostBot, MattermostInput
from sanic import response
from sanic.request import Request
from sanic.response import HTTPResponse

from assistant.channels.platforms.guarded import PATIENCE, Guarded, Handler
from assistant.secret_files import same


class Mattermost(Guarded, MattermostInput):
    """Choices are a list: a press would come back as a call which nothing signs."""

    most_characters = 16_000
    blocks = True

    def __init__(self, url: str, token: str, webhook_token: str) -> None:
        super().__init__(url, token, webhook_url=None)
        self._webhook_token = webhook_token

    @classmethod
    def from_credentials(cls, credentials: dict[str, Any]) -> "Mattermost":
        url = credentials["url"].rstrip("/").removesuffix("/api/v4")
        return cls(f"{url}/api/v4", credentials["token"], credentials["webhook_token"])

    def authentic(self, request: Request) -> bool:
        return same(request.json["token"], self._webhook_token)

    async def received(self, request: Request, hear: Handler) -> HTTPResponse | None:
        """A message that does not begin with a word that calls us is not for us, and may be our own."""
        call = request.json
        if trigger := call.get("trigger_word"):
            output = MattermostBot(self.url, self.token, call["channel_id"], webhook_url=None)
            await hear(UserMessage(call["text"].removeprefix(trigger), output, call["user_id"]))
        return response.json({})

    def person(self, message: UserMessage) -> str:
        return f"{message.output_channel.bot_channel}/{message.sender_id}"

    async def send_text(self, output: MattermostBot, recipient: str, text: str) -> None:
        # Rasa's own sending takes «created» (201) for a failure.
        requests.post(
            f"{output.url}/posts",
            headers={"Authorization": f"Bearer {output.token}"},
            json={"channel_id": output.bot_channel, "message": text},
            timeout=PATIENCE,
        ).raise_for_status()
