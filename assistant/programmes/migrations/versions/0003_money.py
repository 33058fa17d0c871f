"""What a programme pays case by case, how it pays, and what other money it goes with."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

TABLE = "programme_rate"
COLUMNS = {
    "payment_when": sa.Text(),
    "payment_lump_sum": sa.Boolean(),
    "payment_amounts": sa.JSON(none_as_null=True),
    "payment_note": sa.Text(),
    "payment_source": sa.Text(),
    "cumulation_allowed": sa.Boolean(),
    "cumulation_without": sa.JSON(none_as_null=True),
    "cumulation_own_share_min": sa.Float(53),
    "cumulation_public_max": sa.Float(53),
    "cumulation_note": sa.Text(),
    "cumulation_source": sa.Text(),
}


def upgrade() -> None:
    for name, kind in COLUMNS.items():
        op.add_column("programme", sa.Column(name, kind))
    op.create_table(
        TABLE,
        sa.Column("programme_id", sa.String, nullable=False),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("rate", sa.Float(53), nullable=False),
        sa.Column("when", sa.Text),
        *[sa.Column(name, sa.JSON, nullable=False) for name in ("holders", "countries", "territories", "themes")],
        *[sa.Column(name, sa.Float(53)) for name in ("budget_min", "budget_max", "grant_min", "grant_max")],
        sa.Column("note", sa.Text),
        sa.Column("source", sa.Text),
        sa.PrimaryKeyConstraint("programme_id", "position", name=f"pk_{TABLE}"),
        sa.ForeignKeyConstraint(
            ["programme_id"],
            ["programme.id"],
            name=f"fk_{TABLE}_programme_id",
            ondelete="CASCADE",
            deferrable=True,
            initially="DEFERRED",
        ),
    )


def downgrade() -> None:
    op.drop_table(TABLE)
    with op.batch_alter_table("programme") as table:
        for name in COLUMNS:
            table.drop_column(name)
