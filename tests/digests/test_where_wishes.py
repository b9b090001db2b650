"""Where and when of the days that a commander asked for: once, in private, and of what they command."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO
from typing import TYPE_CHECKING, Any, cast

import pytest
from PIL import Image

from bot.core.digests.asking import Wish
from bot.core.effects import Effect, Log, SaveReport
from bot.core.figures.periods import period_of
from bot.core.log_rows import facts_of
from bot.core.model.incoming import Other
from bot.core.model.meaning import Place
from bot.core.model.report import LogRow
from bot.core.outgoing import Delivery, Priority, Say, Sent, Waiting
from bot.core.rules.model import Commander, Rules
from bot.digests import incidents
from bot.digests.incidents import gather_incidents
from bot.digests.sending import answer_wishes
from bot.digests.where_wishes import WherePictures
from bot.pipeline import Pipeline
from storage import outbox
from storage.database import Database
from storage.recording import record
from tests.rules_for_tests import CUAUHTEMOC, some_rules
from tests.storage.values import a_report

if TYPE_CHECKING:
    from bot.app import App

NOW = datetime(2026, 11, 21, 13, tzinfo=UTC)
EVENING = datetime(2026, 11, 21, 2, tzinfo=UTC)  # 20:00 of the 20th in Mexico
RUIZ = Commander(name="Cmte. Ruiz", telegram=6001, sector="Ángel-Zona Rosa")
NILO = Place(street="Río Nilo", number="71")
WISH = Wish("2026-11-01", 6001, 6001, 55, last="2026-11-20")


class Running:
    """As much of an app as the job looks at."""

    def __init__(self, database: Database, rules: Rules) -> None:
        self.database, self.rules = database, rules
        self.pipeline = Pipeline(database, lambda: rules, lambda _: Other(update_id=1, what=""), self.clock)

    def clock(self) -> datetime:
        return NOW

    async def answer(self) -> list[Waiting]:
        await answer_wishes(cast("App", self))
        async with self.database.read() as session:
            return await outbox.waiting(session, NOW, 100, set())


def rules(**changes: Any) -> Rules:
    return some_rules(**{"commanders": (RUIZ,)} | changes)


async def store(database: Database, *effects: Effect) -> None:
    async with database.write() as session:
        await record(session, effects, EVENING)


def a_robbery(number: int, **changes: Any) -> list[Effect]:
    given: dict[str, Any] = {"group_id": CUAUHTEMOC, "quadrants": ("CUA-1",), "place": NILO, "opened_at": EVENING}
    report = a_report(id=number, words="se metieron a la casa de doña Lupita", **given | changes)
    row = LogRow(report_id=number, folio=report.folio, at=report.opened_at, event="opened", facts=facts_of(report))
    return [SaveReport(report), Log(row)]


async def test_a_commander_has_words_and_picture_once(database: Database) -> None:
    robberies = [effect for number in (1, 2, 3) for effect in a_robbery(number)]
    await store(database, *robberies, *WISH.noted())
    app = Running(database, rules())
    words, picture = await app.answer()
    assert (words.key, words.priority) == (f"answer:6001:55:{CUAUHTEMOC}", Priority.ANSWER)
    assert isinstance(words.action, Say)
    assert isinstance(picture.action, Say)
    assert {words.action.chat_id, picture.action.chat_id} == {6001}
    assert "del 01/11/2026 al 20/11/2026" in words.action.text
    assert "Río Nilo 71: 3 veces" in words.action.text
    assert "Lupita" not in words.action.text
    made = await WherePictures(database, app.pipeline)((picture.action.made or "").removeprefix("where:"))
    assert made is not None
    assert (made.name, made.picture) == ("CUA-2026-11-01-2026-11-20.png", True)
    assert Image.open(BytesIO(made.data)).width == 1080
    async with database.write() as session:
        await outbox.begin(session, [words, picture], NOW)
    await app.pipeline.delivered([Delivery(each, Sent(1)) for each in (words, picture)])
    assert await app.answer() == []


async def test_what_is_told_is_of_the_sector_that_they_command(database: Database) -> None:
    first, *others = rules().quadrants
    split = rules(
        quadrants=(first, *(replace(each, sector="Otro") for each in others)),
        commanders=(replace(RUIZ, sector=first.sector),),
    )
    mine, nobodys = a_robbery(1, quadrants=(first.code,)), a_robbery(2, quadrants=())
    theirs = a_robbery(3, quadrants=(split.group(CUAUHTEMOC).quadrants[1],))  # type: ignore[union-attr]
    await store(database, *mine, *nobodys, *theirs, *WISH.noted())
    words, picture = await Running(database, split).answer()
    assert isinstance(words.action, Say)
    assert isinstance(picture.action, Say)
    assert "Reportes: 2; sin cuadrante 1" in words.action.text
    assert (picture.action.made or "").endswith(f"/{CUAUHTEMOC}/{first.code}")


@pytest.mark.parametrize("person", [1001, 5001, 6001])
async def test_who_commands_no_more_or_never_did_gets_nothing(database: Database, person: int) -> None:
    await store(database, *a_robbery(1), *replace(WISH, person_id=person, chat_id=person).noted())
    commanders = () if person == RUIZ.telegram else (RUIZ,)
    assert await Running(database, rules(commanders=commanders)).answer() == []


async def test_a_picture_of_a_group_that_is_no_more_is_not_made(database: Database) -> None:
    pictures = WherePictures(database, Running(database, rules()).pipeline)
    assert await pictures("2026-11-01/2026-11-20/-5/") is None


async def test_read_in_small_steps_beside_a_bot_that_serves_it_is_the_same(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(incidents, "GENTLY_AT_ONCE", 2)
    await store(database, *(effect for number in range(1, 6) for effect in a_robbery(number)))
    period = period_of(EVENING.date(), EVENING.date(), rules().timezone, None, NOW)
    period = replace(period, start=EVENING, end=NOW)
    async with database.read() as session:
        at_once = await gather_incidents(session, period, rules())
        assert await gather_incidents(session, period, rules(), gently=True) == at_once
    assert [each.report_id for each in at_once.of({CUAUHTEMOC})] == [1, 2, 3, 4, 5]
