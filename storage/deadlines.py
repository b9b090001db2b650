"""Deadlines are columns; this finds those that have come."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import and_, case, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.core.model.kinds import State
from storage.tables import REPORTS

_UNANSWERED = (State.RECEIVED.value, State.FORWARDED.value)
_ESCALATES = and_(REPORTS.c.escalate_at.is_not(None), REPORTS.c.state.in_(_UNANSWERED))
_IS_ASKED_ABOUT = REPORTS.c.ask_at.is_not(None)  # it has none once it is closed
_MAY_BE_UNDONE = REPORTS.c.undo_until.is_not(None)


async def due_reports(session: AsyncSession, now: datetime) -> list[int]:
    """Ids of the reports of which something is due: a step of escalation, which goes first, the question about them, or
    the end of the minute in which their last move may be taken back.
    """
    connection = await session.connection()
    escalates = and_(_ESCALATES, REPORTS.c.escalate_at <= now)
    found = await connection.execute(
        select(REPORTS.c.id)
        .where(
            or_(
                escalates,
                and_(_IS_ASKED_ABOUT, REPORTS.c.ask_at <= now),
                and_(_MAY_BE_UNDONE, REPORTS.c.undo_until <= now),
            )
        )
        .order_by(case((escalates, 0), else_=1), REPORTS.c.escalate_at, REPORTS.c.ask_at, REPORTS.c.id)
    )
    return list(found.scalars())


async def next_due_at(session: AsyncSession) -> datetime | None:
    """When the next deadline comes, which may be past; None when there is none."""
    connection = await session.connection()
    moments = [
        await connection.scalar(select(func.min(REPORTS.c.escalate_at)).where(_ESCALATES)),
        await connection.scalar(select(func.min(REPORTS.c.ask_at)).where(_IS_ASKED_ABOUT)),
        await connection.scalar(select(func.min(REPORTS.c.undo_until)).where(_MAY_BE_UNDONE)),
    ]
    return min((moment for moment in moments if moment is not None), default=None)
