"""Answers, closings and questions outlive the program: a restart forgets nothing and repeats nothing."""

from __future__ import annotations

from datetime import timedelta

from bot.core.model.incoming import Message, Person
from bot.core.model.kinds import State
from bot.core.outgoing import Say
from bot.core.world import Needs
from storage.database import Database
from tests.builders import ANA, JUAREZ, LUNA, PENA, a_tap, an_incoming
from tests.conversation import judged_plainly  # noqa: F401
from tests.rules_for_tests import CUAUHTEMOC
from tests.test_asking import events, restarted
from tests.test_pipeline import ROBBERY, Running


async def started(sqlite_url: str) -> Running:
    running = Running(await Database.open(sqlite_url))
    await running.take(an_incoming(ROBBERY))
    await running.send()
    return running


async def does(running: Running, data: str, person: Person = JUAREZ) -> None:
    await running.take(a_tap(data, person))
    await running.send()


def private(text: str) -> Message:
    return an_incoming(text, JUAREZ, chat_id=JUAREZ.id)


async def state(running: Running) -> str:
    (report,) = await running.reports()
    return str(report["state"])


async def test_a_tap_is_taken_back_by_another_process_within_the_minute_and_not_later(sqlite_url: str) -> None:
    running = await started(sqlite_url)
    await does(running, "r:1:here")
    running = await restarted(running, seconds=50)
    await does(running, "u:1")
    assert await state(running) == State.FORWARDED
    await does(running, "r:1:here")
    running = await restarted(running, seconds=61)
    await does(running, "u:1")
    assert await state(running) == State.ON_SCENE
    assert (await events(running)).count("undone") == 1
    await running.database.close()


async def test_another_process_takes_the_button_off_the_one_alert_that_has_it_and_touches_nothing_else(
    sqlite_url: str,
) -> None:
    running = await started(sqlite_url)
    await does(running, "r:1:here")
    running = await restarted(running, minutes=10)
    for _ in range(2):
        await running.pipeline.sweep()
        running.now += timedelta(seconds=1)
    (edit,) = await running.waiting()
    assert (edit.key, edit.message_id is None) == (f"alert:1:{JUAREZ.id}", False)
    assert isinstance(edit.action, Say)
    assert not any("Deshacer" in button.text for row in edit.action.buttons for button in row)
    assert "undone" not in await events(running)
    await running.database.close()


async def test_the_restored_deadline_is_met_by_the_next_sweep(sqlite_url: str) -> None:
    running = await started(sqlite_url)
    running.now += timedelta(seconds=110)
    await does(running, "r:1:ack")
    running = await restarted(running, seconds=40)
    await running.pipeline.sweep()
    assert "escalated" not in await events(running)
    await does(running, "u:1")
    await running.pipeline.sweep()
    assert (await events(running)).count("escalated") == 1
    await running.database.close()


async def test_who_reported_it_is_told_once_although_the_program_was_down_when_it_fell_due(sqlite_url: str) -> None:
    running = await started(sqlite_url)
    await does(running, "r:1:done")
    running = await restarted(running, seconds=30)
    await running.take(private("dos detenidos, sin lesionados"))
    await running.send()
    assert not any("se cerró" in text for text in await running.said(CUAUHTEMOC))
    running = await restarted(running, hours=1)
    (word,) = [text for text in await running.said(CUAUHTEMOC) if "se cerró" in text]
    assert "sin lesionados" in word
    await running.send()
    running = await restarted(running, minutes=1)
    await running.pipeline.sweep()
    assert await running.said(CUAUHTEMOC) == []
    await running.database.close()


async def test_a_closing_that_is_taken_back_stays_untold(sqlite_url: str) -> None:
    running = await started(sqlite_url)
    await does(running, "r:1:done")
    running = await restarted(running, seconds=59)
    await does(running, "u:1")
    running = await restarted(running, minutes=5)
    assert not any("se cerró" in text for text in await running.said(CUAUHTEMOC))
    await running.database.close()


async def test_a_dispute_two_days_later_finds_its_report_and_is_one(sqlite_url: str) -> None:
    running = await started(sqlite_url)
    await does(running, "r:1:done")
    running.now += timedelta(minutes=2)
    await running.send()
    running = await restarted(running, days=2, hours=2)
    await running.take(a_tap("d:1", ANA))
    for person in (PENA, LUNA):
        assert any(text.startswith("SIGUE") for text in await running.said(person.id))
    await running.send()
    running = await restarted(running, seconds=1)
    await does(running, "d:1", ANA)
    assert (await events(running)).count("disputed") == 1
    assert await state(running) == State.FORWARDED
    running = await restarted(running, minutes=2)
    await running.pipeline.sweep()
    assert (await events(running)).count("escalated") == 1
    await running.database.close()


async def test_content_is_said_once_whatever_ends_the_program(sqlite_url: str) -> None:
    running = await started(sqlite_url)
    await does(running, "r:1:done")
    running.now += timedelta(minutes=2)
    await running.send()
    for _ in range(2):
        await does(running, "ok:1", ANA)
        running = await restarted(running, seconds=1)
    assert (await events(running)).count("satisfied") == 1
    await running.database.close()


async def test_one_question_after_a_long_outage_and_the_next_is_due_from_then(sqlite_url: str) -> None:
    running = await started(sqlite_url)
    await does(running, "r:1:ack")
    running = await restarted(running, minutes=55)
    for _ in range(3):
        await running.pipeline.sweep()
    assert (await events(running)).count("asked_for_news") == 1
    assert sum(text.startswith("SIN NOVEDADES") for text in await running.said(JUAREZ.id)) == 1
    await running.send()
    running = await restarted(running, minutes=14)
    await running.pipeline.sweep()
    assert (await events(running)).count("asked_for_news") == 1
    running = await restarted(running, minutes=1)
    await running.pipeline.sweep()
    assert (await events(running)).count("asked_for_news") == 2
    await running.database.close()


async def test_inner_words_are_passed_on_once_by_whichever_process(sqlite_url: str) -> None:
    running = await started(sqlite_url)
    await does(running, "r:1:ack")
    (alert,) = [
        post.message_id
        for post in (await running.pipeline.look(Needs(reports={1}))).world.posts_of(1)
        if post.outgoing.key == f"alert:1:{JUAREZ.id}"
    ]
    note = an_incoming("vive en el depto 4", JUAREZ, chat_id=JUAREZ.id, reply_to=alert)
    await running.take(note)
    await running.send()
    running = await restarted(running, minutes=3)
    await running.take(a_tap(f"pub:1:{note.message_id}", JUAREZ))
    assert [text for text in await running.said(CUAUHTEMOC) if "depto 4" in text]
    await running.send()
    running = await restarted(running, minutes=3)
    await running.take(a_tap(f"pub:1:{note.message_id}", JUAREZ))
    assert not [text for text in await running.said(CUAUHTEMOC) if "depto 4" in text]
    await running.database.close()
