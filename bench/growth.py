"""Does a message cost more when there are a million stored? It should not."""

from __future__ import annotations

import statistics
import time
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from sqlalchemy import update

from bench.messages import GROUP, updates
from bench.workplace import START, Quiet, a_bot, an_app, peak_memory
from bot.app import App
from bot.core.effects import Effect, SaveMessage, SaveReport, Send
from bot.core.model.kept import Seen
from bot.core.model.kinds import Category, Kind, State, Verdict
from bot.core.model.report import Report
from bot.core.outgoing import Outgoing, Priority, Purpose, Say
from storage import intake
from storage.recording import record
from storage.tables import OUTBOX

FEW, MANY, MEASURED, BATCH = 1_000, 1_000_000, 2_000, 100


async def growth() -> list[tuple[str, str, str]]:
    """Rows of the table: what, figure, aim. The two take turns, so that a busy machine slows both alike."""
    async with an_app(a_bot(Quiet())) as new, an_app(a_bot(Quiet())) as old:
        await _fill(new, 0, FEW)
        await _fill(old, 0, MANY)
        raws = list(updates(MEASURED, START, first_id=MANY * 8))  # younger than all that is stored
        batches = [raws[first : first + BATCH] for first in range(0, MEASURED, BATCH)]
        costs = [(await _cost(new, batch), await _cost(old, batch)) for batch in batches]
    small, large = (statistics.median(each) for each in zip(*costs, strict=True))
    ratio = statistics.median(many / few for few, many in costs)
    return [
        (f"a message with {FEW:,} stored (median batch)", f"{small * 1000:.2f} ms", ""),
        (f"a message with {MANY:,} stored", f"{large * 1000:.2f} ms", ""),
        ("ratio (median batch)", f"{ratio:.2f}", "≤ 1.20"),
        ("peak memory", f"{peak_memory():.0f} MiB", "< 200 MiB"),
    ]


async def _cost(app: App, raws: list[Any]) -> float:
    """Seconds a message."""
    start = time.perf_counter()
    await app.pipeline.take(raws)
    return (time.perf_counter() - start) / len(raws)


async def _fill(app: App, first: int, end: int) -> None:
    """Years of messages, with a report in a hundred and a notice in ten, all long done with."""
    for begin in range(first, end, 20_000):
        numbers = range(begin, min(begin + 20_000, end))
        async with app.database.write() as session:
            await intake.confirm(session, [MANY * 4 + number for number in numbers], START)
            await record(session, [effect for number in numbers for effect in _stored(number)], START)
            connection = await session.connection()
            done = {"state": "sent", "sent_at": START - timedelta(days=2), "message_id": OUTBOX.c.id}
            await connection.execute(update(OUTBOX).where(OUTBOX.c.state == "waiting").values(done))


def _stored(number: int) -> Iterator[Effect]:
    at = START - timedelta(days=3) - timedelta(minutes=number)
    person = 100_000 + number % 400
    yield SaveMessage(
        Seen(
            chat_id=GROUP,
            message_id=MANY * 4 + number,
            update_id=MANY * 4 + number,
            person_id=person,
            person_name="Vecina",
            kind=Kind.TEXT,
            text="ya llegaron, muchas gracias oficial",
            sent_at=at,
            verdict=Verdict.PASS,
            rule="pass.thanks",
        )
    )
    if number % 100 == 0:
        yield SaveReport(
            Report(
                id=number + 1,
                folio=f"CUA-{number + 1:06d}",
                group_id=GROUP,
                chat_id=GROUP,
                message_id=MANY * 4 + number,
                reporter_id=person,
                reporter_name="Vecina",
                category=Category.PUBLIC_SPACE,
                emergency=False,
                state=State.RESOLVED,
                words="un puesto tapa la banqueta",
                opened_at=at,
                updated_at=at,
            )
        )
    if number % 10 == 0:
        say = Say(chat_id=GROUP, text="…")
        key = f"line:{number // 100 * 100 + 1}:{number}"
        yield Send(Outgoing(key=key, action=say, priority=Priority.ANSWER, purpose=Purpose.LINE))
