"""What Telegram sends again changes nothing, whether under its old number or a new one."""

from __future__ import annotations

from pathlib import Path

from tests.durability.town import Town, small_town


async def test_redelivered_updates_change_nothing_and_send_nothing(database_url: str, tmp_path: Path) -> None:
    async with small_town(tmp_path, database_url) as town:
        await town.bot.start()
        await _a_few_things_happen(town)
        await town.until_done(6)
        assert await town.bot.stop() == 0
        kept, sent = await town.books.all_kept(), await _sent(town)

        await town.sandbox.do("redeliver")
        again = await _same_messages_as_new_updates(town)
        assert again == 4
        await town.bot.start()
        await town.until_stored(6 + again)
        assert await town.bot.stop() == 0
        now = await town.books.all_kept()
        assert len(now.pop("updates")) == len(kept.pop("updates")) + again
        assert now == kept
        assert await _sent(town) == sent
        assert await town.books.count("updates WHERE state <> 'handled'") == 0


async def _a_few_things_happen(town: Town) -> None:
    await town.cry()
    await town.say(1, kind="sticker")
    await town.say(2, kind="voice")
    await town.say(5, "Gracias vecinos")
    await town.until_told(town.here.officer, "CUA-000001")
    await town.sandbox.do("forge_tap", person=town.here.officer, data="r:1:ack", chat=town.here.officer)
    await town.sandbox.do("forge_tap", person=town.here.neighbor(1), data="r:1:done", chat=town.here.officer)


async def _sent(town: Town) -> list[tuple[str, object]]:
    """What the bot did to anybody."""
    asking = {"getme", "getchat", "getchatmember", "getchatadministrators", "deletewebhook"}
    calls = (await town.sandbox.state())["calls"]
    return [(call["method"], call["params"]) for call in calls if call["method"].lower() not in asking]


async def _same_messages_as_new_updates(town: Town) -> int:
    shown = (await town.sandbox.state())["chats"][str(town.here.chat)]["messages"]
    raws = [each["message"] for each in shown if not each["message"].get("from", {}).get("is_bot")]
    await town.sandbox.push(*({"message": raw} for raw in raws))
    return len(raws)


async def test_an_update_that_comes_again_while_the_bot_runs_changes_nothing(sqlite_url: str, tmp_path: Path) -> None:
    async with small_town(tmp_path, sqlite_url) as town:
        await town.bot.start()
        await town.cry()
        await town.until_done(1)
        kept = await town.books.all_kept()
        # the answer that carries it is lost: the bot asks for the same again
        await town.sandbox.break_by({"kind": "drop_after", "method": "getUpdates", "times": 2})
        await town.say(5, "Gracias vecinos")
        await town.until_done(2)
        assert await town.books.rows("SELECT count(*), min(state) FROM updates") == [(2, "handled")]
        assert (await town.books.all_kept())["reports"] == kept["reports"]
        assert await town.bot.stop() == 0
