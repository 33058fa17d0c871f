"""Advice out of the real base, asked with a project's facts as keywords."""

from collections.abc import Callable

import pytest
from small_world import make_facts

from assistant.matching.rank import Advice, recommend
from assistant.programmes.base import Base


@pytest.fixture(scope="session")
def advise(base: Base) -> Callable[..., Advice]:
    def ask(top: int = 5, **facts: object) -> Advice:
        return recommend(make_facts(**facts), base, top)

    return ask
