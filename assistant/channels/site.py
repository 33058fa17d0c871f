"""The site's channel: only the gateway, which holds its key, may speak for a visitor.

``POST /webhooks/site/webhook`` takes ``{"sender", "message"}`` with ``Authorization: Bearer <key>`` and answers the
list of ``{"text", "buttons", "custom"}``, one for each message of the assistant; an empty list when none came. With an
``"id"`` of the caller's, a message that was answered already is not taken up again: its answer is given again.
Rasa's own REST channel logs the text of a message whose answer failed, splits a message in two where it has rich
content, and believes whatever ``input_channel`` and ``metadata`` it is given; this one does none of that.
"""

import logging
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from rasa.core.agent import Agent
from rasa.core.channels.channel import CollectingOutputChannel, InputChannel, UserMessage
from rasa.shared.core.events import BotUttered, UserUttered
from sanic import Blueprint, response
from sanic.request import Request
from sanic.response import HTTPResponse

from assistant.privacy.tracker_store import OF_REQUEST
from assistant.secret_files import kept_secret, same
from assistant.settings import Settings

log = logging.getLogger(__name__)

NAME = "site"
ANSWER_NOT_KEPT = (
    "Votre message est bien arrivé ; ma réponse s'est perdue, et je ne la garde pas parce qu'elle touche à vos "
    "coordonnées. Écrivez « où en est ma demande ? »."
)


class SiteOutput(CollectingOutputChannel):
    """Collects the assistant's messages whole: text, choices and rich content together."""

    @classmethod
    def name(cls) -> str:
        return NAME

    async def send_response(self, recipient_id: str, message: dict[str, Any]) -> None:
        self.messages.append(_shown(message.get("text"), message))


class SiteInput(InputChannel):
    """``key``: what the gateway shows at each request."""

    def __init__(self, key: str) -> None:
        self._key = f"Bearer {key}"

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
            if not same(request.headers.get("Authorization"), self._key):
                return response.empty(status=401)
            output = SiteOutput()
            said, sender, identifier = request.json["message"], request.json["sender"], request.json.get("id")
            if identifier and (answered := await _answer_to(request.app.ctx.agent, sender, identifier)):
                return response.json(answered)
            message = UserMessage(said, output, sender, input_channel=NAME, message_id=identifier)
            try:
                await on_new_message(message)
            except Exception as failure:
                # The traceback of a library may quote the words of the message.
                log.error("a message was not answered: %s", type(failure).__name__)
            return response.json(output.messages)

        return channel


async def _answer_to(agent: Agent, sender: str, identifier: str) -> list[dict[str, Any]]:
    """The answer that the message of that identifier got; none when it got none."""
    # While the message is being answered, its second coming waits.
    async with agent.lock_store.lock(sender):
        tracker = await agent.tracker_store.retrieve(sender)
    answer: list[dict[str, Any]] = []
    within = False
    for event in tracker.events if tracker else ():
        # The assistant itself adds a press, of no message, where the words named a choice.
        if isinstance(event, UserUttered) and event.message_id:
            within = event.message_id == identifier
        elif within and isinstance(event, BotUttered):
            private = event.text == OF_REQUEST
            answer.append(_shown(ANSWER_NOT_KEPT if private else event.text, {} if private else event.data))
    return answer


def _shown(text: str | None, rich: Mapping[str, Any]) -> dict[str, Any]:
    buttons = [{"title": button["title"], "payload": button["payload"]} for button in rich.get("buttons") or ()]
    return {"text": text or "", "buttons": buttons, "custom": rich.get("custom") or None}
