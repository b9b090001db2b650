"""What a message says of itself that could not be brought when it was wanted."""

from __future__ import annotations

from datetime import datetime

from bot.core.rules.model import Rules
from bot.locales import sentences


def late_mark(rules: Rules, wanted_at: datetime, now: datetime) -> str:
    """When it should have come, by local time; with the day where that was another one."""
    wanted, today = wanted_at.astimezone(rules.timezone), now.astimezone(rules.timezone).date()
    say = sentences(rules.language)
    if wanted.date() == today:
        return say("reminder.late", time=f"{wanted:%H:%M}")
    return say("reminder.late_since", date=f"{wanted.day}/{wanted.month}", time=f"{wanted:%H:%M}")
