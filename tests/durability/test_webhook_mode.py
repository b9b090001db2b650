"""The webhook from end to end: Telegram knocks until each update is stored, whatever happens to the bot."""

from __future__ import annotations

import socket
from pathlib import Path

from tests.durability.town import small_town

SECRET = "a-secret-of-the-operator"


async def test_by_webhook_nothing_is_lost_either_when_the_bot_is_killed(sqlite_url: str, tmp_path: Path) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{free.getsockname()[1]}"
    url = f"http://{address}/telegram"
    async with small_town(tmp_path, sqlite_url) as town:
        settings = {"WEBHOOK_URL": url, "WEBHOOK_LISTEN": address, "WEBHOOK_SECRET": SECRET}
        await town.bot.start(**settings)
        await town.bot.until_logged("webhook.registered")
        for number in range(20):
            await town.say(number % 8, f"Gracias vecinos {number}")
        await town.cry(9)
        await town.bot.kill()
        await town.say(10, kind="sticker")
        await town.bot.start(**settings)
        await town.report(11)
        await town.until_stored(23)
        await town.until_told(town.here.officer, "CUA-000001")

        forged = {"update_id": 880_009_999, "message": {"text": "forged"}}
        for headers in ({}, {"X-Telegram-Bot-Api-Secret-Token": SECRET[:-1]}):
            answer = await town.sandbox.client.post(url, json=forged, headers=headers)
            assert answer.status_code == 403
        assert await town.books.rows("SELECT state, count(*) FROM updates GROUP BY state") == [("handled", 23)]
        assert await town.books.rows("SELECT emergency, count(*) FROM reports GROUP BY 1 ORDER BY 1") == [
            (0, 1),
            (1, 1),
        ]
        assert await town.books.count("strikes") == 1
        assert await town.bot.stop() == 0
        assert SECRET not in town.bot.log
