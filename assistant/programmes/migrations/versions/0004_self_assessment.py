"""The question of the self-assessment that a lesson answers, and the lessons that share it."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

TABLE = "lesson_with"


def _lesson(column: str, ondelete: str | None = None) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        [column],
        ["lesson.id"],
        name=f"fk_{TABLE}_{column}",
        ondelete=ondelete,
        deferrable=True,
        initially="DEFERRED",
    )


def upgrade() -> None:
    op.add_column("lesson", sa.Column("question", sa.Text))
    op.create_table(
        TABLE,
        sa.Column("lesson_id", sa.String, nullable=False),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("with_id", sa.String, nullable=False),
        sa.PrimaryKeyConstraint("lesson_id", "position", name=f"pk_{TABLE}"),
        _lesson("lesson_id", ondelete="CASCADE"),
        _lesson("with_id"),
    )
    op.create_index(f"ix_{TABLE}_with_id", TABLE, ["with_id"])


def downgrade() -> None:
    op.drop_table(TABLE)
    with op.batch_alter_table("lesson") as table:
        table.drop_column("question")
