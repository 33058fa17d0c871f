"""A world over the records as they are written, on the day they were checked."""

from datetime import date

import pytest

from assistant.dialogue.state import State
from assistant.dialogue.world import World
from assistant.places import Places
from assistant.programmes.base import Base

TODAY = date(2026, 11, 23)


@pytest.fixture(scope="session")
def world(base: Base) -> World:
    return World(base, Places(), TODAY)


@pytest.fixture
def state() -> State:
    return State()
