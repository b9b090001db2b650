"""What stands before a message that needs a word of explanation: it may have come already, or it comes late."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.core.outgoing import Priority, Purpose, Waiting

LATE = timedelta(minutes=2)
"""How long after it was wanted an alert is late, and says so."""

_TOLD_WHEN_LATE = frozenset({Purpose.ALERT, Purpose.REMINDER, Purpose.ESCALATION})


@dataclass(frozen=True, slots=True)
class Marks:
    """``repeated`` stands before what is urgent and may have arrived already, ``late`` before what was wanted long ago.

    ``late`` gets the two moments, when it was wanted and now.
    """

    repeated: str = ""
    late: Callable[[datetime, datetime], str] = lambda wanted_at, now: ""

    def before(self, waiting: Waiting, now: datetime) -> str:
        """What stands before a new message. An edit needs none: it tells how things are now."""
        again = waiting.perhaps_arrived and waiting.priority <= Priority.ESCALATION
        wanted_at = waiting.wanted_at or now
        is_late = waiting.purpose in _TOLD_WHEN_LATE and now - wanted_at > LATE
        return (self.repeated if again else "") + (self.late(wanted_at, now) if is_late else "")
