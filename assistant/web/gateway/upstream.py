"""Rasa as the gateway sees it: its channel for the site, reached on the loopback by connections that stay open."""

import logging
import time
from collections.abc import Mapping
from typing import Any
from weakref import WeakValueDictionary

import anyio
import httpx2

from assistant.settings import Settings
from assistant.web.gateway.problems import Problem, timeout, unavailable

log = logging.getLogger(__name__)

_MESSAGES = "/webhooks/site/webhook"
_CONNECT, _ANSWER, _HEALTH = 2.0, 60.0, 2.0
_HEALTH_KEPT = 1.0
"""Seconds, unless a message failed since; asking the health again and again costs the servers nothing."""
_AT_ONCE = 8
"""Messages that Rasa, one process, is given at once: more would only make all of them slower."""
_MOST_WAITING = 1_000
_NOT_ASKED = (float("-inf"), False)


class Upstream:
    """``key``: what the channel knows us by; ``transport``: another way to the servers, for tests."""

    def __init__(self, settings: Settings, key: str, transport: httpx2.AsyncBaseTransport | None = None) -> None:
        self._rasa = f"http://127.0.0.1:{settings.rasa_port}"
        self._actions = f"http://127.0.0.1:{settings.actions_port}"
        self._client = httpx2.AsyncClient(
            headers={"Authorization": f"Bearer {key}"},
            timeout=httpx2.Timeout(_ANSWER, connect=_CONNECT),
            limits=httpx2.Limits(max_connections=None, max_keepalive_connections=_AT_ONCE),
            transport=transport,
            trust_env=False,  # a proxy of the environment has no say on the loopback
        )
        self._slots = anyio.Semaphore(_AT_ONCE)
        self._locks: WeakValueDictionary[str, anyio.Lock] = WeakValueDictionary()
        self._waiting = 0
        self._health = _NOT_ASKED

    async def aclose(self) -> None:
        await self._client.aclose()

    def turn(self, conversation: str) -> anyio.Lock:
        """What a conversation holds while something is done with it: two tabs have their turns one after the other."""
        lock = self._locks.get(conversation)
        if lock is None:
            lock = self._locks[conversation] = anyio.Lock()
        return lock

    async def ask(self, conversation: str, message: str, identifier: str | None = None) -> list[dict[str, Any]]:
        """The assistant's messages in answer to one. Waits its turn rather than fail. Raises Problem."""
        if self._waiting >= _MOST_WAITING:
            raise unavailable()
        self._waiting += 1
        try:
            with anyio.fail_after(_ANSWER):
                async with self.turn(conversation), self._slots:
                    return await self._ask({"sender": conversation, "message": message, "id": identifier})
        except TimeoutError as problem:
            raise timeout() from problem
        finally:
            self._waiting -= 1

    async def _ask(self, said: Mapping[str, str | None]) -> list[dict[str, Any]]:
        try:
            answer = await self._client.post(self._rasa + _MESSAGES, json=said)
            messages = answer.raise_for_status().json()
        except httpx2.ConnectTimeout as problem:
            raise self._failed(unavailable(), problem) from problem
        except httpx2.TimeoutException as problem:
            raise self._failed(timeout(), problem) from problem
        except (httpx2.HTTPError, ValueError) as problem:
            raise self._failed(unavailable(), problem) from problem
        # Rasa has nothing to say when its action server is down.
        if not isinstance(messages, list) or not messages:
            raise self._failed(unavailable(), "no answer")
        return messages

    def _failed(self, problem: Problem, reason: Exception | str) -> Problem:
        # What the health was a moment ago is no longer true.
        self._health = _NOT_ASKED
        # The kind alone: the text of an error may quote the message.
        log.warning("Rasa did not answer: %s", reason if isinstance(reason, str) else type(reason).__name__)
        return problem

    async def is_well(self) -> bool:
        """Whether Rasa and its action server are there, or were a moment ago."""
        asked, well = self._health
        if time.monotonic() - asked > _HEALTH_KEPT:
            well = await self._is_well()
            self._health = (time.monotonic(), well)
        return well

    async def _is_well(self) -> bool:
        try:
            for address in (self._rasa + "/", self._actions + "/health"):
                (await self._client.get(address, timeout=_HEALTH)).raise_for_status()
        except httpx2.HTTPError:
            return False
        return True
