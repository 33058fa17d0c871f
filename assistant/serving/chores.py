"""What is to be done regularly while the assistant runs: send the requests that wait, erase what is too old."""

import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from assistant.errors import AssistantError
from assistant.privacy import retention
from assistant.requests.delivery import deliver
from assistant.settings import Settings

log = logging.getLogger(__name__)

DELIVERY_EVERY, PURGE_EVERY = 30.0, 3600.0
"""Seconds."""


@dataclass
class Chore:
    """``work`` every so many seconds; ``due``: when next, on the monotonic clock."""

    name: str
    every: float
    work: Callable[[], None]
    due: float = field(default=0.0)


def send_requests() -> None:
    """Send the requests to advisers that wait, when there is a mail server. Nothing personal is logged."""
    mail = Settings().mail
    done = deliver(mail) if mail else None
    if done:
        log.info("requests to advisers: %s", ", ".join(f"{number} {status}" for status, number in done.items()))


def purge() -> None:
    """Erase what is older than the settings allow."""
    log.info("purged: %s", retention.purge())


def chores() -> list[Chore]:
    return [Chore("requests", DELIVERY_EVERY, send_requests), Chore("purge", PURGE_EVERY, purge)]


def work(stopping: threading.Event, listed: list[Chore]) -> None:
    """Do each chore when it is due, until ``stopping`` is set. One that fails is logged, and done again in its turn."""
    while not stopping.is_set():
        for chore in listed:
            if time.monotonic() >= chore.due and not stopping.is_set():
                _do(chore)
                chore.due = time.monotonic() + chore.every
        stopping.wait(max(0.0, min(chore.due for chore in listed) - time.monotonic()))


def _do(chore: Chore) -> None:
    try:
        chore.work()
    except AssistantError as problem:
        log.warning("%s: %s", chore.name, problem)
    except Exception:
        # Whatever goes wrong with one, the others must go on.
        log.exception("%s failed", chore.name)
