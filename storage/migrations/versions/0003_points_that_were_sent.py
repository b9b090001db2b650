"""points that were sent: their words may come afterwards."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

_LOOSE = sa.text("report_id IS NULL AND (attachment_file IS NOT NULL OR latitude IS NOT NULL)")


def upgrade() -> None:
    with op.batch_alter_table("messages", schema=None) as batch_op:
        batch_op.drop_index("ix_messages_loose")
        batch_op.add_column(sa.Column("latitude", sa.Float(), nullable=True))
        batch_op.add_column(sa.Column("longitude", sa.Float(), nullable=True))
        batch_op.create_index(
            "ix_messages_loose",
            ["person_id", "sent_at"],
            unique=False,
            sqlite_where=_LOOSE,
            postgresql_where=_LOOSE,
        )
