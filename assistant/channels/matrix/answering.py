"""From messages that wait to answers that are sent: in order for one person, side by side for several.

Each step is written before the next, so that whatever stops the process, the next start goes on from there: a message
goes to the gateway under its own identifier, which answers the same twice; a part goes to the homeserver under a
transaction of its own, which the homeserver takes once.
"""

import asyncio
import logging
import time
from collections.abc import Callable
from hashlib import sha256
from typing import Any, Protocol

from assistant.channels.matrix import notices
from assistant.channels.matrix.gateway import Gateway, Later, Refused, UnknownConversation
from assistant.channels.matrix.rendering import Part, parts, sentence
from assistant.channels.matrix.store import Message, Store

log = logging.getLogger(__name__)

_LONGEST_WAIT = 60.0
_AT_ONCE = 8
_FLOOD = 20


class RoomGone(Exception):
    """The room can no longer be written to: the assistant was put out of it, or it is no more."""


class Rooms(Protocol):
    """What the homeserver's side must do. Each raises RoomGone, and itself waits while the homeserver is away."""

    async def say(self, room: str, part: Part, thread: str | None, reply_to: str, transaction: str) -> None: ...
    async def give(
        self, room: str, file: tuple[str, str, bytes], thread: str | None, reply_to: str, transaction: str
    ) -> None: ...
    async def typing(self, room: str, on: bool) -> None: ...


class Answering:
    """Answers what ``store`` holds. ``pause`` waits so many seconds."""

    def __init__(
        self, store: Store, gateway: Gateway, rooms: Rooms, pause: Callable[[float], Any] = asyncio.sleep
    ) -> None:
        self._store, self._gateway, self._rooms, self._pause = store, gateway, rooms, pause
        self._working: dict[tuple[str, str], asyncio.Task[None]] = {}
        self._at_once = asyncio.Semaphore(_AT_ONCE)

    def wake(self) -> None:
        """See that somebody works on each conversation in which something waits."""
        for message in self._store.waiting():
            key = (message.room, message.person)
            if key not in self._working:
                self._working[key] = asyncio.ensure_future(self._work(*key))

    async def idle(self) -> None:
        """Until nothing is being answered."""
        while self._working:
            await asyncio.gather(*self._working.values(), return_exceptions=True)

    async def stop(self) -> None:
        for task in self._working.values():
            task.cancel()
        await self.idle()

    async def _work(self, room: str, person: str) -> None:
        try:
            if self._store.count_waiting(room, person) > _FLOOD:
                await self._notice(notices.MANY, self._store.next_of(room, person), "many")
            while message := self._store.next_of(room, person):
                await self._one(message)
        except RoomGone:
            self._store.left(room)
        except Exception:
            # What waits is still there: the next event, or the next start, takes it up again.
            log.exception("the answers to a conversation stopped")
        finally:
            self._working.pop((room, person), None)

    async def _one(self, message: Message) -> None:
        if message.answer is None:
            await self._rooms.typing(message.room, True)
            try:
                answer = await self._asked(message)
            finally:
                await self._rooms.typing(message.room, False)
            if answer is None:
                return  # withdrawn while it waited
        else:
            answer = message.answer
        for number, part in enumerate(parts(answer)):
            await self._tell(message, part, number)
        self._store.done(message)
        self._store.seen(message.room, message.person, time.time())

    async def _asked(self, message: Message) -> list[dict[str, Any]] | None:
        """The gateway's answer, written down; waits as long as it must."""
        tries = 0
        while True:
            now = self._store.next_of(message.room, message.person)
            if now is None or now.event != message.event:
                return None
            try:
                async with self._at_once:
                    answer = await self._exchange(now)
            except Later as later:
                tries += 1
                if tries == 1 and not later.busy:
                    await self._notice(notices.DELAYED, message, "delayed")
                await self._pause(min(_LONGEST_WAIT, later.wait * (1 if later.busy else 2 ** (tries - 1))))
                continue
            except UnknownConversation:
                self._store.closed(message.room, message.person)
                continue
            except Refused as refused:
                answer = [{"text": str(refused)}]
            except Exception:
                # One message that cannot be answered must not hold up those behind it.
                log.exception("a message could not be answered")
                answer = [{"text": notices.FAILED}]
            self._store.answered(message, answer)
            return answer

    async def _exchange(self, message: Message) -> list[dict[str, Any]]:
        token = self._store.conversation(message.room, message.person)
        if token is None:
            token = await self._gateway.open()
            self._store.opened(message.room, message.person, token, time.time())
        return await self._gateway.send(token, message.event, message.body)

    async def _tell(self, message: Message, part: Part, number: int) -> None:
        place = (message.thread, message.event)
        if part.text:
            await self._rooms.say(message.room, part, *place, transaction(message.event, number))
        for which, address in enumerate(part.files):
            try:
                file = await self._gateway.file(address)
            except Later:
                lost = sentence(notices.NOT_JOINED)
                await self._rooms.say(message.room, lost, *place, transaction(message.event, number, "lost", which))
                return
            await self._rooms.give(message.room, file, *place, transaction(message.event, number, "file", which))

    async def _notice(self, text: str, message: Message | None, what: str) -> None:
        if message is not None:
            await self._rooms.say(
                message.room, sentence(text), message.thread, message.event, transaction(message.event, what)
            )


def transaction(*what: str | int) -> str:
    """The identifier under which the homeserver takes an event once: the same for the same thing to say."""
    return sha256("|".join(map(str, what)).encode()).hexdigest()[:32]
