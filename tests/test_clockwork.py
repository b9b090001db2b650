"""What is done again and again goes on, whatever was missed, and never twice at once."""

from __future__ import annotations

import asyncio

import pytest

from bot.clockwork import Clockwork, Routine


async def _seen(done: list[str], many: int) -> None:
    async with asyncio.timeout(5):
        while len(done) < many:  # noqa: ASYNC110
            await asyncio.sleep(0.001)


def _filing_and_sweeping(done: list[str], filed: asyncio.Event, filing_each: float, sweep_each: float) -> Clockwork:
    """Filing takes until ``filed``, beside a sweep that takes no time; so many seconds apart."""

    async def filing() -> None:
        done.append("filing")
        await filed.wait()

    async def sweep() -> None:
        done.append("sweep")

    return Clockwork((Routine("filing", filing, filing_each, 0), Routine("sweep", sweep, sweep_each, 0)))


async def test_what_was_missed_meanwhile_is_done_once_and_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    done: list[str] = []

    async def sweep() -> None:
        done.append("sweep")

    clockwork = Clockwork((Routine("sweep", sweep, 60, 0),))
    clockwork.start()
    await _seen(done, 1)
    loop = asyncio.get_running_loop()
    before = loop.time
    monkeypatch.setattr(loop, "time", lambda: before() + 3600)  # the machine slept
    await _seen(done, 2)
    await asyncio.sleep(0.02)
    assert len(done) == 2
    clockwork.stop()


async def test_what_takes_long_is_not_begun_again_meanwhile_and_keeps_nothing_else_waiting() -> None:
    done: list[str] = []
    forever = asyncio.Event()
    clockwork = _filing_and_sweeping(done, forever, 0.001, 0.001)
    clockwork.start()
    await _seen(done, 6)
    assert done.count("filing") == 1
    clockwork.stop()


async def test_what_does_not_come_to_an_end_is_known(monkeypatch: pytest.MonkeyPatch) -> None:
    done: list[str] = []
    forever = asyncio.Event()
    clockwork = _filing_and_sweeping(done, forever, 60, 7200)
    clockwork.start()
    await _seen(done, 2)
    assert clockwork.under_way_for(600) == []
    loop = asyncio.get_running_loop()
    before = loop.time
    monkeypatch.setattr(loop, "time", lambda: before() + 600)
    assert clockwork.under_way_for(600) == ["filing"]
    forever.set()
    await asyncio.sleep(0.01)
    assert clockwork.under_way_for(0) == []
    clockwork.stop()


async def test_what_is_under_way_ends_with_the_program() -> None:
    ended = asyncio.Event()
    begun = asyncio.Event()

    async def filing() -> None:
        begun.set()
        try:
            await asyncio.Event().wait()
        finally:
            ended.set()

    clockwork = Clockwork((Routine("filing", filing, 1, 0),))
    clockwork.start()
    await asyncio.wait_for(begun.wait(), 5)
    clockwork.stop()
    await asyncio.wait_for(ended.wait(), 5)
