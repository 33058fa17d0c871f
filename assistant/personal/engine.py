"""The way to what is kept of people; its tables are made or upgraded at the first use."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy.engine import Connection, Engine

from assistant.database.engine import Access, file_of
from assistant.errors import PersonalUnavailable
from assistant.settings import Settings

_VERSIONS = Path(__file__).parent / "migrations" / "versions"
# Its own: both bases may then be one PostgreSQL base.
_VERSION_TABLE = "personal_alembic_version"
ACCESS = Access(
    name="base des données personnelles",
    variable="PERSONAL_URL",
    error=PersonalUnavailable,
    remedy="réessayez",
    # What is erased is overwritten in the file, not merely let go.
    pragmas=("foreign_keys=ON", "secure_delete=ON"),
)
_engines: dict[str, Engine] = {}


def _engine() -> Engine:
    """The engine of the settings' URL, once its tables are those of this version."""
    url = Settings().personal_url
    engine = _engines.get(url)
    file = file_of(engine) if engine is not None else None
    if engine is None or (file is not None and not file.exists()):
        engine = ACCESS.open_engine(url)
        _migrate(engine)
        _engines[url] = engine
    return engine


def _migrate(engine: Engine) -> None:
    from assistant.database.migrate import migrate  # Alembic takes half a second, and most conversations need it not

    migrate(engine, ACCESS, _VERSIONS, _VERSION_TABLE)
    if file := file_of(engine):
        os.chmod(file, 0o600)  # noqa: PTH101  (nobody else of the machine reads it)


@contextmanager
def reading() -> Iterator[Connection]:
    """A connection that sees one state of the base. Raises ``PersonalUnavailable``."""
    with ACCESS.reading(_engine()) as connection:
        yield connection


@contextmanager
def writing() -> Iterator[Connection]:
    """A connection in one transaction, kept only if nothing fails. Raises ``PersonalUnavailable``."""
    with ACCESS.writing(_engine()) as connection:
        yield connection
