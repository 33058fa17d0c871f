"""Whole dialogues through the trained model and the real actions.

Each file of this folder holds dialogues: what the person says, what must and must not be said back, and what must be
known and recommended at the end. Statuses and dates are those of the day written at the top of the file.
"""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
import yaml

from assistant.text import fold
from tests.mail_server import MailServer, running

FILES = sorted(Path(__file__).parent.glob("*.yml"))


def _dialogues() -> list[Any]:
    found = []
    for path in FILES:
        content = yaml.safe_load(path.read_text(encoding="utf-8"))
        for dialogue in content["dialogues"]:
            found.append(pytest.param(str(content["as_of"]), dialogue, id=f"{path.stem}: {dialogue['name']}"))
    return found


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


@contextmanager
def _mail(state: str | None, monkeypatch: pytest.MonkeyPatch) -> Iterator[MailServer]:
    """A mail server that is ``up`` or ``down``, to which the settings lead; otherwise they lead to none."""
    with running() as server:
        if state == "down":
            server.stop()
        for name, value in server.settings.items() if state else ():
            monkeypatch.setenv(name, value)
        yield server


@pytest.mark.parametrize(("as_of", "dialogue"), _dialogues())
def test_dialogue(
    model: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, as_of: str, dialogue: dict[str, Any]
) -> None:
    monkeypatch.setenv("AS_OF", as_of)
    monkeypatch.setenv("VAR_DIR", str(tmp_path))
    monkeypatch.setenv("PERSONAL_URL", f"sqlite:///{tmp_path / 'personal.sqlite'}")
    monkeypatch.delenv("SMTP_HOST", raising=False)

    with _mail(dialogue.get("mail"), monkeypatch) as server:
        told = asyncio.run(model.converse([str(turn["user"]) for turn in dialogue["turns"]]))

    for turn, said in zip(dialogue["turns"], told["turns"], strict=True):
        reply = fold("\n".join(said["bot"]))
        assert reply.strip(), f"« {turn['user']} » has no answer"
        for words in _list(turn.get("must")):
            assert fold(str(words)) in reply, f"after « {turn['user']} »: « {words} » missing in:\n{reply}"
        for words in _list(turn.get("must_not")):
            assert fold(str(words)) not in reply, f"after « {turn['user']} »: « {words} » said in:\n{reply}"

    end = dialogue.get("end", {})
    for name, value in end.get("slots", {}).items():
        known = told["slots"][name]
        if isinstance(value, list):
            assert sorted(known or []) == sorted(value), name
        else:
            assert known == value, name
    for programme in _list(end.get("recommended")):
        assert programme in told["recommendations"], told["recommendations"]
    for programme in _list(end.get("not_recommended")):
        assert programme not in told["recommendations"]
    mailed = "\n".join(str(message.get_content()) for message in server.taken)
    for words in _list(end.get("mailed")):
        assert str(words) in mailed, mailed
    for words in _list(end.get("not_mailed")):
        assert str(words) not in mailed
