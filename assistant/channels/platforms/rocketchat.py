"""Rocket.Chat: Rasa's class does not look at the token by which the server proves itself, logs in at each message, and
takes all the people of a room for one."""

from typing import Any

from rasa.core.channels.channel import UserMessage
from rasa.core.channels.rocketchat import RocketChatBot, RocketChatInput
from sanic.request import Request

from assistant.channels.platforms.guarded import Guarded
from assistant.secret_files import same


class RocketChat(Guarded, RocketChatInput):
    """Choices are a list: a button would write its payload in the room, as if the person had."""

    most_characters = 5000
    blocks = True

    def __init__(self, user: str, password: str, server_url: str, webhook_token: str) -> None:
        super().__init__(user, password, server_url)
        self._webhook_token = webhook_token
        self._session: RocketChatBot | None = None

    @classmethod
    def from_credentials(cls, credentials: dict[str, Any]) -> "RocketChat":
        url = credentials["server_url"].rstrip("/")
        return cls(credentials["user"], credentials["password"], url, credentials["webhook_token"])

    def authentic(self, request: Request) -> bool:
        return "visitor" not in request.json and same(request.json.get("token"), self._webhook_token)

    def get_metadata(self, request: Request) -> dict[str, Any]:
        return {"speaker": request.json["user_id"], "trigger": request.json.get("trigger_word") or ""}

    def get_output_channel(self) -> None:
        """None: who logs in waits for the server, which ``send_text`` does in its own thread."""

    def person(self, message: UserMessage) -> str:
        return f"{message.sender_id}/{message.metadata['speaker']}"

    def said(self, message: UserMessage) -> str | None:
        return (message.text or "").removeprefix(message.metadata["trigger"])

    async def send_text(self, output: Any, recipient: str, text: str) -> None:
        if self._session is None:
            self._session = RocketChatBot(self.user, self.password, self.server_url)
        answer = self._session.rocket.chat_post_message(text, room_id=recipient)
        if not answer.ok:
            self._session = None  # a login that has expired: the next message begins with another
            answer.raise_for_status()
