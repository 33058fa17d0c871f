"""What pages work out of the whole base: once a day and state of the base, not once a visitor."""

from collections.abc import Callable
from datetime import date
from typing import Generic, TypeVar

from assistant.dialogue.world import World
from assistant.programmes.base import Base

T = TypeVar("T")


class Kept(Generic[T]):
    """The result of ``work`` for the last world asked about. Two visitors at once may both have it worked out."""

    def __init__(self, work: Callable[[World], T]) -> None:
        self._work = work
        self._last: tuple[Base, date, T] | None = None

    def __call__(self, world: World) -> T:
        last = self._last
        if last is None or last[0] is not world.base or last[1] != world.as_of:
            last = self._last = (world.base, world.as_of, self._work(world))
        return last[2]
