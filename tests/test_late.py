"""Telegram refuses for a while: what officers are to have comes afterwards, marked as late, and nothing else is."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.app import App
from bot.rules_file import RulesFile
from bot.sandbox.clock import VirtualClock
from bot.sandbox.errors import ApiError, flood
from bot.sandbox.server import SandboxTelegram
from bot.settings import Settings
from bot.telegram.client import make_bot
from storage.database import Database

RULES = Path(__file__).parent / "scenarios" / "rules" / "two_quadrants.yaml"
GROUP, ANA, JUAREZ, PENA = -1001, 2001, 5001, 5002
EVENING = datetime(2019, 1, 13, 2, 50, tzinfo=UTC)  # 20:50 in Mexico


class Night:
    """The real bot before a Telegram that can be told to take nothing."""

    def __init__(self, database: Database) -> None:
        self.clock = VirtualClock(EVENING)
        self.telegram = SandboxTelegram(self.clock)
        self.telegram.add_person(ANA, "Ana", started=True)
        self.telegram.add_person(JUAREZ, "Juan J.", started=True)
        self.telegram.add_person(PENA, "Pedro P.", started=True)
        self.telegram.add_group(GROUP, "Vecinos", members=[ANA, JUAREZ, PENA], administrators=[ANA])
        self.refusal: ApiError | None = None
        bot = make_bot("1:sandbox", call=self._call)
        rules = RulesFile(RULES)
        self.app = App(
            Settings(_env_file=None), rules, database, bot, clock=self.clock, monotonic=lambda: self.clock().timestamp()
        )

    def _call(self, method: str, params: dict[str, Any]) -> Any:
        if method.startswith(("send", "edit")) and self.refusal:
            raise self.refusal
        return self.telegram.call(method, params)

    async def passes(self, **span: float) -> None:
        until = self.clock() + timedelta(**span)
        while self.clock() < until:
            self.clock.advance(timedelta(seconds=10))
            await self.app.settle()

    async def cries(self) -> None:
        self.telegram.say(ANA, GROUP, "Están asaltando a una señora en Río Lerma 145")
        await self.app.settle()

    def has(self, chat: int) -> list[str]:
        """What the bot first said there in each message."""
        messages = self.telegram.chat(chat).messages.values()
        return [each.versions[0][1] for each in messages if each.sender == self.telegram.me]


@pytest.fixture
async def night(sqlite_url: str) -> AsyncIterator[Night]:
    database = await Database.open(sqlite_url)
    night = Night(database)
    await night.app.bot.initialize()
    await night.app.groups.look()
    yield night
    await night.app.bot.shutdown()
    await database.close()


@pytest.mark.parametrize(
    ("refusal", "mark"),
    [
        (flood(5), "(con retraso: de las 20:50) "),
        (ApiError(502, "Bad Gateway"), "(reenvío) (con retraso: de las 20:50) "),  # it may have come before
    ],
)
async def test_an_alert_that_telegram_refused_for_a_while_says_that_it_is_late(
    night: Night, refusal: ApiError, mark: str
) -> None:
    night.refusal = refusal
    await night.cries()
    await night.passes(minutes=4)
    assert night.has(JUAREZ) == []
    night.refusal = None
    await night.passes(seconds=30)
    (alert, *_) = [text for text in night.has(JUAREZ) if "EMERGENCIA" in text]
    assert alert.startswith(f"{mark}EMERGENCIA")
    assert not [text for text in night.has(GROUP) if text.startswith("(con retraso")]


async def test_an_alert_in_time_says_nothing_of_the_kind(night: Night) -> None:
    await night.cries()
    assert [text for text in night.has(JUAREZ) if "EMERGENCIA" in text]
    assert not [text for text in night.has(JUAREZ) if "con retraso" in text]


async def test_after_midnight_it_says_of_which_day_it_is(night: Night) -> None:
    night.refusal = flood(5)
    night.clock.advance_to(datetime(2019, 1, 13, 5, 58, tzinfo=UTC))
    await night.cries()
    await night.passes(minutes=4)
    night.refusal = None
    await night.passes(seconds=30)
    (alert, *_) = [text for text in night.has(PENA) if "EMERGENCIA" in text]
    assert alert.startswith("(con retraso: del 12/1 a las 23:58) EMERGENCIA")


async def test_who_has_not_had_the_alert_is_not_asked_why_nobody_answers(night: Night) -> None:
    night.refusal = flood(5)
    await night.cries()
    await night.passes(minutes=4)
    night.refusal = None
    await night.passes(seconds=30)
    assert [text for text in night.has(JUAREZ) if "CUA-000001" in text] == [night.has(JUAREZ)[0]]
    assert not [text for text in night.has(JUAREZ) if "SIN RESPUESTA" in text]
