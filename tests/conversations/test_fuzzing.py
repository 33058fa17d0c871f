"""Conversations led at random through the trained model and the real actions: see benchmarks/fuzzing.py."""

import asyncio
from typing import Any

import pytest

from benchmarks.fuzzing import lead

TURNS = 500


@pytest.mark.parametrize("seed", [1, 2, 3, 4])
def test_whatever_is_said_the_invariants_hold(model: Any, monkeypatch: pytest.MonkeyPatch, seed: int) -> None:
    from actions.world import current_world

    monkeypatch.setenv("AS_OF", "2026-11-27")

    led, breaches = asyncio.run(lead(model, current_world(), seed, TURNS))

    assert led == TURNS
    assert not breaches, "\n\n".join(map(str, breaches))
