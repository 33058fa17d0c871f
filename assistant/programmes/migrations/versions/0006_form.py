"""What a programme pays for when it pays for one sort of action alone, and how long a project lasts at least."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("programme", sa.Column("form", sa.Text))
    op.add_column("programme", sa.Column("duration_months_min", sa.Integer))


def downgrade() -> None:
    with op.batch_alter_table("programme") as table:
        table.drop_column("duration_months_min")
        table.drop_column("form")
