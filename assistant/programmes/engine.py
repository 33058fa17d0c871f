"""One way to open the base, embedded (SQLite) or shared (PostgreSQL), and errors that people can act upon."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import create_engine, event
from sqlalchemy.engine import Connection, Engine, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, IntegrityError, SQLAlchemyError
from sqlalchemy.pool import NullPool, QueuePool

from assistant.errors import BaseUnavailable, RecordsError

REPAIR = "python -m assistant programmes load"
# How long one waits for somebody else's writing to end, in seconds.
PATIENCE = 10
# Bytes of an embedded base that are read without a copy.
_MOST_MAPPED = 4 * 2**30
# Queries of some milliseconds lose by being compiled, or shared out among processes of the server.
_SHORT_QUERIES = "-c jit=off -c max_parallel_workers_per_gather=0"


def open_engine(url: str, kept: bool = False) -> Engine:
    """An engine for the URL; connects to nothing yet. Raises ``BaseUnavailable`` on a URL that is not understood.

    With ``kept`` it is for those who ask often and never write: connections stay open between two uses (those to an
    embedded base see the file that was there when they opened, were it replaced) and each query stands alone.
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
        raise BaseUnavailable(
            "L'adresse de la base de programmes (BASE_URL) n'est pas comprise : "
            "sqlite:///chemin/du/fichier.sqlite ou postgresql://utilisateur@machine/base est attendu."
        ) from problem
    event.listen(engine, "connect", _on_connect)
    if kept:
        event.listen(engine, "connect", _read_through_memory)
    else:
        event.listen(engine, "begin", _on_begin)
    return engine


def _on_connect(connection: Any, _: Any) -> None:
    connection.isolation_level = None  # transactions are ours to begin, also around the creation of tables
    connection.execute("PRAGMA foreign_keys=ON")


def _read_through_memory(connection: Any, _: Any) -> None:
    connection.execute(f"PRAGMA mmap_size={_MOST_MAPPED}")


def _on_begin(connection: Connection) -> None:
    # Whoever means to write says so at once: a reader that turns writer half-way could not wait for its turn.
    writes = connection.get_execution_options().get("writes")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _file(engine: Engine) -> Path | None:
    """The file of an embedded base."""
    return Path(engine.url.database or "") if engine.dialect.name == "sqlite" else None


def _sentence(engine: Engine, problem: DBAPIError) -> str:
    where = engine.url.render_as_string(hide_password=True)
    said = str(problem.orig).strip().splitlines()[0] if str(problem.orig).strip() else type(problem.orig).__name__
    if "locked" in said:
        return f"La base de programmes ({where}) est occupée par une autre commande : réessayez dans un instant."
    if "no such table" in said or ("does not exist" in said and "relation" in said):
        return f"La base de programmes ({where}) n'est pas prête : lancez « {REPAIR} »."
    if "not a database" in said or "malformed" in said:
        return f"Le fichier de la base de programmes ({where}) est abîmé : ôtez-le, puis lancez « {REPAIR} »."
    return f"La base de programmes ({where}) ne répond pas ({said}) : vérifiez BASE_URL, puis lancez « {REPAIR} »."


@contextmanager
def translated(engine: Engine) -> Iterator[None]:
    """Database errors as ``BaseUnavailable`` (or ``RecordsError`` when a record names one that does not exist)."""
    try:
        yield
    except IntegrityError as problem:
        raise RecordsError(f"Une fiche renvoie à une autre qui n'existe pas ({problem.orig}).") from problem
    except DBAPIError as problem:
        raise BaseUnavailable(_sentence(engine, problem)) from problem


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """A connection that sees one state of the base, whatever is written meanwhile."""
    file = _file(engine)
    if file is not None and not file.exists():
        raise BaseUnavailable(f"La base de programmes ({file}) n'existe pas encore : lancez « {REPAIR} ».")
    options = {} if file else {"isolation_level": "REPEATABLE READ"}
    with translated(engine), engine.connect().execution_options(**options) as connection, connection.begin():
        yield connection


def rows(engine: Engine, query: Any, values: Mapping[str, Any] | None = None) -> list[Any]:
    """What a query that stands alone finds; asked again where the connection turns out to be long dead."""
    with translated(engine):
        try:
            return _rows(engine, query, values)
        except DBAPIError as problem:
            if not problem.connection_invalidated:
                raise
            return _rows(engine, query, values)


def _rows(engine: Engine, query: Any, values: Mapping[str, Any] | None) -> list[Any]:
    with engine.connect() as connection:
        found: list[Any] = connection.execute(query, values or {}).all()
        return found


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """A connection in one transaction, kept only if nothing fails; an embedded base's folder is made on the way."""
    if file := _file(engine):
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
        except OSError as problem:
            raise BaseUnavailable(f"Le dossier {file.parent} ne peut pas être créé ({problem.strerror}).") from problem
    with translated(engine), engine.connect().execution_options(writes=True) as connection, connection.begin():
        yield connection
