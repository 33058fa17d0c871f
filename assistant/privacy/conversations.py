"""Erasing conversations where Rasa keeps them, so that their words cannot be read from the file any more.

Rasa's table ``events`` is used as it is: one row an event, ``sender_id`` the conversation, ``timestamp`` in seconds.
"""

from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Column, Float, MetaData, String, Table, inspect
from sqlalchemy.engine import Engine
from sqlalchemy.sql import delete, func, select

from assistant.database.engine import Access, file_of
from assistant.errors import PersonalUnavailable
from assistant.settings import Settings

SECURE_DELETE = "PRAGMA secure_delete=ON"
"""SQLite then overwrites what it deletes."""
EMPTY_LOG = "PRAGMA wal_checkpoint(TRUNCATE)"
"""Empties SQLite's journal where it is a write-ahead one, in which old pages stay; elsewhere it does nothing."""

_ACCESS = Access(
    name="base des conversations",
    variable="CONVERSATIONS_URL",
    error=PersonalUnavailable,
    remedy="réessayez",
    pragmas=("secure_delete=ON",),
)
_events = Table("events", MetaData(), Column("sender_id", String), Column("timestamp", Float))


def silent_since(before: datetime) -> int:
    """How many conversations have said nothing since. Raises ``PersonalUnavailable``."""
    engine = _engine()
    return len(_senders(engine, before)) if _is_there(engine) else 0


def erase_silent_since(before: datetime) -> int:
    """Erase the conversations that have said nothing since; how many they were. Raises ``PersonalUnavailable``."""
    engine = _engine()
    if not _is_there(engine):
        return 0
    gone = len(_senders(engine, before))
    _erase(engine, _events.c.sender_id.in_(_silent(before)))
    return gone


def erase(sender: str) -> int:
    """Erase one conversation; how many events went. Raises ``PersonalUnavailable``."""
    engine = _engine()
    return _erase(engine, _events.c.sender_id == sender) if _is_there(engine) else 0


def _engine() -> Engine:
    return _ACCESS.open_engine(Settings().conversations_url)


def _is_there(engine: Engine) -> bool:
    """Whether Rasa has ever written there; an embedded base is not made by looking."""
    file: Path | None = file_of(engine)
    if file is not None and not file.exists():
        return False
    with _ACCESS.translated(engine):
        return bool(inspect(engine).has_table(_events.name))


def _silent(before: datetime) -> Any:
    last = func.max(_events.c.timestamp)
    return select(_events.c.sender_id).group_by(_events.c.sender_id).having(last < before.timestamp())


def _senders(engine: Engine, before: datetime) -> list[str]:
    with _ACCESS.reading(engine) as connection:
        return list(connection.execute(_silent(before)).scalars())


def _erase(engine: Engine, which: Any) -> int:
    with _ACCESS.writing(engine) as connection:
        gone = int(connection.execute(delete(_events).where(which)).rowcount)
    if gone:
        _compact(engine)
    return gone


def _compact(engine: Engine) -> None:
    """Give the room back, and with it what deleted rows may have left behind."""
    with _ACCESS.translated(engine):
        if engine.dialect.name == "sqlite":
            connection = engine.raw_connection()  # VACUUM refuses to run in a transaction
            try:
                connection.execute("VACUUM")
                connection.execute(EMPTY_LOG)
            finally:
                connection.close()
        else:
            with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
                connection.exec_driver_sql("VACUUM FULL events")
