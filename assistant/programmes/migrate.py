"""Brings the tables of the programme base to this version."""

import sqlite3
from contextlib import suppress
from pathlib import Path

from sqlalchemy.engine import Engine

from assistant.database.migrate import migrate as migrate_base
from assistant.programmes.engine import ACCESS

_VERSIONS = Path(__file__).parent / "migrations" / "versions"


def migrate(engine: Engine) -> None:
    """Create or upgrade the tables; nothing to do when they are up to date. Raises ``BaseUnavailable``."""
    migrate_base(engine, ACCESS, _VERSIONS, "alembic_version")
    if engine.dialect.name == "sqlite":
        # Readers and a writer at the same time; the file remembers it.
        with suppress(sqlite3.OperationalError), engine.connect() as connection:  # busy: the next load will say it
            connection.connection.dbapi_connection.execute("PRAGMA journal_mode=WAL")
