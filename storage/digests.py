"""What figures are computed from. Each question reads the days that it asks about, and nothing older."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.core.model.kinds import Reason
from bot.core.model.report import LogRow, Report
from storage import report_rows
from storage.tables import MESSAGES, OUTBOX, REPORTS, RESPONSE_LOG

_AT_ONCE = 1000  # ids in one statement; both databases bear more


class Removed(NamedTuple):
    """How many messages of a chat went for one reason."""

    chat_id: int
    reason: Reason | None
    many: int


async def opened(session: AsyncSession, start: datetime, end: datetime) -> list[Report]:
    """All groups' reports opened from ``start`` on and before ``end``, in their order."""
    connection = await session.connection()
    # by time alone: with the group as well, SQLite would walk through all that the group ever reported
    during = select(REPORTS).where(REPORTS.c.opened_at >= start, REPORTS.c.opened_at < end)
    found = await connection.execute(during.order_by(REPORTS.c.opened_at, REPORTS.c.id))
    return [report_rows.report_of(row) for row in found]


async def perhaps_open(session: AsyncSession, start: datetime, end: datetime, as_of: datetime) -> list[Report]:
    """Of those opened between ``start`` and ``end`` the ones that may have been open then; their log knows for sure."""
    connection = await session.connection()
    found = await connection.execute(
        select(REPORTS)
        .where(REPORTS.c.opened_at >= start, REPORTS.c.opened_at < end)
        .where(or_(REPORTS.c.closed_at.is_(None), REPORTS.c.closed_at >= as_of))
        .order_by(REPORTS.c.opened_at, REPORTS.c.id)
    )
    return [report_rows.report_of(row) for row in found]


async def told(session: AsyncSession, start: datetime, end: datetime) -> list[Report]:
    """The reports of which somebody was told from ``start`` on and before ``end``, whenever they were written."""
    connection = await session.connection()
    during = select(RESPONSE_LOG.c.report_id).where(
        RESPONSE_LOG.c.at >= start, RESPONSE_LOG.c.at < end, RESPONSE_LOG.c.event == "told"
    )
    ids = sorted(set((await connection.execute(during)).scalars()))
    found: list[Report] = []
    for some in _batches(ids):
        rows_of_some = await connection.execute(select(REPORTS).where(REPORTS.c.id.in_(some)).order_by(REPORTS.c.id))
        found += [report_rows.report_of(row) for row in rows_of_some]
    return found


async def logs(session: AsyncSession, report_ids: Collection[int]) -> dict[int, list[LogRow]]:
    """What the response log says of these reports, in the order in which it was written."""
    connection = await session.connection()
    found: dict[int, list[LogRow]] = defaultdict(list)
    for ids in _batches(sorted(report_ids)):
        query = select(RESPONSE_LOG).where(RESPONSE_LOG.c.report_id.in_(ids))
        for row in await connection.execute(query.order_by(RESPONSE_LOG.c.id)):
            found[row.report_id].append(report_rows.log_row_of(row))
    return dict(found)


async def removed(session: AsyncSession, start: datetime, end: datetime) -> list[Removed]:
    """How many messages were removed from ``start`` on and before ``end``, by chat and reason."""
    connection = await session.connection()
    found = await connection.execute(
        select(MESSAGES.c.chat_id, MESSAGES.c.reason, func.count().label("many"))
        .where(MESSAGES.c.removed_at >= start, MESSAGES.c.removed_at < end)
        .group_by(MESSAGES.c.chat_id, MESSAGES.c.reason)
        .order_by(MESSAGES.c.chat_id, MESSAGES.c.reason)
    )
    return [Removed(row.chat_id, Reason(row.reason) if row.reason else None, row.many) for row in found]


async def posted(session: AsyncSession, keys: Collection[str]) -> set[str]:
    """Those of these keys that the outbox knows, whatever became of them."""
    connection = await session.connection()
    found = await connection.execute(select(OUTBOX.c.key).where(OUTBOX.c.key.in_(keys)))
    return set(found.scalars())


def _batches(ids: Sequence[int]) -> list[Sequence[int]]:
    return [ids[first : first + _AT_ONCE] for first in range(0, len(ids), _AT_ONCE)]
