"""What was recorded is what the next batch sees."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import event

from bot.core.effects import (
    AddStrike,
    BindName,
    Effect,
    ForgiveStrike,
    Know,
    MoveGroup,
    SaveGroup,
    SaveMessage,
    SaveReport,
)
from bot.core.model.incoming import Attachment, Pin
from bot.core.model.kept import Acquaintance, Group
from bot.core.model.kinds import Kind
from bot.core.model.report import Witness
from bot.core.outgoing import Delivery, Outgoing, Sent
from bot.core.world import Needs, World
from storage import outbox
from storage.database import Database
from storage.recording import record
from storage.snapshot import load_world
from tests.storage.values import (
    GROUP,
    NOW,
    a_full_report,
    a_full_seen,
    a_line,
    a_notice,
    a_report,
    a_seen,
    a_strike,
    after,
)

ANA = Acquaintance(id=1002, name="Ana", username="ana", can_write=True, group_id=GROUP)


async def keep(database: Database, *effects: Effect, now: datetime = NOW) -> None:
    async with database.write() as session:
        await record(session, effects, now)


async def look(database: Database, now: datetime = NOW, *, also: Iterable[int] = (), **needs: Any) -> World:
    async with database.read() as session:
        return await load_world(session, Needs(**needs), now, also_people=set(also))


async def deliver_all(database: Database, message_id: int, now: datetime = NOW) -> None:
    """Everything that waits arrives; the first gets this number, the others those after it."""
    async with database.write() as session:
        rows = await outbox.waiting(session, now, 100)
        await outbox.finish(session, [Delivery(row, Sent(message_id + n)) for n, row in enumerate(rows)], now)


async def test_an_empty_database_gives_an_empty_world(database: Database) -> None:
    needs = {"chats": {GROUP, 1002}, "people": {1002}, "messages": {(GROUP, 17)}, "albums": {"a"}, "reports": {1}}
    assert await look(database, **needs) == World()


async def test_every_kind_of_value_comes_back_whole(database: Database) -> None:
    seen, report, strike = a_full_seen(), a_full_report(), a_strike()
    group = Group(
        chat_id=GROUP,
        rules_chat=-5,
        title="Vecinos 🚓",
        administrators=frozenset({1001, 7}),
        rights=frozenset({"delete", "restrict"}),
        greeted=True,
    )
    effects = (
        SaveMessage(seen),
        SaveReport(report),
        AddStrike(strike),
        Know(ANA),
        BindName("ana", 1002),
        SaveGroup(group),
    )
    await keep(database, *effects)
    world = await look(database, people={1002}, messages={(GROUP, 17)}, reports={1})
    assert world == World(
        reports={1: report},
        messages={(GROUP, 17): seen},
        strikes={(GROUP, 1002): [strike]},
        people={1002: ANA},
        names={"ana": 1002},
        groups={GROUP: group},
        next_report_id=2,
    )


async def test_values_with_nothing_but_the_necessary_come_back_whole(database: Database) -> None:
    await keep(database, SaveMessage(a_seen()), SaveReport(a_report()), Know(Acquaintance(id=5, name="")))
    world = await look(database, people={5}, messages={(GROUP, 17)}, reports={1})
    assert world.messages == {(GROUP, 17): a_seen()}
    assert world.reports == {1: a_report()}
    assert world.people == {5: Acquaintance(id=5, name="")}


@pytest.mark.parametrize("number", [2**63 - 1, -(2**63)])
async def test_numbers_may_use_all_64_bits(database: Database, number: int) -> None:
    seen = a_seen(chat_id=number, message_id=number, person_id=number, reply_to=number)
    await keep(database, SaveMessage(seen), Know(replace(ANA, id=number)))
    world = await look(database, people={number}, messages={(number, number)}, reports={2**63 - 1})
    assert (world.messages[number, number], world.people[number].id) == (seen, number)


@pytest.mark.parametrize(
    "text",
    ["'; DROP TABLE messages; --", "<b>&amp;", "*_`[", "\u202eabc\u200b\u2066", "%s {0} :x ?", "ñ" * 4096, "🧯" * 2000],
)
async def test_whatever_a_chat_carries_is_data(database: Database, text: str) -> None:
    await keep(database, SaveMessage(a_seen(text=text, person_name=text, evidence=(text,), album=text[:60])))
    world = await look(database, albums={text[:60]})
    assert world.messages[GROUP, 17] == a_seen(text=text, person_name=text, evidence=(text,), album=text[:60])


async def test_text_that_no_database_takes_costs_nothing_but_its_bad_characters(database: Database) -> None:
    bad = "a\x00b\ud800c"
    await keep(database, SaveMessage(a_seen(text=bad, person_name=bad, evidence=(bad,))), a_line(bad, key=bad))
    world = await look(database, messages={(GROUP, 17)})
    seen = world.messages[GROUP, 17]
    assert {seen.text, seen.person_name, *seen.evidence} == {"a\N{REPLACEMENT CHARACTER}b\N{REPLACEMENT CHARACTER}c"}


async def test_the_new_version_of_a_thing_takes_the_place_of_the_old(database: Database) -> None:
    await keep(database, SaveMessage(a_seen()), SaveReport(a_report()), Know(ANA))
    edited, moved = a_seen(text="corregido", edited_at=after(9)), a_report(words="dos", updated_at=after(9))
    await keep(
        database, SaveMessage(a_seen(text="?")), SaveMessage(edited), SaveReport(moved), Know(replace(ANA, name="A"))
    )
    world = await look(database, people={1002}, messages={(GROUP, 17)}, reports={1})
    assert (world.messages[GROUP, 17], world.reports[1], world.people[1002].name) == (edited, moved, "A")


async def test_the_groups_reports_of_the_last_day_are_loaded_and_older_ones_when_they_are_named(
    database: Database,
) -> None:
    old = after(-25 * 3600)
    await keep(
        database,
        SaveReport(a_report(id=1, updated_at=old, reporter_id=9)),
        SaveReport(a_report(id=2, updated_at=old, reporter_id=9)),
        SaveReport(a_report(id=3, reporter_id=9)),
        SaveReport(a_report(id=4, group_id=-7, chat_id=-7, reporter_id=9)),
    )
    assert set((await look(database, chats={GROUP})).reports) == {3}
    assert set((await look(database, chats={GROUP}, reports={2, 99})).reports) == {2, 3}
    world = await look(database, chats={1})
    assert (set(world.reports), world.next_report_id) == (set(), 5)


async def test_a_flood_of_reports_is_loaded_only_so_far_the_latest_first(database: Database) -> None:
    flood = (SaveReport(a_report(id=n, updated_at=after(n), reporter_id=n)) for n in range(1, 60))
    quiet = SaveReport(a_report(id=60, group_id=-7, updated_at=after(-60)))
    await keep(database, *flood, quiet)
    assert set((await look(database, chats={GROUP, -7})).reports) == {*range(40, 61)}
    assert set((await look(database, people=set(range(60)))).reports) == {*range(30, 60)}


async def test_in_private_the_reports_of_the_persons_group_and_their_own_are_loaded(database: Database) -> None:
    await keep(
        database,
        Know(ANA),
        SaveReport(a_report(id=1, reporter_id=9)),
        SaveReport(a_report(id=2, group_id=-7, chat_id=1002, reporter_id=1002)),
        SaveReport(a_report(id=3, group_id=-7, reporter_id=9)),
    )
    assert set((await look(database, chats={1002}, people={1002})).reports) == {1, 2}


async def test_the_report_of_a_message_or_post_that_is_replied_to_is_loaded(database: Database) -> None:
    old = {"updated_at": after(-90_000), "reporter_id": 9}
    await keep(database, SaveReport(a_report(id=1, **old)), a_line(), SaveReport(a_report(id=2, **old)))
    await keep(database, SaveMessage(a_seen(report_id=2)))
    await deliver_all(database, 70)
    assert set((await look(database, messages={(GROUP, 70)})).reports) == {1}
    assert set((await look(database, messages={(GROUP, 17), (-9, 70)})).reports) == {2}


async def test_a_reports_posts_come_with_it_and_so_does_the_post_that_is_tapped(database: Database) -> None:
    line, notice = a_line(facts={"a": [1], "b": "x"}, reply_to=17), a_notice(key="notice:9", chat_id=-9)
    await keep(database, SaveReport(a_report()), line, notice)
    waiting = (await look(database, reports={1})).posts["line:1"]
    assert (waiting.message_id, waiting.standing, waiting.outgoing.action) == (None, True, line.outgoing.action)
    await deliver_all(database, 70)
    world = await look(database, messages={(-9, 71), (GROUP, 71)}, reports={1})
    assert {key: post.message_id for key, post in world.posts.items()} == {"line:1": 70, "notice:9": 71}
    assert world.post_at(-9, 71) is world.posts["notice:9"]


async def test_notices_are_loaded_while_they_stand(database: Database) -> None:
    short = timedelta(seconds=60)
    await keep(database, a_notice(key="short", lasts=short), a_notice(key="private", chat_id=1002))
    await keep(database, a_notice(key="elsewhere", chat_id=-7), a_notice(key="for ever"))
    places: dict[str, Any] = {"chats": {GROUP}, "people": {1002}}
    assert set((await look(database, **places)).posts) == {"short", "private", "for ever"}
    await deliver_all(database, 70)
    assert set((await look(database, after(59), **places)).posts) == {"short", "private"}
    assert set((await look(database, after(61), **places)).posts) == set()


async def test_strikes_are_loaded_until_they_expire_the_oldest_first(database: Database) -> None:
    strikes = [a_strike(message_id=n, at=after(-n), expires_at=after(n)) for n in (3, 1, 2)]
    await keep(database, *map(AddStrike, strikes), AddStrike(a_strike(message_id=9, person_id=5)))
    world = await look(database, after(1), people={1002})
    assert {key: [each.message_id for each in found] for key, found in world.strikes.items()} == {(GROUP, 1002): [3, 2]}


async def test_a_message_is_one_strike_at_most_and_can_be_forgiven(database: Database) -> None:
    await keep(database, AddStrike(a_strike()), AddStrike(a_strike(words="otra vez")))
    await keep(database, AddStrike(a_strike(words="otra vez")), AddStrike(a_strike(message_id=18)))
    assert len((await look(database, people={1002})).strikes[GROUP, 1002]) == 2
    await keep(database, ForgiveStrike(GROUP, 17))
    assert [each.message_id for each in (await look(database, people={1002})).strikes[GROUP, 1002]] == [18]


async def test_people_are_loaded_who_are_named_bound_or_administrators(database: Database) -> None:
    await keep(database, *(Know(Acquaintance(id=n, name=str(n))) for n in range(1, 7)), BindName("x", 1))
    await keep(database, SaveGroup(Group(chat_id=GROUP, rules_chat=GROUP, administrators=frozenset({2}))))
    assert set((await look(database, people={3}, also=[4, 99])).people) == {1, 2, 3, 4}


async def test_a_group_that_moves_takes_along_what_is_of_use(database: Database) -> None:
    group = Group(chat_id=GROUP, rules_chat=GROUP, title="Vecinos")
    private = a_report(id=2, chat_id=1002)
    await keep(database, SaveGroup(group), SaveReport(a_report()), SaveReport(private), Know(ANA), a_line(reply_to=17))
    await keep(database, SaveGroup(replace(group, chat_id=-42, title="new")))  # the bot's own arrival may come first
    before = await look(database, chats={GROUP}, people={1002})
    move = MoveGroup(GROUP, -42)
    await keep(database, move)
    world = await look(database, chats={-42}, people={1002})
    before.apply([move])
    assert (world.groups, world.reports) == (before.groups, before.reports)
    assert world.people[1002].group_id == -42
    action = world.posts["line:1"].outgoing.action
    assert action.chat_id == -42
    assert getattr(action, "reply_to", 0) is None


async def test_what_storage_writes_is_what_the_world_foresaw(database: Database) -> None:
    await keep(database, SaveReport(a_report()), Know(ANA), a_line())
    needs: dict[str, Any] = {"chats": {GROUP}, "people": {1002}, "messages": {(GROUP, 17)}, "reports": {1}}
    world = await look(database, **needs)
    effects: list[Effect] = [
        SaveMessage(a_full_seen()),
        SaveReport(a_report(id=2, words="más")),
        AddStrike(a_strike()),
        Know(replace(ANA, can_write=False)),
        BindName("ana", 1002),
        a_line("CUA-000001 · en camino"),
        SaveReport(a_report(id=3)),
    ]
    world.apply(effects)
    await keep(database, *effects, now=after(1))
    stored = await look(database, after(1), **needs)
    stored.posts["line:1"] = replace(stored.posts["line:1"], outgoing=undated(stored.posts["line:1"].outgoing))
    assert stored == world


def undated(outgoing: Outgoing) -> Outgoing:
    return replace(outgoing, due_at=None)


async def test_pictures_that_somebody_sent_lately_and_that_belong_to_no_report_are_at_hand(database: Database) -> None:
    picture = Attachment(Kind.PHOTO, "a-file")
    lately = a_seen(message_id=1, attachment=picture, sent_at=NOW)
    await keep(
        database,
        SaveMessage(lately),
        SaveMessage(replace(lately, message_id=2, report_id=7)),
        SaveMessage(replace(lately, message_id=3, sent_at=NOW - timedelta(hours=2))),
        SaveMessage(replace(lately, message_id=4, attachment=None)),
        SaveMessage(replace(lately, message_id=5, person_id=lately.person_id + 1)),
    )
    assert list((await look(database, people={lately.person_id})).messages.values()) == [lately]


async def test_a_point_that_somebody_sent_lately_is_at_hand_as_well(database: Database) -> None:
    point = a_seen(kind=Kind.LOCATION, text="", pin=Pin(19.4289, -99.1701))
    await keep(database, SaveMessage(point), SaveMessage(replace(point, message_id=2, report_id=7)))
    assert list((await look(database, people={point.person_id})).messages.values()) == [point]


async def test_a_batch_costs_few_queries_whatever_it_holds(database: Database) -> None:
    statements: list[str] = []
    event.listen(
        database.engine.sync_engine,
        "before_cursor_execute",
        lambda *args: statements.append(args[2]) if args[2].startswith("SELECT") else None,
    )
    many = set(range(1, 101))
    needs: dict[str, Any] = {
        "chats": {GROUP, *many},
        "people": many,
        "messages": {(GROUP, n) for n in many} | {(n, n) for n in many},
        "albums": {str(n) for n in many},
        "reports": many,
    }
    await look(database, **needs)
    assert len(statements) <= 16


@pytest.mark.parametrize(
    "table",
    ["messages", "outbox", "reports", "strikes", "people", "duty_changes", "scene_records", "referrals", "promises"],
)
async def test_no_table_that_grows_is_ever_read_from_end_to_end(sqlite_url: str, table: str) -> None:
    database = await Database.open(sqlite_url)
    seen: list[tuple[str, Any]] = []
    event.listen(database.engine.sync_engine, "before_cursor_execute", lambda *args: seen.append((args[2], args[3])))
    await keep(database, SaveReport(a_report()), SaveMessage(a_seen(report_id=1)), a_line(), Know(ANA))
    await look(
        database,
        chats={GROUP, 1002, 5},
        people={1002, 5},
        messages={(GROUP, 17), (GROUP, 18), (5, 1)},
        albums={"a"},
        reports={1},
        records={1},
        promises=True,
    )
    async with database.read() as session:
        await outbox.waiting(session, NOW, 10, {1, 2})
        await outbox.next_due_at(session)
        connection = await session.connection()
        plans = [
            row.detail
            for statement, parameters in list(seen)
            if statement.startswith(("SELECT", "UPDATE"))
            and f"{table}." in statement
            and not isinstance(parameters, list)
            for row in await connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters)
        ]
    await database.close()
    assert plans
    assert [plan for plan in plans if plan.startswith(f"SCAN {table}") and "INDEX ix_outbox_" not in plan] == []


async def test_what_somebody_witnessed_is_at_hand_when_they_or_a_tap_about_them_come_again(database: Database) -> None:
    witness = Witness(person_id=1002, name="Ana", chat_id=GROUP, message_id=18, at=NOW, words="yo también")
    written = a_seen(message_id=18, person_id=1002, report_id=1)
    await keep(database, SaveReport(a_report(witnesses=(witness,))), SaveMessage(written))
    named = await look(database, reports={1}, people={1002})
    others = await look(database, reports={1}, people={1003})
    assert (GROUP, 18) in named.messages
    assert (GROUP, 18) not in others.messages


async def test_who_writes_in_private_and_lives_nowhere_yet_may_tell_of_what_any_group_knows(database: Database) -> None:
    group = Group(chat_id=GROUP, rules_chat=GROUP)
    await keep(database, SaveGroup(group), SaveReport(a_report(reporter_id=1009)))
    assert 1 in (await look(database, chats={1002}, people={1002})).reports


async def test_alerts_and_removed_pictures_are_found_without_walking_through_what_a_chat_ever_had(
    sqlite_url: str,
) -> None:
    database = await Database.open(sqlite_url)
    asked: list[tuple[str, Any]] = []
    event.listen(database.engine.sync_engine, "before_cursor_execute", lambda *call: asked.append((call[2], call[3])))
    async with database.read() as session:
        await load_world(session, Needs(chats={6001, GROUP}, people={6001}, pictures={GROUP}), NOW)
        connection = await session.connection()
        plans = [
            str((await connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {sql}", values)).all())
            for sql, values in list(asked)
            if "'alert' AND outbox.chat_id" in sql or "pictures.fingerprint" in sql
        ]
    await database.close()
    for plan, index in zip(plans, ["ix_outbox_alerts", "ix_messages_rejected"], strict=True):
        assert index in plan
