"""``python -m assistant privacy``: what it erases, and what it says of it."""

from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest
from typer.testing import CliRunner

from assistant import personal
from assistant.channels.platforms import names
from assistant.cli.privacy import app
from assistant.personal.models import SENT, adviser_request
from tests.unit.privacy.test_tracker_store import opened, said, turn, written


@pytest.fixture
def conversations(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    url = f"sqlite:///{tmp_path / 'var' / 'conversations.sqlite'}"
    monkeypatch.setenv("CONVERSATIONS_URL", url)
    monkeypatch.setenv("PERSONAL_URL", f"sqlite:///{tmp_path / 'personal.sqlite'}")
    return url


async def conversation(url: str, sender: str, days: int) -> None:
    at = datetime.now(timezone.utc) - timedelta(days=days)
    message = said(f"bonjour de {sender}")
    message.timestamp = at.timestamp()
    await turn(opened(url), message, sender=sender)
    with personal.writing() as connection:
        connection.execute(
            adviser_request.insert().values(
                id=sender, conversation=personal.conversation_of(sender), created_at=at, status=SENT
            )
        )


async def test_purge_counts_then_erases(conversations: str) -> None:
    await conversation(conversations, "ancienne", 40)
    await conversation(conversations, "jeune", 5)

    counted = CliRunner().invoke(app, ["purge", "--dry-run"])
    assert counted.output == "À effacer (plus de 30 jours) : 1 conversation et 1 demande à un conseiller.\n"
    assert "ancienne" in written(conversations)

    assert CliRunner().invoke(app, ["purge"]).output.startswith("Effacé (plus de 30 jours) : 1 conversation et")
    assert "ancienne" not in written(conversations)
    assert CliRunner().invoke(app, ["purge"]).output == "Effacé (plus de 30 jours) : rien.\n"
    assert "jeune" in written(conversations)

    assert "1 conversation" in CliRunner().invoke(app, ["purge", "--days", "2"]).output


async def test_erase_says_what_cannot_be_called_back(conversations: str) -> None:
    await conversation(conversations, "moi", 5)
    await conversation(conversations, "une autre", 5)

    output = CliRunner().invoke(app, ["erase", "moi"]).output

    assert "1 événement de la conversation et 1 demande à un conseiller" in output
    assert "Déjà parti par e-mail, à faire effacer par qui l'a reçu : 1." in output
    assert "moi" not in written(conversations)
    assert "une autre" in written(conversations)
    assert CliRunner().invoke(app, ["erase", "moi"]).output == "Effacé : rien.\n"


def test_an_age_must_be_a_day_at_least(conversations: str) -> None:
    assert CliRunner().invoke(app, ["purge", "--days", "0"]).exit_code == 2


async def test_a_person_of_a_platform_is_erased_by_the_name_that_it_gives_them(
    conversations: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VAR_DIR", str(tmp_path))
    names._key.cache_clear()
    await conversation(conversations, names.conversation_of("twilio", "+33612345678"), 1)

    assert CliRunner().invoke(app, ["erase", "+33612345678"]).output == "Effacé : rien.\n"
    assert "1 demande" in CliRunner().invoke(app, ["erase", "--platform", "twilio", "+33612345678"]).output
    unknown = CliRunner().invoke(app, ["erase", "--platform", "minitel", "3615"])
    names._key.cache_clear()
    assert "telegram, facebook" in str(unknown.exception)
