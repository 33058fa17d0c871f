"""Brings the tables of a base to this version."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.util import CommandError
from sqlalchemy.engine import Engine

from assistant.database.engine import Access

_SCRIPTS = Path(__file__).parent / "migrations"
# Any number: two migrations of one PostgreSQL base at the same time take turns on it.
_TURN = 20080915


def migrate(engine: Engine, access: Access, versions: Path, version_table: str) -> None:
    """Create or upgrade the tables; nothing to do when they are up to date. Raises the ``error`` of ``access``.

    ``versions``: folder of the Alembic revisions; ``version_table``: where the base notes the one that it is at.
    """
    with access.writing(engine) as connection:
        if engine.dialect.name != "sqlite":
            connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_TURN})")
        config = Config()
        config.set_main_option("script_location", str(_SCRIPTS).replace("%", "%%"))
        config.set_main_option("path_separator", "newline")  # a folder's name may hold spaces and commas
        config.set_main_option("version_locations", str(versions).replace("%", "%%"))
        config.attributes.update(connection=connection, version_table=version_table)
        try:
            command.upgrade(config, "head")
        except CommandError as problem:
            raise access.error(
                f"La {access.name} a été préparée par une version plus récente de l'assistant : "
                f"mettez celui-ci à jour, puis {access.remedy}."
            ) from problem
