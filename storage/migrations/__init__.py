"""The schema's history, applied at start. `python -m storage.migrations "what it adds"` writes the next step."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, inspect, text

if TYPE_CHECKING:
    from alembic.config import Config

HEAD = "0013"  # the latest step in versions/


def revision_of(connection: Connection) -> str | None:
    """The step that this database has reached; None for an empty one."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    revision: str | None = connection.scalar(text("SELECT version_num FROM alembic_version"))
    return revision


def upgrade(connection: Connection) -> None:
    """Apply what is missing, in the transaction that the connection is in."""
    from alembic import command

    command.upgrade(config(connection), "head")


def config(connection: Connection) -> Config:
    """Alembic's view of this package; it leaves logging as it is."""
    from alembic.config import Config

    made = Config()
    # Alembic interpolates its options, so a directory's own % has to be doubled
    made.set_main_option("script_location", str(Path(__file__).parent).replace("%", "%%"))
    made.attributes["connection"] = connection
    return made
