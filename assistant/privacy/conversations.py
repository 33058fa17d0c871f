"""Conversations where Rasa keeps them: reading one, and erasing so that no word can be read from the file any more.

Rasa's table ``events`` is used as it is: one row an event, ``sender_id`` the conversation, ``timestamp`` in seconds,
``data`` the event in JSON.
"""

import json
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

from sqlalchemy import Column, Float, Integer, MetaData, String, Table, Text, inspect
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
_events = Table(
    "events",
    MetaData(),
    Column("id", Integer, primary_key=True),
    Column("sender_id", String),
    Column("type_name", String),
    Column("timestamp", Float),
    Column("data", Text),
)
_MESSAGES = ("user", "bot")
"""Rasa's names of the events that are messages."""


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


def erase(sender: str, compact: bool = True) -> int:
    """Erase one conversation; how many events went. Raises ``PersonalUnavailable``.

    Without ``compact``, which holds up all that use the base, the next purge gives the room back.
    """
    engine = _engine()
    return _erase(engine, _events.c.sender_id == sender, compact) if _is_there(engine) else 0


def messages(sender: str) -> list[dict[str, Any]]:
    """The messages of one conversation, both sides', in order, as Rasa's events. Raises ``PersonalUnavailable``."""
    engine = _engine()
    if not _is_there(engine):
        return []
    of = (_events.c.sender_id == sender, _events.c.type_name.in_(_MESSAGES))
    with _ACCESS.reading(engine) as connection:
        rows = connection.execute(select(_events.c.data).where(*of).order_by(_events.c.id)).scalars().all()
    return [json.loads(data) for data in rows]


def _engine() -> Engine:
    return _opened(Settings().conversations_url)


@lru_cache(maxsize=4)
def _opened(url: str) -> Engine:
    return _ACCESS.open_engine(url)


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


def _erase(engine: Engine, which: Any, compact: bool = True) -> int:
    with _ACCESS.writing(engine) as connection:
        gone = int(connection.execute(delete(_events).where(which)).rowcount)
    if gone and compact:
        _compact(engine)
    elif gone and engine.dialect.name == "sqlite":
        with _ACCESS.translated(engine), engine.connect() as connection:
            connection.exec_driver_sql(EMPTY_LOG)
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
