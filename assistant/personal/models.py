"""The tables of what is kept of people. Instants are stored in UTC; a conversation is known by a fingerprint alone."""

from datetime import datetime, timezone

from sqlalchemy import Boolean, CheckConstraint, Column, DateTime, Index, Integer, MetaData, String, Table, Text
from sqlalchemy.types import TypeDecorator

# The revision of assistant/personal/migrations that these tables are at.
SCHEMA_REVISION = "p0002"

metadata = MetaData(naming_convention={"ix": "ix_%(table_name)s_%(column_0_N_name)s", "pk": "pk_%(table_name)s",
                                       "ck": "ck_%(table_name)s_%(constraint_name)s"})  # fmt: skip

DRAFT, WAITING, SENT, REFUSED = "draft", "waiting", "sent", "refused"
"""A request being written; to be sent; sent; given up after days of trying, and kept for the advisers to read here."""


class Instant(TypeDecorator):
    """An aware datetime; SQLite would lose its zone."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: object) -> datetime | None:
        return None if value is None else value.astimezone(timezone.utc).replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: object) -> datetime | None:
        return None if value is None else value.replace(tzinfo=timezone.utc)


# ``recap`` and ``programmes``: lines of text; ``place``: the project's, in words; ``recipient``: the address that it
# is sent to; ``attempts``: how many times a sending was begun; ``next_attempt_at``: not before.
adviser_request = Table(
    "adviser_request",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("conversation", String(64), nullable=False, index=True),
    Column("created_at", Instant, nullable=False),
    Column("status", String(8), nullable=False),
    Column("name", Text),
    Column("email", Text),
    Column("message", Text),
    Column("recap", Text, nullable=False, server_default=""),
    Column("programmes", Text, nullable=False, server_default=""),
    Column("place", Text),
    Column("recipient", Text),
    Column("attempts", Integer, nullable=False, server_default="0"),
    Column("next_attempt_at", Instant),
    Column("last_error", Text),
    Column("sent_at", Instant),
    CheckConstraint("status IN ('draft', 'waiting', 'sent', 'refused')", name="status"),
    Index(None, "status", "next_attempt_at"),
)

# ``folder``: where the sheet's files are.
sheet = Table(
    "sheet",
    metadata,
    Column("token", String(64), primary_key=True),
    Column("conversation", String(64), nullable=False, index=True),
    Column("created_at", Instant, nullable=False),
    Column("expires_at", Instant, nullable=False, index=True),
    Column("folder", Text, nullable=False),
)

# What a visitor thought of an answer; ``answer``: its text, ``word``: theirs, both masked.
feedback = Table(
    "feedback",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("conversation", String(64), nullable=False, index=True),
    Column("created_at", Instant, nullable=False, index=True),
    Column("answer", Text, nullable=False),
    Column("useful", Boolean, nullable=False),
    Column("word", Text, nullable=False, server_default=""),
)
