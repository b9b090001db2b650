"""`kill -9` at random moments while the police answer, take back, close, are contradicted, part and record."""

from __future__ import annotations

import asyncio
import random
from functools import partial
from pathlib import Path

from tests.durability.bot_process import until
from tests.durability.town import Town, small_town

EVENTS = ["opened", "witnessed", "acknowledged", "en_route", "resolved", "undone", "on_scene", "unresolved", "disputed"]
KILLS = 2


async def test_what_the_police_do_happens_once_and_in_order_whenever_the_bot_dies(
    database_url: str, tmp_path: Path
) -> None:
    chance = random.Random(20190113 + len(database_url.partition(":")[0]))
    async with small_town(tmp_path, database_url) as town:
        await town.bot.start()
        officer, witness = town.here.officer, town.here.neighbor(4)  # who sees what neighbour 0 sees
        await town.cry(0)
        await town.cry(4)
        await town.until_done(2)
        deeds = [
            *((officer, f"r:1:{code}") for code in ("ack", "way", "done")),
            *((officer, "u:1"), (officer, "r:1:here"), (officer, "r:1:open"), (town.here.neighbor(0), "d:1")),
            (officer, "b:1"),
            *((officer, f"p:1:{step}") for step in ("known:ok", "known:ok")),  # the second comes too late
            (witness, f"split:1:{witness}"),
        ]
        deaths = sorted(chance.sample(range(1, len(deeds)), KILLS))
        for number, (person, data) in enumerate(deeds):
            await town.sandbox.do("forge_tap", person=person, data=data, chat=person)
            if number in deaths:
                await town.bot.until_logged("telegram.connected", len(town.bot.killed_at) + 1)
                await asyncio.sleep(chance.uniform(0, 0.3))
                await town.bot.kill()
                await town.bot.start()
        await town.until_stored(2 + len(deeds))
        await until(partial(_both_are_told, town), "the second report, too, is at the officers")
        await _everything_happened_once(town)
        assert await town.books.log_is_whole()
        assert await town.bot.stop() == 0
        assert "Traceback" not in town.bot.log


async def _both_are_told(town: Town) -> bool:
    return await town.books.count("reports WHERE state = 'forwarded'") == 2


async def _everything_happened_once(town: Town) -> None:
    rows = await town.books.rows("SELECT event FROM response_log WHERE report_id = 1 ORDER BY id")
    events = [row[0] for row in rows]
    assert [event for event in events if event in EVENTS] == EVENTS
    assert events.count("split") == 1
    assert await town.books.count("response_log WHERE event = 'refused'") == 1
    assert await town.books.rows("SELECT step FROM scene_records") != [("known",)]
    assert await town.books.count("scene_records") == 1
    assert await town.books.count("reports") == 2
    assert await town.books.rows("SELECT state, count(*) FROM updates GROUP BY state") == [("handled", 13)]
