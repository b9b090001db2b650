"""An update that cannot be handled is kept with its error, costs nobody else, and the administrators hear of it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from bot import pipeline as pipeline_module
from bot.core.effects import Decision
from bot.core.model.incoming import Incoming, Message
from bot.core.scene import Scene
from tests.durability.bot_process import until
from tests.durability.inside import HERE, Inside, inside_of
from tests.durability.neighborhoods import ADMINISTRATOR
from tests.durability.town import small_town

SOMEBODY = {"id": HERE.neighbor(1), "is_bot": False, "first_name": "Ana"}
GROUP = {"id": HERE.chat, "type": "supergroup", "title": "Vecinos"}


def message(**more: Any) -> dict[str, Any]:
    now = int(datetime.now(UTC).timestamp())
    return {"message_id": 9_000, "date": now, "chat": GROUP, "from": SOMEBODY, "text": "hola"} | more


def nested(depth: int) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for _ in range(depth):
        found = {"reply_to_message": found}
    return found


POISON: tuple[dict[str, Any], ...] = (
    {"message": {"broken": True}},
    {"message": None},
    {"message": message(message_id="seven")},
    {"message": message(chat={"id": 2**70, "type": "supergroup", "title": "x"})},
    {"callback_query": {"id": "1", "data": ["no", "text"]}},
    {"my_chat_member": {}},
)
STRANGE: tuple[dict[str, Any], ...] = (
    {"a_kind_of_next_year": {"deep": nested(80)}},
    {"message": message(message_id=9_001, text="x" * 2_000_000)},
    {"message": message(message_id=9_002, text="\x00'; DROP TABLE updates; -- <b>\u202e\u200b")},
    {"callback_query": {"id": "2", "from": SOMEBODY, "chat_instance": "1", "data": "r:" + "9" * 5_000}},
)


async def test_malformed_and_gigantic_updates_cost_their_neighbours_in_the_batch_nothing(
    sqlite_url: str, tmp_path: Path
) -> None:
    async with small_town(tmp_path, sqlite_url) as town:
        await town.cry(0)
        poisoned = await town.sandbox.push(*POISON)
        strange = await town.sandbox.push(*STRANGE)
        await town.report(2)
        await town.bot.start()
        await town.until_done(2 + len(poisoned) + len(strange))

        kept = {row[0]: row[1:] for row in await town.books.rows("SELECT update_id, state, error, raw FROM updates")}
        failed = {update_id for update_id, row in kept.items() if row[0] == "failed"}
        assert failed == set(poisoned)
        assert all(kept[update_id][1] and kept[update_id][2] for update_id in poisoned)
        assert await town.books.count("reports") == 2
        await town.until_told(town.here.officer, "CUA-000001")
        await town.until_told(town.here.officer, "CUA-000002")

        async def told() -> bool:
            return any(f" {len(POISON)} " in f" {text} " for text in await town.told_administrators())

        await until(told, "the administrators hear how many failed")
        assert len(await town.told_administrators()) == 1
        assert not any("Untranslatable" in text for text in await town.sandbox.texts(town.here.chat))
        assert await town.bot.stop() == 0
        assert "Traceback" not in town.bot.log
        assert "hola" not in town.bot.log


@pytest.fixture
async def inside(sqlite_url: str, tmp_path: Path) -> AsyncIterator[Inside]:
    async with inside_of(sqlite_url, tmp_path) as inside:
        await inside.app.bot.initialize()
        yield inside


async def test_a_handler_that_raises_fails_its_update_alone_and_what_it_said_reaches_a_human(
    inside: Inside, monkeypatch: pytest.MonkeyPatch
) -> None:
    decide = pipeline_module.decide

    def fails_at_times(incoming: Incoming, scene: Scene) -> Decision:
        if isinstance(incoming, Message) and "trampa" in incoming.text:
            raise ZeroDivisionError("a bug")
        return decide(incoming, scene)

    monkeypatch.setattr(pipeline_module, "decide", fails_at_times)
    telegram = inside.telegram
    telegram.say(HERE.neighbor(0), HERE.chat, f"Están asaltando a una señora en {HERE.corner}")
    telegram.say(HERE.neighbor(1), HERE.chat, "¡Fuego! Es una trampa")
    telegram.say(HERE.neighbor(2), HERE.chat, f"No sirve la luminaria frente a {HERE.corner}")
    await inside.app.settle()

    kept = await inside.books.rows("SELECT state, error FROM updates ORDER BY update_id")
    assert kept == [("handled", None), ("failed", "ZeroDivisionError: a bug"), ("handled", None)]
    assert await inside.books.count("reports") == 2
    (news,) = inside.texts(ADMINISTRATOR)
    assert "¡Fuego! Es una trampa" in news  # it may have been an emergency: a human has to read it
    assert telegram.updates.waiting == []
    assert [text for text in inside.texts(HERE.chat) if "trampa" in text] == []

    monkeypatch.setattr(pipeline_module, "decide", decide)
    telegram.redeliver()
    await inside.app.settle()
    assert await inside.books.rows("SELECT state, error FROM updates ORDER BY update_id") == kept


async def test_a_bug_in_what_follows_a_delivery_does_not_send_it_again(
    inside: Inside, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: Any) -> None:
        raise ZeroDivisionError("a bug")

    monkeypatch.setattr(pipeline_module, "on_delivery", fails)
    inside.telegram.say(HERE.neighbor(0), HERE.chat, f"Están asaltando a una señora en {HERE.corner}")
    await inside.app.settle()
    await inside.app.settle()
    assert len(inside.texts(HERE.officer)) == 1
    assert await inside.books.count("outbox WHERE state = 'waiting'") == 0
