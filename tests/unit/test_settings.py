"""Settings out of the environment."""

from datetime import date

import pytest

from assistant.errors import InputError
from assistant.settings import Settings


def test_the_environment_wins(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RASA_PORT", "6005")
    monkeypatch.setenv("AS_OF", "2008-11-01")

    assert (Settings().rasa_port, Settings().as_of) == (6005, date(2008, 11, 1))


@pytest.mark.parametrize("port", ["abc", "0", "70000", "-1"])
def test_a_port_that_is_none_is_said(monkeypatch: pytest.MonkeyPatch, port: str) -> None:
    monkeypatch.setenv("RASA_PORT", port)

    with pytest.raises(InputError, match="RASA_PORT"):
        Settings()


def test_a_day_that_is_none_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AS_OF", "hier")

    with pytest.raises(InputError, match="AS_OF"):
        _ = Settings().as_of
