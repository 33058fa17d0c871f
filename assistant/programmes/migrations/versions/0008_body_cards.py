"""Cards under each managing body, filled by the next load; documents of which nothing is unpacked in vain."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

CARD, DOCUMENT = "programme_body_card", "programme_document"


def needed(kind: type, *names: str) -> list[sa.Column]:
    return [sa.Column(name, kind, nullable=False, autoincrement=False) for name in names]


def upgrade() -> None:
    op.create_table(
        CARD,
        sa.Column("organisation_id", sa.String, nullable=False),
        *needed(sa.SmallInteger, "standing"),
        *needed(sa.Integer, "ends", "number", "born", "over_until"),
        *needed(sa.BigInteger, "codes", "places_low", "places_high", "countries_low", "countries_high"),
        *needed(sa.SmallInteger, "theme_count", "main_theme"),
        *needed(sa.Float(53), "focus", "country_focus", "grant_min"),
        sa.PrimaryKeyConstraint("organisation_id", "standing", "ends", "number", name=f"pk_{CARD}"),
        sqlite_with_rowid=False,
    )
    op.create_index(f"ix_{CARD}_number", CARD, ["number"])
    op.execute(f"ALTER TABLE {DOCUMENT} RENAME COLUMN weights TO stems")
    if op.get_bind().dialect.name == "postgresql":
        # Inflating the documents of one answer costs more than the room that they take.
        op.execute(f"ALTER TABLE {DOCUMENT} SET (toast_tuple_target = 8160)")


def downgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.execute(f"ALTER TABLE {DOCUMENT} RESET (toast_tuple_target)")
    op.execute(f"ALTER TABLE {DOCUMENT} RENAME COLUMN stems TO weights")
    op.drop_table(CARD)
