"""Telegram's limits, kept so that what is urgent finds room: a part of each is reserved for it.

Telegram takes about 30 messages a second in all, 20 a minute in a group, one a second in a chat. Deletions, mutes and
answers to taps count only for the first.
"""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Callable

from bot.core.outgoing import AnswerTap, Priority, Say, Waiting

OVERALL, OVERALL_SPAN, OVERALL_RESERVE = 30, 1.0, 6
IN_GROUP, IN_GROUP_SPAN, IN_GROUP_RESERVE = 20, 60.0, 4
CHAT_INTERVAL, URGENT_BURST = 1.0, 3  # an alert, its picture and one more may come at once
FLOODED_CHATS, FLOOD_SPAN = 3, 10.0  # so many chats refused within so many seconds: it is not about one chat
LONGEST_GUESS = 60.0  # seconds: that it is about all chats is only inferred

_MANY_CHATS = 5_000


def is_urgent(waiting: Waiting) -> bool:
    """Whether it may use what is reserved."""
    return waiting.priority <= Priority.ESCALATION


def is_message(waiting: Waiting) -> bool:
    """Whether it counts as a message in its chat: new ones and edits do."""
    return isinstance(waiting.action, Say) and not waiting.delete


class Window:
    """At most ``most`` in any ``span`` seconds."""

    def __init__(self, most: int, span: float) -> None:
        self._most, self._span = most, span
        self._times: deque[float] = deque()

    def wait(self, now: float, reserve: int = 0) -> float:
        """Seconds until there is room for one more, with ``reserve`` places left free."""
        while self._times and self._times[0] + self._span <= now:
            self._times.popleft()
        surplus = len(self._times) - (self._most - reserve)
        return max(0.0, self._times[surplus] + self._span - now) if surplus >= 0 else 0.0

    def spend(self, now: float) -> None:
        """One more happened."""
        self._times.append(now)


class Limits:
    """When which row may go. Times are seconds of ``monotonic``."""

    def __init__(self, monotonic: Callable[[], float]) -> None:
        self._now = monotonic
        self._overall = Window(OVERALL, OVERALL_SPAN)
        self._groups: dict[int, Window] = {}
        self._free_at: dict[int, float] = {}  # by chat: when one more message keeps the interval
        self._paused_until: dict[int, float] = {}  # by chat: Telegram asked for it
        self._floods: deque[tuple[float, int]] = deque()
        self._ordinary_held_until = -math.inf

    def wait(self, waiting: Waiting) -> float:
        """Seconds until this row may go; 0 is now."""
        now, urgent, chat = self._now(), is_urgent(waiting), waiting.action.chat_id
        waits = [self._overall.wait(now, 0 if urgent else OVERALL_RESERVE)]
        if not urgent:
            waits.append(self._ordinary_held_until - now)
        if not isinstance(waiting.action, AnswerTap):
            waits.append(self._paused_until.get(chat, now) - now)
        if is_message(waiting):
            waits.append(self._wait_in_chat(chat, now, urgent=urgent))
        return max(0.0, *waits)

    def _wait_in_chat(self, chat: int, now: float, *, urgent: bool) -> float:
        ahead = CHAT_INTERVAL * (URGENT_BURST - 1) if urgent else 0.0
        wait = self._free_at.get(chat, now) - ahead - now
        if (window := self._groups.get(chat)) is not None:
            wait = max(wait, window.wait(now, 0 if urgent else IN_GROUP_RESERVE))
        return wait

    def spend(self, waiting: Waiting) -> None:
        """This row goes now."""
        now, chat = self._now(), waiting.action.chat_id
        self._overall.spend(now)
        if not is_message(waiting):
            return
        self._free_at[chat] = max(self._free_at.get(chat, now), now) + CHAT_INTERVAL
        if chat < 0:
            self._groups.setdefault(chat, Window(IN_GROUP, IN_GROUP_SPAN)).spend(now)
        if len(self._free_at) > _MANY_CHATS:
            self._free_at = {chat: at for chat, at in self._free_at.items() if at > now}

    def flooded(self, chat: int, seconds: float) -> None:
        """Telegram asked for a pause. It is about this chat, unless several chats hear the same."""
        now = self._now()
        self._paused_until[chat] = max(self._paused_until.get(chat, now), now + seconds)
        self._floods.append((now, chat))
        while self._floods[0][0] + FLOOD_SPAN <= now:
            self._floods.popleft()
        if len({flooded for _, flooded in self._floods}) >= FLOODED_CHATS:
            self.hold_ordinary(min(seconds, LONGEST_GUESS))

    def hold_ordinary(self, seconds: float) -> None:
        """Nothing that is not urgent goes for so long."""
        self._ordinary_held_until = max(self._ordinary_held_until, self._now() + seconds)

    @property
    def holding_ordinary(self) -> bool:
        """Whether only what is urgent may go."""
        return self._ordinary_held_until > self._now()

    def paused_chats(self) -> frozenset[int]:
        """Where nothing may go now, not even what is urgent."""
        now = self._now()
        self._paused_until = {chat: until for chat, until in self._paused_until.items() if until > now}
        return frozenset(self._paused_until)

    def full_chats(self) -> frozenset[int]:
        """Where no ordinary message may go now."""
        now = self._now()
        chats = self._free_at.keys() | self._groups.keys()
        return frozenset(chat for chat in chats if self._wait_in_chat(chat, now, urgent=False) > 0)

    def next_release(self) -> float | None:
        """Seconds until a pause ends that Telegram asked for; None when there is none."""
        now = self._now()
        ends = [until for until in (*self._paused_until.values(), self._ordinary_held_until) if until > now]
        return min(ends) - now if ends else None
