"""The last that the log says of reports: no row more than is needed, and none that was written later."""

from __future__ import annotations

from datetime import timedelta

from bot.core.effects import Effect, Log, SaveReport
from bot.core.log_rows import facts_of
from bot.core.model.kinds import State
from storage import outlines
from storage.database import Database
from storage.recording import record
from tests.storage.values import NOW, a_log_row, a_report, after

DAY = timedelta(days=1)
KNOWN = facts_of(a_report())


async def store(database: Database, *effects: Effect) -> None:
    async with database.write() as session:
        await record(session, effects, NOW)


async def test_the_last_row_with_facts_before_that_moment_and_what_came_after_it(database: Database) -> None:
    rows = [
        a_log_row(report_id=1, at=after(0), event="opened", facts=KNOWN),
        a_log_row(report_id=2, at=after(0), event="opened", facts=KNOWN),
        a_log_row(report_id=1, at=after(10), event="told", facts=KNOWN),
        a_log_row(report_id=1, at=after(20), event="said", facts=None),
        a_log_row(report_id=3, at=after(20), event="opened", facts=None),
        a_log_row(report_id=1, at=after(30), event="resolved", facts=KNOWN),
    ]
    await store(database, *(SaveReport(a_report(id=n, words=f"words {n}")) for n in (1, 2, 3)), *map(Log, rows))
    async with database.read() as session:
        found = await outlines.last_said(session, [1, 2, 3, 4], after(30))
    assert [(each.report_id, each.words, [row.event for row in each.rows]) for each in found] == [
        (1, "words 1", ["told", "said"]),
        (2, "words 2", ["opened"]),
        (3, "words 3", []),
    ]
    assert found[0].rows[0].facts == KNOWN


async def test_reports_of_a_period_by_their_numbers(database: Database) -> None:
    moments = [NOW - timedelta(microseconds=1), NOW + DAY - timedelta(microseconds=1), NOW, NOW + DAY]
    await store(
        database,
        *(SaveReport(a_report(id=n, opened_at=at, state=State.RESOLVED)) for n, at in enumerate(moments, 1)),
    )
    async with database.read() as session:
        assert await outlines.opened_ids(session, NOW, NOW + DAY) == [2, 3]
