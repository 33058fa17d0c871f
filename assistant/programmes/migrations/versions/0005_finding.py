"""What finds a programme among many: cards, documents, words and names, filled by the next load."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

CARD, DOCUMENT, WORD, POSTING, NAME = (
    "programme_card", "programme_document", "word", "programme_word", "programme_name",
)  # fmt: skip


def needed(kind: type, *names: str) -> list[sa.Column]:
    return [sa.Column(name, kind, nullable=False, autoincrement=False) for name in names]


def key(table: str, *columns: str) -> sa.PrimaryKeyConstraint:
    return sa.PrimaryKeyConstraint(*columns, name=f"pk_{table}")


def upgrade() -> None:
    op.add_column("base_state", sa.Column("index_revision", sa.String(64)))
    op.create_table(
        CARD,
        *needed(sa.SmallInteger, "standing"),
        *needed(sa.Integer, "ends", "number", "born", "over_until"),
        *needed(sa.BigInteger, "codes", "places_low", "places_high", "countries_low", "countries_high"),
        *needed(sa.SmallInteger, "theme_count", "main_theme"),
        *needed(sa.Float(53), "focus", "country_focus", "grant_min"),
        key(CARD, "standing", "ends", "number"),
        sqlite_with_rowid=False,
    )
    op.create_index(f"ix_{CARD}_number", CARD, ["number"], unique=True)
    op.create_table(
        DOCUMENT,
        *needed(sa.Integer, "number"),
        *needed(sa.String, "programme_id"),
        *needed(sa.Text, "record", "weights"),
        key(DOCUMENT, "number"),
    )
    op.create_index(f"ix_{DOCUMENT}_programme_id", DOCUMENT, ["programme_id"], unique=True)
    op.create_table(
        WORD,
        *needed(sa.Integer, "id"),
        *needed(sa.String, "stem"),
        *needed(sa.Integer, "programmes", "told"),
        key(WORD, "id"),
    )
    op.create_index(f"ix_{WORD}_stem", WORD, ["stem"], unique=True)
    op.create_table(
        POSTING,
        *needed(sa.Integer, "word_id"),
        *needed(sa.SmallInteger, "rank"),
        *needed(sa.Integer, "number"),
        key(POSTING, "word_id", "rank", "number"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        NAME,
        *needed(sa.String, "key"),
        *needed(sa.Integer, "number"),
        key(NAME, "key", "number"),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    for table in (CARD, DOCUMENT, WORD, POSTING, NAME):
        op.drop_table(table)
    with op.batch_alter_table("base_state") as state:
        state.drop_column("index_revision")
