"""``python -m assistant feedback``: what advisers read of the visitors' opinions."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from assistant.cli import app
from assistant.personal import feedback


@pytest.fixture(autouse=True)
def _kept_here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PERSONAL_URL", f"sqlite:///{tmp_path / 'personal.sqlite'}")


def listed(*options: str) -> list[str]:
    return CliRunner().invoke(app, ["feedback", *options]).output.splitlines()


def test_opinions_are_listed_the_last_first_on_one_line_each() -> None:
    feedback.keep("anne", "Voici ce qui correspond :\n1. CERV", True)
    feedback.keep("paul", "x" * 200, False, "trop long\nà lire")

    last, first = listed()

    assert last.endswith(f" | pas utile | {'x' * 100}… | trop long à lire")
    assert first.endswith(" | utile | Voici ce qui correspond : 1. CERV")
    assert listed("--not-useful") == [last]


def test_without_any_it_is_said() -> None:
    assert listed() == ["Aucun avis."]
