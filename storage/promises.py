"""What was agreed, as a brief needs it."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.core.cabinet.promise import Promise
from storage import service_rows
from storage.service_tables import PROMISES


async def promises_at(session: AsyncSession, since: datetime, as_of: datetime) -> list[Promise]:
    """All that was made before ``as_of`` and was open at some time from ``since`` on, in their order."""
    connection = await session.connection()
    found = await connection.execute(
        select(PROMISES)
        .where(PROMISES.c.made_at < as_of, or_(PROMISES.c.done_at.is_(None), PROMISES.c.done_at >= since))
        .order_by(PROMISES.c.id)
    )
    return [service_rows.promise_of(row) for row in found]
