"""The base as the processes that answer hold it."""

import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from assistant import world
from assistant.programmes.base import Base
from assistant.programmes.store import Store


def test_of_many_who_come_at_once_one_reads_the_base(loaded_base: str, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[float] = []
    open_base = Store.open

    def slowly(store: Store) -> Base:
        opened.append(time.monotonic())
        time.sleep(0.2)
        return open_base(store)

    monkeypatch.setattr(Store, "open", slowly)
    monkeypatch.setattr(world, "_read", {})

    with ThreadPoolExecutor(20) as visitors:
        worlds = list(visitors.map(lambda _: world.current_world(), range(20)))

    assert len(opened) == 1
    assert len({id(found.base) for found in worlds}) == 1
