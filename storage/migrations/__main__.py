"""Write the next step: what the tables have that the steps so far have not.

    python -m storage.migrations "what it adds"

Then read it, correct it, and name it in `HEAD`.
"""

from __future__ import annotations

import sys

from alembic import command
from sqlalchemy import create_engine

from storage.migrations import HEAD, config, upgrade


def main(message: str) -> None:
    """Compare with an empty database that has all steps so far."""
    engine = create_engine("sqlite://")
    with engine.begin() as connection:
        if HEAD:
            upgrade(connection)
        step = f"{int(HEAD or 0) + 1:04}"
        command.revision(config(connection), message, autogenerate=True, rev_id=step)
    engine.dispose()


if __name__ == "__main__":
    main(sys.argv[1])
