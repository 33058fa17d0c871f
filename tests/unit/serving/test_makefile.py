import re
import subprocess

import pytest

from assistant.settings import ROOT

VERBS = "run shell chat room train check test lint bench bench-web evaluate lock clean".split()


def make(*arguments: str) -> str:
    return subprocess.run(["make", *arguments], cwd=ROOT, capture_output=True, text=True, check=True).stdout


def test_make_alone_lists_every_verb() -> None:
    assert re.findall(r"^  make ([\w-]+)", make(), re.MULTILINE) == ["help", *VERBS]


def test_cleaning_keeps_what_cannot_be_made_again() -> None:
    # GIVEN that var/ holds the advisers' corrections and the conversations
    removed = [word for line in make("-n", "clean").splitlines() for word in line.split()]

    assert "models" in removed
    assert "var" not in removed
    assert not any(word.endswith(".sqlite") for word in removed)


@pytest.mark.parametrize("verb", ["run", "shell"])
def test_what_is_served_is_prepared_before(verb: str) -> None:
    # WHEN the environment is one that does not exist yet
    steps = make("-n", verb, "VENV=elsewhere", "VAR_DIR=elsewhere/var").splitlines()

    order = [
        next(number for number, step in enumerate(steps) if wanted in step)
        for wanted in ("scripts/setup", "programmes load", "assistant train", f"assistant {verb}")
    ]
    assert order == sorted(order)
