"""until when a move may be undone: a column, so that the sweep finds the end of the minute."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"

_OFFERED = sa.text("undo_until IS NOT NULL")


def upgrade() -> None:
    # what was answered before stays without: its button goes when the report is next shown
    with op.batch_alter_table("reports", schema=None) as batch_op:
        batch_op.add_column(sa.Column("undo_until", sa.DateTime(timezone=True), nullable=True))
        batch_op.create_index(
            "ix_reports_undo", ["undo_until"], unique=False, sqlite_where=_OFFERED, postgresql_where=_OFFERED
        )
