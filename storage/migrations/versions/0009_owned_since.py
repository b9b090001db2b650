"""owned since: a report that changed hands knows which of its answers are its owner's."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    with op.batch_alter_table("reports", schema=None) as batch_op:
        batch_op.add_column(sa.Column("owned_at", sa.DateTime(timezone=True), nullable=True))
