"""When the rules have something sent that nobody asked for; what exactly is due then is told where it is sent."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.core.figures.periods import first_of_next, moment_of
from bot.core.log_head import hour_of_head
from bot.core.rules.model import Rules


def next_hour(rules: Rules, now: datetime) -> datetime:
    """The next moment from which a digest, the log's head, a brief or a month's post is due."""
    zone, digest = rules.timezone, rules.digest
    today = now.astimezone(zone).date()
    daily = {hour_of_head(digest.daily)} | ({digest.daily} if digest.daily is not None else set())
    due = [moment_of(today + timedelta(days=later), hour, zone) for later in (0, 1) for hour in daily]
    if digest.weekly is not None:
        weekday, hour = digest.weekly
        monday = today - timedelta(days=today.weekday())
        due += [moment_of(monday + timedelta(days=later + weekday), hour, zone) for later in (0, 7)]
    if digest.monthly is not None:
        day, hour = digest.monthly
        first = today.replace(day=1)
        due += [moment_of(month + timedelta(days=day - 1), hour, zone) for month in (first, first_of_next(first))]
    return min(moment for moment in due if moment > now)
