"""A network that drops, answers 5xx, or asks to wait, from the very first word on."""

from __future__ import annotations

from pathlib import Path

from tests.durability.books import MARK
from tests.durability.town import small_town

AT_THE_START = (
    {"kind": "status", "method": "getMe", "status": 502},
    {"kind": "flood", "method": "getMe", "seconds": 1},
    {"kind": "drop", "method": "getUpdates"},
)
ALL_ALONG = (
    {"kind": "status", "method": "getUpdates", "status": 502},
    {"kind": "drop_after", "method": "sendMessage"},  # the alert: it has arrived, and nobody knows
    {"kind": "flood", "method": "sendMessage", "seconds": 1},
    {"kind": "status", "method": "editMessageText", "status": 500},
)


async def test_everything_arrives_though_the_network_drops_refuses_and_asks_to_wait(
    sqlite_url: str, tmp_path: Path
) -> None:
    async with small_town(tmp_path, sqlite_url) as town:
        await town.sandbox.break_by(*AT_THE_START)
        await town.bot.start()
        await town.cry()
        await town.until_told(town.here.officer, "CUA-000001")
        await town.until_done(1)
        await town.sandbox.break_by(*ALL_ALONG)
        await town.cry(2)
        await town.say(1, kind="sticker")
        await town.report(3)
        await town.sandbox.do("forge_tap", person=town.here.officer, data="r:2:ack", chat=town.here.officer)
        await town.until_done(5)

        assert await town.books.rows("SELECT state, count(*) FROM updates GROUP BY state") == [("handled", 5)]
        told = [text for text in await town.said_to(town.here.officer) if "CUA-000002" in text]
        assert len(told) == 2
        assert [text.startswith(MARK) for text in told] == [False, True]
        lines = await town.sandbox.texts(town.here.chat)
        assert {f"CUA-00000{number}" for number in (1, 2, 3)} <= {word for line in lines for word in line.split()}
        state = await town.sandbox.state()
        assert [tap["answer"] for tap in state["taps"]] != [None]
        stickers = [shown for shown in state["chats"][str(town.here.chat)]["messages"] if "sticker" in shown["message"]]
        assert not stickers[0]["stands"]
        assert await town.bot.stop() == 0
        assert "Traceback" not in town.bot.log


async def test_an_alert_that_was_under_way_when_the_bot_was_killed_comes_again_and_says_so(
    sqlite_url: str, tmp_path: Path
) -> None:
    async with small_town(tmp_path, sqlite_url) as town:
        await town.sandbox.break_by({"kind": "slow_after", "method": "sendMessage", "seconds": 30, "times": 2})
        await town.bot.start()
        await town.cry()
        await town.until_told(town.here.officer, "CUA-000001")
        await town.bot.kill()
        await town.sandbox.break_by()
        await town.bot.start()
        await town.until_done(1)
        told = await town.said_to(town.here.officer)
        assert len(told) == 2
        assert told[1].startswith(MARK)
        assert told[1].removeprefix(MARK) == told[0]
        assert await town.bot.stop() == 0
