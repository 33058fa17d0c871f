"""What every platform's channel does around Rasa's own class.

Who calls is checked before anything is read; people are known by a digest; what they type is text, whatever it begins
with; the answer is collected whole, then drawn as the platform can; no word and no account reaches the log.
A press of a button comes back as its title, which the dialogue knows (``assistant/dialogue/choices.py``).
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from typing import Any, ClassVar
from weakref import WeakValueDictionary

from rasa.core.channels.channel import InputChannel, OutputChannel, UserMessage
from sanic import Blueprint, response
from sanic.request import Request
from sanic.response import HTTPResponse

from assistant.channels.platforms.names import conversation_of
from assistant.channels.platforms.rendering import Shown, shown, split
from assistant.channels.site import SiteOutput
from assistant.settings import Settings
from assistant.web.gateway.limits import Limit
from assistant.web.gateway.problems import Problem, rate_limited, unavailable
from assistant.web.gateway.reading import words_of

log = logging.getLogger(__name__)

ONLY_TEXT = "Je ne lis que les messages écrits : décrivez votre projet, ou posez votre question, en quelques mots."
PATIENCE = 10.0
"""Seconds that a platform has to take a message."""
Handler = Callable[[UserMessage], Awaitable[Any]]


class NotSent(Exception):
    """The platform refused a message."""


class Guarded(InputChannel):
    """Comes before Rasa's class among the bases of a platform's channel."""

    most_characters: ClassVar[int]
    """Of one message."""
    blocks: ClassVar[bool] = False
    """Whether Rasa's class sends without giving way: it is then left to a thread."""

    hurried: ClassVar[bool] = False
    """Whether the platform calls again when it has no answer within seconds: it is then told at once that we heard."""

    def authentic(self, request: Request) -> bool:
        """Whether the platform itself sent this."""
        raise NotImplementedError

    async def received(self, request: Request, hear: Handler) -> HTTPResponse | None:
        """The answer to a call that Rasa's class would not do right; ``None`` leaves it the call."""
        return None

    def said(self, message: UserMessage) -> str | None:
        """The words of a message; ``None`` when it has none."""
        return message.text

    def person(self, message: UserMessage) -> str:
        """Who speaks, and where: what one says in a place is not known in another."""
        return str(message.sender_id)

    def draws(self, titles: Sequence[str], recipient: str) -> bool:
        """Whether the platform can show these choices there as buttons."""
        return False

    async def send_text(self, output: Any, recipient: str, text: str) -> None:
        await output.send_text_message(recipient, text)

    async def send_choices(self, output: Any, recipient: str, text: str, titles: Sequence[str]) -> None:
        """``text`` with buttons that say their title; called where ``draws`` allows it."""
        raise NotImplementedError

    def blueprint(self, on_new_message: Handler) -> Blueprint:
        self._limit, self._told = Limit(Settings().messages_per_minute, 60), Limit(1, 60)
        turns = WeakValueDictionary[str, asyncio.Lock]()

        async def hear(message: UserMessage) -> None:
            conversation = conversation_of(self.name(), self.person(message))
            # Two messages of one person are answered one after the other.
            turn = turns.setdefault(conversation, asyncio.Lock())
            answering = asyncio.create_task(self._hear(message, conversation, turn, on_new_message))
            self.answering.add(answering)
            answering.add_done_callback(self.answering.discard)
            if not self.hurried:
                await answering

        self.answering: set[asyncio.Task[None]] = set()
        webhook = super().blueprint(hear)

        @webhook.on_request
        async def guard(request: Request) -> HTTPResponse | None:
            if request.method != "POST":
                return None
            try:
                genuine = self.authentic(request)
            except Exception:
                genuine = False  # what cannot even be read was not sent by the platform
            if not genuine:
                log.warning("a call that %s did not sign was refused", self.name())
                return response.empty(status=403)
            return await self.received(request, hear)

        return webhook

    async def _hear(self, message: UserMessage, conversation: str, turn: asyncio.Lock, on_new_message: Handler) -> None:
        if seconds := self._limit.wait(conversation):
            # Said once: a flood is not answered by another.
            if not self._told.wait(conversation):
                await self._show(message, [{"text": rate_limited(seconds).message}])
            return
        async with turn:
            await self._show(message, await self._answer(self.said(message), conversation, on_new_message))

    async def _show(self, message: UserMessage, answer: Sequence[dict[str, Any]]) -> None:
        drawing = self._draw(message.output_channel, message.sender_id, shown(answer))
        try:
            await (asyncio.to_thread(asyncio.run, drawing) if self.blocks else drawing)
        except Exception as failure:
            # The error of a library may quote the words, or the account.
            log.error("an answer could not be sent to %s: %s", self.name(), type(failure).__name__)

    async def _answer(self, said: str | None, conversation: str, on_new_message: Handler) -> list[dict[str, Any]]:
        if not said:
            return [{"text": ONLY_TEXT}]
        try:
            words = words_of(said)
        except Problem as problem:
            return [{"text": problem.message}]
        output = SiteOutput()
        try:
            await on_new_message(UserMessage(words, output, conversation, input_channel=self.name()))
        except Exception as failure:
            log.error("a message of %s was not answered: %s", self.name(), type(failure).__name__)
        return output.messages or [{"text": unavailable().message}]

    async def _draw(self, output: OutputChannel, recipient: str, messages: Sequence[Shown]) -> None:
        for message in messages:
            titles = message.choices if message.last and self.draws(message.choices, recipient) else ()
            parts = split(message.text if titles else message.in_words, self.most_characters)
            for part in parts[: -1 if titles else None]:
                await self.send_text(output, recipient, part)
            if titles:
                await self.send_choices(output, recipient, parts[-1], titles)
