"""Where and when of any period, from the store to the analyst's screen."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from click.testing import CliRunner

from bot.core.effects import Effect, Log, SaveReport
from bot.core.log_rows import facts_of
from bot.core.model.kinds import Category, State
from bot.core.model.meaning import Place
from bot.core.model.report import LogRow
from bot.digests.commands import where
from bot.digests.printing import DayToCome, Printed
from bot.digests.where_files import print_where
from bot.settings import Settings
from storage.database import Database
from storage.recording import record
from tests.rules_for_tests import CUAUHTEMOC, RIBERA, some_rules
from tests.storage.values import a_report

NOW = datetime(2026, 11, 23, 13, tzinfo=UTC)
MIDNIGHT = datetime(2026, 11, 20, 6, tzinfo=UTC)  # in Mexico
NILO = Place(street="Río Nilo", number="71")
SECRET = "se metieron a robar a la casa de doña Lupita"


def a_robbery(number: int, at: datetime, **changes: Any) -> list[Effect]:
    given: dict[str, Any] = {"group_id": CUAUHTEMOC, "quadrants": ("CUA-1",), "place": NILO, "words": SECRET}
    report = a_report(id=number, opened_at=at, **(given | changes))
    return [SaveReport(report), Log(LogRow(report_id=number, folio=report.folio, at=at, event="told"))]


@pytest.fixture
def rules_file(monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr("bot.digests.printing.RulesFile", lambda _: SimpleNamespace(load=some_rules))
    return Path("rules.yaml")


async def print_them(url: str, path: Path, first: date, last: date, *categories: Category) -> list[Printed]:
    settings = Settings(_env_file=None, database_url=url, rules_file=path)
    return await print_where(settings, first, last, frozenset(categories), NOW)


async def test_of_these_local_days_and_of_each_group_its_own(sqlite_url: str, rules_file: Path) -> None:
    database = await Database.open(sqlite_url)
    async with database.write() as session:
        for number in range(3):
            await record(session, a_robbery(number + 1, MIDNIGHT + timedelta(hours=number)), NOW)
        await record(session, a_robbery(4, MIDNIGHT - timedelta(seconds=1)), NOW)
        await record(session, a_robbery(5, MIDNIGHT + timedelta(days=1)), NOW)
        await record(session, a_robbery(6, MIDNIGHT, category=Category.FIRE, place=Place(street="Sabino")), NOW)
        await record(session, a_robbery(7, MIDNIGHT, group_id=RIBERA, quadrants=()), NOW)
    await database.close()
    day = date(2026, 11, 20)
    cuauhtemoc, ribera = await print_them(sqlite_url, rules_file, day, day)
    (picture,) = cuauhtemoc.files
    assert picture == "where-CUA-2026-11-20-2026-11-20.png"
    assert list(ribera.files) == ["where-SMR-2026-11-20-2026-11-20.png"]
    assert "Reportes: 4; sin cuadrante 0" in cuauhtemoc.text
    assert "Río Nilo 71: 3 veces (Robo 3)" in cuauhtemoc.text
    assert "Robo a casa o negocio: n 3" in cuauhtemoc.text
    assert "Reportes: 1; sin cuadrante 1" in ribera.text
    assert "Lupita" not in cuauhtemoc.text + ribera.text
    assert "\n\n\n" not in cuauhtemoc.text + ribera.text  # also where no quadrant has any
    assert cuauhtemoc.files[picture].startswith(b"\x89PNG")
    fires, _ = await print_them(sqlite_url, rules_file, day, day, Category.FIRE)
    assert "del 20/11/2026 al 20/11/2026: Incendio" in fires.text
    assert "Reportes: 1;" in fires.text


async def test_not_of_days_to_come(sqlite_url: str, rules_file: Path) -> None:
    with pytest.raises(DayToCome, match="today is 2026-11-23"):
        await print_them(sqlite_url, rules_file, date(2026, 11, 24), date(2026, 11, 30))


@pytest.mark.parametrize(
    "arguments", [[], ["--since", "2026-11-20"], ["--since", "2026-11-20", "--until", "2026-11-19"]]
)
def test_half_a_period_or_one_that_ends_before_it_begins_is_wrong_use(arguments: list[str]) -> None:
    assert CliRunner().invoke(where, arguments).exit_code == 2


async def test_what_was_taken_back_and_what_was_written_without_facts_is_read_from_the_whole_log(
    sqlite_url: str, rules_file: Path
) -> None:
    """Three reports of lamps: one called mended and taken back at once, one mended, one of an older version's log."""
    lamps: dict[str, Any] = {
        "category": Category.URBAN_SERVICE, "words": "la luminaria está fundida", "group_id": CUAUHTEMOC,
        "quadrants": ("CUA-1",), "place": NILO, "opened_at": MIDNIGHT,
    }  # fmt: skip
    database = await Database.open(sqlite_url)
    async with database.write() as session:
        for number, events in ((1, ("told", "resolved", "undone")), (2, ("told", "resolved")), (3, ("told",))):
            report = a_report(id=number, **lamps)
            rows = [
                LogRow(
                    report_id=number,
                    folio=report.folio,
                    at=MIDNIGHT + timedelta(minutes=minute),
                    event=event,
                    facts=facts_of(replace(report, state=State.RESOLVED if event == "resolved" else State.FORWARDED))
                    if number < 3
                    else None,
                )
                for minute, event in enumerate(events)
            ]
            await record(session, [SaveReport(report), *map(Log, rows)], NOW)
    await database.close()
    cuauhtemoc, _ = await print_them(sqlite_url, rules_file, MIDNIGHT.date(), MIDNIGHT.date())
    assert "alumbrado que falla: 1 (sin calle 0)" in cuauhtemoc.text
    assert "(CUA-000001, CUA-000003)" in cuauhtemoc.text
