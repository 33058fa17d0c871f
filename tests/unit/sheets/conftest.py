"""The world of the sheets, on the day the records were checked."""

from datetime import date

import pytest
from projects import TWINNING, sheet_of

from assistant.dialogue.world import World
from assistant.places import Places
from assistant.programmes.base import Base
from assistant.sheets.content import SheetContent


@pytest.fixture(scope="session")
def world(base: Base) -> World:
    return World(base, Places(), date(2026, 11, 23))


@pytest.fixture(scope="session")
def twinning(world: World) -> SheetContent:
    return sheet_of(world, TWINNING)
