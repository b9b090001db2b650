"""Run by Alembic for every command: on the connection that `storage.migrations.config` was given."""

from __future__ import annotations

from typing import Any, Literal

from alembic import context
from sqlmodel import AutoString, SQLModel

import storage.chat_tables
import storage.service_tables
import storage.tables  # noqa: F401 -- so that the metadata knows them
from storage.columns import Prose, UtcDateTime


def plain(kind: str, item: Any, _: Any) -> str | Literal[False]:
    """Steps name plain types, so that they stay true when ours change."""
    if kind == "type" and isinstance(item, UtcDateTime):
        return "sa.DateTime(timezone=True)"
    if kind == "type" and isinstance(item, Prose):
        return "sa.Text()"
    if kind == "type" and isinstance(item, AutoString):
        return "sa.String()"
    return False


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=SQLModel.metadata,
    render_item=plain,
    render_as_batch=True,  # SQLite changes a table by copying it
)
with context.begin_transaction():
    context.run_migrations()
