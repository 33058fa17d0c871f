"""One platform's channel in Rasa's application, before an agent that says always the same."""

from dataclasses import dataclass, field
from typing import Any

import httpx2
from rasa.core.channels.channel import UserMessage
from sanic import Sanic

from assistant.channels.platforms.rendering import BY_NUMBER
from tests.platform_servers import StandIn
from tests.platform_world import CALLERS, PERSON

AGREE = [{"title": "Oui, c'est bien cela", "payload": "/affirm"}, {"title": "Corriger", "payload": "/deny"}]
LISTED = f"Est-ce bien cela ?\n1. Oui, c'est bien cela\n2. Corriger\n{BY_NUMBER}"
LONG = [{"title": f"Une question assez longue, numéro {n} ?", "payload": "/help"} for n in range(7)]


@dataclass
class Agent:
    """Stands for Rasa's: keeps what it hears, and says always the same."""

    says: list[dict[str, Any]] = field(default_factory=lambda: [{"text": "Est-ce bien cela ?", "buttons": AGREE}])
    heard: list[str] = field(default_factory=list)
    people: list[str] = field(default_factory=list)

    async def handle_message(self, message: UserMessage) -> None:
        self.heard.append(message.text)
        self.people.append(message.sender_id)
        for said in self.says:
            await message.output_channel.send_response(message.sender_id, dict(said))


@dataclass
class Opened:
    """One platform's channel in Rasa's application."""

    name: str
    app: Sanic
    agent: Agent
    world: StandIn

    async def say(self, text: str, person: str = PERSON) -> httpx2.Response:
        return await CALLERS[self.name].say(self.app, text, person)

    async def call(self, headers: dict[str, str], body: bytes) -> int:
        return (await CALLERS[self.name].call(self.app, headers, body)).status_code

    def texts(self) -> list[str]:
        return CALLERS[self.name].texts(self.world)
