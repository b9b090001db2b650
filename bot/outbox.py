"""The outbox as the sender sees it: what is next, what is being tried, what became of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from collections.abc import Set as AbstractSet
from datetime import datetime

from bot.core.outgoing import Delivery, Waiting
from bot.pipeline import Pipeline
from storage import outbox
from storage.alone import Claim
from storage.database import Database


class Outbox:
    """Reads and marks rows; what became of them goes through the pipeline, because something may follow from it.

    With ``claim`` nothing may go once another process has begun to serve.
    """

    def __init__(
        self, database: Database, pipeline: Pipeline, clock: Callable[[], datetime], claim: Claim | None = None
    ) -> None:
        self._database = database
        self._pipeline = pipeline
        self._clock = clock
        self._claim = claim

    async def waiting(self, limit: int, without_chats: AbstractSet[int]) -> list[Waiting]:
        """At most ``limit`` rows that may go now, urgent first, none for those chats."""
        async with self._database.read() as session:
            if self._claim is not None and not await self._claim.holds(session):
                return []
            return await outbox.waiting(session, self._clock(), limit, without_chats)

    async def begin(self, rows: Sequence[Waiting]) -> None:
        """Note durably that these are being tried."""
        async with self._database.write() as session:
            await outbox.begin(session, rows, self._clock())

    async def finish(self, deliveries: Sequence[Delivery]) -> None:
        """Note durably what became of them, and do what follows."""
        await self._pipeline.delivered(deliveries)

    async def next_due_at(self) -> datetime | None:
        """When the next row is or was due; None when nothing waits."""
        async with self._database.read() as session:
            return await outbox.next_due_at(session)
