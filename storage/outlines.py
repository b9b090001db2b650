"""The last that the response log says of reports before some moment. Of a log of millions of rows few are read."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.core.model.report import LogRow, Report
from storage import report_rows
from storage.tables import REPORTS, RESPONSE_LOG


class LastSaid(NamedTuple):
    """A report, what was written in it, and its log's last row with facts, with those after it; none without facts."""

    report_id: int
    folio: str
    group_id: int
    words: str
    rows: list[LogRow]


async def opened_ids(session: AsyncSession, start: datetime, end: datetime) -> list[int]:
    """All groups' reports opened from ``start`` on and before ``end``."""
    connection = await session.connection()
    during = select(REPORTS.c.id).where(REPORTS.c.opened_at >= start, REPORTS.c.opened_at < end)
    return sorted((await connection.execute(during)).scalars())


async def last_said(session: AsyncSession, report_ids: Collection[int], as_of: datetime) -> list[LastSaid]:
    """What was last said of these before that moment; as many ids as one statement bears."""
    connection = await session.connection()
    log = RESPONSE_LOG.c
    by_then = (log.report_id.in_(report_ids), log.at < as_of)
    known = select(log.report_id, func.max(log.id).label("id")).where(*by_then, log.facts.is_not(None))
    last = known.group_by(log.report_id).subquery()
    since = select(RESPONSE_LOG).join(last, last.c.report_id == log.report_id)
    since = since.where(*by_then, log.id >= last.c.id).order_by(log.id)
    rows: dict[int, list[LogRow]] = defaultdict(list)
    for row in await connection.execute(since):
        rows[row.report_id].append(report_rows.log_row_of(row))
    table = REPORTS.c
    reports = select(table.id, table.folio, table.group_id, table.words).where(table.id.in_(report_ids))
    return [LastSaid(*row, rows.get(row.id, [])) for row in await connection.execute(reports.order_by(table.id))]


async def reports(session: AsyncSession, report_ids: Collection[int]) -> list[Report]:
    """These reports as they are now; as many ids as one statement bears."""
    connection = await session.connection()
    found = await connection.execute(select(REPORTS).where(REPORTS.c.id.in_(report_ids)).order_by(REPORTS.c.id))
    return [report_rows.report_of(row) for row in found]
