"""Deadlines are columns; this finds those that have come."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.core.model import State
from storage.tables import REPORTS

_UNANSWERED = (State.RECEIVED.value, State.FORWARDED.value)


async def due_reports(session: AsyncSession, now: datetime) -> list[int]:
    """Ids of the reports whose next step of escalation is due, the longest due first."""
    connection = await session.connection()
    found = await connection.execute(
        select(REPORTS.c.id)
        .where(REPORTS.c.escalate_at <= now, REPORTS.c.state.in_(_UNANSWERED))
        .order_by(REPORTS.c.escalate_at, REPORTS.c.id)
    )
    return list(found.scalars())


async def next_due_at(session: AsyncSession) -> datetime | None:
    """When the next deadline comes, which may be past; None when there is none."""
    connection = await session.connection()
    due = select(func.min(REPORTS.c.escalate_at)).where(REPORTS.c.state.in_(_UNANSWERED))
    moment: datetime | None = await connection.scalar(due)
    return moment
