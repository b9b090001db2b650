"""What figures are computed from. Each question reads the days that it asks about, and nothing older."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import func, select, union_all
from sqlalchemy.ext.asyncio import AsyncSession

from bot.core.model.kinds import Reason
from bot.core.model.report import LogRow, Report
from storage import report_rows
from storage.chat_tables import MESSAGES
from storage.tables import OUTBOX, REPORTS, RESPONSE_LOG

_AT_ONCE = 1000  # ids in one statement; both databases bear more

MOST_OPEN = 1000
"""Reports of all groups that may be open at one moment: far above what neighbourhoods leave open."""


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


async def perhaps_open(session: AsyncSession, end: datetime, as_of: datetime) -> list[Report]:
    """Those opened before ``end`` that may have been open at that moment, however old; their log knows for sure.

    The latest first; of more than `MOST_OPEN` the older ones are left out.
    """
    connection = await session.connection()
    row = REPORTS.c
    # each by the one index, which has all that is asked: of what was closed before nothing is read
    open_now = select(row.id).where(row.closed_at.is_(None), row.opened_at < end)
    closed_since = select(row.id).where(row.closed_at >= as_of, row.opened_at < end)
    either = select(REPORTS).where(row.id.in_(union_all(open_now, closed_since)))
    found = await connection.execute(either.order_by(row.opened_at.desc(), row.id.desc()).limit(MOST_OPEN))
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
