"""What is done by the clock: each job alone, and none that ends the others."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator, Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import pytest

from bot import jobs
from bot.app import App
from bot.clockwork import Clockwork
from bot.core.model.incoming import Other
from bot.core.outgoing import Say, Waiting
from bot.core.rules.model import Rules
from bot.groups import GroupWatch
from bot.pipeline import Pipeline
from bot.rules_file import RulesFile
from bot.signs_of_life import HANGING, HEARTBEAT, UNREACHABLE_SINCE
from bot.telegram.rights import ALL_RIGHTS, GroupRights
from storage import outbox
from storage.database import Database
from storage.health import notes
from tests.builders import NOW, an_incoming

RULES = Path(__file__).parent / "scenarios" / "rules" / "two_quadrants.yaml"
ROSA = 1001


class Running:
    """As much of an app as the jobs look at."""

    def __init__(self, database: Database, file: Path) -> None:
        self.database = database
        self.rules_file = RulesFile(file)
        self.rules: Rules = self.rules_file.load()
        self.now = NOW
        self.unreachable_since: datetime | None = None
        self.outage: tuple[datetime, datetime] | None = None
        self.connected = True
        self.clockwork = Clockwork(())
        self.asked: list[list[int]] = []
        self.answer = "member"
        self.pipeline = Pipeline(database, lambda: self.rules, lambda raw: cast("Other", raw["incoming"]), self.clock)
        self.groups = GroupWatch(self.ask, self.pipeline, lambda: self.rules, self.clock)

    def clock(self) -> datetime:
        return self.now

    async def ask(self, chats: Iterable[int]) -> list[GroupRights]:
        self.asked.append(list(chats))
        if self.answer == "unreachable":
            return [GroupRights(chat_id=chat, problem="unreachable") for chat in self.asked[-1]]
        rights = frozenset({"delete", "read_all"} if self.answer == "may not restrict" else ALL_RIGHTS)
        return [GroupRights(chat_id=chat, rights=rights, administrators=frozenset()) for chat in self.asked[-1]]

    async def does(self, job: jobs.Job) -> None:
        await job(cast("App", self))

    async def waiting(self) -> list[Waiting]:
        async with self.database.read() as session:
            return await outbox.waiting(session, self.now, 100)

    async def told(self) -> list[str]:
        """What the administrators are told."""
        actions = [waiting.action for waiting in await self.waiting()]
        return [action.text for action in actions if isinstance(action, Say) and action.chat_id == ROSA]


@pytest.fixture
async def running(sqlite_url: str, tmp_path: Path) -> AsyncIterator[Running]:
    file = tmp_path / "rules.yaml"
    file.write_text(RULES.read_text(encoding="utf-8"), encoding="utf-8")
    database = await Database.open(sqlite_url)
    yield Running(database, file)
    await database.close()


async def test_changed_rules_are_taken_over_and_the_administrators_hear_of_it(running: Running) -> None:
    await running.does(jobs.reload_rules)
    assert await running.told() == []
    path = running.rules_file.path
    path.write_text(path.read_text(encoding="utf-8").replace('"911"', '"060"'), encoding="utf-8")
    await running.does(jobs.look_at_groups)
    await running.does(jobs.reload_rules)
    await running.does(jobs.look_at_groups)
    assert running.rules.emergency_number == "060"
    assert len(running.asked) == 2  # the new rules may have other groups
    assert [running.rules.version in text for text in await running.told()] == [True]


async def test_bad_rules_change_nothing_and_the_administrators_hear_which_line_is_wrong(running: Running) -> None:
    path = running.rules_file.path
    path.write_text(path.read_text(encoding="utf-8") + "nonsense: 1\n", encoding="utf-8")
    for _ in range(4):  # an editor may be in the middle of writing: it is looked at twice
        await running.does(jobs.reload_rules)
    assert running.rules.emergency_number == "911"
    (news,) = await running.told()
    assert "siguen las reglas anteriores" in news
    assert "nonsense" in news


async def test_a_sign_of_life_is_left_with_whether_telegram_can_be_reached(running: Running) -> None:
    running.unreachable_since = NOW - timedelta(minutes=1)
    await running.does(jobs.watch)
    async with running.database.read() as session:
        noted = await notes(session)
    assert noted[HEARTBEAT].at == NOW
    assert noted[UNREACHABLE_SINCE].value == running.unreachable_since.isoformat()


async def test_what_hangs_is_noted_for_a_monitor(running: Running, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(running.clockwork, "under_way_for", lambda seconds: ["look_at_pictures"])
    await running.does(jobs.watch)
    async with running.database.read() as session:
        assert (await notes(session))[HANGING].value == ["look_at_pictures"]


async def test_the_administrators_hear_once_an_hour_what_cannot_be_sent(running: Running) -> None:
    message = an_incoming("Están asaltando a una señora en Río Lerma 145")
    await running.pipeline.take([{"update_id": 1, "incoming": message}])
    await running.does(jobs.watch)
    assert await running.told() == []
    running.now += timedelta(minutes=4)
    for _ in range(3):
        await running.does(jobs.watch)
    assert ["no logro enviar" in text for text in await running.told()] == [True]


async def test_what_waited_while_the_program_was_down_is_tried_before_anybody_is_alarmed(
    running: Running,
) -> None:
    await running.does(jobs.watch)
    message = an_incoming("Están asaltando a una señora en Río Lerma 145")
    await running.pipeline.take([{"update_id": 1, "incoming": message}])
    running.now += timedelta(hours=1)  # a power cut
    await running.does(jobs.watch)
    assert await running.told() == []


async def test_telegram_is_asked_about_the_groups_until_it_answers_and_then_every_hour(running: Running) -> None:
    running.answer = "unreachable"
    await running.does(jobs.look_at_groups)
    running.answer = "member"
    for _ in range(3):
        await running.does(jobs.look_at_groups)
    assert len(running.asked) == 2
    running.now += timedelta(minutes=61)
    await running.does(jobs.look_at_groups)
    assert len(running.asked) == 3


async def test_groups_that_came_with_new_rules_meanwhile_are_asked_about_soon(running: Running) -> None:
    asking = running.ask

    async def while_rules_change(chats: Iterable[int]) -> list[GroupRights]:
        running.rules = replace(running.rules)
        running.groups.forget()
        return await asking(chats)

    running.groups = GroupWatch(while_rules_change, running.pipeline, lambda: running.rules, running.clock)
    for _ in range(2):
        await running.does(jobs.look_at_groups)
    assert len(running.asked) == 2


async def test_before_telegram_has_been_reached_it_is_not_asked(running: Running) -> None:
    running.connected = False
    await running.does(jobs.look_at_groups)
    assert running.asked == []


async def test_the_administrators_hear_what_the_bot_may_not_do(running: Running) -> None:
    running.answer = "may not restrict"
    await running.does(jobs.look_at_groups)
    (news,) = await running.told()
    assert "restringir miembros" in news
    assert "eliminar" not in news


async def test_an_outage_is_told_in_local_time_when_it_is_over(running: Running) -> None:
    await running.does(jobs.report_outage)
    assert await running.told() == []
    running.outage = (NOW - timedelta(minutes=20), NOW)
    await running.does(jobs.report_outage)
    await running.does(jobs.report_outage)
    assert await running.told() == [
        "No pude conectar con Telegram de 20:32 a 20:52. Lo que llegó entretanto ya está atendido."
    ]


async def test_an_outage_that_the_store_could_not_take_is_told_the_next_time(
    running: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def locked(*_: object, **__: object) -> None:
        raise RuntimeError("database is locked")

    running.outage = (NOW - timedelta(minutes=20), NOW)
    with monkeypatch.context() as trouble:
        trouble.setattr(running.pipeline, "tell_administrators", locked)
        with pytest.raises(RuntimeError):
            await running.does(jobs.report_outage)
    await running.does(jobs.report_outage)
    assert len(await running.told()) == 1


async def test_the_sweep_is_the_pipelines() -> None:
    swept: list[int] = []

    async def sweep() -> None:
        swept.append(1)

    await jobs.sweep(cast("App", SimpleNamespace(pipeline=SimpleNamespace(sweep=sweep))))
    assert swept == [1]


async def test_all_jobs_are_gone_through() -> None:
    assert [routine.name for routine in jobs.clockwork_of(cast("App", None)).routines] == [
        name for name, *_ in jobs.JOBS
    ]


async def test_a_job_that_fails_is_logged_and_tried_again_the_next_time(caplog: pytest.LogCaptureFixture) -> None:
    async def fails(_: App) -> None:
        raise RuntimeError("vecino Ana dijo…")

    with caplog.at_level(logging.INFO):
        await jobs._guarded("sweep", fails)(cast("App", None))
    (line,) = caplog.records
    assert (line.getMessage(), line.__dict__["job"], line.__dict__["error"]) == ("job.failed", "sweep", "RuntimeError")


async def test_what_was_cancelled_below_a_job_does_not_end_it_but_the_programs_end_does() -> None:
    async def waits_for_what_is_cancelled(_: App) -> None:
        other = asyncio.ensure_future(asyncio.sleep(60))
        other.cancel()
        await other

    async def waits(_: App) -> None:
        await asyncio.sleep(60)

    await jobs._guarded("sweep", waits_for_what_is_cancelled)(cast("App", None))
    job = asyncio.ensure_future(jobs._guarded("sweep", waits)(cast("App", None)))
    await asyncio.sleep(0)
    job.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await job
    assert job.cancelled()
