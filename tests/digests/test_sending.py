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
from bot.core.digests.asking import WISHES, Wish
from bot.core.effects import Effect, Log, Remember, SaveGroup, SaveMessage, SaveReport
from bot.core.log_rows import facts_of
from bot.core.model.incoming import Other
from bot.core.model.kept import Group
from bot.core.model.kinds import Category, Reason, Role, State
from bot.core.model.report import LogRow
from bot.core.outgoing import Delivery, Priority, Purpose, Refused, Say, Sent, Waiting
from bot.core.rules.model import Commander, DigestRules, Rules
from bot.digests import sending
from bot.digests.files import digest_picture, print_digests, print_month
from bot.digests.gathering import FIRST_SIGN, gather_day
from bot.digests.made import made_of_figures
from bot.digests.printing import DayToCome, Printed
from bot.digests.sending import answer_wishes, send_due_digests, send_due_month
from bot.jobs import Job
from bot.pipeline import Pipeline
from bot.settings import Settings
from storage import digests, outbox
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
        """Run the job; the words that then wait in the outbox."""
        return [each for each in await self.run(send_due_digests) if not each.key.endswith(":picture")]

    async def run(self, job: Job) -> list[Waiting]:
        """Run a job; what then waits in the outbox."""
        await job(cast("App", self))
        async with self.database.read() as session:
            return await outbox.waiting(session, self.now, 100, set())

    async def deliver(self, waiting: list[Waiting], outcome: Sent | Refused) -> None:
        async with self.database.write() as session:
            await outbox.begin(session, waiting, self.now)
        await self.pipeline.delivered([Delivery(each, outcome) for each in waiting])


@pytest.fixture(autouse=True)
async def served_since_friday(database: Database) -> None:
    await serves_since(database, EVENING)


async def serves_since(database: Database, moment: datetime) -> None:
    async with database.write() as session:
        await note(session, FIRST_SIGN, None, moment)


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


async def test_what_nobody_closed_for_years_is_not_forgotten_and_too_much_of_it_is_said(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = EVENING - timedelta(days=900)
    report = a_report(id=1, group_id=CUAUHTEMOC, opened_at=opened)
    row = LogRow(report_id=1, folio=report.folio, at=opened, event="opened", facts=facts_of(report))
    await store(database, SaveReport(report), Log(row), *a_robbery(2))
    (waiting,) = await Running(database, SEVEN, rules()).send()
    assert isinstance(waiting.action, Say)
    assert "Siguen abiertos: 2" in waiting.action.text
    assert "CUA-000001 Robo, desde 03/06/2024" in waiting.action.text
    monkeypatch.setattr(digests, "MOST_OPEN", 1)
    others = rules(commanders=(replace(RUIZ, telegram=6002),))
    (waiting,) = [each for each in await Running(database, SEVEN, others).send() if each.action.chat_id == 6002]
    assert isinstance(waiting.action, Say)
    assert "Siguen abiertos (de los escritos desde el 20/11/2026): 1" in waiting.action.text


async def test_the_picture_follows_and_is_made_of_the_same_figures(database: Database) -> None:
    await store(database, *a_robbery())
    app = Running(database, SEVEN, rules())
    await app.send()
    words, picture = await app.run(send_due_digests)
    assert picture.key == f"{words.key}:picture"
    assert isinstance(picture.action, Say)
    assert picture.action.made == f"digest:2026-11-20/{CUAUHTEMOC}/"
    pictures = made_of_figures(database, app.pipeline, gather_day, digest_picture)
    made = await pictures(picture.action.made.partition(":")[2])
    assert made is not None
    assert made.picture
    assert made.data.startswith(b"\x89PNG")
    assert await pictures("2026-11-20/-5/") is None  # a group that the rules know no more


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
    key = f"digest:{CUAUHTEMOC}:2026-11-20:6001"
    assert [tuple(row) for row in found if "2026-11-20" in row.key] == [(key, 1), (f"{key}:picture", 1)]


async def test_two_commanders_have_it_once_each(database: Database) -> None:
    both = rules(commanders=(RUIZ, replace(RUIZ, name="Cmte. Sol", telegram=6003)))
    app = Running(database, SEVEN, both)
    await app.deliver(await app.send(), Sent(77))
    await app.send()
    async with database.read() as session:
        people = (await session.execute(select(OUTBOX.c.chat_id).where(OUTBOX.c.key.like("%2026-11-20%")))).scalars()
    assert sorted(people) == [6001, 6001, 6003, 6003]


async def test_missed_for_a_day_and_a_half_both_come_once_the_bot_is_back_the_older_first(database: Database) -> None:
    await serves_since(database, EVENING - timedelta(days=30))
    on_thursday = Running(database, SEVEN - timedelta(days=1), rules())
    await on_thursday.deliver(await on_thursday.run(send_due_digests), Sent(70))
    back = Running(database, SEVEN + timedelta(days=1, hours=5), rules())
    found = await back.send()
    assert [each.key.split(":")[2] for each in found] == ["2026-11-20", "2026-11-21"]
    await back.deliver(await back.run(send_due_digests), Sent(71))
    assert await back.send() == []


async def test_who_becomes_commander_today_has_yesterdays_and_no_older_ones(database: Database) -> None:
    await serves_since(database, EVENING - timedelta(days=30))
    for days in (2, 1):
        before = Running(database, SEVEN - timedelta(days=days), rules())
        await before.deliver(await before.run(send_due_digests), Sent(days))
    both = rules(commanders=(RUIZ, replace(RUIZ, name="Cmte. Sol", telegram=6003)))
    found = await Running(database, SEVEN, both).send()
    assert [each.key.split(":")[2:] for each in found] == [["2026-11-20", "6001"], ["2026-11-20", "6003"]]


async def test_who_is_the_first_to_come_has_yesterdays_and_not_those_that_nobody_was_there_to_have(
    database: Database,
) -> None:
    await serves_since(database, EVENING - timedelta(days=30))
    assert await Running(database, SEVEN - timedelta(days=1), rules(commanders=())).send() == []
    (found,) = await Running(database, SEVEN, rules()).send()
    assert found.key == f"digest:{CUAUHTEMOC}:2026-11-20:6001"


async def test_what_came_in_only_after_an_outage_is_counted_on_its_day_and_named_as_late(database: Database) -> None:
    report = a_report(id=1, group_id=CUAUHTEMOC, opened_at=EVENING, quadrants=("CUA-1",))
    late = LogRow(report_id=1, folio=report.folio, at=SEVEN + timedelta(minutes=50), event="opened")
    await store(database, SaveReport(report), Log(late))
    (waiting,) = await Running(database, SEVEN + timedelta(hours=1), rules()).send()
    assert isinstance(waiting.action, Say)
    assert "Reportes: 1 (llegaron tarde, por una falla: 1)" in waiting.action.text


async def test_the_day_before_the_bot_first_ran_is_nobodys_news(database: Database) -> None:
    await serves_since(database, SEVEN - timedelta(hours=1))
    assert await Running(database, SEVEN, rules()).send() == []
    assert len(await Running(database, SEVEN + timedelta(days=1), rules()).send()) == 1


async def test_without_an_hour_in_the_rules_nothing_is_ever_sent(database: Database) -> None:
    assert await Running(database, SEVEN, rules(digest=DigestRules())).send() == []


async def test_who_gives_digests_an_hour_has_yesterdays_and_none_of_when_nobody_wanted_them(database: Database) -> None:
    await serves_since(database, EVENING - timedelta(days=30))
    without = Running(database, SEVEN - timedelta(days=1), rules(digest=DigestRules()))
    assert await without.send() == []
    (first,) = await Running(database, SEVEN, rules()).send()
    assert first.key.split(":")[2] == "2026-11-20"


async def test_after_an_hour_was_given_what_is_missed_while_the_bot_is_down_comes_as_ever(database: Database) -> None:
    await serves_since(database, EVENING - timedelta(days=30))
    await Running(database, SEVEN - timedelta(days=3), rules(digest=DigestRules())).send()
    first = Running(database, SEVEN - timedelta(days=2), rules())
    await first.deliver(await first.run(send_due_digests), Sent(1))
    found = await Running(database, SEVEN, rules()).send()
    assert [each.key.split(":")[2] for each in found] == ["2026-11-19", "2026-11-20"]


async def test_a_group_that_got_a_new_id_keeps_its_figures(database: Database) -> None:
    new = -100777
    await store(database, SaveGroup(Group(chat_id=new, rules_chat=CUAUHTEMOC)), *a_robbery())
    fire = a_report(id=2, group_id=new, opened_at=EVENING, category=Category.FIRE)
    await store(database, SaveReport(fire), Log(LogRow(report_id=2, folio=fire.folio, at=EVENING, event="opened")))
    await store(
        database, SaveMessage(a_seen(chat_id=CUAUHTEMOC, reason=Reason.MEME, removed_at=EVENING, report_id=None))
    )
    (waiting,) = await Running(database, SEVEN, rules()).send()
    assert isinstance(waiting.action, Say)
    assert "Reportes: 2" in waiting.action.text
    assert "Mensajes retirados: 1 (memes 1)" in waiting.action.text


class TestWishes:
    async def test_a_commander_has_the_day_that_they_asked_for_once(self, database: Database) -> None:
        await store(database, *a_robbery(), *Wish("2026-11-20", 6001, 6001, 55).noted())
        app = Running(database, SEVEN, rules(digest=DigestRules()))
        words, picture = await app.run(answer_wishes)
        assert (words.key, words.priority) == (f"answer:6001:55:{CUAUHTEMOC}", Priority.ANSWER)
        assert isinstance(words.action, Say)
        assert "Reportes: 1" in words.action.text
        assert picture.action.chat_id == 6001
        await app.deliver([words, picture], Sent(1))
        assert await app.run(answer_wishes) == []

    async def test_powers_are_those_of_the_moment_at_which_it_is_answered(self, database: Database) -> None:
        await store(database, *Wish("2026-11-20", 6001, 6001, 55).noted())
        assert await Running(database, SEVEN, rules(commanders=())).run(answer_wishes) == []
        assert await Running(database, SEVEN, rules()).run(answer_wishes) == []  # it is done with

    async def test_a_note_that_is_no_wish_costs_nobody_theirs(self, database: Database) -> None:
        await store(database, Remember(f"{WISHES}0", "{}"), *Wish("2026-11-20", 6001, 6001, 55).noted())
        assert len(await Running(database, SEVEN, rules()).run(answer_wishes)) == 2

    @pytest.mark.parametrize("last", [None, "2026-11-20"])
    async def test_who_asked_for_what_cannot_be_made_hears_so_once(
        self, database: Database, monkeypatch: pytest.MonkeyPatch, last: str | None
    ) -> None:
        async def fails(*_: object, **__: object) -> None:
            raise ArithmeticError("no such figure")

        for maker in ("gather_day", "where_wished"):
            monkeypatch.setattr(sending, maker, fails)
        await store(database, *Wish("2026-11-19", 6001, -1001, 55, last).noted())
        app = Running(database, SEVEN, rules())
        (waiting,) = await app.run(answer_wishes)
        assert isinstance(waiting.action, Say)
        assert waiting.action.chat_id == 6001  # though they asked in the group
        assert waiting.action.text.startswith("No pude hacer")
        assert "19/11/2026" in waiting.action.text
        await app.deliver([waiting], Sent(1))
        assert await app.run(answer_wishes) == []


class TestMonth:
    NINE = datetime(2026, 12, 1, 15, tzinfo=UTC)  # of the first of December in Mexico

    def monthly(self) -> Rules:
        return rules(digest=DigestRules(monthly=(1, time(9))), groups=some_rules().groups[:1])

    async def test_the_group_has_its_post_once_even_days_late(self, database: Database) -> None:
        await store(database, *a_robbery())
        assert await Running(database, self.NINE - timedelta(seconds=1), self.monthly()).run(send_due_month) == []
        late = Running(database, self.NINE + timedelta(days=4), self.monthly())
        post, *private = await late.run(send_due_month)
        assert (post.action.chat_id, post.key) == (CUAUHTEMOC, f"monthly:{CUAUHTEMOC}:2026-11:group")
        assert isinstance(post.action, Say)
        assert "Reportes: 1; resueltos 0, no resueltos 1." in post.action.text
        assert [each.action.chat_id for each in private] == [1001, 6001]
        await late.deliver([post, *private], Sent(1))
        assert await late.run(send_due_month) == []

    async def test_it_goes_to_where_the_group_is_now(self, database: Database) -> None:
        await store(database, SaveGroup(Group(chat_id=-100777, rules_chat=CUAUHTEMOC)), *a_robbery())
        post, *_ = await Running(database, self.NINE, self.monthly()).run(send_due_month)
        assert (post.action.chat_id, post.key) == (-100777, f"monthly:{CUAUHTEMOC}:2026-11:group")

    async def test_what_is_too_old_to_be_news_is_not_posted(self, database: Database) -> None:
        assert await Running(database, self.NINE + timedelta(days=5), self.monthly()).run(send_due_month) == []

    async def test_unless_the_rules_say_so_there_is_none(self, database: Database) -> None:
        assert await Running(database, self.NINE, rules()).run(send_due_month) == []

    async def test_the_month_before_the_bot_first_ran_is_nobodys_news(self, database: Database) -> None:
        await serves_since(database, self.NINE - timedelta(hours=9))
        assert await Running(database, self.NINE, self.monthly()).run(send_due_month) == []


class TestCommand:
    async def test_yesterday_for_each_group_in_its_language(self, sqlite_url: str, rules_file: Path) -> None:
        database = await Database.open(sqlite_url)
        await store(database, *a_robbery())
        await database.close()
        found = await print_them(sqlite_url, rules_file, None)
        assert [name for each in found for name in each.files] == [
            "digest-CUA-2026-11-20.png",
            "digest-CUA-2-2026-11-20.png",
        ]
        assert "Reportes: 1" in found[0].text
        assert "There were no reports." in found[1].text
        assert all(data.startswith(b"\x89PNG") for each in found for data in each.files.values())

    async def test_a_month_for_each_group_and_its_commanders(self, sqlite_url: str, rules_file: Path) -> None:
        settings = Settings(_env_file=None, database_url=sqlite_url, rules_file=rules_file)
        spanish, _, _, english = await print_month(settings, date(2026, 11, 1), SEVEN)
        assert "En noviembre de 2026 no hubo reportes." in spanish
        assert "suspicious people in November 2026" in english
        with pytest.raises(DayToCome, match="2026-12 has not begun"):
            await print_month(settings, date(2026, 12, 1), SEVEN)

    async def test_a_past_day_comes_out_the_same_however_the_reports_moved_on(
        self, sqlite_url: str, rules_file: Path
    ) -> None:
        database = await Database.open(sqlite_url)
        await store(database, *[with_facts(effect) for effect in a_robbery()])
        before = (await print_them(sqlite_url, rules_file, date(2026, 11, 20)))[0]
        moved_on = a_report(
            id=1, group_id=CUAUHTEMOC, opened_at=EVENING, category=Category.NOTICE, state=State.RESOLVED,
            closed_at=SEVEN + timedelta(hours=3), quadrants=("CUA-2",), emergency=False,
        )  # fmt: skip
        row = LogRow(report_id=1, folio=moved_on.folio, at=SEVEN + timedelta(hours=3), event="resolved")
        await store(database, SaveReport(moved_on), Log(replace(row, role=Role.OFFICER, facts=facts_of(moved_on))))
        await database.close()
        again = (await print_them(sqlite_url, rules_file, date(2026, 11, 20)))[0]
        assert again == before
        assert "CUA-000001 Robo" in again.text

    async def test_any_day_up_to_today(self, sqlite_url: str, rules_file: Path) -> None:
        assert "21/11/2026" in (await print_them(sqlite_url, rules_file, date(2026, 11, 21)))[0].text
        with pytest.raises(DayToCome, match="today is 2026-11-21"):
            await print_them(sqlite_url, rules_file, date(2026, 11, 22))


def with_facts(effect: Effect) -> Effect:
    """The row with what its report was then, as the pipeline writes it."""
    if not isinstance(effect, Log):
        return effect
    report = a_report(id=1, group_id=CUAUHTEMOC, opened_at=EVENING, quadrants=("CUA-1",))
    state = State(effect.row.event) if effect.row.event in set(State) else State.RECEIVED
    return Log(replace(effect.row, facts=facts_of(replace(report, state=state))))


@pytest.fixture
def rules_file(monkeypatch: pytest.MonkeyPatch) -> Path:
    first, second = some_rules().groups
    groups = (first, replace(second, folio="CUA", language="en"))
    stub = SimpleNamespace(load=lambda: rules(groups=groups, timezone=ZoneInfo("America/Mexico_City")))
    monkeypatch.setattr("bot.digests.printing.RulesFile", lambda _: stub)
    return Path("rules.yaml")


async def print_them(url: str, path: Path, day: date | None) -> list[Printed]:
    settings = Settings(_env_file=None, database_url=url, rules_file=path)
    return await print_digests(settings, day, SEVEN)
