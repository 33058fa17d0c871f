"""What is kept of people: its tables come by themselves, what is erased is gone, on both databases."""

from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine
from sqlalchemy.sql import insert, select

import assistant.personal
from assistant.errors import PersonalUnavailable
from assistant.personal import Erased, conversation_of, erase, feedback, models, purge, purgeable, reading, writing
from assistant.programmes.base import Base
from assistant.programmes.store import Store

NOW = datetime(2026, 11, 27, 12, tzinfo=timezone.utc)
DAY = timedelta(days=1)


@pytest.fixture
def personal(url: str, monkeypatch: pytest.MonkeyPatch) -> str:
    """An empty base of each kind, to which the settings lead."""
    monkeypatch.setenv("PERSONAL_URL", url)
    return url


@pytest.fixture
def keep(personal: str, tmp_path: Path) -> Callable[..., None]:
    """Keeps a request or a sheet; ``age`` in days."""

    def kept(kind: str, key: str, sender: str = "anne", age: float = 0, **values: Any) -> None:
        common: dict[str, Any] = {"conversation": conversation_of(sender), "created_at": NOW - age * DAY}
        if kind == "sheet":
            folder = tmp_path / key
            folder.mkdir()
            (folder / "fiche.pdf").write_text("…")
            row = insert(models.sheet).values(
                token=key, folder=str(folder), **{"expires_at": NOW + DAY, **common, **values}
            )
        else:
            row = insert(models.adviser_request).values(id=key, **{"status": models.WAITING, **common, **values})
        with writing() as connection:
            connection.execute(row)

    return kept


def left(table: Any) -> list[str]:
    with reading() as connection:
        return list(connection.execute(select(next(iter(table.primary_key))).order_by("created_at")).scalars())


def test_the_migrations_make_the_tables_that_the_code_knows(personal: str) -> None:
    with reading():
        pass
    with create_engine(personal, future=True).connect() as connection:
        options = {"compare_type": True, "version_table": "personal_alembic_version"}
        assert compare_metadata(MigrationContext.configure(connection, opts=options), models.metadata) == []


def test_the_code_is_at_the_last_migration() -> None:
    config = Config()
    config.set_main_option("script_location", str(Path(assistant.personal.__file__).parent / "migrations"))

    assert ScriptDirectory.from_config(config).get_current_head() == models.SCHEMA_REVISION


def test_one_database_may_hold_both_bases(personal: str, keep: Callable[..., None]) -> None:
    Store(personal).load(Base())
    keep("request", "r1")
    Store(personal).load(Base())

    assert left(models.adviser_request) == ["r1"]


def test_nobody_else_reads_the_file(sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PERSONAL_URL", sqlite_url)
    with reading():
        pass

    file = Path(sqlite_url.removeprefix("sqlite:///"))
    assert file.stat().st_mode & 0o077 == 0


def test_a_file_taken_away_is_made_again(
    sqlite_url: str, monkeypatch: pytest.MonkeyPatch, keep: Callable[..., None]
) -> None:
    monkeypatch.setenv("PERSONAL_URL", sqlite_url)
    keep("request", "r1")
    Path(sqlite_url.removeprefix("sqlite:///")).unlink()

    assert left(models.adviser_request) == []


def test_instants_keep_their_zone(keep: Callable[..., None]) -> None:
    paris = timezone(timedelta(hours=1))
    keep("request", "r1", next_attempt_at=NOW.astimezone(paris))

    with reading() as connection:
        assert connection.execute(select(models.adviser_request.c.next_attempt_at)).scalar_one() == NOW


def test_all_that_is_kept_of_a_conversation_is_erased(keep: Callable[..., None], tmp_path: Path) -> None:
    keep("request", "r1")
    keep("request", "r2", status=models.SENT)
    keep("request", "r3", sender="bernard")
    keep("sheet", "s1")
    keep("sheet", "s2", sender="bernard")

    assert erase("anne") == Erased(requests=2, sent=1, sheets=1)

    assert left(models.adviser_request) == ["r3"]
    assert left(models.sheet) == ["s2"]
    assert not (tmp_path / "s1").exists()
    assert (tmp_path / "s2").exists()
    assert erase("anne") == Erased()


def test_what_is_erased_is_not_in_the_file_any_more(
    sqlite_url: str, monkeypatch: pytest.MonkeyPatch, keep: Callable[..., None]
) -> None:
    monkeypatch.setenv("PERSONAL_URL", sqlite_url)
    keep("request", "r1", email="anne.martin@exemple.fr")
    file = Path(sqlite_url.removeprefix("sqlite:///"))
    assert b"anne.martin" in file.read_bytes()

    erase("anne")

    assert not any(b"anne.martin" in one.read_bytes() for one in file.parent.iterdir())


def test_the_conversation_s_own_name_is_nowhere(keep: Callable[..., None]) -> None:
    keep("request", "r1", sender="anne")

    with reading() as connection:
        assert "anne" not in str(connection.execute(select(models.adviser_request)).one())


def test_what_is_too_old_is_purged(keep: Callable[..., None], tmp_path: Path) -> None:
    keep("request", "old", age=31, status=models.SENT)
    keep("request", "recent", age=29)
    keep("request", "left-alone", age=1.1, status=models.DRAFT)
    keep("request", "being-written", age=0.1, status=models.DRAFT)
    keep("sheet", "expired", age=3, expires_at=NOW - DAY)
    keep("sheet", "valid", age=2)
    expected = Erased(requests=2, sent=1, sheets=1)

    assert purgeable(NOW - 30 * DAY, NOW) == expected
    assert purge(NOW - 30 * DAY, NOW) == expected

    assert left(models.adviser_request) == ["recent", "being-written"]
    assert left(models.sheet) == ["valid"]
    assert not (tmp_path / "expired").exists()


def test_an_address_that_is_not_understood_names_the_setting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PERSONAL_URL", "n'importe quoi")

    with pytest.raises(PersonalUnavailable, match="PERSONAL_URL"):
        erase("anne")


def test_feedback_is_kept_masked_and_replaced_for_the_same_answer(personal: str) -> None:
    feedback.keep("anne", "Bonjour !", True)
    feedback.keep("paul", "Bonjour !", True)
    feedback.keep("anne", "Bonjour !", False, "écrivez à anne@exemple.fr")

    kept = feedback.listed()

    assert [(one.useful, one.word) for one in kept] == [(False, "écrivez à [adresse e-mail]"), (True, "")]
    assert {one.answer for one in kept} == {"Bonjour !"}


def test_feedback_is_erased_with_its_conversation_and_when_its_time_is_over(personal: str) -> None:
    feedback.keep("anne", "Bonjour !", True)
    feedback.keep("paul", "Bonjour !", True)
    now = datetime.now(timezone.utc)

    assert erase("anne") == Erased(feedback=1)
    assert purge(now - DAY) == Erased()
    assert purgeable(now + DAY) == Erased(feedback=1)
    assert purge(now + DAY) == Erased(feedback=1)
    assert feedback.listed() == []
