"""The programme base in SQL: loaded from the records' files, corrected by advisers, read back whole.

A load writes what the files changed and nothing else. A record that an adviser corrected in the base stays as corrected
until the files say the same (``python -m assistant programmes export --edited`` writes it there).
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timezone
from typing import Any

from sqlalchemy import Table
from sqlalchemy.engine import Connection
from sqlalchemy.sql import delete, insert, select, text, update

from assistant.errors import BaseUnavailable, RecordsError
from assistant.programmes import models
from assistant.programmes.base import Base
from assistant.programmes.engine import REPAIR, open_engine, reading, writing
from assistant.programmes.rows import (
    KINDS,
    Kind,
    Record,
    Row,
    base_of,
    content_hash,
    kind_of,
    main_row,
    read_kind,
    side_rows,
)


@dataclass(frozen=True)
class LoadReport:
    """What a load did, as ``kind/id``. ``conflicting``: corrected in the base, and changed in the files since."""

    added: tuple[str, ...] = ()
    updated: tuple[str, ...] = ()
    unchanged: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    kept_edited: tuple[str, ...] = ()
    conflicting: tuple[str, ...] = ()


class Store:
    """The base behind an SQLAlchemy URL. Every method raises ``BaseUnavailable`` when the base cannot be used."""

    def __init__(self, url: str) -> None:
        self._engine = open_engine(url)

    def migrate(self) -> None:
        """Create or upgrade the tables."""
        from assistant.programmes.migrate import migrate  # Alembic, which only a load needs, takes half a second

        migrate(self._engine)

    def load(self, base: Base) -> LoadReport:
        """Make the base say what the files say, in one transaction; the tables are created or upgraded first.

        Raises ``RecordsError`` when a record names one that does not exist: nothing is written then.
        """
        self.migrate()
        with writing(self._engine) as connection:
            _lock(connection)
            outcomes: dict[str, list[str]] = {}
            for kind in KINDS:
                for identifier, outcome in _load_kind(connection, kind, getattr(base, kind.collection).values()):
                    outcomes.setdefault(outcome, []).append(f"{kind.collection}/{identifier}")
            _settle(connection, dict(base.document))
        found = {outcome: tuple(identifiers) for outcome, identifiers in outcomes.items()}
        conflicting = found.get("conflicting", ())
        return LoadReport(**{**found, "kept_edited": (*found.get("kept_edited", ()), *conflicting)})

    def save(self, record: Record, now: datetime | None = None) -> None:
        """Write a record as an adviser corrected (or created) it; later loads keep it.

        Raises ``RecordsError`` when it names a record that does not exist.
        """
        kind = kind_of(record)
        edited_at = (now or datetime.now(timezone.utc)).isoformat(timespec="seconds")
        with writing(self._engine) as connection:
            _lock(connection)
            known = _known(connection, kind)
            row = {**main_row(kind, record), "content_hash": content_hash(record), "edited_at": edited_at}
            if record.id in known:
                _update(connection, kind, [(record, row)])
            else:
                position = max((stored.position for stored in known.values()), default=-1) + 1
                _insert(connection, kind, [(record, {**row, "position": position})])
            _settle(connection)

    def snapshot(self) -> Base:
        """Every record, as it stands now."""
        return self._read(edited_only=False)

    def edited(self) -> Base:
        """The records that an adviser corrected and that the files do not say yet."""
        return self._read(edited_only=True)

    def revision(self) -> str:
        """Changes when a record does; two bases that say the same have the same."""
        with reading(self._engine) as connection:
            return _revision(connection)

    def _read(self, edited_only: bool) -> Base:
        with reading(self._engine) as connection:
            _revision(connection)
            collections = [(kind, list(read_kind(connection, kind, edited_only))) for kind in KINDS]
            document = connection.execute(select(models.base_state.c.document)).scalar_one()
        return base_of(collections, document)


def _revision(connection: Connection) -> str:
    """The revision of what is loaded, in tables of this version, or ``BaseUnavailable``."""
    query = text("SELECT revision, (SELECT max(version_num) FROM alembic_version) FROM base_state")
    revision, schema = connection.execute(query).one()
    if schema != models.SCHEMA_REVISION:
        raise BaseUnavailable(f"La base de programmes est d'une autre version de l'assistant : lancez « {REPAIR} ».")
    if not revision:
        raise BaseUnavailable(f"La base de programmes est vide : lancez « {REPAIR} ».")
    return str(revision)


def _lock(connection: Connection) -> None:
    """Writers take turns (an embedded base gives the turn when the transaction begins)."""
    connection.execute(select(models.base_state.c.id).with_for_update())


def _known(connection: Connection, kind: Kind) -> dict[str, Any]:
    """What is kept about each record of the kind, its values apart."""
    columns = kind.table.c
    query = select(columns.id, columns.position, columns.content_hash, columns.loaded_hash, columns.edited_at)
    return {row.id: row for row in connection.execute(query)}


def _load_kind(connection: Connection, kind: Kind, records: Iterable[Record]) -> Iterable[tuple[str, str]]:
    """Bring one kind in line with the files; the outcome of each id (the fields of ``LoadReport``)."""
    known = _known(connection, kind)
    new: list[tuple[Record, Row]] = []
    changed: list[tuple[Record, Row]] = []
    outcomes: dict[str, str] = {}
    kept = {"edited_at", "position", "loaded_hash"}
    for position, record in enumerate(records):
        said = content_hash(record)
        row: Row = {"position": position, "content_hash": said, "loaded_hash": said, "edited_at": None}
        stored = known.get(record.id)
        if stored is None:
            outcomes[record.id] = "added"
            new.append((record, {**main_row(kind, record), **row}))
        elif stored.content_hash == said:
            outcomes[record.id] = "unchanged"
            bookkeeping = {name: row[name] for name in kept if row[name] != getattr(stored, name)}
            if bookkeeping:
                connection.execute(update(kind.table).where(kind.table.c.id == record.id).values(**bookkeeping))
        elif stored.edited_at:
            outcomes[record.id] = "kept_edited" if stored.loaded_hash == said else "conflicting"
        else:
            outcomes[record.id] = "updated"
            changed.append((record, {**main_row(kind, record), **row}))
    _insert(connection, kind, new)
    _update(connection, kind, changed)
    for identifier, stored in known.items():
        if identifier not in outcomes:
            outcomes[identifier] = "kept_edited" if stored.edited_at else "removed"
    gone = [identifier for identifier, outcome in outcomes.items() if outcome == "removed"]
    if gone:
        connection.execute(delete(kind.table).where(kind.table.c.id.in_(gone)))
    return outcomes.items()


def _insert(connection: Connection, kind: Kind, records: list[tuple[Record, Row]]) -> None:
    if records:
        connection.execute(insert(kind.table), [row for _, row in records])
        _insert_sides(connection, kind, records)


def _update(connection: Connection, kind: Kind, records: list[tuple[Record, Row]]) -> None:
    for record, row in records:
        connection.execute(update(kind.table).where(kind.table.c.id == record.id).values(**row))
    for table in kind.tables if records else ():
        connection.execute(delete(table).where(table.c[kind.owner].in_([record.id for record, _ in records])))
    _insert_sides(connection, kind, records)


def _insert_sides(connection: Connection, kind: Kind, records: list[tuple[Record, Row]]) -> None:
    rows: dict[Table, list[Row]] = {}
    for record, _ in records:
        for table, row in side_rows(kind, record):
            rows.setdefault(table, []).append(row)
    for table, lines in rows.items():
        connection.execute(insert(table), lines)


def _settle(connection: Connection, document: dict[str, Any] | None = None) -> None:
    """The revision of what the transaction leaves, after a look at what its records name."""
    digest = hashlib.sha256()
    for kind in KINDS:
        _refuse_dangling(connection, kind)
        # Sorted here: databases do not all order texts alike.
        for identifier, said in sorted(connection.execute(select(kind.table.c.id, kind.table.c.content_hash)).all()):
            digest.update(f"{kind.collection}/{identifier} {said}\n".encode())
    if document is None:
        document = connection.execute(select(models.base_state.c.document)).scalar_one()
    digest.update(content_hash(document).encode())
    connection.execute(update(models.base_state).values(revision=digest.hexdigest(), document=document))


def _refuse_dangling(connection: Connection, kind: Kind) -> None:
    """``RecordsError`` naming the first record that points to one that is not there."""
    for table in (kind.table, *kind.tables):
        owner = table.c.id if table is kind.table else table.c[kind.owner]
        for constraint in table.foreign_key_constraints:
            (key,) = constraint.elements
            if key.ondelete:
                continue
            target = key.column.table.alias()
            query = (
                select(owner, key.parent)
                .where(key.parent.is_not(None), ~select(target.c.id).where(target.c.id == key.parent).exists())
                .limit(1)
            )
            if lost := connection.execute(query).one_or_none():
                raise RecordsError(f"{kind.collection}, {lost[0]} : renvoie à « {lost[1]} », qui n'existe pas.")
