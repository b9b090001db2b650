"""What is stored comes out as it was, as JSON Lines or CSV, between two moments of local time."""

from __future__ import annotations

import csv
import io
import json
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from bot.core.effects import Log, SaveReferral, SaveReport
from bot.core.model.report import Witness
from bot.core.referrals.model import Referral
from bot.exporting import export_to
from bot.settings import Settings
from storage.database import Database
from storage.exports import LOG_FIELDS, REPORT_FIELDS
from storage.recording import record
from tests.storage.values import NOW, a_log_row, a_report

RULES = Path(__file__).parent / "scenarios" / "rules" / "two_quadrants.yaml"
WORDS = "=cmd|' /C calc'!A0; \"comillas\", coma\ny 🚨 línea"


@pytest.fixture
async def settings(sqlite_url: str) -> Settings:
    database = await Database.open(sqlite_url)
    async with database.write() as session:
        reports = [
            a_report(id=n, folio=f"CUA-{n:06d}", words=WORDS, opened_at=NOW + timedelta(hours=n)) for n in (1, 2, 3)
        ]
        rows = [Log(a_log_row(report_id=1, folio="CUA-000001", at=NOW, text=WORDS))]
        await record(session, [*map(SaveReport, reports), *rows], NOW)
    await database.close()
    return Settings(database_url=sqlite_url, rules_file=RULES)


async def exported(settings: Settings, what: str, format_: str = "jsonl", **span: datetime) -> str:
    out = io.StringIO()
    await export_to(out, settings, what, format_, span.get("since"), span.get("until"))
    return out.getvalue()


async def test_reports_come_one_a_line_oldest_first_with_the_promised_fields(settings: Settings) -> None:
    rows = [json.loads(line) for line in (await exported(settings, "reports")).splitlines()]
    assert [row["folio"] for row in rows] == ["CUA-000001", "CUA-000002", "CUA-000003"]
    promised = ["folio", "state", "category", "emergency", "street", "number", "cross_street", "quadrant", "opened_at"]
    assert list(rows[0])[:9] == promised
    assert rows[0]["words"] == WORDS
    assert "reporter" not in " ".join(rows[0])


async def test_an_export_counts_the_witnesses_and_names_none(settings: Settings) -> None:
    database = await Database.open(settings.database_url)
    witness = Witness(person_id=1002, name="Testiga", chat_id=-100, message_id=18, at=NOW, words="yo también")
    async with database.write() as session:
        await record(session, [SaveReport(a_report(id=2, witnesses=(witness,), opened_at=NOW))], NOW)
    await database.close()
    written = await exported(settings, "reports")
    assert {row["folio"]: row["witnesses"] for row in map(json.loads, written.splitlines())}["CUA-000002"] == 1
    assert "Testiga" not in written


async def test_a_report_that_an_agency_has_comes_with_the_agencys_own_folio(settings: Settings) -> None:
    database = await Database.open(settings.database_url)
    referral = Referral(report_id=2, agency="Alumbrado", at=NOW, sent_at=NOW, folio="SR-1")
    async with database.write() as session:
        await record(session, [SaveReferral(referral)], NOW)
    await database.close()
    rows = [json.loads(line) for line in (await exported(settings, "reports")).splitlines()]
    assert [row["agency_folio"] for row in rows] == [None, "SR-1", None]


async def test_the_log_comes_with_folio_at_event_by_role_and_text(settings: Settings) -> None:
    (row,) = [json.loads(line) for line in (await exported(settings, "log")).splitlines()]
    assert list(row)[:6] == ["folio", "at", "event", "by", "role", "text"]
    assert datetime.fromisoformat(row["at"]) == NOW


async def test_csv_is_quoted_and_no_formula_for_a_spreadsheet(settings: Settings) -> None:
    rows = list(csv.DictReader(io.StringIO(await exported(settings, "reports", "csv"))))
    assert tuple(rows[0]) == REPORT_FIELDS
    assert [row["words"] for row in rows] == [f"'{WORDS}"] * 3


async def test_csv_without_rows_still_says_what_its_columns_are(settings: Settings) -> None:
    nothing = await exported(settings, "log", "csv", since=datetime(2030, 1, 1))  # noqa: DTZ001 - local time
    assert nothing.strip() == ",".join(LOG_FIELDS)


async def test_a_span_is_in_the_rules_local_time_and_its_end_is_not_in_it(settings: Settings) -> None:
    # NOW is 22:30 of the day before in Mexico City: the reports were opened at 23:30, 00:30 and 01:30
    span = {"since": datetime(2026, 11, 21), "until": datetime(2026, 11, 21, 1, 30, 15)}  # noqa: DTZ001
    rows = [json.loads(line) for line in (await exported(settings, "reports", **span)).splitlines()]
    assert [row["folio"] for row in rows] == ["CUA-000002"]
