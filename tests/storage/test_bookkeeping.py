"""Updates, deadlines, health, notes and exports."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from bot.core.effects import Effect, Log, SaveReport
from bot.core.log_rows import facts_of
from bot.core.model.kinds import State
from bot.core.model.report import Undo
from bot.core.outgoing import Delivery, Later, Purpose, Refused
from storage import deadlines, exports, intake, outbox
from storage.database import Database
from storage.health import Failed, Health, Note, Queue, health, note, notes
from storage.recording import record
from tests.storage.values import GROUP, NOW, a_full_report, a_line, a_log_row, a_notice, a_report, after


async def keep(database: Database, *effects: Effect, now: datetime = NOW) -> None:
    async with database.write() as session:
        await record(session, effects, now)


async def test_an_update_is_new_until_it_is_handled_or_has_failed(database: Database) -> None:
    async with database.write() as session:
        assert await intake.unseen(session, [1, 2, 3]) == {1, 2, 3}
        assert await intake.unseen(session, []) == set()
        await intake.confirm(session, [1, 2, 2], NOW)
        await intake.confirm(session, [], NOW)
        await intake.fail(session, 3, "ValueError: \x00", '{"update_id": 3, "x": "\ud800"}', NOW)
    async with database.write() as session:
        assert await intake.unseen(session, [1, 2, 3, 4]) == {4}
        await intake.confirm(session, [2, 4], after(1))


async def test_reports_nobody_has_answered_are_due_when_their_time_has_come(database: Database) -> None:
    await keep(
        database,
        SaveReport(a_report(id=1, escalate_at=after(5))),
        SaveReport(a_report(id=2, escalate_at=after(3), state=State.FORWARDED)),
        SaveReport(a_report(id=3, escalate_at=after(3), state=State.ACKNOWLEDGED)),
        SaveReport(a_report(id=4, escalate_at=after(60))),
        SaveReport(a_report(id=5)),
    )
    async with database.read() as session:
        assert await deadlines.due_reports(session, after(2)) == []
        assert await deadlines.due_reports(session, after(5)) == [2, 1]


async def test_a_question_is_due_whoever_has_answered_and_escalation_goes_first(database: Database) -> None:
    await keep(
        database,
        SaveReport(a_report(id=1, ask_at=after(3), state=State.EN_ROUTE)),
        SaveReport(a_report(id=2, escalate_at=after(4))),
        SaveReport(a_report(id=3, state=State.RESOLVED)),
    )
    async with database.read() as session:
        assert await deadlines.next_due_at(session) == after(3)
        assert await deadlines.due_reports(session, after(2)) == []
        assert await deadlines.due_reports(session, after(3)) == [1]
        assert await deadlines.due_reports(session, after(4)) == [2, 1]


async def test_the_minute_in_which_a_move_may_be_taken_back_ends_and_is_due_no_more(database: Database) -> None:
    moved = a_report(id=1, state=State.RESOLVED, undo=Undo(by_id=7, until=after(3), state=State.FORWARDED))
    await keep(database, SaveReport(moved), SaveReport(a_report(id=2, state=State.RESOLVED)))
    async with database.read() as session:
        assert await deadlines.next_due_at(session) == after(3)
        assert await deadlines.due_reports(session, after(2)) == []
        assert await deadlines.due_reports(session, after(3)) == [1]
    await keep(database, SaveReport(replace(moved, undo=None)))
    async with database.read() as session:
        assert await deadlines.next_due_at(session) is None
        assert await deadlines.due_reports(session, after(9)) == []


async def test_a_new_database_is_in_good_health(database: Database) -> None:
    async with database.read() as session:
        assert await health(session, NOW) == Health(
            last_update_at=None, waiting={}, refused=0, refusals=(), failed=0, failures=()
        )


async def test_health_tells_what_came_in_what_waits_and_what_fails(database: Database) -> None:
    old = after(-86_400)
    await keep(database, a_line(), a_notice(key="a"), a_notice(key="b"), now=after(-90))
    await keep(database, a_notice(key="c"), a_notice(key="tomorrow", due_at=after(86_400)))
    async with database.write() as session:
        await intake.confirm(session, [7], after(-3))
        await intake.fail(session, 8, "KeyError: 'x'", "{}", after(-2))
        await intake.fail(session, 9, "old", "{}", old)
        rows = {row.key: row for row in await outbox.waiting(session, NOW, 10)}
        await outbox.begin(session, rows.values(), NOW)
        refused, later = Refused("Forbidden: not enough rights"), Later(30, "timed out")
        await outbox.finish(session, [Delivery(rows["a"], refused), Delivery(rows["b"], later)], NOW)
    async with database.read() as session:
        assert await health(session, NOW) == Health(
            last_update_at=after(-3),
            waiting={
                Purpose.LINE: Queue(count=1, oldest_at=after(-90)),
                # it stays late, however often it is tried
                Purpose.NOTICE: Queue(count=2, oldest_at=after(-90)),
            },
            refused=1,
            refusals=("Forbidden: not enough rights",),
            failed=1,
            failures=(Failed(update_id=8, error="KeyError: 'x'", at=after(-2)),),
        )


async def test_a_note_takes_the_place_of_the_one_before(database: Database) -> None:
    async with database.write() as session:
        await note(session, "down", {"since": [1, None]}, NOW)
        await note(session, "alive", None, NOW)
        await note(session, "alive", 2.5, after(1))
    async with database.read() as session:
        assert await notes(session) == {"down": Note({"since": [1, None]}, NOW), "alive": Note(2.5, after(1))}


async def exported(database: Database, what: Any, *between: datetime | None) -> list[dict[str, Any]]:
    async with database.read() as session:
        return [row async for row in what(session, *between)]


async def test_a_report_is_exported_in_full_but_for_who_reported(database: Database) -> None:
    await keep(database, SaveReport(a_full_report()))
    (row,) = await exported(database, exports.reports)
    assert tuple(row) == exports.REPORT_FIELDS
    assert {name: row[name] for name in exports.REPORT_FIELDS[:9]} == {
        "folio": "CUA-000001",
        "state": "on_scene",
        "category": "theft",
        "emergency": True,
        "street": "Río Lerma",
        "number": "45",
        "cross_street": "Río Tíber",
        "quadrant": "CUA-1,CUA-2",
        "opened_at": "2026-11-21T04:30:15.123456+00:00",
    }
    assert (row["group"], row["owner"]) == (GROUP, "Of. Juárez")
    assert "Ana" not in str(row)


async def test_the_log_is_exported_whole_and_in_order(database: Database) -> None:
    await keep(database, Log(a_log_row(event="opened", by_id=None, by_name=None, role=None, text="")))
    await keep(database, Log(a_log_row(text="a")), Log(a_log_row(text="b")), Log(a_log_row(at=after(-9), text="c")))
    rows = await exported(database, exports.log)
    assert [row["text"] for row in rows] == ["c", "", "a", "b"]
    assert tuple(rows[0]) == exports.LOG_FIELDS
    assert rows[0] == {
        "folio": "CUA-000001",
        "at": "2026-11-21T04:30:06.123456+00:00",
        "event": "acknowledged",
        "by": "Of. Juárez",
        "role": "officer",
        "text": "c",
        **dict.fromkeys(("state", "category", "emergency", "quadrant", "opened_at", "happened_at", "group")),
    }


async def test_a_row_of_the_log_is_exported_with_what_its_report_was_from_then_on(database: Database) -> None:
    report = a_full_report()
    await keep(database, SaveReport(report), Log(a_log_row(facts=facts_of(report))))
    (row,) = await exported(database, exports.log)
    assert row["opened_at"] == "2026-11-21T04:30:15.123456+00:00"
    assert {name: row[name] for name in ("state", "category", "emergency", "quadrant", "group")} == {
        "state": "on_scene",
        "category": "theft",
        "emergency": True,
        "quadrant": "CUA-1,CUA-2",
        "group": GROUP,
    }


async def test_an_export_holds_what_lies_between_two_moments_however_much(database: Database) -> None:
    day = timedelta(days=1)
    await keep(database, *(SaveReport(a_report(id=n, opened_at=NOW + n * day)) for n in range(1, 5)))
    await keep(database, *(Log(a_log_row(text=str(n), at=after(n))) for n in range(1_200)))
    rows = await exported(database, exports.reports, NOW + 2 * day, NOW + 4 * day)
    assert [row["folio"] for row in rows] == ["CUA-000002", "CUA-000003"]
    assert [row["text"] for row in await exported(database, exports.log)] == [str(n) for n in range(1_200)]
    assert len(await exported(database, exports.log, after(1_100))) == 100
