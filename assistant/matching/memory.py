"""What was worked out of a base and holds as long as that base does."""

import weakref
from collections.abc import Callable
from typing import Generic, TypeVar

from assistant.programmes.base import Base

Value = TypeVar("Value")


class PerBase(Generic[Value]):
    """One value for each base, built at the first need and forgotten with it; bases are told apart by identity."""

    def __init__(self, build: Callable[[Base], Value]) -> None:
        self._build = build
        self._values: dict[int, Value] = {}

    def of(self, base: Base) -> Value:
        identity = id(base)
        if identity not in self._values:
            self._values[identity] = self._build(base)
            weakref.finalize(base, self._values.pop, identity, None)
        return self._values[identity]
