"""One way to open a base, embedded (SQLite) or shared (PostgreSQL), and errors that people can act upon."""

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import create_engine, event
from sqlalchemy.engine import Connection, Engine, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, IntegrityError, SQLAlchemyError
from sqlalchemy.pool import NullPool, QueuePool

from assistant.errors import AssistantError

# How long one waits for somebody else's writing to end, in seconds.
PATIENCE = 10
# Bytes of an embedded base that are read without a copy.
_MOST_MAPPED = 4 * 2**30
# Queries of some milliseconds lose by being compiled, or shared out among processes of the server.
_SHORT_QUERIES = "-c jit=off -c max_parallel_workers_per_gather=0"
_NAMED_VALUE = re.compile(r":(\w+)")


@dataclass(frozen=True)
class Access:
    """The way to one sort of base, and how its errors speak of it.

    ``name`` in a sentence («base de programmes»), ``variable`` the setting that says where it is, ``error`` what is
    raised when it cannot be used; ``remedy`` what to do when it is not ready or damaged. ``broken_link``: what to raise
    when a row names one that does not exist (otherwise ``error``). ``pragmas``: of the embedded base.
    """

    name: str
    variable: str
    error: type[AssistantError]
    remedy: str
    broken_link: Callable[[IntegrityError], AssistantError] | None = None
    pragmas: tuple[str, ...] = ("foreign_keys=ON",)

    def open_engine(self, url: str, kept: bool = False) -> Engine:
        """An engine for the URL; connects to nothing yet. Raises ``error`` on a URL that is not understood.

        With ``kept`` it is for those who ask often and never write: connections stay open between two uses (those to
        an embedded base see the file that was there when they opened, were it replaced) and each query stands alone.
        """
        try:
            parsed = make_url(url)
            sqlite = parsed.get_backend_name() == "sqlite"
            if not sqlite:
                how: dict[str, Any] = {"isolation_level": "AUTOCOMMIT"} if kept else {"pool_pre_ping": True}
                patience: dict[str, Any] = {"connect_timeout": PATIENCE}
                if kept and "options" not in parsed.query:
                    patience["options"] = _SHORT_QUERIES
                return create_engine(parsed, future=True, connect_args=patience, **how)
            options: dict[str, Any] = {"timeout": PATIENCE}
            if kept:
                options["check_same_thread"] = False  # the pool lends a connection to one thread at a time
            pool = QueuePool if kept else NullPool
            engine = create_engine(parsed, future=True, connect_args=options, poolclass=pool)
        except (ArgumentError, ImportError, SQLAlchemyError) as problem:
            raise self.error(
                f"L'adresse de la {self.name} ({self.variable}) n'est pas comprise : "
                "sqlite:///chemin/du/fichier.sqlite ou postgresql://utilisateur@machine/base est attendu."
            ) from problem
        event.listen(engine, "connect", self._on_connect)
        if kept:
            event.listen(engine, "connect", _read_through_memory)
        else:
            event.listen(engine, "begin", _on_begin)
        return engine

    def _on_connect(self, connection: Any, _: Any) -> None:
        connection.isolation_level = None  # transactions are ours to begin, also around the creation of tables
        for pragma in self.pragmas:
            connection.execute(f"PRAGMA {pragma}")

    def _sentence(self, engine: Engine, problem: DBAPIError) -> str:
        where = engine.url.render_as_string(hide_password=True)
        said = str(problem.orig).strip().splitlines()[0] if str(problem.orig).strip() else type(problem.orig).__name__
        if "locked" in said:
            return f"La {self.name} ({where}) est occupée par une autre commande : réessayez dans un instant."
        if "no such table" in said or ("does not exist" in said and "relation" in said):
            return f"La {self.name} ({where}) n'est pas prête : {self.remedy}."
        if "not a database" in said or "malformed" in said:
            return f"Le fichier de la {self.name} ({where}) est abîmé : ôtez-le, puis {self.remedy}."
        return f"La {self.name} ({where}) ne répond pas ({said}) : vérifiez {self.variable}, puis {self.remedy}."

    @contextmanager
    def translated(self, engine: Engine) -> Iterator[None]:
        """Database errors as ``error`` (or ``broken_link``)."""
        try:
            yield
        except IntegrityError as problem:
            raise (
                self.broken_link(problem) if self.broken_link else self.error(self._sentence(engine, problem))
            ) from problem
        except DBAPIError as problem:
            raise self.error(self._sentence(engine, problem)) from problem

    @contextmanager
    def reading(self, engine: Engine) -> Iterator[Connection]:
        """A connection that sees one state of the base, whatever is written meanwhile."""
        file = file_of(engine)
        if file is not None and not file.exists():
            raise self.error(f"La {self.name} ({file}) n'existe pas encore : {self.remedy}.")
        options = {} if file else {"isolation_level": "REPEATABLE READ"}
        with self.translated(engine), engine.connect().execution_options(**options) as connection, connection.begin():
            yield connection

    def rows(self, engine: Engine, query: str, values: Mapping[str, Any]) -> list[Any]:
        """What a query that stands alone finds, as plain tuples; its text names its values ``:name``.

        It goes to the driver as it is: one answer asks a dozen, of which the expressions and rows of SQLAlchemy would
        be half the cost. Asked again where the connection turns out to be long dead.
        """
        if engine.dialect.paramstyle == "pyformat":
            query = _NAMED_VALUE.sub(r"%(\1)s", query)
        with self.translated(engine):
            try:
                return _rows(engine, query, values)
            except DBAPIError as problem:
                if not problem.connection_invalidated:
                    raise
                return _rows(engine, query, values)

    @contextmanager
    def writing(self, engine: Engine) -> Iterator[Connection]:
        """A connection in one transaction, kept only if nothing fails; an embedded base's folder is made on the way."""
        if file := file_of(engine):
            try:
                file.parent.mkdir(parents=True, exist_ok=True)
            except OSError as problem:
                raise self.error(f"Le dossier {file.parent} ne peut pas être créé ({problem.strerror}).") from problem
        with self.translated(engine), engine.connect().execution_options(writes=True) as connection, connection.begin():
            yield connection


def file_of(engine: Engine) -> Path | None:
    """The file of an embedded base."""
    return Path(engine.url.database or "") if engine.dialect.name == "sqlite" else None


def _read_through_memory(connection: Any, _: Any) -> None:
    connection.execute(f"PRAGMA mmap_size={_MOST_MAPPED}")


def _on_begin(connection: Connection) -> None:
    # Whoever means to write says so at once: a reader that turns writer half-way could not wait for its turn.
    writes = connection.get_execution_options().get("writes")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _rows(engine: Engine, query: str, values: Mapping[str, Any]) -> list[Any]:
    with engine.connect() as connection:
        result = connection.exec_driver_sql(query, dict(values))
        try:
            found: list[Any] = result.cursor.fetchall()
        except engine.dialect.dbapi.Error as problem:
            raise DBAPIError(query, values, problem) from problem
        result.close()
        return found
