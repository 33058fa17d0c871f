"""Conversations led at random through the trained model and the real actions: see benchmarks/fuzzing.py."""

import asyncio
from pathlib import Path
from typing import Any

import pytest

from benchmarks.fuzzing import lead

TURNS = 500


@pytest.mark.parametrize("seed", [1, 2, 3, 4])
def test_whatever_is_said_the_invariants_hold(
    model: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, seed: int
) -> None:
    from assistant.world import current_world

    # A mail server that is down: nothing listens on the port of «discard».
    places = {"AS_OF": "2026-11-27", "VAR_DIR": str(tmp_path), "SMTP_HOST": "127.0.0.1", "SMTP_PORT": "9"}
    for name, value in {**places, "SMTP_SECURITY": "none", "ADVISERS_EMAIL": "conseil@exemple.fr"}.items():
        monkeypatch.setenv(name, value)

    led, breaches = asyncio.run(lead(model, current_world(), seed, TURNS))

    assert led == TURNS
    assert not breaches, "\n\n".join(map(str, breaches))
