"""The countries that a programme's own text excludes or suspends, and since when."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

TABLE = "programme_country_excluded"


def upgrade() -> None:
    op.add_column("programme", sa.Column("countries_excluded_since", sa.Text))
    op.create_table(
        TABLE,
        sa.Column("programme_id", sa.String, nullable=False),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("country", sa.String, nullable=False),
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
    op.create_index(f"ix_{TABLE}_country", TABLE, ["country"])


def downgrade() -> None:
    op.drop_table(TABLE)
    with op.batch_alter_table("programme") as table:
        table.drop_column("countries_excluded_since")
