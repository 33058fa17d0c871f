"""The themes that a project must be about, and whom a programme is for, where it is for them alone."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("programme", sa.Column("sole_themes", sa.JSON, nullable=False, server_default="[]"))
    op.add_column("programme", sa.Column("public", sa.Text))


def downgrade() -> None:
    with op.batch_alter_table("programme") as table:
        table.drop_column("public")
        table.drop_column("sole_themes")
