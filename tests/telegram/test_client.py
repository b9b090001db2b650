from __future__ import annotations

import asyncio
import logging
import sys
from typing import Any

import pytest
from telegram.error import NetworkError

from bot.telegram.client import HideToken, TokenRefused, check_token, connect, make_bot
from tests.telegram.bot_api_stub import ME, TOKEN, BotApiStub, Dropped, Raw, Refused


class Naps:
    """Pauses that take no time and are remembered."""

    def __init__(self) -> None:
        self.seconds: list[float] = []

    async def __call__(self, stop: asyncio.Event, seconds: float) -> None:
        self.seconds.append(seconds)
        await asyncio.sleep(0)


@pytest.mark.parametrize("token", ["", "  ", "123:ab cd", "123:ab/../cd", "123:ab\ncd", "123:ñ"])
def test_what_cannot_be_a_token_is_refused_before_anything_is_sent(token: str) -> None:
    with pytest.raises(TokenRefused):
        make_bot(token, "http://127.0.0.1:1/bot", "http://127.0.0.1:1/file/bot")


@pytest.mark.parametrize("code", [401, 404])
async def test_a_token_that_telegram_does_not_know_ends_it_and_is_not_repeated(
    code: int, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)

    def answer(method: str, params: dict[str, Any]) -> Any:
        raise Refused(code, "Unauthorized")

    async with BotApiStub(answer) as api:
        bot = api.bot()
        with pytest.raises(TokenRefused) as refusal:
            await connect(bot)
        await bot.shutdown()
    assert TOKEN not in str(refusal.value)
    assert refusal.value.__suppress_context__
    assert TOKEN not in caplog.text


async def test_telegram_out_of_order_at_the_start_is_tried_again_and_not_fatal(
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.DEBUG)
    answers: list[Any] = [
        Refused(500, "Internal Server Error"),
        Raw(502, b"<html>Bad gateway</html>"),
        Refused(429, "Too Many Requests", {"retry_after": 7}),
        Dropped(),
        Raw(200, b"not json"),
        Raw(200, b"[]"),
        Raw(200, b'{"ok": true}'),
        {"id": 1},
        ME,
    ]

    def answer(method: str, params: dict[str, Any]) -> Any:
        given = answers.pop(0)
        if isinstance(given, Exception):
            raise given
        return given

    naps = Naps()
    async with BotApiStub(answer) as api:
        bot = api.bot()
        assert await connect(bot, sleep=naps)
        assert bot.username == "cuadrante_bot"
        await bot.shutdown()
    assert naps.seconds == [1, 2, 7, 4, 8, 16, 30, 30]
    assert TOKEN not in caplog.text


async def test_nobody_at_home_is_waited_for_until_the_stop() -> None:
    bot = make_bot(TOKEN, "http://127.0.0.1:9/bot", "http://127.0.0.1:9/file/bot")
    stop = asyncio.Event()

    async def stop_after_a_nap(event: asyncio.Event, seconds: float) -> None:
        event.set()

    assert not await connect(bot, stop, sleep=stop_after_a_nap)
    await bot.shutdown()


async def test_asking_again_tells_a_revoked_token_from_a_bad_line() -> None:
    answers: list[Any] = [ME, Refused(401, "Unauthorized"), Refused(503, "later")]

    def answer(method: str, params: dict[str, Any]) -> Any:
        given = answers.pop(0)
        if isinstance(given, Exception):
            raise given
        return given

    async with BotApiStub(answer) as api:
        bot = api.bot()
        await connect(bot)
        with pytest.raises(TokenRefused):
            await check_token(bot)
        with pytest.raises(NetworkError):
            await check_token(bot)
        await bot.shutdown()


def test_the_log_filter_hides_a_token_whoever_wrote_it() -> None:
    record = logging.LogRecord("x", logging.INFO, "f", 1, "POST %s", (f"https://t.example/bot{TOKEN}/getMe",), None)
    assert HideToken().filter(record)
    assert record.getMessage() == "POST https://t.example/bot<token>/getMe"
    try:
        raise ValueError(f"https://t.example/bot{TOKEN}/getMe")
    except ValueError:
        record = logging.LogRecord("x", logging.ERROR, "f", 1, "failed", None, sys.exc_info())
    HideToken().filter(record)
    assert TOKEN not in logging.Formatter().format(record)
