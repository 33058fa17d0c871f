"""The messaging room among the processes that «run» starts: there where a homeserver is given, and only there."""

from pathlib import Path

import pytest

from assistant.cli.serve import _supervisor
from assistant.serving.training import MODEL_NAME
from assistant.settings import Settings
from tests.served import free_port


@pytest.mark.parametrize(("homeserver", "started"), [("https://matrix.exemple.fr", True), ("", False), (None, False)])
def test_the_room_is_started_where_a_homeserver_is_given(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, homeserver: str | None, started: bool
) -> None:
    monkeypatch.setenv("VAR_DIR", str(tmp_path))
    monkeypatch.setenv("MODEL_DIR", str(tmp_path))
    monkeypatch.delenv("MATRIX_HOMESERVER", raising=False)
    monkeypatch.delenv("MAKELEVEL", raising=False)
    for port in ("PORT", "RASA_PORT", "ACTIONS_PORT"):
        monkeypatch.setenv(port, str(free_port()))
    if homeserver is not None:
        monkeypatch.setenv("MATRIX_HOMESERVER", homeserver)
    (tmp_path / MODEL_NAME).touch()

    commands = _supervisor(Settings())._commands

    assert ("room" in commands) is started
    assert {"actions", "rasa", "site", "chores"} <= commands.keys()
