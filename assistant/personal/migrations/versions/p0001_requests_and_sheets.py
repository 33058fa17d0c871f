"""Requests to advisers and orientation sheets."""

import sqlalchemy as sa
from alembic import op

revision = "p0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "adviser_request",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("conversation", sa.String(64), nullable=False),
        sa.Column("created_at", sa.DateTime, nullable=False),
        sa.Column("status", sa.String(8), nullable=False),
        sa.Column("name", sa.Text),
        sa.Column("email", sa.Text),
        sa.Column("message", sa.Text),
        sa.Column("recap", sa.Text, nullable=False, server_default=""),
        sa.Column("programmes", sa.Text, nullable=False, server_default=""),
        sa.Column("place", sa.Text),
        sa.Column("recipient", sa.Text),
        sa.Column("attempts", sa.Integer, nullable=False, server_default="0"),
        sa.Column("next_attempt_at", sa.DateTime),
        sa.Column("last_error", sa.Text),
        sa.Column("sent_at", sa.DateTime),
        sa.PrimaryKeyConstraint("id", name="pk_adviser_request"),
        sa.CheckConstraint("status IN ('draft', 'waiting', 'sent', 'refused')", name=op.f("ck_adviser_request_status")),
    )
    op.create_index("ix_adviser_request_conversation", "adviser_request", ["conversation"])
    op.create_index("ix_adviser_request_status_next_attempt_at", "adviser_request", ["status", "next_attempt_at"])
    op.create_table(
        "sheet",
        sa.Column("token", sa.String(64), nullable=False),
        sa.Column("conversation", sa.String(64), nullable=False),
        sa.Column("created_at", sa.DateTime, nullable=False),
        sa.Column("expires_at", sa.DateTime, nullable=False),
        sa.Column("folder", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("token", name="pk_sheet"),
    )
    op.create_index("ix_sheet_conversation", "sheet", ["conversation"])
    op.create_index("ix_sheet_expires_at", "sheet", ["expires_at"])


def downgrade() -> None:
    op.drop_table("sheet")
    op.drop_table("adviser_request")
