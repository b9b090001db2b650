"""pictures that were removed: found without walking through all that a group ever sent."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"

_REJECTED = sa.text("reason IS NOT NULL AND attachment_file IS NOT NULL")


def upgrade() -> None:
    op.create_index(
        "ix_messages_rejected",
        "messages",
        ["chat_id", "message_id"],
        sqlite_where=_REJECTED,
        postgresql_where=_REJECTED,
    )
