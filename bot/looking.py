"""Looking at pictures that came into the groups: later than their messages were recorded, and in nobody's way.

What is to be looked at stands in the store: whatever ends the program, it is looked at after the next start.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from functools import partial

from bot.core.breaches.pictures import Looked, needs_of_look, on_looked
from bot.core.model.meaning import Picture
from bot.pipeline import Pipeline
from bot.telegram.files import NotFetched
from storage import pictures
from storage.database import Database
from storage.pictures import ToLookAt

log = logging.getLogger(__name__)

MOST_ATTEMPTS = 6
PATIENCE = 45.0
"""Seconds for fetching one picture."""
_AT_ONCE = 20


class Looker:
    """Takes one picture after another; ``fetch`` answers the bytes of a file."""

    def __init__(
        self,
        database: Database,
        pipeline: Pipeline,
        fetch: Callable[[str], Awaitable[bytes]],
        clock: Callable[[], datetime],
    ) -> None:
        self._database = database
        self._pipeline = pipeline
        self._fetch = fetch
        self._clock = clock

    async def look_when_due(self) -> None:
        """Look at all whose time has come. One picture's trouble does not keep the others waiting."""
        while due := await self._due():
            for picture in due:
                try:
                    await self._look(picture)
                except Exception as exc:
                    log.error("picture.failed", extra={"error": type(exc).__name__})
                    log.debug("picture.failed.because", exc_info=True)
                    await self._postpone(picture)
            if len(due) < _AT_ONCE:
                return

    async def _due(self) -> list[ToLookAt]:
        async with self._database.read() as session:
            return await pictures.due(session, self._clock(), _AT_ONCE)

    async def _look(self, due: ToLookAt) -> None:
        try:
            seen = await self._seen(due) if due.of_use else None
        except (NotFetched, TimeoutError) as exc:
            if not (isinstance(exc, NotFetched) and exc.for_good) and due.attempts + 1 < MOST_ATTEMPTS:
                log.warning("picture.not_fetched", extra={"error": str(exc) or type(exc).__name__})
                await self._postpone(due)
                return
            seen = None
        looked = Looked(
            chat_id=due.chat_id,
            message_id=due.message_id,
            person_id=due.person_id,
            album=due.album,
            file_id=due.file_id,
            picture=seen,
        )
        await self._pipeline.change(needs_of_look(looked), partial(on_looked, looked))

    async def _seen(self, due: ToLookAt) -> Picture | None:
        async with asyncio.timeout(PATIENCE):
            data = await self._fetch(due.file_id)
        return await asyncio.to_thread(_look, data)

    async def _postpone(self, due: ToLookAt) -> None:
        again = self._clock() + timedelta(seconds=10 * 2**due.attempts)
        async with self._database.write() as session:
            await pictures.postpone(session, due, again if due.attempts + 1 < MOST_ATTEMPTS else None)


def _look(data: bytes) -> Picture | None:
    from bot.pictures.looking import look  # what it needs is imported in its own thread too, where nobody waits

    return look(data)
