"""The programme base in SQL: loaded from the records' files, corrected by advisers, read back whole.

A load writes what the files changed and nothing else. A record that an adviser corrected in the base stays as corrected
until the files say the same (``python -m assistant programmes export --edited`` writes it there).
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timezone
from typing import Any

from sqlalchemy import Table
from sqlalchemy.engine import Connection
from sqlalchemy.sql import delete, func, insert, select, text, update

from assistant.errors import BaseUnavailable, RecordsError
from assistant.programmes import indexing, models
from assistant.programmes.base import Base
from assistant.programmes.engine import REPAIR, open_engine, reading, writing
from assistant.programmes.indexing import batches
from assistant.programmes.records import Programme
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
from assistant.programmes.stored import Source, StoredBase

# Up to so many programmes, holding all of them costs less than asking the database for each project.
LARGEST_SNAPSHOT = 1000


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
        self._url = url
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
            plans = [_plan(connection, kind, getattr(base, kind.collection).values()) for kind in KINDS]
            _apply(connection, plans)
            outcomes: dict[str, list[str]] = {}
            for plan in plans:
                for identifier, outcome in plan.outcomes.items():
                    outcomes.setdefault(outcome, []).append(f"{plan.kind.collection}/{identifier}")
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
            kept: Row = {"content_hash": content_hash(record), "edited_at": edited_at}
            plan = _Plan(kind)
            if record.id in known:
                plan.changed.append((record, kept))
            else:
                position = max((stored.position for stored in known.values()), default=-1) + 1
                plan.new.append((record, {**kept, "position": position}))
            _apply(connection, [plan])
            _settle(connection)

    def snapshot(self) -> Base:
        """Every record, as it stands now."""
        return self._read(edited_only=False)

    def open(self, largest: int = LARGEST_SNAPSHOT) -> Base:
        """The base to answer from: a snapshot while it has ``largest`` programmes or less, else read as it is asked."""
        with reading(self._engine) as connection:
            _revision(connection)
            count = connection.execute(select(func.count()).select_from(models.programme)).scalar_one()
        return self.snapshot() if count <= largest else self._stored()

    def _stored(self) -> Base:
        with reading(self._engine) as connection:
            held = {kind.collection: {r.id: r for r in read_kind(connection, kind)} for kind in KINDS[1:]}
            document, filled = connection.execute(
                select(models.base_state.c.document, models.base_state.c.index_revision)
            ).one()
        if filled != indexing.index_revision():
            raise BaseUnavailable(f"La base de programmes a été chargée par une autre version : lancez « {REPAIR} ».")
        source = Source(open_engine(self._url, kept=True))
        return StoredBase(programmes=source.programmes, **held, document=document, source=source)  # type: ignore[arg-type]

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


@dataclass
class _Plan:
    """What is to be written of one kind: records with their bookkeeping, and the ids of those that go.

    ``outcomes`` gives what becomes of each id (the fields of ``LoadReport``).
    """

    kind: Kind
    new: list[tuple[Record, Row]] = field(default_factory=list)
    changed: list[tuple[Record, Row]] = field(default_factory=list)
    kept: list[tuple[str, Row]] = field(default_factory=list)
    outcomes: dict[str, str] = field(default_factory=dict)

    @property
    def gone(self) -> list[str]:
        return [identifier for identifier, outcome in self.outcomes.items() if outcome == "removed"]

    @property
    def touched(self) -> set[str]:
        return {record.id for record, _ in (*self.new, *self.changed)}.union(self.gone)


def _plan(connection: Connection, kind: Kind, records: Iterable[Record]) -> _Plan:
    """How to bring one kind in line with the files."""
    known = _known(connection, kind)
    plan = _Plan(kind)
    kept = {"edited_at", "position", "loaded_hash"}
    for position, record in enumerate(records):
        said = content_hash(record)
        row: Row = {"position": position, "content_hash": said, "loaded_hash": said, "edited_at": None}
        stored = known.get(record.id)
        if stored is None:
            plan.outcomes[record.id] = "added"
            plan.new.append((record, row))
        elif stored.content_hash == said:
            plan.outcomes[record.id] = "unchanged"
            bookkeeping = {name: row[name] for name in kept if row[name] != getattr(stored, name)}
            if bookkeeping:
                plan.kept.append((record.id, bookkeeping))
        elif stored.edited_at:
            plan.outcomes[record.id] = "kept_edited" if stored.loaded_hash == said else "conflicting"
        else:
            plan.outcomes[record.id] = "updated"
            plan.changed.append((record, row))
    for identifier, stored in known.items():
        if identifier not in plan.outcomes:
            plan.outcomes[identifier] = "kept_edited" if stored.edited_at else "removed"
    return plan


def _apply(connection: Connection, plans: Iterable[_Plan]) -> None:
    """Write what is planned, and what finds programmes with it."""
    touched: dict[str, set[str]] = {plan.kind.collection: plan.touched for plan in plans}
    programmes, bodies = touched.get("programmes", set()), touched.get("organisations", set())
    before = indexing.neighbours(connection, programmes)
    for plan in plans:
        _write(connection, plan)
    after = indexing.neighbours(connection, programmes) | indexing.funded_by(connection, bodies)
    fresh = {
        record.id: record for plan in plans for record, _ in (*plan.new, *plan.changed) if isinstance(record, Programme)
    }
    indexing.refresh(connection, programmes | before | after, fresh)


def _write(connection: Connection, plan: _Plan) -> None:
    kind, identifier = plan.kind, plan.kind.table.c.id
    for one, bookkeeping in plan.kept:
        connection.execute(update(kind.table).where(identifier == one).values(**bookkeeping))
    for some in batches(plan.new):
        _insert(connection, kind, some)
    for some in batches(plan.changed):
        _update(connection, kind, some)
    for lost in batches(plan.gone):
        connection.execute(delete(kind.table).where(identifier.in_(lost)))


def _insert(connection: Connection, kind: Kind, records: list[tuple[Record, Row]]) -> None:
    connection.execute(insert(kind.table), [{**main_row(kind, record), **row} for record, row in records])
    _insert_sides(connection, kind, records)


def _update(connection: Connection, kind: Kind, records: list[tuple[Record, Row]]) -> None:
    for record, row in records:
        values = {**main_row(kind, record), **row}
        connection.execute(update(kind.table).where(kind.table.c.id == record.id).values(**values))
    for table in kind.tables:
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
