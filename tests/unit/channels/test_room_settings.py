"""The settings of the messaging room: what is missing or cannot be one is said by its name."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from assistant.channels.matrix.settings import RoomSettings
from assistant.cli import app
from assistant.errors import InputError

GIVEN = {
    "MATRIX_HOMESERVER": "https://matrix.exemple.fr/",
    "MATRIX_USER": "@assistant:exemple.fr",
    "MATRIX_PASSWORD_FILE": "password",
}


@pytest.fixture(autouse=True)
def given(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    Path("password").write_text("s3cret\n")
    monkeypatch.setenv("VAR_DIR", str(tmp_path / "var"))
    monkeypatch.delenv("MATRIX_ALLOWED", raising=False)
    monkeypatch.delenv("MATRIX_GATEWAY", raising=False)
    for name, value in GIVEN.items():
        monkeypatch.setenv(name, value)


def test_what_is_given_is_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORT", "8123")
    settings = RoomSettings.from_environment()
    assert (settings.homeserver, settings.password) == ("https://matrix.exemple.fr", "s3cret")
    assert settings.gateway == "http://127.0.0.1:8123"


@pytest.mark.parametrize(
    ("allowed", "inviter", "room", "accepted"),
    [
        (None, "@maire:exemple.fr", "!r:exemple.fr", True),
        (None, "@maire:ailleurs.fr", "!r:exemple.fr", False),
        ("ailleurs.fr, !r:exemple.fr", "@maire:ailleurs.fr", "!s:x", True),
        ("ailleurs.fr, !r:exemple.fr", "@maire:exemple.fr", "!r:exemple.fr", True),
        ("ailleurs.fr, !r:exemple.fr", "@maire:exemple.fr", "!s:x", False),
        ("*", "@anyone:anywhere", "!s:x", True),
        (None, "", "!r:exemple.fr", False),
    ],
)
def test_whose_invitations_are_accepted(
    monkeypatch: pytest.MonkeyPatch, allowed: str | None, inviter: str, room: str, accepted: bool
) -> None:
    if allowed is not None:
        monkeypatch.setenv("MATRIX_ALLOWED", allowed)
    assert RoomSettings.from_environment().allows(inviter, room) is accepted


@pytest.mark.parametrize(
    ("name", "value"),
    [(name, "") for name in GIVEN]
    + [("MATRIX_HOMESERVER", "matrix.exemple.fr"), ("MATRIX_USER", "assistant"), ("MATRIX_USER", "@a b:exemple.fr")],
)
def test_what_is_wrong_is_named(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(InputError, match=name):
        RoomSettings.from_environment()


def test_a_password_that_cannot_be_read_is_said_without_it() -> None:
    settings = RoomSettings.from_environment()
    Path("password").write_text(" \n")
    with pytest.raises(InputError, match="vide"):
        _ = settings.password
    Path("password").unlink()
    with pytest.raises(InputError, match="illisible"):
        _ = settings.password


def test_the_command_says_that_its_environment_is_to_be_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("assistant.cli.room.ENVIRONMENT", Path("nowhere"))
    failed = CliRunner().invoke(app, ["room"])
    assert isinstance(failed.exception, InputError)
    assert "scripts/setup --matrix" in str(failed.exception)
