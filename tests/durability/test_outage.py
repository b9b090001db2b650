"""Telegram cannot be reached for some minutes: the administrators hear of it as soon as they can."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from pathlib import Path

import pytest

from bot.jobs import report_outage, watch
from tests.durability.bot_process import until
from tests.durability.inside import HERE, Inside, inside_of
from tests.durability.neighborhoods import ADMINISTRATOR


@pytest.fixture(autouse=True)
def nobody_waits_long(monkeypatch: pytest.MonkeyPatch) -> None:
    """After a failure the next attempt comes in hundredths of a second."""
    monkeypatch.setattr("bot.telegram.backoff.Backoff.next", lambda self: 0.02)


async def test_after_an_outage_of_minutes_the_administrators_hear_from_when_to_when(
    sqlite_url: str, tmp_path: Path
) -> None:
    async with inside_of(sqlite_url, tmp_path) as inside:
        app = inside.app
        await app.bot.initialize()
        stop = asyncio.Event()
        polling = asyncio.create_task(app.poller.run(stop))
        await _go_down_for(inside, timedelta(minutes=1))
        assert app.outage is None  # a short one is not worth a word
        await _go_down_for(inside, timedelta(minutes=6))
        await report_outage(app)
        stop.set()
        await polling
        await app.settle()
        (news,) = inside.texts(ADMINISTRATOR)
        assert "16:42" in news  # local time
        assert "16:48" in news
        await report_outage(app)
        await app.settle()
        assert len(inside.texts(ADMINISTRATOR)) == 1


async def _go_down_for(inside: Inside, span: timedelta) -> None:
    async def noticed() -> bool:
        return inside.app.unreachable_since is not None

    async def over() -> bool:
        return inside.app.unreachable_since is None

    inside.down = True
    await until(noticed, "the outage is noticed")
    inside.clock.advance(span)
    inside.down = False
    await until(over, "Telegram is reached again")


async def test_a_bot_that_is_started_in_an_outage_tells_of_it_too(sqlite_url: str, tmp_path: Path) -> None:
    async with inside_of(sqlite_url, tmp_path) as inside:
        inside.down = True
        stop = asyncio.Event()
        running = asyncio.create_task(inside.app.run(stop))
        await asyncio.sleep(0)
        inside.clock.advance(timedelta(minutes=7))
        inside.down = False

        async def told() -> bool:
            return any("16:48" in text for text in inside.texts(ADMINISTRATOR))

        await until(told, "the administrators hear of the outage")
        stop.set()
        await running


async def test_what_cannot_be_sent_for_minutes_is_told_and_shown(sqlite_url: str, tmp_path: Path) -> None:
    async with inside_of(sqlite_url, tmp_path) as inside:
        app = inside.app
        await app.bot.initialize()
        inside.telegram.say(HERE.neighbor(0), HERE.chat, f"Están asaltando a una señora en {HERE.corner}")
        await app.poller.take_pending()
        inside.clock.advance(timedelta(minutes=4))
        await watch(app)
        await app.settle()
        assert len(inside.texts(ADMINISTRATOR)) == 1
        assert len(inside.texts(HERE.officer)) == 1
