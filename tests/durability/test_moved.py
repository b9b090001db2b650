"""A group that becomes a supergroup while messages wait for it; a group with topics."""

from __future__ import annotations

from pathlib import Path

from tests.durability.town import small_town

NEW_CHAT = -1_009_000_000_777


async def test_what_waits_for_a_group_follows_it_to_its_new_id(sqlite_url: str, tmp_path: Path) -> None:
    async with small_town(tmp_path, sqlite_url, kind="group") as town:
        await town.bot.start()
        await town.cry(0)
        await town.until_done(1)
        await town.sandbox.break_by({"kind": "flood", "method": "sendMessage", "seconds": 1, "times": 3})
        await town.report(2)
        await town.say(3, kind="sticker")
        await town.sandbox.do("migrate", chat=town.here.chat, new_chat_id=NEW_CHAT)
        await town.sandbox.do("forge_tap", person=town.here.officer, data="r:1:ack", chat=town.here.officer)
        await town.until_done(6)

        there = await town.sandbox.texts(NEW_CHAT)
        assert any("CUA-000002" in text for text in there)
        assert any("CUA-000001" in text for text in there)  # its state has changed since
        assert await town.books.rows("SELECT DISTINCT group_id FROM reports") == [(NEW_CHAT,)]
        assert await town.books.rows("SELECT rules_chat, chat_id FROM groups") == [(town.here.chat, NEW_CHAT)]
        assert any(str(NEW_CHAT) in text for text in await town.told_administrators())
        assert await town.books.count("updates WHERE state <> 'handled'") == 0
        assert await town.bot.stop() == 0


async def test_a_move_that_no_update_tells_of_is_learnt_from_the_refusal(sqlite_url: str, tmp_path: Path) -> None:
    async with small_town(tmp_path, sqlite_url, kind="group") as town:
        await town.sandbox.break_by({"kind": "status", "method": "sendMessage", "status": 502, "times": -1})
        await town.bot.start()
        await town.report(2)
        await town.until_stored(1)
        await town.bot.kill()
        await town.sandbox.do("migrate", chat=town.here.chat, new_chat_id=NEW_CHAT)
        await town.sandbox.break_by({"kind": "status", "method": "getUpdates", "status": 502, "times": -1})
        await town.bot.start()
        await town.until_told(NEW_CHAT, "CUA-000001")
        await town.sandbox.break_by()
        await town.until_done(3)
        assert await town.bot.stop() == 0


async def test_a_report_in_a_topic_is_answered_in_its_topic(sqlite_url: str, tmp_path: Path) -> None:
    async with small_town(tmp_path, sqlite_url, forum=True) as town:
        await town.sandbox.do("add_topic", chat=town.here.chat, name="Seguridad")
        (opened,) = (await town.sandbox.state())["chats"][str(town.here.chat)]["messages"]
        topic = opened["message"]["message_id"]
        await town.bot.start()
        await town.cry(0)  # in General, which has no number
        await town.say(2, f"No sirve la luminaria frente a {town.here.corner}", thread=topic)
        await town.say(3, kind="sticker", thread=topic)
        await town.until_done(4)
        shown = (await town.sandbox.state())["chats"][str(town.here.chat)]["messages"]
        mine = [each["message"] for each in shown if each["message"].get("from", {}).get("is_bot")]
        topics = {each["text"].split()[0]: each.get("message_thread_id") for each in mine}
        assert len(mine) == 3
        assert sorted(map(str, topics.values())) == sorted(["None", str(topic), str(topic)])
        assert await town.bot.stop() == 0
