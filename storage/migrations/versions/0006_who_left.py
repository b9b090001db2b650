"""who left: officers and commanders who are no longer in a group; and open reports are found by when they began."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"

_OPEN = sa.text("closed_at IS NULL")


def upgrade() -> None:
    with op.batch_alter_table("groups", schema=None) as batch_op:
        batch_op.add_column(sa.Column("removed", sa.JSON(none_as_null=True), nullable=True))
    with op.batch_alter_table("reports", schema=None) as batch_op:
        batch_op.create_index(
            "ix_reports_open", ["opened_at"], unique=False, sqlite_where=_OPEN, postgresql_where=_OPEN
        )
