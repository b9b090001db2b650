"""Long polling that confirms nothing before it is committed: the offset moves only after `Intake.take` returned."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import re
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from typing import Any, TypeVar

from telegram import Bot
from telegram.error import BadRequest, Conflict, EndPointNotFound, InvalidToken, RetryAfter, TelegramError

from bot.telegram.backoff import Backoff, Stopped, pause, seconds_of, unless_stopped
from bot.telegram.clean import is_id
from bot.telegram.client import UnreadableAnswer, check_token, in_words
from bot.telegram.incoming import ALLOWED_UPDATES
from bot.telegram.intake import BATCH, Intake
from bot.telegram.raw import raw_call

log = logging.getLogger(__name__)

LONG_POLL = 30  # seconds that Telegram holds a request while nothing happens; longer ones die in some routers
SHORTEST_POLL = 0.2  # seconds between two polls of a server that does not hold them
STORING_GRACE = 3.0  # seconds that a batch gets to be stored when the program is to end
_UPDATE_ID = re.compile(rb'"update_id"\s*:\s*([0-9]{1,18})\b')

T = TypeVar("T")
Pause = Callable[[asyncio.Event, float], Awaitable[None]]


class Poller:
    """Fetches updates batch by batch and hands them over.

    ``on_unreachable(since)`` is called after each failed attempt to reach Telegram, with the time of the first one;
    ``on_reachable()`` when it answers again. Both at once and in the loop: they must be quick.
    """

    def __init__(
        self,
        bot: Bot,
        intake: Intake,
        *,
        long_poll: int = LONG_POLL,
        on_reachable: Callable[[], None] = lambda: None,
        on_unreachable: Callable[[datetime], None] = lambda since: None,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
        pause: Pause = pause,
    ) -> None:
        self._bot, self._intake = bot, intake
        self._long_poll = long_poll
        self._on_reachable, self._on_unreachable = on_reachable, on_unreachable
        self._clock, self._pause = clock, pause
        self._offset: int | None = None
        self._limit = BATCH
        self._down_since: datetime | None = None
        self._backoff = Backoff()

    async def run(self, stop: asyncio.Event) -> None:
        """Fetch and hand over until ``stop`` is set, then tell Telegram what was handled.

        Raises:
            TokenRefused: the token was revoked.
        """
        await self._until_it_works(stop, self._remove_webhook)
        loop = asyncio.get_running_loop()
        while not stop.is_set():
            began = loop.time()
            batch = await self._until_it_works(stop, lambda: self._fetch(self._long_poll))
            if batch:
                await self._hand_over(batch, stop)
            elif loop.time() - began < SHORTEST_POLL:
                await self._pause(stop, SHORTEST_POLL)
        await self._confirm()

    async def take_pending(self) -> int:
        """Take what waits at Telegram now, without waiting for more; answers how many. Errors are the caller's."""
        taken = 0
        while batch := await self._fetch(0):
            await self._intake.take(batch)
            taken += len(batch)
            if not self._move_on(batch):
                break
        return taken

    async def _fetch(self, seconds: int) -> list[dict[str, Any]]:
        try:
            batch = await raw_call(
                self._bot,
                "getUpdates",
                read_timeout=seconds + 10,
                offset=self._offset,
                limit=self._limit,
                timeout=seconds,
                allowed_updates=list(ALLOWED_UPDATES),
            )
        except UnreadableAnswer as exc:
            return self._find_the_unreadable(exc)
        if not isinstance(batch, list):
            raise TelegramError("the answer to getUpdates is no list")
        self._limit = BATCH
        return batch

    def _find_the_unreadable(self, exc: UnreadableAnswer) -> list[dict[str, Any]]:
        """One update that is no JSON must not hold up those behind it: ask one by one, and hand it over unread."""
        found = _UPDATE_ID.findall(exc.payload)
        if not found:
            raise exc  # not updates at all: a proxy's page, half an answer
        if self._limit > 1:
            self._limit = 1
            return []
        self._limit = BATCH
        return [{"update_id": int(found[0]), "unreadable": exc.payload[:4096].decode("utf-8", "replace")}]

    async def _hand_over(self, batch: list[dict[str, Any]], stop: asyncio.Event) -> None:
        """Give the batch to the intake until it is stored. A stop gives up: Telegram still has the batch."""
        backoff = Backoff()
        while True:
            try:
                await unless_stopped(stop, self._intake.take(batch), grace=STORING_GRACE)
                break
            except Stopped:
                return
            except Exception as exc:
                wait = backoff.next()
                # of a database's error only the sort: its words may hold what people wrote
                log.error("intake.failed", extra={"error": type(exc).__name__, "updates": len(batch), "retry_in": wait})
                await self._pause(stop, wait)
                if stop.is_set():
                    return
        if not self._move_on(batch):
            await self._pause(stop, self._backoff.next())  # nothing to confirm it by: Telegram sends it again

    def _move_on(self, batch: list[dict[str, Any]]) -> bool:
        # what is no object, or has no number, is passed on too but cannot move the offset
        ids: list[Any] = [raw.get("update_id") if isinstance(raw, dict) else None for raw in list[Any](batch)]
        known = [number for number in ids if is_id(number)]
        if not known:
            return False
        self._offset = max(known) + 1
        return True

    async def _until_it_works(self, stop: asyncio.Event, attempt: Callable[[], Awaitable[T]]) -> T | None:
        """Try again and again; None when ``stop`` came first."""
        while not stop.is_set():
            try:
                result = await unless_stopped(stop, attempt())
            except Stopped:
                break
            except Exception as exc:
                await self._pause(stop, await self._what_now(exc))
            else:
                self._it_works()
                return result
        return None

    def _it_works(self) -> None:
        self._backoff.reset()
        if self._down_since is not None:
            self._down_since = None
            log.info("telegram.reachable")
            self._on_reachable()

    async def _what_now(self, exc: Exception) -> float:
        """Look at what went wrong; answers the seconds to wait.

        Raises:
            TokenRefused: the token was revoked.
        """
        if isinstance(exc, EndPointNotFound | InvalidToken):
            # a wrong turn of a proxy looks the same; only Telegram's own word about the token ends the program
            try:
                await check_token(self._bot)
            except TelegramError as again:
                exc = again
        if isinstance(exc, RetryAfter):
            return seconds_of(exc)
        wait = self._backoff.next()
        if isinstance(exc, Conflict):
            log.error("telegram.conflict: another program fetches this bot's updates", extra={"retry_in": wait})
            return wait
        if self._down_since is None:
            self._down_since = self._clock()
        log.warning("telegram.unreachable", extra={"error": in_words(exc), "retry_in": wait})
        self._on_unreachable(self._down_since)
        return wait

    async def _remove_webhook(self) -> None:
        """As long as there is a webhook, Telegram refuses polling with a conflict."""
        try:
            await self._bot.delete_webhook(drop_pending_updates=False)
        except (InvalidToken, BadRequest) as exc:
            await check_token(self._bot)
            log.warning("webhook.not_removed", extra={"error": in_words(exc)})

    async def _confirm(self) -> None:
        """Spare Telegram sending again what is stored; if this fails, the intake knows those updates."""
        if self._offset is None:
            return
        with contextlib.suppress(Exception):
            async with asyncio.timeout(1):
                await raw_call(self._bot, "getUpdates", offset=self._offset, limit=1, timeout=0)
