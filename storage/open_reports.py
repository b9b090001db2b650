"""Which reports are open: what a shift hands over to the next."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import bindparam, select
from sqlalchemy.ext.asyncio import AsyncSession

from storage.tables import REPORTS

_MOST = 300  # of all groups: far above what a neighbourhood leaves open
_OPEN = (
    select(REPORTS.c.id)
    .where(REPORTS.c.closed_at.is_(None), REPORTS.c.opened_at > bindparam("since"))
    .order_by(REPORTS.c.opened_at.desc())
    .limit(_MOST)
)


async def open_reports(session: AsyncSession, since: datetime) -> set[int]:
    """Ids of the open reports that were written since then, the latest where they are too many."""
    connection = await session.connection()
    return set(await connection.scalars(_OPEN, {"since": since}))
