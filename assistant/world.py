"""The base as the processes that answer see it: read once, and again when it changed."""

from functools import cache

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


def current_world() -> World:
    """The base in its present state, the places, and the day of the answer.

    Raises ``BaseUnavailable`` when the base cannot be read.
    """
    settings = Settings()
    store = _store(settings.base_url)
    revision = store.revision()
    if _read.get(settings.base_url, ("", None))[0] != revision:
        _read[settings.base_url] = (revision, store.open())
        settle()
    return World(_read[settings.base_url][1], _places(), settings.as_of)
