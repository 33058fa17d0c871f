"""What the real servers leave behind of a conversation, in their database and in their logs."""

import json
import sqlite3
from pathlib import Path

import pytest

from assistant.privacy import retention
from assistant.serving.client import Reply, send
from tests.integration.test_serving import Assistant, assistant

__all__ = ["assistant"]

MAIL, PHONE, WORD = "jean.dupont@exemple.fr", "06 12 34 56 78", "Zorobabel"
DAY = 24 * 3600.0


def text(replies: list[Reply]) -> str:
    return "\n".join(reply.text for reply in replies)


def files(folder: Path) -> dict[str, bytes]:
    """Name and content of every file under ``folder``."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def holding(folder: Path, words: str) -> list[str]:
    """The files in which the words are, as they are typed or as JSON writes them."""
    written = (words.encode(), json.dumps(words)[1:-1].encode())
    return [name for name, content in files(folder).items() if any(form in content for form in written)]


def wait(database: Path, days: float) -> None:
    """Let time pass: every event that is stored happened that much earlier."""
    with sqlite3.connect(database) as connection:
        for number, data in connection.execute("SELECT id, data FROM events").fetchall():
            event = json.loads(data)
            event["timestamp"] -= days * DAY
            change = "UPDATE events SET timestamp = ?, data = ? WHERE id = ?"
            connection.execute(change, (event["timestamp"], json.dumps(event), number))
    connection.close()


def test_what_is_typed_in_passing_erased_or_expired_is_nowhere(
    assistant: Assistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    assistant.wait_until_ready()
    folder = Path(assistant.environment["VAR_DIR"])
    database = folder / "conversations.sqlite"

    def say(words: str) -> str:
        return text(send(assistant.url, "moi", words))

    # GIVEN a project told with an address and a number, and a word of one's own
    say(f"Nous sommes une association du Cantal, projet {WORD} au Togo, joignez {MAIL} ou le {PHONE}")
    say("c'est pour creuser un puits")

    # THEN neither the address nor the number was ever written, the project was, and nobody else can read it
    assert holding(folder, MAIL) == []
    assert holding(folder, PHONE) == []
    assert "conversations.sqlite" in holding(folder, WORD)
    assert database.stat().st_mode & 0o077 == 0

    # WHEN the person has it erased
    answer = say("effacez ma conversation")

    # THEN it is said, nothing that was told can be found in any file, and the conversation goes on from nothing
    assert "effac" in answer
    assert holding(folder, WORD) == []
    assert holding(folder, "Cantal") == []
    assert "Cantal" not in say(f"une commune de Haute-Loire, notre projet {WORD} avec l'Italie")
    assert "conversations.sqlite" in holding(folder, WORD)

    # WHEN it is silent for eight days
    wait(database, 8)
    answer = say("bonjour")

    # THEN it is closed, once, and what was told is in no file any more
    assert "sept jours de silence" in answer
    assert holding(folder, WORD) == []
    assert "sept jours de silence" not in say("une commune du Puy-de-Dôme")

    # WHEN the person never comes back, and a purge is run while the assistant runs
    wait(database, 31)
    monkeypatch.setenv("VAR_DIR", str(folder))

    assert retention.purge().conversations == 2  # the other one asked whether the servers were ready
    assert holding(folder, "Puy-de-D") == []
    assert say("bonjour")
