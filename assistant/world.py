"""The base as the processes that answer see it: read once, and again when it changed."""

from functools import cache
from threading import Lock

from assistant.dialogue.world import World
from assistant.memory import settle
from assistant.places import Places
from assistant.programmes.base import Base
from assistant.programmes.store import Store
from assistant.settings import Settings


@cache
def _store(url: str) -> Store:
    return Store(url)


@cache
def _places() -> Places:
    return Places()


_read: dict[str, tuple[str, Base]] = {}
_reading = Lock()


def current_world() -> World:
    """The base in its present state, the places, and the day of the answer.

    Raises ``BaseUnavailable`` when the base cannot be read.
    """
    settings = Settings()
    store = _store(settings.base_url)
    revision = store.revision()
    if not _is_read(settings.base_url, revision):
        # Of all who come at once one reads; it takes as long for each as for one.
        with _reading:
            if not _is_read(settings.base_url, revision):
                _places()
                _read[settings.base_url] = (revision, store.open())
                settle()
    return World(_read[settings.base_url][1], _places(), settings.as_of)


def _is_read(url: str, revision: str) -> bool:
    return _read.get(url, ("", None))[0] == revision
