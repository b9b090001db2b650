"""Who is invited, who left, and what a shift hands over, as it is stored."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from bot.core.effects import SaveGroup, SaveInvitation, SaveReport
from bot.core.model.kept import Group
from bot.core.model.kinds import Role, State
from bot.core.roster.model import Invitation, hash_of
from bot.core.world import Needs, World
from storage.database import Database
from storage.open_reports import open_reports
from storage.recording import record
from storage.snapshot import load_world
from tests.storage.values import GROUP, NOW, a_report, after


def an_invitation(word: str, **fields: object) -> Invitation:
    given = {"handle": "+of. luna", "name": "Of. Luna", "role": Role.OFFICER, "issued_by": 1001, "issued_at": NOW}
    made = Invitation(token_hash=hash_of(word), expires_at=after(7200), **given)  # type: ignore[arg-type]
    return replace(made, **fields)  # type: ignore[arg-type]


async def kept(database: Database, *invitations: Invitation) -> World:
    async with database.write() as session:
        await record(session, [SaveInvitation(each) for each in invitations], NOW)
    needs = Needs(invitations={each.token_hash for each in invitations})
    async with database.read() as session:
        return await load_world(session, needs, NOW)


async def test_a_new_invitation_makes_the_older_ones_for_the_same_person_worthless(database: Database) -> None:
    other, used = an_invitation("other", handle="+of. soto"), an_invitation("used", used_by=5, used_at=NOW)
    first, second = an_invitation("first"), an_invitation("second", issued_at=after(60))
    third = an_invitation("third", issued_at=after(60))  # in the same batch as the one before
    before = await kept(database, other, used, first)
    assert before.invitations[first.token_hash] == first
    await kept(database, second, third)
    async with database.read() as session:
        needs = Needs(invitations={each.token_hash for each in (other, used, first, second, third)})
        found = (await load_world(session, needs, NOW)).invitations
    assert found[other.token_hash] == other
    assert found[used.token_hash] == used
    assert found[third.token_hash] == third
    assert {found[each.token_hash].expires_at for each in (first, second)} == {after(60)}
    foreseen = World()
    foreseen.apply([SaveInvitation(each) for each in (other, used, first, second, third)])
    assert foreseen.invitations == found


async def test_who_left_a_group_is_remembered(database: Database) -> None:
    group = Group(chat_id=GROUP, rules_chat=GROUP, removed=frozenset({5001, 6001}))
    async with database.write() as session:
        await record(session, [SaveGroup(group)], NOW)
    async with database.read() as session:
        assert (await load_world(session, Needs(), NOW)).groups[GROUP] == group


async def test_reports_that_are_open_are_found_from_a_day_on(database: Database) -> None:
    reports = [
        a_report(id=1, opened_at=NOW),
        a_report(id=2, opened_at=NOW, state=State.EN_ROUTE),
        a_report(id=3, opened_at=NOW, state=State.RESOLVED, closed_at=after(60)),
        a_report(id=4, opened_at=NOW - timedelta(days=8)),
    ]
    async with database.write() as session:
        await record(session, [SaveReport(each) for each in reports], NOW)
    async with database.read() as session:
        assert await open_reports(session, NOW - timedelta(days=7)) == {1, 2}
