"""A report goes to its agency once: when the program is killed while it sends, and when two programs want to."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from starlette.responses import JSONResponse, Response

from bot.core.effects import SaveReferral, SaveReport
from bot.core.model.kinds import Category
from bot.core.model.meaning import Place
from bot.core.referrals.model import Referral
from storage.database import Database
from storage.recording import record
from tests.durability.bot_process import BotProcess, until
from tests.open311.stub import Open311Stub
from tests.storage.values import a_report

RULES = Path(__file__).parents[1] / "scenarios" / "rules" / "agencies.yaml"
NOWHERE = {
    "TELEGRAM_BOT_TOKEN": "1000:nobody",
    "TELEGRAM_BASE_URL": "http://127.0.0.1:9/bot",  # agencies do not wait until Telegram can be reached
    "TELEGRAM_BASE_FILE_URL": "http://127.0.0.1:9/file/bot",
}


class Office:
    """A store in which a referral is due, rules that name the agency, and programs to send it."""

    def __init__(self, url: str, place: Path, agency: Open311Stub) -> None:
        self.url = url
        self.path = url.partition("///")[2]
        self.agency = agency
        rules = place / "rules.yaml"
        text = RULES.read_text(encoding="utf-8")
        service = f'words: [luminaria], open311: {{url: "{agency.url}", service: "001"}}'
        rules.write_text(text.replace("words: [luminaria]", service), encoding="utf-8")
        self.programs = [BotProcess(self._folder(place, n), rules, NOWHERE | {"DATABASE_URL": url}) for n in (1, 2)]

    @staticmethod
    def _folder(place: Path, number: int) -> Path:
        folder = place / f"program-{number}"
        folder.mkdir()
        return folder

    async def has_something_to_send(self) -> None:
        now = datetime.now(UTC)
        report = a_report(
            id=1, folio="CUA-000001", emergency=False, category=Category.URBAN_SERVICE, place=Place(street="Río Lerma")
        )
        referral = Referral(report_id=1, agency="Alumbrado", at=now, due_at=now)
        database = await Database.open(self.url)
        async with database.write() as session:
            await record(session, [SaveReport(report), SaveReferral(referral)], now)
        await database.close()

    def stored(self) -> tuple[str | None, bool]:
        """The agency's folio, and whether a sending was begun whose end is not known."""
        with sqlite3.connect(self.path) as connection:
            folio, begun = connection.execute("SELECT folio, begun FROM referrals").fetchone()
        connection.close()
        return folio, bool(begun)

    def lease_ends(self) -> None:
        """As if the minutes had passed for which a sending keeps others away."""
        with sqlite3.connect(self.path) as connection:
            connection.execute("UPDATE referrals SET due_at = at")
        connection.close()

    async def has_folio(self) -> bool:
        return self.stored()[0] is not None


@pytest.fixture
async def office(sqlite_url: str, tmp_path: Path) -> AsyncIterator[Office]:
    async with Open311Stub().serving() as agency:
        office = Office(sqlite_url, tmp_path, agency)
        await office.has_something_to_send()
        yield office
        for program in office.programs:
            if program.process is not None:
                await program.kill()


async def test_killed_while_the_agency_answers_it_finds_its_report_there_after_the_next_start(office: Office) -> None:
    program = office.programs[0]

    async def killing(stub: Open311Stub, form: dict[str, str]) -> Response:
        stub.store(form)
        await program.kill()
        return JSONResponse([])

    office.agency.ways.append(killing)
    await program.start()

    async def killed() -> bool:
        return program.process is None

    await until(killed, "the report to be sent, and the program to be killed")
    assert office.stored() == (None, True)
    office.lease_ends()
    await program.start()
    await until(office.has_folio, "the report to be found at the agency")
    assert office.stored() == ("SR-1", False)
    assert len(office.agency.posts) == 1


async def test_two_programs_on_one_store_send_it_once(office: Office) -> None:
    async def slow(stub: Open311Stub, form: dict[str, str]) -> Response:
        await asyncio.sleep(timedelta(seconds=3).total_seconds())  # both sweep meanwhile
        return JSONResponse([{"service_request_id": stub.store(form)}])

    office.agency.ways.append(slow)
    await asyncio.gather(*(program.start() for program in office.programs))
    await until(office.has_folio, "the report to be sent")
    await asyncio.sleep(1.5)
    assert len(office.agency.posts) == 1
