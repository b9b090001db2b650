"""From the store to the commander: once a day each, whatever happens in between."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select

from bot.app import App
from bot.core.effects import Effect, Log, SaveGroup, SaveMessage, SaveReport
from bot.core.model import Category, Group, LogRow, Other, Reason, Role, State
from bot.core.outgoing import Delivery, Priority, Purpose, Refused, Say, Sent, Waiting
from bot.core.rules.model import Commander, DigestRules, Rules
from bot.digesting import FIRST_SIGN, DayToCome, Printed, print_digests, send_due_digests
from bot.pipeline import Pipeline
from bot.settings import Settings
from storage import outbox
from storage.database import Database
from storage.health import note
from storage.recording import record
from storage.tables import OUTBOX
from tests.rules_for_tests import CUAUHTEMOC, some_rules
from tests.storage.values import a_report, a_seen

EVENING = datetime(2026, 11, 21, 2, tzinfo=UTC)  # 20:00 of the 20th in Mexico
SEVEN = datetime(2026, 11, 21, 13, tzinfo=UTC)
RUIZ = Commander(name="Cmte. Ruiz", telegram=6001, sector="Ángel-Zona Rosa")


class Running:
    """As much of an app as the job looks at; a new one on the same store is a restart."""

    def __init__(self, database: Database, now: datetime, rules: Rules) -> None:
        self.database, self.now, self.rules = database, now, rules
        self.pipeline = Pipeline(database, lambda: self.rules, lambda _: Other(update_id=1, what=""), self.clock)

    def clock(self) -> datetime:
        return self.now

    async def send(self) -> list[Waiting]:
        """Run the job; what then waits in the outbox."""
        await send_due_digests(cast("App", self))
        async with self.database.read() as session:
            return await outbox.waiting(session, self.now, 100, set())

    async def deliver(self, waiting: list[Waiting], outcome: Sent | Refused) -> None:
        async with self.database.write() as session:
            await outbox.begin(session, waiting, self.now)
        await self.pipeline.delivered([Delivery(each, outcome) for each in waiting])


def rules(**changes: Any) -> Rules:
    return some_rules(**{"commanders": (RUIZ,), "digest": DigestRules(daily=time(7))} | changes)


async def store(database: Database, *effects: Effect) -> None:
    async with database.write() as session:
        await record(session, effects, EVENING)


def a_robbery(number: int = 1, **changes: Any) -> list[Effect]:
    report = a_report(id=number, group_id=CUAUHTEMOC, opened_at=EVENING, quadrants=("CUA-1",), **changes)
    row = LogRow(report_id=number, folio=report.folio, at=EVENING, event="told")
    answer = replace(row, at=EVENING + timedelta(minutes=2), event=State.ON_SCENE.value, role=Role.OFFICER)
    return [SaveReport(report), Log(replace(row, event="opened")), Log(row), Log(answer)]


async def test_the_commander_has_it_in_private_at_the_hour_and_behind_everything_else(database: Database) -> None:
    await store(database, *a_robbery())
    app = Running(database, SEVEN - timedelta(seconds=1), rules())
    assert await app.send() == []
    app.now = SEVEN
    (waiting,) = await app.send()
    assert (waiting.action.chat_id, waiting.priority, waiting.purpose) == (6001, Priority.DIGEST, Purpose.DIGEST)
    assert isinstance(waiting.action, Say)
    assert "resumen del viernes 20/11/2026" in waiting.action.text
    assert "mediana 2 min" in waiting.action.text


async def test_once_only_whatever_became_of_it_and_however_often_the_bot_starts(database: Database) -> None:
    app = Running(database, SEVEN, rules())
    waiting = await app.send()
    assert await app.send() == waiting
    await app.deliver(waiting, Sent(77))
    await store(database, *a_robbery())  # later news of that day are for another day to tell
    assert await app.send() == []
    assert await Running(database, SEVEN + timedelta(hours=10), rules()).send() == []


async def test_who_cannot_be_written_to_is_not_tried_every_minute(database: Database) -> None:
    app = Running(database, SEVEN, rules())
    await app.deliver(await app.send(), Refused("Forbidden: bot was blocked by the user", forbidden=True))
    assert await app.send() == []


async def test_two_processes_at_once_send_one(database: Database) -> None:
    first, second = Running(database, SEVEN, rules()), Running(database, SEVEN, rules())
    await asyncio.gather(first.send(), second.send())
    async with database.read() as session:
        found = (await session.execute(select(OUTBOX.c.key, OUTBOX.c.revision))).all()
    assert [tuple(row) for row in found] == [(f"digest:{CUAUHTEMOC}:2026-11-20:6001", 1)]


async def test_missed_while_the_bot_was_down_it_comes_the_same_day_and_not_the_next(database: Database) -> None:
    (late,) = await Running(database, SEVEN + timedelta(hours=16), rules()).send()
    assert "2026-11-20" in late.key
    (next_day,) = [each for each in await Running(database, SEVEN + timedelta(days=1), rules()).send() if each != late]
    assert "2026-11-21" in next_day.key


async def test_the_day_before_the_bot_first_ran_is_nobodys_news(database: Database) -> None:
    async with database.write() as session:
        await note(session, FIRST_SIGN, None, SEVEN - timedelta(hours=1))
    assert await Running(database, SEVEN, rules()).send() == []
    assert len(await Running(database, SEVEN + timedelta(days=1), rules()).send()) == 1


async def test_without_an_hour_in_the_rules_nothing_is_ever_sent(database: Database) -> None:
    assert await Running(database, SEVEN, rules(digest=DigestRules())).send() == []


async def test_a_group_that_got_a_new_id_keeps_its_figures(database: Database) -> None:
    new = -100777
    await store(database, SaveGroup(Group(chat_id=new, rules_chat=CUAUHTEMOC)), *a_robbery())
    await store(database, SaveReport(a_report(id=2, group_id=new, opened_at=EVENING, category=Category.FIRE)))
    await store(
        database, SaveMessage(a_seen(chat_id=CUAUHTEMOC, reason=Reason.MEME, removed_at=EVENING, report_id=None))
    )
    (waiting,) = await Running(database, SEVEN, rules()).send()
    assert isinstance(waiting.action, Say)
    assert "Reportes: 2" in waiting.action.text
    assert "Mensajes retirados: 1 (memes 1)" in waiting.action.text


class TestCommand:
    async def test_yesterday_for_each_group_in_its_language(self, sqlite_url: str, rules_file: Path) -> None:
        database = await Database.open(sqlite_url)
        await store(database, *a_robbery())
        await database.close()
        found = await print_them(sqlite_url, rules_file, None)
        assert [each.file_name for each in found] == ["digest-CUA-2026-11-20.png", "digest-CUA-2-2026-11-20.png"]
        assert "Reportes: 1" in found[0].text
        assert "There were no reports." in found[1].text
        assert all(each.picture.startswith(b"\x89PNG") for each in found)

    async def test_any_day_up_to_today(self, sqlite_url: str, rules_file: Path) -> None:
        assert "21/11/2026" in (await print_them(sqlite_url, rules_file, date(2026, 11, 21)))[0].text
        with pytest.raises(DayToCome, match="today is 2026-11-21"):
            await print_them(sqlite_url, rules_file, date(2026, 11, 22))


@pytest.fixture
def rules_file(monkeypatch: pytest.MonkeyPatch) -> Path:
    first, second = some_rules().groups
    groups = (first, replace(second, folio="CUA", language="en"))
    stub = SimpleNamespace(load=lambda: rules(groups=groups, timezone=ZoneInfo("America/Mexico_City")))
    monkeypatch.setattr("bot.digesting.RulesFile", lambda _: stub)
    return Path("rules.yaml")


async def print_them(url: str, path: Path, day: date | None) -> list[Printed]:
    settings = Settings(_env_file=None, database_url=url, rules_file=path)
    return await print_digests(settings, day, SEVEN)
