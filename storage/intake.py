"""Which updates are done with."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from storage.health import LAST_UPDATE, note
from storage.listed import within
from storage.tables import UPDATES, UpdateState
from storage.upsert import add_missing, upsert

_KNOWN = select(UPDATES.c.update_id).where(within(UPDATES.c.update_id, "ids"))
_LONGEST = 1_000_000  # characters of a failed update that are kept, for a human to look at


async def unseen(session: AsyncSession, update_ids: Collection[int]) -> set[int]:
    """Those of the updates that have neither been handled nor failed."""
    if not update_ids:
        return set()
    connection = await session.connection()
    known = await connection.execute(_KNOWN, {"ids": update_ids})
    return set(update_ids) - set(known.scalars())


async def confirm(session: AsyncSession, handled: Collection[int], at: datetime) -> None:
    """These have been handled; they stay handled whatever is said of them later."""
    if not handled:
        return
    state = UpdateState.HANDLED.value
    rows = [{"update_id": each, "state": state, "received_at": at} for each in sorted(set(handled))]
    await add_missing(await session.connection(), UPDATES, rows)
    await note(session, LAST_UPDATE, rows[-1]["update_id"], at)


async def fail(session: AsyncSession, update_id: int, error: str, raw_json: str, at: datetime) -> None:
    """This one could not be handled, and will not be tried again; it is kept with its error."""
    row = {
        "update_id": update_id,
        "state": UpdateState.FAILED.value,
        "received_at": at,
        "error": error[:_LONGEST],
        "raw": raw_json[:_LONGEST],
    }
    await upsert(await session.connection(), UPDATES, [row])
