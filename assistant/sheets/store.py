"""Sheets as they are kept: two files at an address that nobody can guess, for a limited time.

What is kept of them is erased by ``assistant.personal``, at the person's word or when its time is over.
"""

import os
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from pathlib import Path

from sqlalchemy.sql import insert, select

from assistant.errors import AssistantError
from assistant.personal import conversation_of, reading, writing
from assistant.personal.models import sheet as table
from assistant.settings import Settings

PDF_NAME = "fiche-orientation.pdf"
ICS_NAME = "echeances.ics"
_TOKEN_BYTES = 32
_FOLDER = "sheets"


class SheetUnavailable(AssistantError):
    """There is no sheet at that address, or no more: which of the two is not told."""

    def __init__(self) -> None:
        super().__init__("Cette fiche n'existe pas ou n'est plus disponible : demandez-en une autre à l'assistant.")


@dataclass(frozen=True)
class Sheet:
    """A sheet that can be opened. ``ics`` is ``None`` when it has no dated deadline."""

    token: str
    expires_at: datetime
    pdf: Path
    ics: Path | None


def _now() -> datetime:
    return datetime.now(timezone.utc)


def keep_sheet(pdf: bytes, ics: bytes | None, sender: str, now: Callable[[], datetime] = _now) -> Sheet:
    """Keep the files of a sheet of the conversation ``sender``. Raises ``PersonalUnavailable``."""
    settings = Settings()
    token = secrets.token_urlsafe(_TOKEN_BYTES)
    folder = settings.var_dir.resolve() / _FOLDER / token
    made = now()
    expires = made + timedelta(days=min(settings.sheet_days, settings.retention_days))
    # The row first: files that no row names would never be erased.
    with writing() as connection:
        connection.execute(
            insert(table).values(
                token=token,
                conversation=conversation_of(sender),
                created_at=made,
                expires_at=expires,
                folder=str(folder),
            )
        )
    folder.mkdir(mode=0o700, parents=True)
    _write(folder / PDF_NAME, pdf)
    if ics:
        _write(folder / ICS_NAME, ics)
    return _sheet(token, expires, folder)


def open_sheet(token: str, now: Callable[[], datetime] = _now) -> Sheet:
    """The sheet at that address. Raises ``SheetUnavailable`` when it is unknown or over, ``PersonalUnavailable``."""
    with reading() as connection:
        row = connection.execute(select(table.c.expires_at, table.c.folder).where(table.c.token == token)).first()
    if row is None or row.expires_at <= now():
        raise SheetUnavailable
    found = _sheet(token, row.expires_at, Path(row.folder))
    if not found.pdf.exists():
        raise SheetUnavailable
    return found


def _sheet(token: str, expires: datetime, folder: Path) -> Sheet:
    ics = folder / ICS_NAME
    return Sheet(token, expires, folder / PDF_NAME, ics if ics.exists() else None)


def _write(path: Path, content: bytes) -> None:
    """A file that nobody else of the machine reads."""
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(content)
