"""The weekly brief, from the store to the commander: once a week, whatever happens in between."""

from __future__ import annotations

import asyncio
from datetime import UTC, date, datetime, time, timedelta
from io import BytesIO
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from click.testing import CliRunner
from PIL import Image
from pypdf import PdfReader
from sqlalchemy import select

from bot.app import App
from bot.core.cabinet.promise import Promise
from bot.core.effects import Effect, Log, SavePromise, SaveReport
from bot.core.model.kinds import Category, Role, State
from bot.core.model.report import LogRow
from bot.core.outgoing import Priority, Refused, Say, Sent, Waiting
from bot.core.rules.model import Commander, DigestRules, Rules
from bot.digests.briefs import brief_paper, brief_picture, gather_week, print_briefs, send_due_briefs
from bot.digests.commands import brief
from bot.digests.made import made_of_figures
from bot.digests.printing import DayToCome, Printed
from bot.rules_file import RulesFile
from bot.sandbox.clock import VirtualClock
from bot.sandbox.server import SandboxTelegram
from bot.settings import Settings
from bot.telegram.client import make_bot
from storage.database import Database
from storage.recording import record
from storage.tables import OUTBOX
from tests.digests import test_sending
from tests.rules_for_tests import CUAUHTEMOC, some_rules
from tests.storage.values import a_report

FRIDAY = datetime(2026, 11, 20, 18, tzinfo=UTC)
SEVEN = datetime(2026, 11, 23, 13, tzinfo=UTC)  # Monday, in Mexico
DAY = timedelta(days=1)
WEEK = timedelta(weeks=1)
RUIZ = Commander(name="Cmte. Ruiz", telegram=6001, sector="Ángel-Zona Rosa")
PRUNING = Promise(
    id=1,
    group=CUAUHTEMOC,
    text="Poda en Río Tíber",
    by_id=6001,
    by_name="Cmte. Ruiz",
    made_at=FRIDAY,
    due=date(2026, 12, 1),
)


class Running(test_sending.Running):
    """The same, for the job that sends briefs."""

    def __init__(self, database: Database, now: datetime, rules: Rules | None = None) -> None:
        weekly = some_rules(commanders=(RUIZ,), digest=DigestRules(weekly=(0, time(7))))
        super().__init__(database, now, rules or weekly)

    async def send(self) -> list[Waiting]:
        return await self.run(send_due_briefs)


async def store(database: Database, *effects: Effect) -> None:
    async with database.write() as session:
        await record(session, effects, FRIDAY)


def a_robbery(number: int, at: datetime, **changes: Any) -> list[Effect]:
    report = a_report(id=number, group_id=CUAUHTEMOC, opened_at=at, quadrants=("CUA-1",), **changes)
    row = LogRow(report_id=number, folio=report.folio, at=at, event="told")
    answer = LogRow(
        report_id=number, folio=report.folio, at=at + timedelta(minutes=2), event=State.ON_SCENE, role=Role.OFFICER
    )
    return [SaveReport(report), Log(row), Log(answer)]


async def test_picture_and_paper_come_in_private_at_the_hour_and_not_before(database: Database) -> None:
    app = Running(database, SEVEN - timedelta(seconds=1))
    await test_sending.serves_since(database, FRIDAY)
    assert await app.send() == []
    app.now = SEVEN
    picture, paper = await app.send()
    assert {(each.action.chat_id, each.priority) for each in (picture, paper)} == {(6001, Priority.DIGEST)}
    assert isinstance(picture.action, Say)
    assert isinstance(paper.action, Say)
    assert picture.action.made == f"brief:2026-11-16/{CUAUHTEMOC}/"
    assert paper.action.made == f"brief-paper:2026-11-16/{CUAUHTEMOC}/"


@pytest.mark.parametrize("outcome", [Sent(77), Refused("Forbidden: bot was blocked by the user", forbidden=True)])
async def test_once_only_whatever_became_of_it_and_however_often_the_bot_starts(
    database: Database, outcome: Sent | Refused
) -> None:
    app = Running(database, SEVEN)
    waiting = await app.send()
    assert await app.send() == waiting
    await app.deliver(waiting, outcome)
    assert await app.send() == []
    assert await Running(database, SEVEN + 6 * DAY).send() == []


async def test_two_processes_at_once_send_one(database: Database) -> None:
    await asyncio.gather(Running(database, SEVEN).send(), Running(database, SEVEN).send())
    async with database.read() as session:
        found = (await session.execute(select(OUTBOX.c.key, OUTBOX.c.revision).order_by(OUTBOX.c.id))).all()
    key = f"brief:{CUAUHTEMOC}:2026-11-16:6001"
    assert [tuple(row) for row in found] == [(key, 1), (f"{key}:paper", 1)]


async def test_missed_while_the_bot_was_down_it_comes_until_the_next_is_due(database: Database) -> None:
    late = await Running(database, SEVEN + 5 * DAY).send()
    assert ["2026-11-16" in each.key for each in late] == [True, True]
    later = [each for each in await Running(database, SEVEN + WEEK).send() if each not in late]
    assert ["2026-11-23" in each.key for each in later] == [True, True]


async def test_the_week_before_the_bot_first_ran_is_nobodys_news(database: Database) -> None:
    await test_sending.serves_since(database, SEVEN - timedelta(hours=1))
    assert await Running(database, SEVEN).send() == []


async def test_without_an_hour_in_the_rules_nothing_is_ever_sent(database: Database) -> None:
    assert await Running(database, SEVEN, some_rules(digest=DigestRules())).send() == []


async def test_what_is_made_says_what_the_store_says(database: Database) -> None:
    await store(database, *a_robbery(1, FRIDAY), *a_robbery(2, FRIDAY - WEEK), SavePromise(PRUNING))
    await test_sending.serves_since(database, FRIDAY - 3 * WEEK)
    app = Running(database, SEVEN)
    name = f"2026-11-16/{CUAUHTEMOC}/"
    picture = await made_of_figures(database, app.pipeline, gather_week, brief_picture)(name)
    paper = await made_of_figures(database, app.pipeline, gather_week, brief_paper)(name)
    assert picture is not None
    assert paper is not None
    assert (picture.name, picture.picture, paper.name, paper.picture) == (
        "CUA-2026-W47.png", True, "CUA-2026-W47.pdf", False,
    )  # fmt: skip
    assert Image.open(BytesIO(picture.data)).width == 1080
    text = "\n".join(page.extract_text() for page in PdfReader(BytesIO(paper.data)).pages)
    assert "Vecinos de la Cuauhtémoc" in text
    assert "Poda en Río Tíber (del 20/11), para el 01/12/2026" in text
    assert "mediana 2 min" in text
    assert await made_of_figures(database, app.pipeline, gather_week, brief_paper)("2026-11-16/-5/") is None


class TestCommand:
    async def test_each_groups_week_in_words_and_files(self, sqlite_url: str, rules_file: Path) -> None:
        database = await Database.open(sqlite_url)
        await store(
            database, *a_robbery(1, FRIDAY), *a_robbery(2, FRIDAY, category=Category.FIRE), SavePromise(PRUNING)
        )
        await database.close()
        cuauhtemoc, ribera = await print_them(sqlite_url, rules_file, None)
        assert list(cuauhtemoc.files) == ["brief-CUA-2026-W47.png", "brief-CUA-2026-W47.pdf"]
        assert "semana 2026-W47, del 16/11 al 22/11/2026" in cuauhtemoc.text
        assert "Reportes de la semana: 2" in cuauhtemoc.text
        assert "Robo 1 (semanas anteriores: 0 0 0 0; media 0.0)" in cuauhtemoc.text
        assert "Poda en Río Tíber" in cuauhtemoc.text
        assert "Poda" not in ribera.text
        assert cuauhtemoc == (await print_them(sqlite_url, rules_file, date(2026, 11, 16)))[0]  # the same bytes

    async def test_not_of_a_week_that_has_not_begun(self, sqlite_url: str, rules_file: Path) -> None:
        with pytest.raises(DayToCome, match="2026-W49 has not begun; today is 2026-11-23"):
            await print_them(sqlite_url, rules_file, date(2026, 11, 30))

    @pytest.mark.parametrize("week", ["2026-47", "2026-W54", "W47", "2026-W47-1", "x"])
    def test_what_is_no_week_is_wrong_use(self, week: str) -> None:
        result = CliRunner().invoke(brief, ["--week", week])
        assert result.exit_code == 2
        assert "is no ISO week such as 2026-W47" in " ".join(result.output.split())


@pytest.fixture
def rules_file(monkeypatch: pytest.MonkeyPatch) -> Path:
    rules = some_rules(digest=DigestRules(weekly=(0, time(7))))
    monkeypatch.setattr("bot.digests.printing.RulesFile", lambda _: SimpleNamespace(load=lambda: rules))
    return Path("rules.yaml")


async def print_them(url: str, path: Path, monday: date | None) -> list[Printed]:
    return await print_briefs(Settings(_env_file=None, database_url=url, rules_file=path), monday, SEVEN)


async def test_telegram_gets_a_picture_to_see_and_a_paper_to_print(sqlite_url: str) -> None:
    database = await Database.open(sqlite_url)
    clock = VirtualClock(SEVEN)
    telegram = SandboxTelegram(clock)
    rules = RulesFile(Path(__file__).parents[1] / "scenarios/rules/with_a_cabinet.yaml")
    for who in (*rules.load().officers, *rules.load().commanders):  # no quadrant is without anybody
        assert isinstance(who.telegram, int)
        telegram.add_person(who.telegram, who.name, started=True)
    bot = make_bot("1:sandbox", call=telegram.call)
    app = App(Settings(_env_file=None), rules, database, bot, clock=clock, monotonic=lambda: clock().timestamp())
    await bot.initialize()
    for _ in range(2):
        await send_due_briefs(app)
        await app.settle()
        clock.advance(timedelta(seconds=20))
    messages = [each for each in telegram.chat(6001).messages.values() if each.sender == telegram.me]
    await bot.shutdown()
    await database.close()
    (picture, paper) = [each.raw for each in messages]
    assert "gabinete de seguridad, semana 2026-W47" in picture["caption"]
    assert picture["photo"]
    assert paper["document"]
    assert "para imprimir" in paper["caption"]
