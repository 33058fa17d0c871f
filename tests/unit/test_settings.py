"""Settings out of the environment."""

from datetime import date
from pathlib import Path

import pytest

from assistant.errors import InputError
from assistant.settings import Settings, origin_of


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


SERVER = {"SMTP_HOST": "mail.exemple.fr", "ADVISERS_EMAIL": "conseil@exemple.fr"}


def test_without_a_mail_server_no_mail_is_sent(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ADVISERS_EMAIL", "conseil@exemple.fr")

    assert Settings().mail is None


@pytest.mark.parametrize(("security", "port"), [("none", 25), ("starttls", 587), ("tls", 465), ("", 587)])
def test_the_port_of_the_mail_server_goes_with_its_security(
    monkeypatch: pytest.MonkeyPatch, security: str, port: int
) -> None:
    for name, value in {**SERVER, "SMTP_SECURITY": security}.items():
        monkeypatch.setenv(name, value)

    mail = Settings().mail

    assert mail is not None
    assert (mail.port, mail.sender, mail.advisers) == (port, "conseil@exemple.fr", "conseil@exemple.fr")


@pytest.mark.parametrize(
    ("wrong", "named"),
    [
        ({"ADVISERS_EMAIL": ""}, "ADVISERS_EMAIL"),
        ({"ADVISERS_EMAIL": "conseil"}, "ADVISERS_EMAIL"),
        ({"MAIL_FROM": "a@b\nBcc: c@exemple.fr"}, "MAIL_FROM"),
        ({"SMTP_SECURITY": "ssl"}, "SMTP_SECURITY"),
        ({"SMTP_PORT": "0"}, "SMTP_PORT"),
        ({"SMTP_USER": "anne"}, "SMTP_PASSWORD_FILE"),
    ],
)
def test_a_mail_server_badly_set_is_said(monkeypatch: pytest.MonkeyPatch, wrong: dict[str, str], named: str) -> None:
    for name, value in {**SERVER, **wrong}.items():
        monkeypatch.setenv(name, value)

    with pytest.raises(InputError, match=named):
        _ = Settings().mail


def test_the_site_is_where_the_port_is_unless_people_reach_it_elsewhere(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SITE_URL", raising=False)
    monkeypatch.setenv("PORT", "8010")
    assert Settings().site_url == "http://127.0.0.1:8010"

    monkeypatch.setenv("SITE_URL", "https://orientation.exemple.fr/")
    assert Settings().site_url == "https://orientation.exemple.fr"


@pytest.mark.parametrize("days", ["0", "400", "un mois"])
def test_a_number_of_days_that_is_none_is_said(monkeypatch: pytest.MonkeyPatch, days: str) -> None:
    monkeypatch.setenv("SHEET_DAYS", days)

    with pytest.raises(InputError, match="SHEET_DAYS"):
        Settings()


def test_other_sites_are_known_by_their_origins(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WIDGET_ORIGINS", "https://centre.exemple.fr, http://localhost:3000/,")

    assert Settings().widget_origins == ("https://centre.exemple.fr", "http://localhost:3000")


@pytest.mark.parametrize("origins", ["*", "centre.exemple.fr", "https://exemple.fr/page", "ftp://exemple.fr", "null"])
def test_an_origin_that_is_none_is_said(monkeypatch: pytest.MonkeyPatch, origins: str) -> None:
    monkeypatch.setenv("WIDGET_ORIGINS", origins)

    with pytest.raises(InputError, match="WIDGET_ORIGINS"):
        Settings()


@pytest.mark.parametrize(
    ("address", "origin"),
    [
        ("https://Exemple.fr/", "https://exemple.fr"),
        ("https://exemple.fr:443/page", "https://exemple.fr"),
        ("http://127.0.0.1:8000", "http://127.0.0.1:8000"),
        ("http://[::1]:8000", "http://[::1]:8000"),
        ("https://exemple.fr:port", None),
        ("exemple.fr", None),
    ],
)
def test_the_origin_of_an_address(address: str, origin: str | None) -> None:
    assert origin_of(address) == origin


@pytest.mark.parametrize("number", ["-1", "beaucoup", "10000000"])
def test_a_limit_that_is_none_is_said(monkeypatch: pytest.MonkeyPatch, number: str) -> None:
    monkeypatch.setenv("MESSAGES_PER_MINUTE", number)

    with pytest.raises(InputError, match="MESSAGES_PER_MINUTE"):
        Settings()


def test_the_keys_are_where_the_rest_is_written_unless_set_elsewhere(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("VAR_DIR", str(tmp_path))
    monkeypatch.delenv("SECRET_FILE", raising=False)
    assert Settings().signing_key_file.parent == Settings().channel_key_file.parent == tmp_path

    monkeypatch.setenv("SECRET_FILE", "/run/secrets/key")
    assert Settings().signing_key_file == Path("/run/secrets/key")
