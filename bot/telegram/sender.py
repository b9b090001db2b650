"""Takes what waits in the outbox to Telegram, urgent first, and writes back what became of it."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import Any

from telegram import Bot

from bot.core.made_file import Make
from bot.core.outgoing import Delivery, Later, Outcome, Sent, Waiting
from bot.telegram.backoff import Backoff
from bot.telegram.delivery import deliver
from bot.telegram.lanes import PATIENCE, Sort, has_slot, lane_of, sort_of
from bot.telegram.limits import Limits, is_urgent
from bot.telegram.marks import Marks
from bot.telegram.outbox import Outbox
from bot.telegram.pictures import Pictures

log = logging.getLogger(__name__)

CROWD = 50  # rows looked at in one go: more than a second's worth of sending
SWEEP = 1.0  # seconds: how late something that becomes due by itself may be noticed
SHORTEST_TURN = 0.02  # seconds between two looks into the outbox while commits rain
WRITE_BACK_AFTER = 0.1  # seconds that results may gather
LANDING = 2.5  # seconds for what is under way when the program ends


class Sender:
    """Sends by priority within Telegram's limits.

    ``deliver_due`` sends what may go now and returns, for tests and the sandbox; ``run`` is for real life. Results
    that cannot be stored are kept and stored later: a full disk must not repeat messages.
    """

    def __init__(
        self,
        bot: Bot,
        outbox: Outbox,
        *,
        marks: Marks | None = None,
        make: Make | None = None,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._bot, self._outbox = bot, outbox
        self._marks = marks
        self._clock = clock
        self._limits = Limits(monotonic)
        self._woken = asyncio.Event()
        self._flying: dict[asyncio.Task[Outcome], Waiting] = {}
        self._landed: list[Delivery] = []
        self._landed_since = 0.0
        self._backoff = Backoff()
        self._pictures = Pictures(bot, make)

    def wake(self) -> None:
        """Something new may be in the outbox."""
        self._woken.set()

    async def deliver_due(self) -> float | None:
        """Send what may be sent now; answers the seconds until more may be, None when nothing waits."""
        while True:
            soonest = await self._start(await self._look())
            if not self._flying:
                break
            await asyncio.wait(self._flying)
            self._land()
            await self._write_back()
        return await self._seconds_until_more(soonest)

    async def run(self, stop: asyncio.Event) -> None:
        """Send until ``stop`` is set; what is under way then may still land."""
        stopping = asyncio.ensure_future(stop.wait())
        trouble = Backoff(0.2, 5.0)
        try:
            while not stop.is_set():
                try:
                    wait = await self._turn()
                    trouble.reset()
                except Exception as exc:
                    wait = trouble.next()
                    log.error("outbox.failed", extra={"error": type(exc).__name__, "retry_in": wait})
                await self._rest(stopping, wait)
            await self._end()
        finally:
            stopping.cancel()
            await self._abandon()

    # --- one turn -----------------------------------------------------------------------------------

    async def _turn(self) -> float:
        self._woken.clear()
        self._land()
        # what is urgent starts before anything is written back
        soonest = await self._start(await self._look())
        late = time.monotonic() - self._landed_since >= WRITE_BACK_AFTER
        if self._landed and (late or not self._flying):
            await self._write_back()
        elif self._landed:
            return WRITE_BACK_AFTER
        return SWEEP if soonest is None else min(soonest, SWEEP)

    async def _look(self) -> list[Waiting]:
        """What is due; where it is a crowd, also what stands behind the chats whose turn has not come."""
        paused = self._limits.paused_chats()
        rows = await self._outbox.waiting(CROWD, paused)
        if len(rows) == CROWD:
            seen = {row.key for row in rows}
            behind = await self._outbox.waiting(CROWD, paused | self._limits.full_chats())
            rows += [row for row in behind if row.key not in seen]
        return rows

    async def _start(self, rows: Sequence[Waiting]) -> float | None:
        """Start what may go; answers the seconds until the limits let more go, None if they hold nothing back."""
        soonest: float | None = None
        chosen: list[Waiting] = []
        under_way = [*self._flying.values()]
        busy = {row.key for row in under_way} | {landed.waiting.key for landed in self._landed}
        lanes = {lane_of(row) for row in under_way}
        for row in rows:
            if row.key in busy or lane_of(row) in lanes or not has_slot(row, under_way):
                continue
            wait = self._limits.wait(row)
            if wait > 0:
                soonest = wait if soonest is None else min(soonest, wait)
                continue
            self._limits.spend(row)
            lanes.add(lane_of(row))
            chosen.append(row)
            under_way.append(row)
        await self._begin([row for row in chosen if is_urgent(row)])
        for row in chosen:
            self._flying[asyncio.create_task(self._send(row))] = row
        return soonest

    async def _begin(self, urgent: Sequence[Waiting]) -> None:
        if not urgent:
            return
        try:
            await self._outbox.begin(urgent)
        except Exception as exc:
            # better an emergency that may come twice without saying so than one that waits for a disk
            log.error("outbox.begin_failed", extra={"error": type(exc).__name__, "rows": len(urgent)})

    async def _send(self, row: Waiting) -> Outcome:
        sort = sort_of(row)
        try:
            async with asyncio.timeout(PATIENCE[sort]):
                return await deliver(self._bot, row, now=self._clock(), marks=self._marks, pictures=self._pictures)
        except TimeoutError:
            of_its_own = sort is Sort.PICTURE  # what takes long is no sign of a silent Telegram
            return Later(
                2.0, "no answer in time", perhaps_arrived=True, not_ready=of_its_own, telegram_down=not of_its_own
            )

    # --- afterwards ---------------------------------------------------------------------------------

    def _land(self) -> None:
        """Take the results of what has come back."""
        for task in [task for task in self._flying if task.done()]:
            row = self._flying.pop(task)
            outcome = task.result()
            self._learn(row, outcome)
            if not self._landed:
                self._landed_since = time.monotonic()
            self._landed.append(Delivery(row, outcome))

    def _learn(self, row: Waiting, outcome: Outcome) -> None:
        match outcome:
            case Sent():
                self._backoff.reset()
            case Later(not_ready=True):
                pass  # it is about that picture alone
            case Later(telegram_down=True) if not self._limits.holding_ordinary:
                self._limits.hold_ordinary(self._backoff.next())  # what is urgent knocks on
            case Later(telegram_down=True):
                pass  # it left together with the one that told us
            case Later(perhaps_arrived=False):
                self._limits.flooded(row.action.chat_id, outcome.seconds)
            case _:
                pass

    async def _write_back(self) -> None:
        landed = list(self._landed)
        if landed:
            await self._outbox.finish(landed)
            del self._landed[: len(landed)]  # only now: what could not be stored is tried again
            self._woken.set()  # something may follow: another officer to be told, a line to be edited

    async def _rest(self, stopping: asyncio.Future[Any], seconds: float) -> None:
        """Until there is something to do: a commit, a result, the time, or the end."""
        await asyncio.sleep(SHORTEST_TURN)
        woken = asyncio.ensure_future(self._woken.wait())
        try:
            anything: set[asyncio.Future[Any]] = {woken, stopping, *self._flying}
            await asyncio.wait(anything, timeout=seconds, return_when=asyncio.FIRST_COMPLETED)
        finally:
            woken.cancel()

    async def _end(self) -> None:
        if self._flying:
            await asyncio.wait(self._flying, timeout=LANDING)
        self._land()
        await self._abandon()
        try:
            await self._write_back()
        except Exception as exc:
            log.error("outbox.failed", extra={"error": type(exc).__name__, "unwritten": len(self._landed)})

    async def _abandon(self) -> None:
        """Let go of what is still under way: the outbox knows that it may have arrived."""
        lost = list(self._flying)
        for task in lost:
            task.cancel()
        await asyncio.gather(*lost, return_exceptions=True)
        self._flying.clear()

    async def _seconds_until_more(self, soonest: float | None) -> float | None:
        waits = [] if soonest is None else [soonest]
        if (due_at := await self._outbox.next_due_at()) is not None:
            until_due = (due_at - self._clock()).total_seconds()
            waits.append(until_due if until_due > 0 else soonest or self._limits.next_release() or SWEEP)
        return min(waits) if waits else None
