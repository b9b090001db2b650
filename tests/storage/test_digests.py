from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import event

from bot.core.effects import Effect, Log, SaveMessage, SaveReport
from bot.core.model.kinds import Reason, State
from storage import digests
from storage.database import Database
from storage.digests import Removed
from storage.recording import record
from tests.storage.values import GROUP, NOW, a_line, a_log_row, a_report, a_seen, after

DAY = timedelta(days=1)
_OTHERS = ("messages_removed", "outbox_key")


async def store(database: Database, *effects: Effect) -> None:
    async with database.write() as session:
        await record(session, effects, NOW)


async def test_reports_opened_from_the_first_moment_on_and_before_the_last(database: Database) -> None:
    moments = [NOW - timedelta(microseconds=1), NOW, NOW + DAY - timedelta(microseconds=1), NOW + DAY]
    await store(database, *(SaveReport(a_report(id=n, opened_at=at)) for n, at in enumerate(moments, 1)))
    async with database.read() as session:
        found = await digests.opened(session, NOW, NOW + DAY)
    assert [report.id for report in found] == [2, 3]


async def test_perhaps_open_is_what_was_not_closed_by_then(database: Database) -> None:
    as_of = NOW + DAY
    await store(
        database,
        SaveReport(a_report(id=1)),
        SaveReport(a_report(id=2, state=State.RESOLVED, closed_at=after(60))),
        SaveReport(a_report(id=3, state=State.RESOLVED, closed_at=as_of)),  # closed only afterwards
        SaveReport(a_report(id=4, opened_at=NOW - 900 * DAY)),  # however old
        SaveReport(a_report(id=5, opened_at=NOW - 900 * DAY, state=State.RESOLVED, closed_at=as_of + DAY)),
        SaveReport(a_report(id=6, opened_at=NOW + DAY)),
    )
    async with database.read() as session:
        found = await digests.perhaps_open(session, NOW + DAY, as_of)
    assert [report.id for report in found] == [3, 1, 5, 4]


async def test_of_too_many_that_may_be_open_the_oldest_are_left_out(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(digests, "MOST_OPEN", 2)
    await store(database, *(SaveReport(a_report(id=n, opened_at=NOW - n * DAY)) for n in (1, 2, 3)))
    async with database.read() as session:
        found = await digests.perhaps_open(session, NOW, NOW)
    assert [report.id for report in found] == [1, 2]


async def test_the_log_of_these_reports_as_it_was_written(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(digests, "_AT_ONCE", 1)
    rows = [a_log_row(at=after(at), report_id=report) for report, at in [(1, 5), (2, 1), (1, 2), (3, 1), (1, 9)]]
    await store(database, *map(Log, rows))
    async with database.read() as session:
        found = await digests.logs(session, {1, 2})
    assert found == {1: [rows[0], rows[2], rows[4]], 2: [rows[1]]}


async def test_reports_of_which_somebody_was_told_in_that_time_whenever_they_were_written(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(digests, "_AT_ONCE", 1)
    rows = [(1, 0, "told"), (1, 5, "told"), (2, 5, "opened"), (3, -1, "told"), (4, 9, "told"), (5, 5, "told")]
    await store(
        database,
        *(SaveReport(a_report(id=n, opened_at=NOW - 5 * DAY)) for n in range(1, 6)),
        *(Log(a_log_row(report_id=report, at=after(at), event=event)) for report, at, event in rows),
    )
    async with database.read() as session:
        found = await digests.told(session, NOW, after(9))
    assert [report.id for report in found] == [1, 5]


async def test_removed_messages_by_chat_and_reason(database: Database) -> None:
    removed = [
        (1, GROUP, Reason.MEME, NOW),
        (2, GROUP, Reason.MEME, after(1)),
        (3, GROUP, Reason.GIF, after(2)),
        (4, -7, Reason.MEME, after(2)),
        (5, GROUP, Reason.MEME, NOW + DAY),
        (6, GROUP, Reason.JOKE, None),
    ]
    await store(
        database,
        *(
            SaveMessage(a_seen(message_id=number, chat_id=chat, reason=reason, removed_at=at))
            for number, chat, reason, at in removed
        ),
    )
    async with database.read() as session:
        found = await digests.removed(session, NOW, NOW + DAY)
    assert sorted(found) == [Removed(GROUP, Reason.GIF, 1), Removed(GROUP, Reason.MEME, 2), Removed(-7, Reason.MEME, 1)]


async def test_keys_that_the_outbox_knows(database: Database) -> None:
    await store(database, a_line(key="digest:1:2026-11-20:6001"))
    async with database.read() as session:
        assert await digests.posted(session, ["digest:1:2026-11-20:6001", "another"]) == {"digest:1:2026-11-20:6001"}
        assert await digests.posted(session, []) == set()


async def test_a_day_is_found_without_walking_through_the_past(sqlite_url: str) -> None:
    database = await Database.open(sqlite_url)
    asked: list[tuple[str, Any]] = []
    event.listen(database.engine.sync_engine, "before_cursor_execute", lambda *call: asked.append((call[2], call[3])))
    async with database.read() as session:
        await digests.opened(session, NOW, NOW + DAY)
        await digests.perhaps_open(session, NOW + DAY, NOW + DAY)
        await digests.logs(session, {1, 2})
        await digests.told(session, NOW, NOW + DAY)
        await digests.removed(session, NOW, NOW + DAY)
        await digests.posted(session, ["digest:1:2026-11-20:6001"])
        connection = await session.connection()
        questions = [call for call in asked if call[0].startswith("SELECT")]
        plans = [
            str((await connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {sql}", values)).all())
            for sql, values in questions
        ]
    await database.close()
    expected = [
        "reports_opened",
        "reports_closed",
        "response_log_report",
        "response_log_at",
        "messages_removed",
        "outbox_key",
    ]
    for plan, index in zip(plans, expected, strict=True):
        assert f"ix_{index}" in plan
        assert "SCAN" not in plan
