"""An emergency behind a backlog: 5,000 chat messages to handle and 500 notices that wait to be sent."""

from __future__ import annotations

import asyncio
import statistics
import time
from typing import Any

from bench.messages import GROUP, updates
from bench.workplace import START, Quiet, a_bot, an_app
from bot.core.effects import Effect, Send
from bot.core.outgoing import Outgoing, Priority, Purpose, Say
from bot.core.scene import Scene
from bot.core.world import Needs

BACKLOG, NOTICES, ROUNDS = 5000, 500, 3


class Listening(Quiet):
    """Notes when the officer's message leaves."""

    def __init__(self) -> None:
        super().__init__()
        self.alerted = asyncio.Event()
        self.alerted_at = 0.0

    def __call__(self, method: str, params: dict[str, Any]) -> Any:
        if method.lower() == "sendmessage" and "EMERGENCIA" in str(params.get("text")) and int(params["chat_id"]) > 0:
            self.alerted_at = self.alerted_at or time.perf_counter()
            self.alerted.set()
        return super().__call__(method, params)


async def emergency() -> list[tuple[str, str, str]]:
    """Rows of the table: what, figure, aim."""
    rounds = [await _round(number) for number in range(ROUNDS)]
    last = statistics.median(after for after, _ in rounds)
    behind = statistics.median(whole for _, whole in rounds)
    return [
        (
            "emergency: from its batch's arrival to the officer's message leaving",
            f"{last * 1000:,.0f} ms",
            "< 1,000 ms",
        ),
        ("emergency last of 5,000 at Telegram: from the first fetch", f"{behind * 1000:,.0f} ms", ""),
    ]


async def _round(seed: int) -> tuple[float, float]:
    telegram = Listening()
    async with an_app(a_bot(telegram)) as app:
        await app.pipeline.change(Needs(), _notices)
        backlog = list(updates(BACKLOG - 1, START, seed=seed, kind="talk"))
        cry = list(updates(1, START, seed=seed, first_id=BACKLOG, kind="emergency"))
        stop = asyncio.Event()
        sending = asyncio.create_task(app.sender.run(stop))
        raws = [*backlog, *cry]
        start = arrived = time.perf_counter()
        for first in range(0, len(raws), 100):
            arrived = time.perf_counter()
            await app.pipeline.take(raws[first : first + 100])
        await asyncio.wait_for(telegram.alerted.wait(), 30)
        stop.set()
        await sending
        return telegram.alerted_at - arrived, telegram.alerted_at - start


def _notices(_: Scene) -> list[Effect]:
    return [
        Send(
            Outgoing(
                key=f"notice:{GROUP}:{number}",
                action=Say(chat_id=GROUP - number % 50, text="…"),
                priority=Priority.NOTICE,
                purpose=Purpose.NOTICE,
            )
        )
        for number in range(NOTICES)
    ]
