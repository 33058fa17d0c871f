"""The tables of the programme base.

A kind of record is a table that bears its plain values; what people search by (goals, holders, territories, the bodies
around a programme...) is a table of codes beside it, and what a record repeats (calls, examples, sources) is a table of
its own. Lists that nobody searches by are JSON. ``position`` keeps the order of the files.

What finds a programme among many (cards, documents, words, names) is worked out of the records whenever one is written
(``indexing``), and says nothing that they do not.

Links are checked when a transaction ends, so that records may be written in any order.
"""

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    PrimaryKeyConstraint,
    SmallInteger,
    String,
    Table,
    Text,
)

# The revision of assistant/programmes/migrations that these tables are at.
SCHEMA_REVISION = "0009"

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _text(*names: str, required: bool = False) -> list[Column]:
    return [Column(name, Text, nullable=not required) for name in names]


def _json(*names: str) -> list[Column]:
    return [Column(name, JSON, nullable=False) for name in names]


def _number(*names: str) -> list[Column]:
    return [Column(name, Float(53)) for name in names]


def _reference(name: str, table: str, required: bool = False, index: bool = True) -> Column:
    """A record that another names; verified at the end of the transaction."""
    key = ForeignKey(f"{table}.id", deferrable=True, initially="DEFERRED")
    return Column(name, String, key, nullable=not required, index=index)


def _owner(kind: str, primary: bool = True) -> Column:
    """The record that a row belongs to, and goes with."""
    key = ForeignKey(f"{kind}.id", ondelete="CASCADE", deferrable=True, initially="DEFERRED")
    return Column(f"{kind}_id", String, key, primary_key=primary, nullable=not primary, index=not primary)


def _record(kind: str, *columns: Column) -> Table:
    """A kind of record.

    ``content_hash``: what it says now; ``loaded_hash``: what its file said at the last load (none: it was born in the
    base); ``edited_at``: when an adviser corrected it (ISO, UTC), until the file says the same.
    """
    return Table(
        kind,
        metadata,
        Column("id", String, primary_key=True),
        Column("position", Integer, nullable=False),
        Column("content_hash", String(64), nullable=False),
        Column("loaded_hash", String(64)),
        Column("edited_at", String),
        *columns,
    )


def _codes(name: str, owner: str, *columns: Column) -> Table:
    """A list of codes or of records, in order; the columns before ``position`` tell the lists of one table apart."""
    *marks, listed = columns
    return Table(name, metadata, _owner(owner), *marks, Column("position", Integer, primary_key=True), listed)


def _code(name: str) -> Column:
    return Column(name, String, nullable=False, index=True)


def _role(name: str) -> Column:
    return Column(name, String, primary_key=True)


programme = _record(
    "programme",
    *_text("name", "period", "status", "family", "summary", "checked", "confidence", required=True),
    *_text("acronym", "start", "end", "applications_until", "last_call_closed", "succeeded_by_note"),
    *_text("countries_excluded_since"),
    _reference("part_of", "programme"),
    _reference("funder", "organisation"),
    *_text("role_of_holder", "form", "public", "rate_note", "grant_note", "budget_note", "note", "url"),
    *_number("rate_max", "grant_min", "grant_max", "budget_total"),
    Column("duration_months_min", Integer),
    Column("duration_months_max", Integer),
    *_text("next_call_when", "next_call_basis", "next_call_source"),
    Column("partnership_min_partners", Integer),
    Column("partnership_min_countries", Integer),
    *_text("partnership_note"),
    *_text("payment_when", "payment_note", "payment_source", "cumulation_note", "cumulation_source"),
    Column("payment_lump_sum", Boolean),
    Column("cumulation_allowed", Boolean),
    *_number("cumulation_own_share_min", "cumulation_public_max"),
    *[Column(name, JSON(none_as_null=True)) for name in ("payment_amounts", "cumulation_without")],
    *_json("aliases", "funds", "keywords", "priorities", "conditions", "steps"),
    Column("sole_themes", JSON, nullable=False, server_default="[]"),
)
programme_goal = _codes("programme_goal", "programme", _code("goal"))
programme_framework = _codes("programme_framework", "programme", _code("framework"))
programme_theme = _codes("programme_theme", "programme", _code("theme"))
programme_holder = _codes("programme_holder", "programme", Column("lead", Boolean, primary_key=True), _code("holder"))
programme_territory = _codes(
    "programme_territory", "programme", Column("excluded", Boolean, primary_key=True), _code("territory")
)
programme_country = _codes("programme_country", "programme", _code("country"))
programme_country_excluded = _codes("programme_country_excluded", "programme", _code("country"))
programme_succession = _codes(
    "programme_succession", "programme", _reference("predecessor_id", "programme", required=True)
)
programme_organisation = _codes(
    "programme_organisation", "programme", _role("role"), _reference("organisation_id", "organisation", required=True)
)
programme_rate = Table(
    "programme_rate",
    metadata,
    _owner("programme"),
    Column("position", Integer, primary_key=True),
    Column("rate", Float(53), nullable=False),
    *_text("when"),
    *_json("holders", "countries", "territories", "themes"),
    *_number("budget_min", "budget_max", "grant_min", "grant_max"),
    *_text("note", "source"),
)
call = Table(
    "call",
    metadata,
    _owner("programme"),
    Column("position", Integer, primary_key=True),
    *_text("name", required=True),
    Column("opens", String, index=True),
    Column("closes", String, index=True),
    Column("rolling", Boolean, nullable=False),
    Column("restricted", Boolean, nullable=False),
    *_text("note", "source"),
)
example = Table(
    "example",
    metadata,
    _owner("programme"),
    Column("position", Integer, primary_key=True),
    *_text("title", required=True),
    *_text("lead", "partners"),
    *_number("grant"),
    Column("year", Integer),
    *_text("note", "source"),
)

organisation = _record(
    "organisation",
    *_text("name", "kind", "role", "status", "confidence", "checked", required=True),
    *_text("acronym", "city", "address", "phone", "email", "url", "since", "until", "note"),
    _reference("successor", "organisation"),
    *_json("aliases"),
)
organisation_help = _codes("organisation_help", "organisation", _code("help"))
organisation_territory = _codes("organisation_territory", "organisation", _code("territory"))

term = _record(
    "term",
    *_text("term", "kind", "definition", "checked", required=True),
    *_text("expansion", "date"),
    Column("in_force", Boolean),
    _reference("replaced_by", "term"),
    _reference("organisation", "organisation"),
    _reference("programme", "programme"),
    *_json("aliases"),
)
term_see = _codes("term_see", "term", _reference("see_id", "term", required=True))

lesson = _record("lesson", *_text("kind", "title", "advice", "checked", required=True), *_text("question"))
lesson_with = _codes("lesson_with", "lesson", _reference("with_id", "lesson", required=True))

mapping = _record(
    "mapping",
    *_text("from_label", "to_label", "sentence", "checked", required=True),
    _reference("to", "programme", required=True),
)
mapping_from = _codes("mapping_from", "mapping", _reference("programme_id", "programme", required=True))

fact = _record(
    "fact",
    *_text("topic", "sentence", "when", "where", "checked", required=True),
    *_number("amount"),
    *_text("unit", "comment"),
)
fact_programme = _codes("fact_programme", "fact", _reference("programme_id", "programme", required=True))
fact_organisation = _codes("fact_organisation", "fact", _reference("organisation_id", "organisation", required=True))
fact_term = _codes("fact_term", "fact", _reference("term_id", "term", required=True))
fact_lesson = _codes("fact_lesson", "fact", _reference("lesson_id", "lesson", required=True))

_SOURCED = ("programme", "organisation", "term", "lesson", "mapping", "fact")
# A source belongs to one record, of any kind.
source = Table(
    "source",
    metadata,
    Column("id", Integer, primary_key=True),
    *[_owner(kind, primary=False) for kind in _SOURCED],
    Column("position", Integer, nullable=False),
    *_text("seen", "url", "document", "dated"),
    CheckConstraint(
        " + ".join(f"(CASE WHEN {kind}_id IS NULL THEN 0 ELSE 1 END)" for kind in _SOURCED) + " = 1", name="one_owner"
    ),
)

# One row: what the base holds, as a whole. ``revision`` changes when a record does.
base_state = Table(
    "base_state",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("revision", String(64), nullable=False),
    Column("document", JSON, nullable=False),
    Column("index_revision", String(64)),
)

# What finds a programme among many; ``number`` stands for the programme, being short.


def _packed(name: str, *columns: Column, keys: list[str]) -> Table:
    """A table kept in the order of its key, so that a range of it is read at one go."""
    return Table(name, metadata, *columns, PrimaryKeyConstraint(*keys), sqlite_with_rowid=False)


def _integers(*names: str, kind: type = Integer) -> list[Column]:
    return [Column(name, kind, nullable=False, autoincrement=False) for name in names]


def _card(name: str, *leading: Column, keys: list[str]) -> Table:
    """Cards in the order of their ``keys``, with ``leading`` columns before those of every card."""
    return _packed(
        name,
        *leading,
        *_integers("standing", kind=SmallInteger),
        *_integers("ends", "number", "born", "over_until"),
        *_integers("codes", "places_low", "places_high", "countries_low", "countries_high", kind=BigInteger),
        *_integers("theme_count", "main_theme", kind=SmallInteger),
        *[Column(name, Float(53), nullable=False) for name in ("focus", "country_focus", "grant_min")],
        keys=keys,
    )


# Days are numbers (20081101); the others are sets of bits and marks of ``cards``.
programme_card = _card("programme_card", keys=["standing", "ends", "number"])
Index("ix_programme_card_number", programme_card.c.number, unique=True)
# The same once more under each of its themes (-1: under none), from the least promising to the most: a question goes
# through the best of its subject alone.
programme_theme_card = _card(
    "programme_theme_card",
    *_integers("theme", "promise", kind=SmallInteger),
    keys=["theme", "standing", "promise", "number"],
)
Index("ix_programme_theme_card_number", programme_theme_card.c.number)
# And under each body that manages it.
programme_body_card = _card(
    "programme_body_card",
    Column("organisation_id", String, nullable=False),
    keys=["organisation_id", "standing", "ends", "number"],
)
Index("ix_programme_body_card_number", programme_body_card.c.number)
# The whole record as JSON, its words as ``Wording`` packs them: reading many at one go costs one query.
programme_document = Table(
    "programme_document",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("programme_id", String, nullable=False, index=True, unique=True),
    *_text("record", "stems", required=True),
)
# ``programmes``: how many have the stem; ``told``: how many in a keyword or a name.
word = Table(
    "word",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("stem", String, nullable=False, index=True, unique=True),
    *_integers("programmes", "told"),
)
# ``rank``: place of the word's weight in ``wording.WEIGHTS``; the programmes that a word tells most of come first.
programme_word = _packed(
    "programme_word",
    *_integers("word_id"),
    *_integers("rank", kind=SmallInteger),
    *_integers("number"),
    keys=["word_id", "rank", "number"],
)
programme_name = _packed(
    "programme_name", Column("key", String, nullable=False), *_integers("number"), keys=["key", "number"]
)
INDEX_TABLES = (
    programme_card,
    programme_theme_card,
    programme_body_card,
    programme_document,
    word,
    programme_word,
    programme_name,
)
