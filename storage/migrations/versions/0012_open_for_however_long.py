"""open for however long: what is or was open, and whom an alert reached last, is found without reading the rest."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"

_ALERTS = sa.text("purpose = 'alert'")


def upgrade() -> None:
    op.drop_index("ix_reports_open", "reports")
    op.create_index("ix_reports_closed", "reports", ["closed_at", "opened_at"])
    op.create_index(
        "ix_outbox_alerts", "outbox", ["chat_id", "message_id"], sqlite_where=_ALERTS, postgresql_where=_ALERTS
    )
