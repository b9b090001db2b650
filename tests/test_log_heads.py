"""The log's head of each day reaches every commander once, and says what was true at midnight."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, time, timedelta
from typing import cast

from sqlalchemy import select

from bot.app import App
from bot.core.effects import Log
from bot.core.model.incoming import Other
from bot.core.outgoing import Say
from bot.core.rules.model import Commander, DigestRules, Rules
from bot.log_heads import send_due_heads
from bot.pipeline import Pipeline
from storage import outbox
from storage.database import Database
from storage.recording import record
from storage.tables import OUTBOX
from storage.verifying import Whole, verify
from tests.rules_for_tests import some_rules
from tests.storage.test_chain import stored
from tests.storage.values import a_log_row

EVENING = datetime(2026, 11, 22, 2, tzinfo=UTC)  # 20:00 of the 21st in Mexico
MIDNIGHT = datetime(2026, 11, 22, 6, tzinfo=UTC)
SEVEN = MIDNIGHT + timedelta(hours=7)
RUIZ = Commander(name="Cmte. Ruiz", telegram=6001, sector="Ángel-Zona Rosa")
SOSA = Commander(name="Cmte. Sosa", telegram=6002, sector=None)


class Running:
    """As much of an app as the job looks at."""

    def __init__(self, database: Database, now: datetime, daily: time | None = time(7)) -> None:
        self.database, self.now = database, now
        self.rules: Rules = some_rules(commanders=(RUIZ, SOSA), digest=DigestRules(daily=daily))
        self.pipeline = Pipeline(database, lambda: self.rules, lambda _: Other(update_id=1, what=""), self.clock)

    def clock(self) -> datetime:
        return self.now

    async def send(self) -> dict[str, str]:
        """Run the job; what stands in the outbox by then."""
        await send_due_heads(cast("App", self))
        async with self.database.read() as session:
            rows = await outbox.waiting(session, self.now, 100, frozenset())
        return {row.key: row.action.text for row in rows if isinstance(row.action, Say)}


async def write(database: Database, *moments: datetime) -> None:
    async with database.write() as session:
        await record(session, [Log(a_log_row(at=at)) for at in moments], EVENING)


async def test_every_commander_has_it_at_the_hour_and_can_prove_the_log_with_it(database: Database) -> None:
    await write(database, EVENING, EVENING, MIDNIGHT - timedelta(seconds=1), MIDNIGHT)
    app = Running(database, SEVEN - timedelta(seconds=1))
    assert await app.send() == {}
    app.now = SEVEN
    sent = await app.send()
    assert sent.keys() == {"head:2026-11-21:6001", "head:2026-11-21:6002"}
    head = (await stored(database))[2].hash[:16]
    for text in sent.values():
        assert text.startswith(f"Bitácora al 21/11/2026: 3 renglones, sello {head}.")
    async with database.read() as session:
        proof = await verify(session, head)
    assert isinstance(proof, Whole)
    assert proof.found is not None
    assert proof.found[0] == 3


async def test_without_a_digest_it_comes_after_midnight(database: Database) -> None:
    await write(database, EVENING)
    assert await Running(database, MIDNIGHT, daily=None).send() == {}
    assert len(await Running(database, MIDNIGHT + timedelta(minutes=5), daily=None).send()) == 2


async def test_an_empty_log_has_no_head(database: Database) -> None:
    assert await Running(database, SEVEN).send() == {}


async def test_it_comes_once_a_day_however_often_the_bot_starts_and_two_processes_send_one(database: Database) -> None:
    await write(database, EVENING)
    await asyncio.gather(*(Running(database, SEVEN).send() for _ in range(3)))
    await write(database, SEVEN)
    await Running(database, SEVEN + timedelta(hours=3)).send()
    async with database.read() as session:
        found = (await session.execute(select(OUTBOX.c.key, OUTBOX.c.revision).order_by(OUTBOX.c.key))).all()
    assert [tuple(row) for row in found] == [("head:2026-11-21:6001", 1), ("head:2026-11-21:6002", 1)]


async def test_missed_while_the_bot_was_down_it_comes_afterwards(database: Database) -> None:
    await write(database, EVENING)
    sent = await Running(database, SEVEN + timedelta(days=3, hours=10)).send()
    assert sent.keys() == {"head:2026-11-24:6001", "head:2026-11-24:6002"}
