"""Waiting: how long after a failure, and in a way that a stop ends at once."""

from __future__ import annotations

import asyncio
import contextlib
from datetime import timedelta

from telegram.error import RetryAfter

SHORTEST, LONGEST = 1.0, 30.0  # seconds


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


def seconds_of(exc: RetryAfter) -> float:
    """How long Telegram asks us to wait."""
    span = exc.retry_after
    return span.total_seconds() if isinstance(span, timedelta) else float(span)
