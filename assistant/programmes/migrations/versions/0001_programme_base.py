"""The programme base: programmes, bodies, glossary, lessons, the 2008 presentation, and their sources."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

SOURCED = ("programme", "organisation", "term", "lesson", "mapping", "fact")
# A list of codes: its table, the record that it belongs to, what tells the lists of one table apart, what is listed.
CODES: tuple[tuple[str, str, tuple[sa.Column, ...], str], ...] = (
    ("programme_goal", "programme", (), "goal"),
    ("programme_framework", "programme", (), "framework"),
    ("programme_theme", "programme", (), "theme"),
    ("programme_holder", "programme", (sa.Column("lead", sa.Boolean, nullable=False),), "holder"),
    ("programme_territory", "programme", (sa.Column("excluded", sa.Boolean, nullable=False),), "territory"),
    ("programme_country", "programme", (), "country"),
    ("organisation_help", "organisation", (), "help"),
    ("organisation_territory", "organisation", (), "territory"),
)
# The same for lists of records: the column, then the table that it points to.
LINKS: tuple[tuple[str, str, tuple[sa.Column, ...], str, str], ...] = (
    ("programme_succession", "programme", (), "predecessor_id", "programme"),
    ("programme_organisation", "programme", (sa.Column("role", sa.String, nullable=False),), "organisation_id",
     "organisation"),
    ("term_see", "term", (), "see_id", "term"),
    ("mapping_from", "mapping", (), "programme_id", "programme"),
    ("fact_programme", "fact", (), "programme_id", "programme"),
    ("fact_organisation", "fact", (), "organisation_id", "organisation"),
    ("fact_term", "fact", (), "term_id", "term"),
    ("fact_lesson", "fact", (), "lesson_id", "lesson"),
)  # fmt: skip


def texts(*names: str, required: bool = False) -> list[sa.Column]:
    return [sa.Column(name, sa.Text, nullable=not required) for name in names]


def numbers(*names: str) -> list[sa.Column]:
    return [sa.Column(name, sa.Float(53)) for name in names]


def lists(*names: str) -> list[sa.Column]:
    return [sa.Column(name, sa.JSON, nullable=False) for name in names]


def key(table: str, columns: list[str]) -> sa.PrimaryKeyConstraint:
    return sa.PrimaryKeyConstraint(*columns, name=f"pk_{table}")


def owned(table: str, owner: str) -> sa.ForeignKeyConstraint:
    return reference(table, f"{owner}_id", owner, ondelete="CASCADE")


def reference(table: str, column: str, target: str, **options: Any) -> sa.ForeignKeyConstraint:
    name = f"fk_{table}_{column}"
    options = {"name": name, "deferrable": True, "initially": "DEFERRED", **options}
    return sa.ForeignKeyConstraint([column], [f"{target}.id"], **options)


def index(table: str, *columns: str) -> None:
    for column in columns:
        op.create_index(f"ix_{table}_{column}", table, [column])


def record(table: str, *columns: sa.Column, references: dict[str, str] | None = None) -> None:
    references = references or {}
    op.create_table(
        table,
        sa.Column("id", sa.String, nullable=False),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("content_hash", sa.String(64), nullable=False),
        sa.Column("loaded_hash", sa.String(64)),
        sa.Column("edited_at", sa.String),
        *columns,
        key(table, ["id"]),
        *[reference(table, column, target) for column, target in references.items()],
    )
    index(table, *references)


def code_list(table: str, owner: str, marks: tuple[sa.Column, ...], column: str, target: str | None = None) -> None:
    op.create_table(
        table,
        sa.Column(f"{owner}_id", sa.String, nullable=False),
        *marks,
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column(column, sa.String, nullable=False),
        key(table, [f"{owner}_id", *[mark.name for mark in marks], "position"]),
        owned(table, owner),
        *([reference(table, column, target)] if target else []),
    )
    index(table, column)


def part(table: str, *columns: sa.Column) -> None:
    op.create_table(
        table,
        sa.Column("programme_id", sa.String, nullable=False),
        sa.Column("position", sa.Integer, nullable=False),
        *columns,
        key(table, ["programme_id", "position"]),
        owned(table, "programme"),
    )


def upgrade() -> None:
    record(
        "organisation",
        *texts("name", "kind", "role", "status", "confidence", "checked", required=True),
        *texts("acronym", "city", "address", "phone", "email", "url", "since", "until", "note"),
        sa.Column("successor", sa.String),
        *lists("aliases"),
        references={"successor": "organisation"},
    )
    record(
        "programme",
        *texts("name", "period", "status", "family", "summary", "checked", "confidence", required=True),
        *texts("acronym", "start", "end", "applications_until", "last_call_closed", "succeeded_by_note"),
        sa.Column("part_of", sa.String),
        sa.Column("funder", sa.String),
        *texts("role_of_holder", "rate_note", "grant_note", "budget_note", "note", "url"),
        *numbers("rate_max", "grant_min", "grant_max", "budget_total"),
        sa.Column("duration_months_max", sa.Integer),
        *texts("next_call_when", "next_call_basis", "next_call_source"),
        sa.Column("partnership_min_partners", sa.Integer),
        sa.Column("partnership_min_countries", sa.Integer),
        *texts("partnership_note"),
        *lists("aliases", "funds", "keywords", "priorities", "conditions", "steps"),
        references={"part_of": "programme", "funder": "organisation"},
    )
    part(
        "call",
        *texts("name", required=True),
        sa.Column("opens", sa.String),
        sa.Column("closes", sa.String),
        sa.Column("rolling", sa.Boolean, nullable=False),
        sa.Column("restricted", sa.Boolean, nullable=False),
        *texts("note", "source"),
    )
    index("call", "opens", "closes")
    part(
        "example",
        *texts("title", required=True),
        *texts("lead", "partners"),
        *numbers("grant"),
        sa.Column("year", sa.Integer),
        *texts("note", "source"),
    )
    record(
        "term",
        *texts("term", "kind", "definition", "checked", required=True),
        *texts("expansion", "date"),
        sa.Column("in_force", sa.Boolean),
        *[sa.Column(name, sa.String) for name in ("replaced_by", "organisation", "programme")],
        *lists("aliases"),
        references={"replaced_by": "term", "organisation": "organisation", "programme": "programme"},
    )
    record("lesson", *texts("kind", "title", "advice", "checked", required=True))
    record(
        "mapping",
        *texts("from_label", "to_label", "sentence", "checked", required=True),
        sa.Column("to", sa.String, nullable=False),
        references={"to": "programme"},
    )
    record(
        "fact",
        *texts("topic", "sentence", "when", "where", "checked", required=True),
        *numbers("amount"),
        *texts("unit", "comment"),
    )
    for codes in CODES:
        code_list(*codes)
    for links in LINKS:
        code_list(*links)
    op.create_table(
        "source",
        sa.Column("id", sa.Integer, nullable=False),
        *[sa.Column(f"{kind}_id", sa.String) for kind in SOURCED],
        sa.Column("position", sa.Integer, nullable=False),
        *texts("seen", "url", "document", "dated"),
        key("source", ["id"]),
        *[owned("source", kind) for kind in SOURCED],
        sa.CheckConstraint(
            " + ".join(f"(CASE WHEN {kind}_id IS NULL THEN 0 ELSE 1 END)" for kind in SOURCED) + " = 1",
            name="ck_source_one_owner",
        ),
    )
    index("source", *[f"{kind}_id" for kind in SOURCED])
    state = op.create_table(
        "base_state",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("revision", sa.String(64), nullable=False),
        sa.Column("document", sa.JSON, nullable=False),
        key("base_state", ["id"]),
    )
    op.bulk_insert(state, [{"id": 1, "revision": "", "document": {}}])


def downgrade() -> None:
    for table in ("base_state", "source", *[links[0] for links in LINKS], *[codes[0] for codes in CODES], "fact",
                  "mapping", "lesson", "term", "example", "call", "programme", "organisation"):  # fmt: skip
        op.drop_table(table)
