"""Sends what the rules have an hour for: at that hour, and later to whoever could not have had it then."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from bot.core.digests.hours import next_hour

if TYPE_CHECKING:
    from bot.app import App

Send = Callable[["App"], Awaitable[None]]
"""Sends what is due by now to whom has not had it; doing it again sends nothing."""

_AGAIN_AFTER = timedelta(seconds=20)  # where it failed: figures of weeks are too much work to fail at each second


class HourWatch:
    """Knows when there may be something to send: after an hour of the rules, when they or the people have changed.

    What was sent is known to the store; what is in memory only saves looking each time.
    """

    def __init__(self, app: App) -> None:
        self._app = app
        self._looked: dict[Send, tuple[tuple[str, int], datetime, datetime]] = {}  # with what, from when, until when

    def next_due_at(self) -> datetime | None:
        """When something falls due next, if nothing changes; None before anything was looked at."""
        return min((due_at for *_, due_at in self._looked.values()), default=None)

    async def when_due(self, send: Send) -> None:
        """Do it, where anything may have changed since the last time that it was done."""
        app, now = self._app, self._app.clock()
        seen = (app.rules.version, app.pipeline.people_changes)  # before looking: what changes meanwhile is news
        looked_with, looked_at, due_at = self._looked.get(send, (None, now, now))
        if looked_with == seen and looked_at <= now < due_at:  # a clock that was ahead may be put back
            return
        rules = app.rules
        self._looked[send] = (seen, now, now + _AGAIN_AFTER)
        await send(app)
        self._looked[send] = (seen, now, next_hour(rules, now))
