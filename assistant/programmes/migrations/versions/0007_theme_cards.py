"""Cards under each theme, filled by the next load."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

CARD = "programme_theme_card"


def needed(kind: type, *names: str) -> list[sa.Column]:
    return [sa.Column(name, kind, nullable=False, autoincrement=False) for name in names]


def upgrade() -> None:
    op.create_table(
        CARD,
        *needed(sa.SmallInteger, "theme", "promise", "standing"),
        *needed(sa.Integer, "ends", "number", "born", "over_until"),
        *needed(sa.BigInteger, "codes", "places_low", "places_high", "countries_low", "countries_high"),
        *needed(sa.SmallInteger, "theme_count", "main_theme"),
        *needed(sa.Float(53), "focus", "country_focus", "grant_min"),
        sa.PrimaryKeyConstraint("theme", "standing", "promise", "number", name=f"pk_{CARD}"),
        sqlite_with_rowid=False,
    )
    op.create_index(f"ix_{CARD}_number", CARD, ["number"])


def downgrade() -> None:
    op.drop_table(CARD)
