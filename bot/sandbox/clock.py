"""A clock that stands still until somebody moves it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta


class VirtualClock:
    """Called, it says what time it is (aware, UTC); it never goes back."""

    def __init__(self, now: datetime) -> None:
        self._now = now.astimezone(UTC)

    def __call__(self) -> datetime:
        """The time it shows."""
        return self._now

    def advance_to(self, moment: datetime) -> None:
        """Show that moment, unless it is past."""
        self._now = max(self._now, moment.astimezone(UTC))

    def advance(self, span: timedelta) -> None:
        """Show a moment that much later."""
        self.advance_to(self._now + span)
