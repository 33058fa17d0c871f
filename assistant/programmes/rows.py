"""Records to table rows and back, for every kind of record."""

import hashlib
import json
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, fields
from typing import Any

from sqlalchemy import Table
from sqlalchemy.engine import Connection
from sqlalchemy.sql import select

from assistant.programmes import models
from assistant.programmes.base import Base
from assistant.programmes.records import (
    Call,
    Cumulation,
    Example,
    Fact,
    Lesson,
    Mapping,
    NextCall,
    Organisation,
    Partnership,
    Payment,
    Programme,
    Rate,
    Source,
    Term,
)

Row = dict[str, Any]
Record = Programme | Organisation | Term | Lesson | Mapping | Fact


@dataclass(frozen=True)
class Codes:
    """A list of codes kept in a table of its own; ``mark`` is what tells it from the other lists of that table."""

    table: Table
    column: str
    mark: tuple[str, Any] | None = None


@dataclass(frozen=True)
class Kind:
    """How a kind of record is kept."""

    collection: str
    record: type
    table: Table
    codes: dict[str, Codes]
    parts: dict[str, tuple[Table, type]]
    inlined: dict[str, type]

    @property
    def owner(self) -> str:
        """The column by which other tables name a record of this kind."""
        return f"{self.table.name}_id"

    @property
    def tables(self) -> list[Table]:
        """The tables beside the record's own."""
        return list(dict.fromkeys([codes.table for codes in self.codes.values()] + [t for t, _ in self.parts.values()]))


_SOURCES: dict[str, tuple[Table, type]] = {"sources": (models.source, Source)}

KINDS: tuple[Kind, ...] = (
    Kind(
        "programmes",
        Programme,
        models.programme,
        {
            "goals": Codes(models.programme_goal, "goal"),
            "frameworks": Codes(models.programme_framework, "framework"),
            "themes": Codes(models.programme_theme, "theme"),
            "holders": Codes(models.programme_holder, "holder", ("lead", False)),
            "lead_holders": Codes(models.programme_holder, "holder", ("lead", True)),
            "territories": Codes(models.programme_territory, "territory", ("excluded", False)),
            "territories_excluded": Codes(models.programme_territory, "territory", ("excluded", True)),
            "partner_countries": Codes(models.programme_country, "country"),
            "partner_countries_excluded": Codes(models.programme_country_excluded, "country"),
            "succeeds": Codes(models.programme_succession, "predecessor_id"),
            "managed_by": Codes(models.programme_organisation, "organisation_id", ("role", "managed_by")),
            "support": Codes(models.programme_organisation, "organisation_id", ("role", "support")),
        },
        {
            "rates": (models.programme_rate, Rate),
            "calls": (models.call, Call),
            "examples": (models.example, Example),
            **_SOURCES,
        },
        {"next_call": NextCall, "partnership": Partnership, "payment": Payment, "cumulation": Cumulation},
    ),
    Kind(
        "organisations",
        Organisation,
        models.organisation,
        {
            "helps_with": Codes(models.organisation_help, "help"),
            "territories": Codes(models.organisation_territory, "territory"),
        },
        _SOURCES,
        {},
    ),
    Kind("terms", Term, models.term, {"see": Codes(models.term_see, "see_id")}, _SOURCES, {}),
    Kind("lessons", Lesson, models.lesson, {"asked_with": Codes(models.lesson_with, "with_id")}, _SOURCES, {}),
    Kind("mappings", Mapping, models.mapping, {"from_": Codes(models.mapping_from, "programme_id")}, _SOURCES, {}),
    Kind(
        "facts",
        Fact,
        models.fact,
        {
            "see_programmes": Codes(models.fact_programme, "programme_id"),
            "see_organisations": Codes(models.fact_organisation, "organisation_id"),
            "see_terms": Codes(models.fact_term, "term_id"),
            "see_lessons": Codes(models.fact_lesson, "lesson_id"),
        },
        _SOURCES,
        {},
    ),
)


def kind_of(record: Record) -> Kind:
    return next(kind for kind in KINDS if isinstance(record, kind.record))


def number(value: Any) -> Any:
    """A whole number without its decimal point: columns keep 75 as 75.0, people and files write 75."""
    return int(value) if isinstance(value, float) and value.is_integer() else value


def _plain(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if hasattr(value, "__dataclass_fields__"):
        return {f.name: _plain(getattr(value, f.name)) for f in fields(value)}
    return number(value)


def content_hash(content: Any) -> str:
    """SHA-256 of a record's values (or of a mapping): the same wherever the record was read, 75 or 75.0."""
    text = json.dumps(_plain(content), ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()


def main_row(kind: Kind, record: Record) -> Row:
    """The values of the record's own table, its bookkeeping columns apart."""
    row: Row = {}
    for field in fields(kind.record):
        value = getattr(record, field.name)
        if field.name in kind.inlined:
            for part in fields(kind.inlined[field.name]):
                said = getattr(value, part.name, None)
                row[f"{field.name}_{part.name}"] = None if said == () else said
        elif field.name not in kind.codes and field.name not in kind.parts:
            row[field.name] = list(value) if isinstance(value, tuple) else value
    return row


def side_rows(kind: Kind, record: Record) -> Iterator[tuple[Table, Row]]:
    """The rows of the other tables."""
    owner = {kind.owner: record.id}
    for name, codes in kind.codes.items():
        mark = dict([codes.mark]) if codes.mark else {}
        for position, code in enumerate(getattr(record, name)):
            yield codes.table, {**owner, **mark, "position": position, codes.column: code}
    for name, (table, _) in kind.parts.items():
        for position, part in enumerate(getattr(record, name)):
            yield table, {**owner, "position": position, **vars(part)}


def _grouped(
    connection: Connection, table: Table, owner: str, identifiers: Collection[str] | None
) -> dict[str, list[Any]]:
    """Rows by owner, in order."""
    groups: dict[str, list[Any]] = {}
    ours = table.c[owner].is_not(None) if identifiers is None else table.c[owner].in_(identifiers)
    query = select(table).where(ours).order_by(table.c[owner], table.c.position)
    for row in connection.execute(query).mappings():
        groups.setdefault(row[owner], []).append(row)
    return groups


def _read(value: Any) -> Any:
    """A value of a row as records bear it."""
    return tuple(map(number, value)) if isinstance(value, list) else number(value)


def read_kind(
    connection: Connection, kind: Kind, edited_only: bool = False, identifiers: Collection[str] | None = None
) -> Iterator[Record]:
    """Every record of a kind (or those of the ids), in the order of the files: one query a table."""
    codes_rows = {table: _grouped(connection, table, kind.owner, identifiers) for table in kind.tables}
    plain = [f.name for f in fields(kind.record) if f.name in kind.table.c]
    query = select(kind.table).order_by(kind.table.c.position, kind.table.c.id)
    if edited_only:
        query = query.where(kind.table.c.edited_at.is_not(None))
    if identifiers is not None:
        query = query.where(kind.table.c.id.in_(identifiers))
    for row in connection.execute(query).mappings():
        values: Row = {}
        for name in plain:
            values[name] = _read(row[name])
        for name, cls in kind.inlined.items():
            inner = {part.name: _read(row[f"{name}_{part.name}"]) for part in fields(cls)}
            said = {part: value for part, value in inner.items() if value is not None}
            values[name] = cls(**said) if said else None
        for name, codes in kind.codes.items():
            values[name] = tuple(
                line[codes.column]
                for line in codes_rows[codes.table].get(row["id"], ())
                if codes.mark is None or line[codes.mark[0]] == codes.mark[1]
            )
        for name, (table, cls) in kind.parts.items():
            wanted = [part.name for part in fields(cls)]
            values[name] = tuple(
                cls(**{part: _read(line[part]) for part in wanted}) for line in codes_rows[table].get(row["id"], ())
            )
        yield kind.record(**values)


def base_of(collections: Iterable[tuple[Kind, Iterable[Record]]], document: dict[str, Any]) -> Base:
    """A snapshot made of records grouped by kind."""
    found = {kind.collection: {record.id: record for record in records} for kind, records in collections}
    return Base(**found, document=document)  # type: ignore[arg-type]
