"""A base of the tests' own: every test of the store runs on SQLite and on a real PostgreSQL."""

import pytest

from assistant.programmes.store import Store


@pytest.fixture
def store(url: str) -> Store:
    return Store(url)
