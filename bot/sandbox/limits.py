"""How much a bot may send before Telegram asks it to wait."""

from __future__ import annotations

import math
from collections import deque
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.sandbox.errors import flood

_SECOND = timedelta(seconds=1)
_MINUTE = timedelta(minutes=1)


@dataclass(slots=True)
class Window:
    """At most ``most`` in any span of that length."""

    most: int
    span: timedelta
    times: deque[datetime] = field(default_factory=deque)

    def wait_for(self, now: datetime) -> float:
        """Seconds until one more is allowed."""
        while self.times and self.times[0] <= now - self.span:
            self.times.popleft()
        return 0.0 if len(self.times) < self.most else (self.times[0] + self.span - now).total_seconds()


class Limits:
    """About 30 messages a second in all, one a second in a chat, 20 a minute in a group."""

    def __init__(self) -> None:
        self._all = Window(30, _SECOND)
        self._chats: dict[int, list[Window]] = {}

    def count(self, chat_id: int, now: datetime, *, group: bool) -> None:
        """Count a message. Raises ApiError 429 when it is one too many; then it does not count."""
        if chat_id not in self._chats:
            minute = [Window(20, _MINUTE)] if group else []
            self._chats[chat_id] = [Window(1, _SECOND), *minute]
        windows = [self._all, *self._chats[chat_id]]
        if (wait := max(window.wait_for(now) for window in windows)) > 0:
            raise flood(max(1, math.ceil(wait)))
        for window in windows:
            window.times.append(now)
