"""Brings the tables of the programme base to this version."""

import sqlite3
from contextlib import suppress
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.util import CommandError
from sqlalchemy.engine import Engine

from assistant.errors import BaseUnavailable
from assistant.programmes.engine import writing

_SCRIPTS = Path(__file__).parent / "migrations"
# Any number: two migrations of one PostgreSQL base at the same time take turns on it.
_TURN = 20080915


def migrate(engine: Engine) -> None:
    """Create or upgrade the tables; nothing to do when they are up to date. Raises ``BaseUnavailable``."""
    sqlite = engine.dialect.name == "sqlite"
    with writing(engine) as connection:
        if not sqlite:
            connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_TURN})")
        config = Config()
        config.set_main_option("script_location", str(_SCRIPTS).replace("%", "%%"))
        config.attributes["connection"] = connection
        try:
            command.upgrade(config, "head")
        except CommandError as problem:
            raise BaseUnavailable(
                "La base de programmes a été préparée par une version plus récente de l'assistant : "
                "mettez celui-ci à jour, puis lancez « python -m assistant programmes load »."
            ) from problem
    if sqlite:
        # Readers and a writer at the same time; the file remembers it.
        with suppress(sqlite3.OperationalError), engine.connect() as connection:  # busy: the next load will say it
            connection.connection.dbapi_connection.execute("PRAGMA journal_mode=WAL")
