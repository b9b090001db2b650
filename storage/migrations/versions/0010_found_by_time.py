"""found by time: changes of duty and what was agreed, however many there were."""

from __future__ import annotations

from alembic import op

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    op.create_index("ix_duty_changes_starts", "duty_changes", ["starts_at"])
    op.drop_index("ix_promises_open", "promises")
    op.create_index("ix_promises_done", "promises", ["done_at"])
