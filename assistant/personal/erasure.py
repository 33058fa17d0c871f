"""Erasing what is kept of people: at their word, or when its time is over."""

import hashlib
import shutil
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

from sqlalchemy import Table
from sqlalchemy.engine import Connection
from sqlalchemy.sql import and_, delete, func, or_, select

from assistant.errors import PersonalUnavailable
from assistant.personal.engine import reading, writing
from assistant.personal.models import DRAFT, SENT, adviser_request, feedback, sheet

_DRAFT_LIFE = timedelta(days=1)
"""A request that was never confirmed was never meant to be kept."""


@dataclass(frozen=True)
class Erased:
    """How many rows went, of each table; ``sent``: the ``requests`` that had already left by e-mail."""

    requests: int = 0
    sent: int = 0
    sheets: int = 0
    feedback: int = 0


def conversation_of(sender: str) -> str:
    """The fingerprint by which a conversation is known here."""
    return hashlib.sha256(sender.encode()).hexdigest()


def erase(sender: str) -> Erased:
    """Erase all that is kept of a conversation, the files of its sheets too. Raises ``PersonalUnavailable``."""
    of = conversation_of(sender)
    return _erase(*(table.c.conversation == of for table in (adviser_request, sheet, feedback)))


def purge(before: datetime, now: datetime | None = None) -> Erased:
    """Erase what is older than ``before``, requests left as drafts for a day, and the sheets that expired."""
    return _erase(*_over(before, now))


def purgeable(before: datetime, now: datetime | None = None) -> Erased:
    """What ``purge`` would erase."""
    with reading() as connection:
        return _count(connection, *_over(before, now))


def _over(before: datetime, now: datetime | None) -> tuple[Any, Any, Any]:
    now = now or datetime.now(timezone.utc)
    made = adviser_request.c.created_at
    abandoned = and_(adviser_request.c.status == DRAFT, made < now - _DRAFT_LIFE)
    expired = or_(sheet.c.created_at < before, sheet.c.expires_at < now)
    return or_(made < before, abandoned), expired, feedback.c.created_at < before


def _erase(requests: Any, sheets: Any, opinions: Any) -> Erased:
    with writing() as connection:
        counted = _count(connection, requests, sheets, opinions)
        folders = connection.execute(select(sheet.c.folder).where(sheets)).scalars().all()
        connection.execute(delete(adviser_request).where(requests))
        connection.execute(delete(sheet).where(sheets))
        connection.execute(delete(feedback).where(opinions))
        # Before the rows are gone for good: files that nothing names any more would stay for ever.
        for folder in folders:
            _remove(Path(folder))
    return counted


def _remove(folder: Path) -> None:
    try:
        shutil.rmtree(folder)
    except FileNotFoundError:
        return
    except OSError as problem:
        raise PersonalUnavailable(f"Le dossier {folder} ne peut pas être effacé ({problem.strerror}).") from problem


def _count(connection: Connection, requests: Any, sheets: Any, opinions: Any) -> Erased:
    def number(table: Table, *conditions: Any) -> int:
        return int(connection.execute(select(func.count()).select_from(table).where(*conditions)).scalar_one())

    sent = number(adviser_request, requests, adviser_request.c.status == SENT)
    return Erased(number(adviser_request, requests), sent, number(sheet, sheets), number(feedback, opinions))
