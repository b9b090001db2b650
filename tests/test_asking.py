"""What was asked about a suspicious person outlives the program: a restart forgets nothing and repeats nothing."""

from __future__ import annotations

from datetime import timedelta

from storage.database import Database
from tests.builders import ANA, JUAREZ, an_incoming
from tests.rules_for_tests import CUAUHTEMOC
from tests.test_pipeline import Running

LOOKS = "Hay un tipo raro en Río Lerma 45"


async def restarted(running: Running, **later: float) -> Running:
    """Another process over the same store, some time afterwards."""
    await running.database.close()
    again = Running(await Database.open(running.database.engine.url.render_as_string(hide_password=False)))
    again.now = running.now + timedelta(**later)
    return again


async def events(running: Running) -> list[str]:
    return [row["event"] for row in await running.log()]


async def test_silence_is_noticed_once_although_the_program_was_down_when_it_fell_due(sqlite_url: str) -> None:
    running = Running(await Database.open(sqlite_url))
    await running.take(an_incoming(LOOKS))
    await running.send()
    running = await restarted(running, minutes=25)
    await running.pipeline.sweep()
    await running.pipeline.sweep()
    assert await events(running) == ["opened", "asked", "kept"]
    (text,) = await running.said(CUAUHTEMOC)
    assert "gracias por estar al pendiente" in text
    assert await running.said(JUAREZ.id) == []
    await running.database.close()


async def test_an_answer_after_a_restart_reaches_the_officers_once(sqlite_url: str) -> None:
    running = Running(await Database.open(sqlite_url))
    await running.take(an_incoming(LOOKS))
    await running.send()
    running = await restarted(running, minutes=5)
    answer = an_incoming("está tocando los timbres", ANA, sent_at=running.now)
    await running.take(answer)
    await running.take(answer)
    assert len(await running.said(JUAREZ.id)) == 1
    await running.send()
    running = await restarted(running, minutes=25)
    await running.pipeline.sweep()
    assert await events(running) == ["opened", "asked", "added", "told"]
    await running.database.close()
