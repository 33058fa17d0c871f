"""What is too old is erased from Rasa's conversations, on both databases, with the personal data of that age."""

from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.engine import make_url

from assistant import personal
from assistant.personal.models import WAITING, adviser_request
from assistant.privacy import conversations, retention
from tests.unit.privacy.test_tracker_store import opened, said, turn, written

NOW = datetime(2026, 11, 27, 12, tzinfo=timezone.utc)


@pytest.fixture(autouse=True)
def _settings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PERSONAL_URL", f"sqlite:///{tmp_path / 'personal.sqlite'}")
    monkeypatch.setenv("RETENTION_DAYS", "30")


@pytest.fixture
def kept(url: str, monkeypatch: pytest.MonkeyPatch) -> str:
    """An empty database, of each kind in turn, to which the settings lead."""
    monkeypatch.setenv("CONVERSATIONS_URL", url)
    return url


async def conversation(url: str, sender: str, *ages: int) -> None:
    """A conversation whose messages are that many days old."""
    store = opened(url)
    for age in ages:
        message = said(f"{sender} il y a {age} jours")
        message.timestamp = (NOW - timedelta(days=age)).timestamp()
        await turn(store, message, sender=sender)


def request(sender: str, age: int) -> None:
    with personal.writing() as connection:
        connection.execute(
            adviser_request.insert().values(
                id=sender, conversation=personal.conversation_of(sender), created_at=NOW - timedelta(days=age),
                status=WAITING,
            )
        )  # fmt: skip


async def test_conversations_silent_for_too_long_are_erased_whole(kept: str) -> None:
    # GIVEN one that went on after a long time, and one that did not
    await conversation(kept, "bavarde", 40, 2)
    await conversation(kept, "muette", 45, 31)
    request("muette", 31)
    request("bavarde", 2)

    # THEN what would go is counted first, and is all still there
    assert retention.purge(dry_run=True, now=NOW) == retention.Purged(1, personal.Erased(requests=1))
    assert "muette" in written(kept)

    assert retention.purge(now=NOW) == retention.Purged(1, personal.Erased(requests=1))

    assert "muette" not in written(kept)
    assert "bavarde il y a 40 jours" in written(kept)
    assert retention.purge(now=NOW) == retention.Purged(0, personal.Erased())


async def test_other_ages_may_be_asked_for(kept: str) -> None:
    await conversation(kept, "récente", 2)

    assert retention.purge(days=3, now=NOW).conversations == 0
    assert retention.purge(days=1, now=NOW).conversations == 1


async def test_one_conversation_can_be_erased(kept: str) -> None:
    await conversation(kept, "moi", 3, 2)
    await conversation(kept, "une autre", 2)

    assert conversations.erase("moi") == 2
    assert conversations.erase("moi") == 0

    assert "moi" not in written(kept)
    assert "une autre" in written(kept)


def test_nothing_is_made_where_nothing_was_kept(kept: str) -> None:
    assert retention.purge(now=NOW).conversations == 0
    assert conversations.erase("moi") == 0

    if kept.startswith("sqlite"):
        assert not Path(str(make_url(kept).database)).exists()


@pytest.mark.parametrize("journal", ["DELETE", "WAL"])
async def test_purged_words_are_in_no_file(sqlite_url: str, monkeypatch: pytest.MonkeyPatch, journal: str) -> None:
    monkeypatch.setenv("CONVERSATIONS_URL", sqlite_url)
    opened(sqlite_url)
    file = Path(str(make_url(sqlite_url).database))
    with create_engine(sqlite_url).connect() as other:
        other.exec_driver_sql(f"PRAGMA journal_mode={journal}")
        for number in range(15):
            await conversation(sqlite_url, f"Sylvie {number} " + "mot " * 40, 50)
        assert other.execute(text("SELECT count(*) FROM events")).scalar() == 15
        size = file.stat().st_size

        assert retention.purge(now=NOW).conversations == 15

        assert b"Sylvie" not in b"".join(path.read_bytes() for path in file.parent.iterdir())
        assert file.stat().st_size < size


async def test_a_conversation_is_read_back_in_order_and_alone(kept: str) -> None:
    assert conversations.messages("anne") == []
    await conversation(kept, "anne", 3, 2)
    await conversation(kept, "paul", 1)

    assert [event["text"] for event in conversations.messages("anne") if event["event"] == "user"] == [
        "anne il y a 3 jours",
        "anne il y a 2 jours",
    ]


async def test_at_a_visitor_s_word_one_conversation_goes_without_holding_up_the_others(kept: str) -> None:
    await conversation(kept, "anne", 1)
    await conversation(kept, "paul", 1)

    assert conversations.erase("anne", compact=False) > 0

    assert conversations.messages("anne") == []
    assert conversations.messages("paul")
