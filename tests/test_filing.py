"""Reports on their way to an agency's Open311 service: there once, whatever ends the program or the service."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from starlette.responses import Response

from bot.app import App
from bot.core.model.kinds import State
from bot.core.model.report import Report
from bot.core.referrals import agency_news
from bot.core.referrals.model import Referral
from bot.core.world import Needs
from bot.filing import Filer
from bot.open311 import client as client_module
from bot.open311.client import Client
from bot.rules_file import RulesFile
from bot.sandbox.clock import VirtualClock
from bot.sandbox.server import SandboxTelegram
from bot.settings import Settings
from bot.telegram.client import make_bot
from storage import exports, outbox, referrals
from storage.database import Database
from tests.open311.stub import (
    Open311Stub,
    answering,
    busy,
    failing_after_storing,
    refusing,
    silent_after_storing,
)

RULES = Path(__file__).parent / "scenarios" / "rules" / "two_quadrants.yaml"
GROUP, ROSA, ANA, JUAREZ = -1001, 1001, 2001, 5001
DARK = "No prende la luminaria de Río Lerma 145, está muy oscuro"
AGENCY = """
report: {{require: [problem, street, number], ask_for: [photo], follow_up: 10 min}}
agencies:
  - name: Alumbrado
    categories: [urban_service]
    words: [luminaria]
    contact: tel. 311
    open311: {{url: "{url}", service: "001", automatic: {automatic}}}
"""


class Town:
    """The sandbox, the real bot in it, and an agency on a real socket."""

    def __init__(self, url: str, rules: Path, agency: Open311Stub, *, automatic: bool) -> None:
        self.clock = VirtualClock(datetime(2019, 1, 12, 20, 0, tzinfo=UTC))  # 14:00 in Mexico City
        self.telegram = SandboxTelegram(self.clock)
        self.agency = agency
        self.rules = rules
        self._url = url
        text = RULES.read_text(encoding="utf-8")
        rules.write_text(text + AGENCY.format(url=agency.url, automatic=str(automatic).lower()), encoding="utf-8")
        for number, name in ((ROSA, "Rosa"), (ANA, "Ana"), (JUAREZ, "Of. Juárez")):
            self.telegram.add_person(number, name, started=True)
        self.telegram.add_group(GROUP, "Vecinos", members=[ROSA, ANA, JUAREZ])

    async def open(self) -> None:
        self.database = await Database.open(self._url)
        self.bot = make_bot("1:sandbox", call=self.telegram.call)
        self.app = App(
            Settings(_env_file=None),
            RulesFile(self.rules),
            self.database,
            self.bot,
            clock=self.clock,
            monotonic=lambda: self.clock().timestamp(),
        )
        await self.bot.initialize()
        await self.app.groups.look()

    async def close(self) -> None:
        await self.bot.shutdown()
        await self.database.close()

    async def goes_on(self, **span: float) -> None:
        """All that falls due meanwhile, in its time."""
        until = self.clock() + timedelta(**span)
        await self.app.settle()
        while (due := await self._next_due()) is not None and due <= until:
            self.clock.advance_to(due)
            await self.app.settle()
        for seconds in range(5):  # a chat takes one message a second
            self.clock.advance_to(until + timedelta(seconds=seconds))
            await self.app.settle()

    async def _next_due(self) -> datetime | None:
        async with self.database.read() as session:
            moments = [await outbox.next_due_at(session), await referrals.next_due_at(session)]
        return min((moment for moment in moments if moment is not None and moment > self.clock()), default=None)

    async def is_told(self, words: str = DARK) -> None:
        self.telegram.say(ANA, GROUP, words)
        await self.goes_on(seconds=1)

    async def taps(self, button: str) -> None:
        message = next(m for m in self.messages(JUAREZ) if any(button in each["text"] for each in m.buttons))
        self.telegram.press(JUAREZ, JUAREZ, message.id, button)
        await self.goes_on(seconds=1)

    def messages(self, chat: int) -> list[Any]:
        standing = self.telegram.chat(chat).messages.values()
        return [message for message in standing if message.stands and message.raw["from"]["is_bot"]]

    def texts(self, chat: int) -> str:
        return "\n\n".join(message.text for message in self.messages(chat))

    async def known(self) -> tuple[Report, Referral | None]:
        scene = await self.app.pipeline.look(Needs(reports={1}))
        return scene.world.reports[1], scene.world.referrals.get(1)

    async def logged(self, event: str) -> list[str]:
        async with self.database.read() as session:
            return [row["text"] async for row in exports.log(session) if row["event"] == event]


@pytest.fixture
async def agency() -> AsyncIterator[Open311Stub]:
    async with Open311Stub().serving() as agency:
        yield agency


@pytest.fixture
async def town(sqlite_url: str, tmp_path: Path, agency: Open311Stub) -> AsyncIterator[Town]:
    """Where a tap is needed."""
    town = Town(sqlite_url, tmp_path / "rules.yaml", agency, automatic=False)
    await town.open()
    yield town
    await town.close()


@pytest.fixture
async def automatic(sqlite_url: str, tmp_path: Path, agency: Open311Stub) -> AsyncIterator[Town]:
    """Where none is."""
    town = Town(sqlite_url, tmp_path / "rules.yaml", agency, automatic=True)
    await town.open()
    yield town
    await town.close()


async def test_a_tapped_report_is_there_a_minute_later_and_everybody_sees_its_folio(town: Town) -> None:
    await town.is_told()
    await town.goes_on(minutes=30)
    assert town.agency.posts == []
    await town.taps("Canalizar a Alumbrado")
    assert town.agency.posts == []
    await town.goes_on(minutes=2)
    (form,) = town.agency.posts
    assert "CUA-000001" in form["description"]
    assert form["address_string"] == "Río Lerma 145"
    assert "Alumbrado (folio SR-1)" in town.texts(GROUP)
    assert "Alumbrado (folio SR-1)" in town.texts(JUAREZ)
    assert await town.logged("filed") == ["Alumbrado: folio SR-1"]
    assert await town.logged("referred") == ["Alumbrado"]


async def test_what_goes_by_itself_goes_when_nothing_is_missing_and_is_referred_by_the_program(automatic: Town) -> None:
    await automatic.is_told()
    assert "Reporte CUA-000001" in automatic.texts(JUAREZ)
    await automatic.goes_on(minutes=2)
    assert len(automatic.agency.posts) == 1
    report, _ = await automatic.known()
    assert (report.state, report.referred_to, report.owner_id) == (State.REFERRED, "Alumbrado", None)
    assert "canalizado a Alumbrado (folio SR-1)" in automatic.texts(GROUP)
    assert await automatic.logged("referred") == ["Alumbrado"]


async def test_what_police_have_taken_up_already_gets_the_folio_and_stays_theirs(automatic: Town) -> None:
    await automatic.is_told()
    await automatic.taps("Enterado")
    await automatic.goes_on(minutes=2)
    report, referral = await automatic.known()
    assert report.state is State.ACKNOWLEDGED
    assert referral is not None
    assert referral.folio == "SR-1"
    assert "enviado a Alumbrado (folio SR-1)" in automatic.texts(GROUP)
    assert await automatic.logged("referred") == []


async def test_what_was_to_be_sent_is_sent_after_the_program_was_killed(town: Town) -> None:
    await town.is_told()
    await town.taps("Canalizar a Alumbrado")
    await town.close()
    town.clock.advance_to(town.clock() + timedelta(minutes=5))
    await town.open()
    await town.goes_on(seconds=1)
    assert len(town.agency.posts) == 1


@pytest.mark.parametrize("way", [failing_after_storing(500), failing_after_storing(502), answering("<html>Thanks")])
async def test_what_the_agency_stored_without_saying_so_is_found_there_and_not_sent_again(town: Town, way: Any) -> None:
    if way.__qualname__.startswith("answering"):
        town.agency.store({"service_code": "001", "description": "CUA-000001"})
    town.agency.ways.append(way)
    await town.is_told()
    await town.taps("Canalizar a Alumbrado")
    await town.goes_on(minutes=10)
    assert len(town.agency.posts) == 1
    assert len(town.agency.stored) == 1
    _, referral = await town.known()
    assert referral is not None
    assert (referral.folio, referral.begun) == ("SR-1", False)


async def test_what_the_agency_never_got_is_sent_again(town: Town) -> None:
    town.agency.ways.extend([answering("oops", 500), busy("120"), answering("closed", 503)])
    await town.is_told()
    await town.taps("Canalizar a Alumbrado")
    await town.goes_on(hours=5)
    assert len(town.agency.posts) == 4
    assert len(town.agency.stored) == 1
    assert "folio SR-1" in town.texts(GROUP)


async def test_a_sending_that_was_cut_by_a_kill_is_looked_for_before_it_is_sent_again(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def killed(*_: object) -> None:
        raise KeyboardInterrupt

    await town.is_told()
    await town.taps("Canalizar a Alumbrado")
    town.clock.advance_to(town.clock() + timedelta(minutes=2))
    with monkeypatch.context() as patch:
        patch.setattr(Filer, "_filed", killed)  # the agency has it, and we do not know
        with pytest.raises(KeyboardInterrupt):
            await town.app.settle()
    await town.close()
    await town.open()
    _, referral = await town.known()
    assert referral is not None
    assert referral.begun
    await town.goes_on(minutes=20)
    assert len(town.agency.posts) == 1
    assert "folio SR-1" in town.texts(GROUP)


async def test_a_silent_service_is_asked_later_whether_it_has_it(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(client_module, "PATIENCE", 0.3)
    town.agency.ways.append(silent_after_storing())
    await town.is_told()
    await town.taps("Canalizar a Alumbrado")
    await town.goes_on(minutes=10)
    assert len(town.agency.posts) == 1
    assert "folio SR-1" in town.texts(GROUP)


@pytest.mark.parametrize("code", [400, 403, 404])
async def test_what_the_agency_refuses_comes_back_to_the_officer_as_a_text_and_the_administrators_hear_why(
    town: Town, code: int
) -> None:
    town.agency.ways.append(refusing(code, "api_key is not valid"))
    await town.is_told()
    await town.taps("Canalizar a Alumbrado")
    await town.goes_on(days=2)
    assert len(town.agency.posts) == 1
    officer = town.texts(JUAREZ)
    assert "Envíelo usted, por favor" in officer
    assert "tel. 311" in officer
    assert "Reporte vecinal CUA-000001" in officer
    assert f"HTTP {code}: api_key is not valid" in town.texts(ROSA)
    assert await town.logged("not_filed") == [f"Alumbrado: HTTP {code}: api_key is not valid"]


async def test_a_service_that_takes_and_shows_nothing_is_left_to_humans_before_it_has_it_many_times(
    town: Town,
) -> None:
    town.agency.ways.extend([failing_after_storing(500)] * 10)
    town.agency.lists = Response("[]", media_type="application/json")
    await town.is_told()
    await town.taps("Canalizar a Alumbrado")
    await town.goes_on(hours=20)
    assert "Pregúnteles" not in town.texts(JUAREZ)
    await town.goes_on(hours=5)
    assert len(town.agency.posts) == 3
    assert "no pude saber si Alumbrado lo recibió" in town.texts(ROSA)
    assert "Pregúnteles, por favor, antes de enviar" in town.texts(JUAREZ)


async def test_a_service_that_is_away_too_long_is_left_to_humans(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(agency_news, "GIVEN_UP_AFTER", timedelta(hours=3))  # a day of real calls takes a while
    town.agency.ways.extend([answering("", 503)] * 200)
    await town.is_told()
    await town.taps("Canalizar a Alumbrado")
    await town.goes_on(hours=2)
    assert "Envíelo usted" not in town.texts(JUAREZ)
    await town.goes_on(hours=2)
    assert "Envíelo usted" in town.texts(JUAREZ)
    posts = len(town.agency.posts)
    assert posts < 15
    await town.goes_on(hours=4)
    assert len(town.agency.posts) == posts


async def test_after_an_outage_of_hours_it_is_there_once_and_whoever_tapped_knew_that_it_waits(town: Town) -> None:
    town.agency.ways.extend([answering("oops", 500)] * 2)
    await town.is_told()
    await town.taps("Canalizar a Alumbrado")
    await town.goes_on(minutes=5)
    assert "no lo recibe por ahora" not in town.texts(JUAREZ)
    await town.goes_on(hours=3)
    assert len(town.agency.posts) == 2
    assert town.texts(JUAREZ).count("no lo recibe por ahora. Sigo intentando hasta el 13/01 14:00") == 1
    await town.goes_on(hours=7)
    assert len(town.agency.posts) == 3
    assert len(town.agency.stored) == 1
    assert "no lo recibe por ahora" not in town.texts(JUAREZ)
    assert "folio SR-1" in town.texts(JUAREZ)
    assert not any("Lo envío yo" in each["text"] for message in town.messages(JUAREZ) for each in message.buttons)


async def test_what_the_agency_shows_only_hours_later_is_not_sent_again_by_then(town: Town) -> None:
    town.agency.ways.append(failing_after_storing(500))
    town.agency.lists = Response("[]", media_type="application/json")
    await town.is_told()
    await town.taps("Canalizar a Alumbrado")
    await town.goes_on(minutes=20)
    town.agency.lists = None
    await town.goes_on(hours=2)
    assert len(town.agency.posts) == 1
    assert "folio SR-1" in town.texts(GROUP)


@pytest.mark.parametrize(("code", "words"), [(503, "va listo para enviárselo"), (500, "Pregúnteles, por favor")])
async def test_who_would_rather_send_it_themselves_gets_the_text_and_the_program_sends_it_no_more(
    town: Town, code: int, words: str
) -> None:
    town.agency.ways.extend([answering("", code)] * 20)
    await town.is_told()
    await town.taps("Canalizar a Alumbrado")
    await town.goes_on(minutes=20)
    await town.taps("Lo envío yo")
    posts = len(town.agency.posts)
    assert "Reporte vecinal CUA-000001" in town.texts(JUAREZ)
    assert words in town.texts(JUAREZ)
    assert "ya no intento enviarlo" in town.texts(JUAREZ)
    assert len(await town.logged("not_filed")) == 1
    town.agency.ways.clear()
    await town.goes_on(days=2)
    assert len(town.agency.posts) == posts
    report, _ = await town.known()
    assert report.state is State.REFERRED


async def test_a_token_becomes_a_folio_later(town: Town) -> None:
    town.agency.tokens = True
    await town.is_told()
    await town.taps("Canalizar a Alumbrado")
    await town.goes_on(minutes=10)
    assert "su folio llega después" in town.texts(JUAREZ)
    assert "folio SR-1" not in town.texts(GROUP)
    town.agency.tokens = False
    await town.goes_on(hours=1)
    assert "folio SR-1" in town.texts(GROUP)
    assert len(town.agency.posts) == 1
    assert await town.logged("referred") == ["Alumbrado"]


async def test_once_a_day_the_agency_is_asked_what_became_of_it_until_it_is_done(town: Town) -> None:
    await town.is_told()
    await town.taps("Canalizar a Alumbrado")
    await town.goes_on(days=3)
    looks = [path for path, _ in town.agency.queries if path == "requests/SR-1"]
    assert len(looks) in (2, 3)
    town.agency.close("SR-1", "Lámpara  cambiada")
    await town.goes_on(days=1)
    assert await town.logged("agency_closed") == ["Alumbrado: Lámpara cambiada"]
    assert "Lámpara cambiada" in town.texts(JUAREZ)
    assert "cerrado allá" in town.texts(GROUP)
    asked = len(town.agency.queries)
    await town.goes_on(days=5)
    assert len(town.agency.queries) == asked


async def test_a_request_that_is_shown_no_more_is_not_asked_about_for_ever(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(agency_news, "LOOKED_AFTER", timedelta(days=3))
    await town.is_told()
    await town.taps("Canalizar a Alumbrado")
    await town.goes_on(minutes=2)
    town.agency.stored.clear()
    await town.goes_on(days=6)
    _, referral = await town.known()
    assert referral is not None
    assert referral.due_at is None
    assert not referral.is_closed
    assert 2 <= len(town.agency.queries) <= 4


async def test_two_processes_send_it_once(town: Town) -> None:
    await town.is_told()
    await town.taps("Canalizar a Alumbrado")
    other = Database(town.database.engine)  # its own turn-taking, as another process has it
    second = Filer(other, town.app.pipeline, Client(lambda name: None), lambda: town.app.rules, town.clock)
    town.clock.advance_to(town.clock() + timedelta(minutes=2))
    due = await town.app.filer._due()
    first_claim, second_claim = await town.app.filer._claim(due[0]), await second._claim(due[0])
    assert first_claim is not None
    assert second_claim is None
    await second.file_when_due()
    await town.app.filer._go_on(first_claim)
    assert len(town.agency.posts) == 1


async def test_an_agency_that_leaves_the_rules_before_its_minute_gets_nothing(town: Town) -> None:
    await town.is_told()
    await town.taps("Canalizar a Alumbrado")
    text = town.rules.read_text(encoding="utf-8").replace("name: Alumbrado", "name: Otra")
    town.rules.write_text(text, encoding="utf-8")
    town.app.rules = RulesFile(town.rules).load()
    await town.goes_on(days=1)
    assert town.agency.posts == []


async def test_nothing_that_a_service_answers_is_in_the_log(town: Town, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("INFO", logger="bot")
    town.agency.ways.extend([refusing(503, "s3cret words"), refusing(400, "s3cret words")])
    await town.is_told()
    await town.taps("Canalizar a Alumbrado")
    await town.goes_on(hours=1)
    assert "referral.given_up" in caplog.text
    assert all("s3cret" not in str(record.__dict__) for record in caplog.records)
