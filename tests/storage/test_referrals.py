"""Which referrals are due, and that one is in the hands of one process only."""

from __future__ import annotations

from dataclasses import replace

from bot.core.effects import SaveReferral
from bot.core.referrals.model import Referral
from storage import referrals
from storage.database import Database
from storage.recording import record
from tests.storage.values import NOW, after


async def stored(database: Database, *changed: Referral) -> None:
    async with database.write() as session:
        await record(session, map(SaveReferral, changed), NOW)


async def due(database: Database, seconds: float) -> list[Referral]:
    async with database.read() as session:
        return await referrals.due(session, after(seconds), 10)


async def test_the_longest_due_come_first_and_those_with_no_time_never(database: Database) -> None:
    first = Referral(report_id=1, agency="Alumbrado", at=NOW, due_at=after(60))
    second, third = replace(first, report_id=2, due_at=after(30)), replace(first, report_id=3, due_at=None)
    await stored(database, first, second, third)
    assert await due(database, 29) == []
    assert await due(database, 30) == [second]
    assert await due(database, 99) == [second, first]
    async with database.read() as session:
        assert await referrals.next_due_at(session) == after(30)


async def test_of_two_who_want_it_one_has_it(database: Database) -> None:
    waiting = Referral(report_id=1, agency="Alumbrado", at=NOW, due_at=NOW)
    await stored(database, waiting)
    async with database.write() as session:
        assert await referrals.claim(session, waiting, after(300))
    async with database.write() as session:
        assert not await referrals.claim(session, waiting, after(400))
    claimed = replace(waiting, due_at=after(300))
    async with database.write() as session:
        assert await referrals.begin(session, claimed)
    assert await due(database, 300) == [replace(claimed, begun=True, attempts=1)]


async def test_what_is_taken_back_after_it_was_claimed_is_not_begun(database: Database) -> None:
    waiting = Referral(report_id=1, agency="Alumbrado", at=NOW, due_at=NOW)
    await stored(database, waiting)
    async with database.write() as session:
        await referrals.claim(session, waiting, after(300))
    claimed = replace(waiting, due_at=after(300))
    await stored(database, replace(claimed, due_at=None))
    async with database.write() as session:
        assert not await referrals.begin(session, claimed)
