"""Gather, decide, record: one transaction a batch, nothing twice, and no update's trouble is another's."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import func, select
from sqlalchemy.exc import OperationalError

from bot import pipeline as module
from bot.core.decide import decide
from bot.core.effects import Decision
from bot.core.model.incoming import Incoming, Message
from bot.core.outgoing import Delivery, Outcome, Refused, Say, Sent, Waiting
from bot.core.scene import Scene
from bot.pipeline import Pipeline
from storage import exports, outbox
from storage.chat_tables import MESSAGES, STRIKES
from storage.database import Database
from storage.health import Health, health
from tests.builders import ANA, JUAREZ, MEMO, NOW, ROSA, a_tap, an_incoming
from tests.conversation import judged_plainly  # noqa: F401
from tests.rules_for_tests import CUAUHTEMOC, some_rules

ROBBERY = "Asaltan a una señora en Río Lerma 145"


class Running:
    """A pipeline on a store of its own, fed with updates that are translated already."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.now = NOW
        self.rules = some_rules()
        self.woken = 0
        self.pipeline = Pipeline(database, lambda: self.rules, self._translate, lambda: self.now, self._wake)

    async def take(self, *updates: Incoming | dict[str, Any]) -> None:
        await self.pipeline.take([raw_of(update) for update in updates])

    async def waiting(self) -> list[Waiting]:
        async with self.database.read() as session:
            return await outbox.waiting(session, self.now, 500)

    async def send(self, outcomes: dict[int, Outcome] | None = None) -> list[Waiting]:
        """Deliver all that waits; ``outcomes`` by chat, else it is sent."""
        rows = await self.waiting()
        async with self.database.write() as session:
            await outbox.begin(session, rows, self.now)
        found = [
            Delivery(row, (outcomes or {}).get(row.action.chat_id, Sent(7_000 + number)))
            for number, row in enumerate(rows)
        ]
        await self.pipeline.delivered(found)
        return rows

    async def said(self, chat_id: int) -> list[str]:
        """What waits to be said in a chat."""
        return [
            w.action.text for w in await self.waiting() if isinstance(w.action, Say) and w.action.chat_id == chat_id
        ]

    async def log(self) -> list[dict[str, Any]]:
        async with self.database.read() as session:
            return [row async for row in exports.log(session)]

    async def reports(self) -> list[dict[str, Any]]:
        async with self.database.read() as session:
            return [row async for row in exports.reports(session)]

    async def health(self) -> Health:
        async with self.database.read() as session:
            return await health(session, self.now)

    async def count(self, table: Any) -> int:
        async with self.database.read() as session:
            return await session.scalar(select(func.count()).select_from(table)) or 0

    def _translate(self, raw: dict[str, Any]) -> Incoming:
        if "incoming" not in raw:
            raise ValueError("no such update")
        incoming: Incoming = raw["incoming"]
        return incoming

    def _wake(self) -> None:
        self.woken += 1


def raw_of(update: Incoming | dict[str, Any]) -> dict[str, Any]:
    if isinstance(update, dict):
        return update
    text = update.text if isinstance(update, Message) else ""
    return {"update_id": update.update_id, "message": {"text": text}, "incoming": update}


@pytest.fixture
async def running(sqlite_url: str) -> AsyncIterator[Running]:
    database = await Database.open(sqlite_url)
    yield Running(database)
    await database.close()


async def test_a_batch_is_decided_message_by_message_each_knowing_what_the_last_one_did(running: Running) -> None:
    first = an_incoming(ROBBERY)
    await running.take(first, an_incoming("traen una moto"), an_incoming("es roja", reply_to=first.message_id))
    (report,) = await running.reports()
    assert report["words"] == f"{ROBBERY}\ntraen una moto\nes roja"
    assert running.woken == 1


async def test_an_update_that_comes_again_changes_nothing_in_the_same_batch_or_later(running: Running) -> None:
    robbery, advert = an_incoming(ROBBERY), an_incoming("promo", MEMO)
    await running.take(robbery, advert, robbery, advert)
    rows, log = await running.waiting(), await running.log()
    await running.take(advert, robbery)
    assert await running.waiting() == rows
    assert await running.log() == log
    assert await running.count(STRIKES) == 1


async def test_the_same_message_under_another_update_is_not_handled_twice(running: Running) -> None:
    first = an_incoming(ROBBERY, message_id=50)
    await running.take(first)
    await running.take(an_incoming(ROBBERY, message_id=50))
    assert len(await running.reports()) == 1
    assert (await running.health()).failed == 0


async def test_what_cannot_be_translated_is_stored_as_failed_the_rest_is_handled_and_the_administrators_are_told(
    running: Running,
) -> None:
    poison = {"update_id": 99_999, "message": {"text": "asaltan en la esquina"}}
    await running.take(an_incoming("hola"), poison, an_incoming(ROBBERY))
    state = await running.health()
    assert [failed.update_id for failed in state.failures] == [99_999]
    assert len(await running.reports()) == 1
    (news,) = await running.said(ROSA.id)
    assert "asaltan en la esquina" in news
    await running.take(poison)
    assert (await running.health()).failed == 1


async def test_what_raises_while_it_is_decided_costs_nobody_else(
    running: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fragile(incoming: Incoming, scene: Scene) -> Decision:
        if isinstance(incoming, Message) and "veneno" in incoming.text:
            raise RuntimeError("of all things")
        return decide(incoming, scene)

    monkeypatch.setattr(module, "decide", fragile)
    await running.take(an_incoming("hola"), an_incoming("veneno"), an_incoming(ROBBERY), an_incoming("adiós"))
    assert await running.count(MESSAGES) == 3
    assert len(await running.reports()) == 1
    assert (await running.health()).failures[0].error == "RuntimeError: of all things"
    assert any("veneno" in text for text in await running.said(ROSA.id))


@pytest.mark.parametrize(
    "poison", [{}, {"update_id": "x"}, {"update_id": -5}, {"update_id": 2**70}, {"update_id": True}]
)
async def test_an_update_without_a_number_is_failed_once(running: Running, poison: dict[str, Any]) -> None:
    await running.take(poison, an_incoming("hola"))
    await running.take(poison)
    assert (await running.health()).failed == 1
    assert await running.count(MESSAGES) == 1


async def test_nothing_is_confirmed_while_the_database_takes_nothing(
    running: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    import sqlite3

    full = sqlite3.OperationalError("database or disk is full")
    full.sqlite_errorcode = 13

    async def fails(*_: object) -> None:
        raise OperationalError("INSERT", {}, full)

    robbery = an_incoming(ROBBERY)
    with monkeypatch.context() as patched:
        patched.setattr(module, "record", fails)
        with pytest.raises(OperationalError):
            await running.take(robbery, {"update_id": 5})
    assert running.woken == 0
    assert (await running.health()).failed == 0
    await running.take(robbery)
    assert len(await running.reports()) == 1


async def test_a_delivered_alert_moves_the_report_to_told(running: Running) -> None:
    await running.take(an_incoming(ROBBERY))
    await running.send()
    (report,) = await running.reports()
    assert report["state"] == "forwarded"
    (line,) = await running.said(CUAUHTEMOC)
    assert "Avisado 20:52: Of. Juárez" in line


async def test_a_refused_alert_is_followed_by_one_to_the_next(running: Running) -> None:
    await running.take(an_incoming(ROBBERY))
    await running.send({JUAREZ.id: Refused("Forbidden", forbidden=True)})
    assert any("Nadie de turno" in text for text in await running.said(5004))
    assert [row["event"] for row in await running.log()] == ["opened", "undelivered"]


async def test_that_it_was_sent_is_known_even_when_what_follows_cannot_be_decided(
    running: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    def breaks(*_: object) -> None:
        raise RuntimeError

    await running.take(an_incoming(ROBBERY))
    monkeypatch.setattr(module, "on_delivery", breaks)
    await running.send()
    assert await running.waiting() == []


async def test_the_sweep_does_what_is_due_and_one_reports_trouble_keeps_no_other_waiting(
    running: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    await running.take(an_incoming(ROBBERY), an_incoming("Hay un incendio en Río Sena 60", MEMO))
    await running.send()
    running.now += timedelta(minutes=2)
    on_deadline = module.on_deadline

    def fragile(report: Any, scene: Scene) -> Any:
        if report.id == 1:
            raise RuntimeError
        return on_deadline(report, scene)

    with monkeypatch.context() as patched:
        patched.setattr(module, "on_deadline", fragile)
        await running.pipeline.sweep()
    assert [row["folio"] for row in await running.log() if row["event"] == "escalated"] == ["CUA-000002"]
    await running.pipeline.sweep()
    assert [row["folio"] for row in await running.log() if row["event"] == "escalated"] == ["CUA-000002", "CUA-000001"]


async def test_news_for_the_administrators_is_told_once(running: Running) -> None:
    for _ in range(3):
        await running.pipeline.tell_administrators("outage:1", "admin.telegram_down", start="20:00", end="20:10")
    assert len(await running.said(ROSA.id)) == 1


async def test_why_finds_the_message_of_a_folio_and_of_a_notice_in_the_store(running: Running) -> None:
    await running.take(an_incoming(ROBBERY), an_incoming("promo de pizzas", MEMO))
    await running.send()
    async with running.database.read() as session:
        places = {row.key: row.message_id for row in await session.execute(select(outbox.OUTBOX))}
    notice = next(place for key, place in places.items() if key.startswith("notice"))
    await running.take(
        an_incoming("/why CUA-000001", ROSA, chat_id=ROSA.id),
        an_incoming("/why", MEMO, chat_id=MEMO.id, reply_to=notice),
    )
    assert any("emergency.theft" in text for text in await running.said(ROSA.id))
    assert any("topics.advertising" in text for text in await running.said(MEMO.id))


async def test_who_presses_before_the_store_knows_that_it_was_delivered_is_heard(running: Running) -> None:
    for words in ("promo", "promo de tacos", "promo de tortas"):
        await running.take(an_incoming(words, MEMO))
        running.now += timedelta(hours=2)
    proposal = next(w for w in await running.waiting() if w.purpose == "proposal")
    assert isinstance(proposal.action, Say)
    await running.take(a_tap(proposal.action.buttons[0][0].data, ROSA, chat_id=ROSA.id, message_id=123))
    assert [
        w.action.person_id for w in await running.waiting() if w.purpose == "sanction" and w.key[:5] == "expel"
    ] == [MEMO.id]


async def test_an_officer_answers_in_private_without_quoting(running: Running) -> None:
    await running.take(an_incoming(ROBBERY))
    await running.send()
    await running.take(an_incoming("voy en camino", JUAREZ, chat_id=JUAREZ.id))
    (report,) = await running.reports()
    assert (report["state"], report["owner"]) == ("en_route", "Of. Juárez")


async def test_times_are_stored_as_they_were(running: Running) -> None:
    await running.take(an_incoming(ROBBERY, sent_at=NOW - timedelta(minutes=5)))
    (report,) = await running.reports()
    assert datetime.fromisoformat(report["opened_at"]) == NOW - timedelta(minutes=5)


async def test_the_author_of_an_update_is_known_afterwards(running: Running) -> None:
    await running.take(an_incoming("hola", ANA))
    await running.take(an_incoming("/start", ANA, chat_id=ANA.id))
    (greeting,) = await running.said(ANA.id)
    assert "no soy la policía" in greeting


async def test_that_people_have_changed_is_told_when_others_can_see_it_and_not_before(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    running, recording = Running(database), module.record
    meanwhile: list[int] = []

    async def while_somebody_looks(*what: Any) -> None:
        await recording(*what)
        meanwhile.append(running.pipeline.people_changes)

    monkeypatch.setattr(module, "record", while_somebody_looks)
    await running.take(an_incoming("/start", ANA, chat_id=ANA.id))
    after = running.pipeline.people_changes
    assert meanwhile == [0] < [after]
    await running.pipeline.send([])
    assert running.pipeline.people_changes == after
