"""Nothing that is to go out is lost, and nothing goes out twice that need not."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.core.effects import Effect, MoveGroup, Renew, Send, Withdraw
from bot.core.outgoing import (
    Delivery,
    Later,
    Moved,
    Outcome,
    Outgoing,
    Priority,
    Purpose,
    Refused,
    Say,
    Sent,
    Waiting,
)
from storage import outbox
from storage.database import Database
from storage.recording import record
from tests.storage.values import GROUP, NOW, a_line, a_message, a_notice, a_removal, after

MINUTE = timedelta(seconds=60)


async def keep(database: Database, *effects: Effect, now: datetime = NOW) -> None:
    async with database.write() as session:
        await record(session, effects, now)


async def ahead(
    database: Database, now: datetime = NOW, limit: int = 100, without: frozenset[int] = frozenset()
) -> list[Waiting]:
    async with database.read() as session:
        return await outbox.waiting(session, now, limit, without)


async def the_one(database: Database, now: datetime = NOW) -> Waiting:
    (row,) = await ahead(database, now)
    return row


async def begin(database: Database, *rows: Waiting, now: datetime = NOW) -> None:
    async with database.write() as session:
        await outbox.begin(session, rows, now)


async def finish(database: Database, row: Waiting, outcome: Outcome, now: datetime = NOW) -> None:
    async with database.write() as session:
        await outbox.finish(session, [Delivery(row, outcome)], now)


async def send(database: Database, outcome: Outcome, now: datetime = NOW) -> Waiting:
    row = await the_one(database, now)
    await begin(database, row, now=now)
    await finish(database, row, outcome, now)
    return row


async def next_due_at(database: Database) -> datetime | None:
    async with database.read() as session:
        return await outbox.next_due_at(session)


def words(row: Waiting) -> str:
    assert isinstance(row.action, Say)
    return row.action.text


async def test_the_urgent_goes_first_then_what_is_due_longest_then_the_oldest(database: Database) -> None:
    def a(key: str, priority: Priority, due_at: datetime | None = None) -> Effect:
        return a_message(key, key=key, purpose=Purpose.ANSWER, priority=priority, due_at=due_at)

    await keep(
        database,
        a("digest", Priority.DIGEST, after(-99)),
        a("b", Priority.ANSWER),
        a("a", Priority.ANSWER),
        a("late", Priority.ANSWER, after(-5)),
        a("tomorrow", Priority.EMERGENCY, after(86_400)),
        a("urgent", Priority.EMERGENCY),
    )
    assert [row.key for row in await ahead(database)] == ["urgent", "late", "b", "a", "digest"]
    assert [row.key for row in await ahead(database, limit=2)] == ["urgent", "late"]
    assert await next_due_at(database) == after(-99)


async def test_chats_that_have_to_wait_are_left_out(database: Database) -> None:
    await keep(database, a_line(), a_notice(chat_id=-5))
    assert [row.key for row in await ahead(database, without=frozenset({GROUP}))] == ["notice:1"]


async def test_what_was_sent_is_not_sent_again(database: Database) -> None:
    await keep(database, a_line(), a_removal())
    for row in await ahead(database):
        await finish(database, row, Sent(70 if row.purpose is Purpose.LINE else None))
    await keep(database, a_line(), a_removal(), now=after(5))
    assert await ahead(database, after(9)) == []
    assert await next_due_at(database) is None


async def test_the_same_key_with_new_words_is_an_edit(database: Database) -> None:
    await keep(database, a_line("recibido"))
    assert (await send(database, Sent(70))).message_id is None
    await keep(database, a_line("en camino"), now=after(5))
    row = await the_one(database, after(5))
    assert (words(row), row.revision, row.message_id, row.attempts) == ("en camino", 2, 70, 0)
    await finish(database, row, Sent(None), after(6))  # an edit need not tell the number again
    await keep(database, a_line("en el lugar"), now=after(7))
    assert (await the_one(database, after(7))).message_id == 70


async def test_a_change_of_facts_alone_shows_nothing_to_anybody(database: Database) -> None:
    await keep(database, a_line(facts={"a": (1, 2)}))
    await send(database, Sent(70))
    await keep(database, a_line(facts={"a": [1, 2]}), a_line(facts={"a": 2}))
    assert await ahead(database) == []
    await keep(database, a_line("otra", facts={"a": 2}))
    action = (await the_one(database)).action
    assert isinstance(action, Say)
    assert action.facts == {"a": 2}


async def test_several_changes_before_it_is_sent_are_one_message(database: Database) -> None:
    await keep(database, a_line("uno"), a_line("dos"))
    await keep(database, a_line("tres"))
    assert words(await send(database, Sent(70))) == "tres"
    assert await ahead(database) == []


async def test_a_change_while_it_is_on_its_way_becomes_an_edit(database: Database) -> None:
    await keep(database, a_line("uno"))
    row = await the_one(database)
    await begin(database, row)
    await keep(database, a_line("dos"))
    await finish(database, row, Sent(70))
    edit = await the_one(database)
    assert (words(edit), edit.message_id, edit.attempts, edit.perhaps_arrived) == ("dos", 70, 0, False)


async def test_a_crash_while_sending_leaves_a_doubt_that_a_change_does_not_end(database: Database) -> None:
    await keep(database, a_line("uno"))
    await begin(database, await the_one(database))
    row = await the_one(database)
    assert (row.attempts, row.perhaps_arrived) == (1, True)
    await keep(database, a_line("dos"))
    row = await the_one(database)
    assert (words(row), row.attempts, row.perhaps_arrived) == ("dos", 1, True)


async def test_what_could_not_be_sent_waits_its_time_and_keeps_its_place(database: Database) -> None:
    await keep(database, a_line("uno"))
    await keep(database, a_line("dos", key="line:2"), now=after(1))
    first = (await ahead(database, after(1)))[0]
    await begin(database, first)
    await finish(database, first, Later(30, "Too Many Requests"), after(1))
    assert [words(row) for row in await ahead(database, after(30))] == ["dos"]
    assert [words(row) for row in await ahead(database, after(31))] == ["uno", "dos"]
    again = (await ahead(database, after(31)))[0]
    assert (again.attempts, again.perhaps_arrived) == (1, False)


async def test_what_timed_out_may_have_arrived_and_later_failures_do_not_undo_that(database: Database) -> None:
    await keep(database, a_line())
    await send(database, Later(0, "timed out", perhaps_arrived=True))
    assert (await send(database, Later(0, "connection refused"))).perhaps_arrived
    row = await the_one(database)
    assert (row.attempts, row.perhaps_arrived) == (2, True)


async def test_what_is_refused_is_not_tried_again_until_there_is_something_new(database: Database) -> None:
    await keep(database, a_line("uno"), a_removal())
    for row in await ahead(database):
        await finish(database, row, Refused("Forbidden: bot was blocked by the user", forbidden=True))
    await keep(database, a_removal())
    assert await ahead(database, after(99_999)) == []
    await keep(database, a_line("dos"))
    assert (await the_one(database)).attempts == 0


async def test_after_a_refused_edit_the_next_change_is_a_message_of_its_own(database: Database) -> None:
    await keep(database, a_line("uno"))
    await send(database, Sent(70))
    await keep(database, a_line("dos"))
    await send(database, Refused("Bad Request: message to edit not found"))
    await keep(database, a_line("tres"))
    assert (await the_one(database)).message_id is None


async def test_a_refusal_of_an_old_revision_leaves_the_new_one_waiting(database: Database) -> None:
    await keep(database, a_line("uno" * 3000))
    row = await the_one(database)
    await keep(database, a_line("dos"))
    await finish(database, row, Refused("Bad Request: message is too long"))
    assert words(await the_one(database)) == "dos"


async def test_a_notice_is_deleted_when_it_has_lasted_long_enough(database: Database) -> None:
    await keep(database, a_notice(lasts=MINUTE))
    await send(database, Sent(70), after(10))
    assert await ahead(database, after(69)) == []
    assert await next_due_at(database) == after(70)
    row = await the_one(database, after(70))
    assert (row.delete, row.message_id, row.priority) == (True, 70, Priority.NOTICE)
    await send(database, Later(5, "timed out"), after(70))
    assert await ahead(database, after(74)) == []
    await send(database, Sent(), after(75))
    assert await ahead(database, after(999)) == []
    assert await next_due_at(database) is None


async def test_a_revised_notice_lasts_from_its_latest_revision_on(database: Database) -> None:
    await keep(database, a_notice("uno", lasts=MINUTE))
    await send(database, Sent(70))
    await keep(database, a_notice("uno y dos", lasts=MINUTE), now=after(50))
    await send(database, Sent(70), after(50))
    assert await ahead(database, after(109)) == []
    assert (await the_one(database, after(110))).delete


async def test_a_notice_that_comes_back_while_it_is_deleted_is_sent_anew(database: Database) -> None:
    await keep(database, a_notice("uno", lasts=MINUTE))
    await send(database, Sent(70))
    deletion = await the_one(database, after(60))
    await keep(database, a_notice("dos", lasts=MINUTE), now=after(60))
    await finish(database, deletion, Sent(), after(61))
    row = await the_one(database, after(61))
    assert (words(row), row.delete, row.message_id) == ("dos", False, None)
    await send(database, Sent(71), after(61))
    assert (await the_one(database, after(121))).message_id == 71


async def test_a_deleted_notice_can_be_sent_again(database: Database) -> None:
    await keep(database, a_notice(lasts=MINUTE))
    await send(database, Sent(70))
    await send(database, Sent(), after(60))
    await keep(database, a_notice(lasts=MINUTE), now=after(70))
    assert (await the_one(database, after(70))).message_id is None


async def test_a_message_that_cannot_be_deleted_is_left_alone(database: Database) -> None:
    await keep(database, a_notice(lasts=MINUTE))
    await send(database, Sent(70))
    await send(database, Refused("Bad Request: message can't be deleted"), after(60))
    assert await ahead(database, after(99)) == []


async def test_what_waits_and_is_withdrawn_is_never_sent(database: Database) -> None:
    await keep(database, a_line(), Withdraw("line:1"), Withdraw("unknown"))
    assert await ahead(database) == []
    await keep(database, a_line())
    assert len(await ahead(database)) == 1


async def test_what_stands_and_is_withdrawn_is_deleted_even_while_an_edit_waits(database: Database) -> None:
    await keep(database, a_line("uno"))
    await send(database, Sent(70))
    await keep(database, a_line("dos"), Withdraw("line:1"))
    row = await send(database, Sent())
    assert (row.delete, row.message_id) == (True, 70)
    assert await ahead(database, after(99)) == []


async def test_what_is_withdrawn_on_its_way_is_deleted_when_it_has_arrived(database: Database) -> None:
    await keep(database, a_line())
    row = await the_one(database)
    await begin(database, row)
    await keep(database, Withdraw("line:1"))
    assert await ahead(database) == []
    await finish(database, row, Sent(70), after(1))
    deletion = await the_one(database, after(1))
    assert (deletion.delete, deletion.message_id) == (True, 70)


async def test_a_group_that_moved_gets_what_waited_for_it_under_its_new_id(database: Database) -> None:
    await keep(database, a_line(reply_to=17), a_removal(), a_notice(key="private", chat_id=5))
    await keep(database, a_notice("stood", key="stood", lasts=MINUTE))
    for row in await ahead(database):
        if row.key == "stood":
            await finish(database, row, Sent(70))
    await keep(database, MoveGroup(GROUP, -42), a_line("after", key="line:2", chat_id=-42))
    rows = await ahead(database, after(99))
    assert [(row.key, row.action.chat_id) for row in rows] == [("line:1", -42), ("line:2", -42), ("private", 5)]
    assert [row.action.reply_to for row in rows if isinstance(row.action, Say)] == [None, None, None]


async def test_a_line_is_written_anew_in_the_group_that_moved(database: Database) -> None:
    await keep(database, a_line("uno"))
    await send(database, Sent(70))
    await keep(database, MoveGroup(GROUP, -42))
    await keep(database, a_line("dos", chat_id=-42))
    row = await the_one(database)
    assert (row.action.chat_id, row.message_id) == (-42, None)


async def test_a_delivery_that_learns_of_the_move_is_sent_there_at_once(database: Database) -> None:
    await keep(database, a_line(reply_to=17), a_removal())
    for row in await ahead(database):
        await finish(database, row, Moved(-42), after(1))
    row = await the_one(database, after(1))
    assert isinstance(row.action, Say)
    assert (row.action.chat_id, row.action.reply_to) == (-42, None)


def news(administrator: int, purpose: Purpose = Purpose.ADMIN) -> Send:
    action = Say(chat_id=administrator, text="Of. Juárez no ha pulsado Iniciar")
    return Send(Outgoing(key=f"{purpose}:1:{administrator}", action=action, priority=Priority.ANSWER, purpose=purpose))


async def test_news_that_could_not_be_brought_today_come_once_the_administrator_can_be_written_to(
    database: Database,
) -> None:
    await keep(database, news(1001), news(1002))
    for row in await ahead(database):  # what is not urgent is not noted as begun
        await finish(database, row, Refused("bot can't initiate conversation with a user", forbidden=True))
    assert await ahead(database) == []
    await keep(database, Renew(1001), now=after(3600))
    assert (await the_one(database, after(3600))).action.chat_id == 1001


async def test_old_news_and_what_was_for_one_moment_are_not_brought_again(database: Database) -> None:
    await keep(database, news(1001), news(1001, Purpose.NOTICE))
    for row in await ahead(database):
        await finish(database, row, Refused("bot was blocked by the user", forbidden=True))
    await keep(database, Renew(1001), now=after(25 * 3600))
    assert await ahead(database, after(25 * 3600)) == []


async def test_tries_of_what_is_not_urgent_are_counted_though_they_are_begun_without_a_note(database: Database) -> None:
    await keep(database, news(1001))
    for minute in range(3):
        row = await the_one(database, after(60 * minute))
        assert row.attempts == minute
        await finish(database, row, Later(30, "connection refused"), after(60 * minute))


async def test_what_waits_is_late_by_what_it_is_late_whatever_it_says_by_now(database: Database) -> None:
    await keep(database, a_line("asalto"))
    await keep(database, a_line("asalto en Lerma"), now=after(180))
    assert (await send(database, Sent(41), now=after(180))).wanted_at == NOW
    await keep(database, a_line("resuelto"), now=after(540))
    assert (await the_one(database, after(540))).wanted_at == after(540)
