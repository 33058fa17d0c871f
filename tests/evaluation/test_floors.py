"""The trained model, as it is served, and what is recommended are no worse than the floors of floors.yml on any set.

``make evaluate`` writes the report that tells what is behind a figure. Of the sets that nobody reads, only the figures
are looked at.
"""

import asyncio
from typing import TYPE_CHECKING

import pytest

from assistant.programmes.base import Base
from benchmarks.evaluation import conversing, recommending
from benchmarks.evaluation.figures import case_of, figures, under_the_floor
from benchmarks.evaluation.scores import Case
from benchmarks.evaluation.sets import (
    DEVELOPMENT,
    UNSEEN,
    read_conversing_floors,
    read_floors,
    read_recommending_floors,
    read_set,
)

if TYPE_CHECKING:
    from assistant.model import Model


async def _read(model: "Model", name: str) -> list[Case]:
    return [case_of(message, await model.understand(message.text)) for message in read_set(name)]


@pytest.mark.parametrize("name", [UNSEEN, DEVELOPMENT])
def test_no_figure_is_worse_than_its_floor(model: "Model", name: str) -> None:
    found = figures(asyncio.run(_read(model, name)))

    assert under_the_floor(found, read_floors()[name]) == []


@pytest.mark.parametrize("name", [*recommending.SHOWN, *recommending.HIDDEN])
def test_no_recommendation_figure_is_worse_than_its_floor(base: Base, name: str) -> None:
    answers = recommending.compare(base, [name], [recommending.OURS])

    assert recommending.under_the_floor(answers, read_recommending_floors()) == []


@pytest.mark.parametrize("name", [*conversing.SHOWN, conversing.HIDDEN])
def test_no_figure_of_whole_conversations_is_worse_than_its_floor(
    model: "Model", monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    day, conversations = conversing.read_conversations(name)
    monkeypatch.setenv("AS_OF", day)

    # Named before it is asserted: a failure must not show what was played.
    worse = conversing.under_the_floor(conversing.play(model, conversations), read_conversing_floors()[name])

    assert worse == []
