"""Waiting: how long after a failure, and in a way that a stop ends at once."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Awaitable
from datetime import timedelta
from typing import TypeVar

from telegram.error import RetryAfter

SHORTEST, LONGEST = 1.0, 30.0  # seconds

T = TypeVar("T")


class Backoff:
    """1, 2, 4 … 30 seconds; starts anew after a success."""

    def __init__(self, shortest: float = SHORTEST, longest: float = LONGEST) -> None:
        self._shortest, self._longest = shortest, longest
        self._next = shortest

    def next(self) -> float:
        """How many seconds to wait after one more failure."""
        now, self._next = self._next, min(self._next * 2, self._longest)
        return now

    def reset(self) -> None:
        """Something worked."""
        self._next = self._shortest


async def pause(stop: asyncio.Event, seconds: float) -> None:
    """Wait, but not longer than until ``stop`` is set."""
    with contextlib.suppress(TimeoutError):
        await asyncio.wait_for(stop.wait(), seconds)


class Stopped(Exception):
    """The stop came before the end of an attempt."""


async def unless_stopped(stop: asyncio.Event, attempt: Awaitable[T], grace: float = 0.0) -> T:
    """The attempt's result. Where ``stop`` comes first it has ``grace`` seconds to end, and then is cancelled.

    Raises:
        Stopped: it was cancelled.
    """
    trying = asyncio.ensure_future(attempt)
    stopping = asyncio.ensure_future(stop.wait())
    try:
        await asyncio.wait({trying, stopping}, return_when=asyncio.FIRST_COMPLETED)
        if not trying.done() and grace:
            await asyncio.wait({trying}, timeout=grace)
        if trying.done():
            return trying.result()
    finally:
        for task in (trying, stopping):
            task.cancel()
        await asyncio.gather(trying, stopping, return_exceptions=True)
    raise Stopped


def seconds_of(exc: RetryAfter) -> float:
    """How long Telegram asks us to wait."""
    span = exc.retry_after
    return span.total_seconds() if isinstance(span, timedelta) else float(span)
