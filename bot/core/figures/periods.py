"""Which moments a figure is about: whole local days, and the moment as of which their reports are told."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.core.roster.shifts import Turn, turns
from bot.core.rules.model import Rules

WEEKS_BEFORE = 4
"""How many earlier weeks a day is held against."""
CATCH_UP_DAYS = 3
"""How many days back digests are still sent that were missed while the bot was down."""
LATEST_POST = timedelta(days=5)
"""How late a month's post may still come, after an outage."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """Whole local days from ``first`` to ``last``: the moments from ``start`` up to ``end``, in UTC.

    ``as_of``: what is said of their reports is what the log said before that moment, whenever it is computed.
    """

    first: date
    last: date
    start: datetime
    end: datetime
    as_of: datetime

    def holds(self, moment: datetime) -> bool:
        """Whether the moment lies in it."""
        return self.start <= moment < self.end


def period_of(first: date, last: date, zone: ZoneInfo, hour: time | None, now: datetime) -> Period:
    """These days, as seen at that ``hour`` of the day after the last (None: at its end), or now if that is to come."""
    following = last + timedelta(days=1)
    end = moment_of(following, time(0), zone)
    return Period(
        first=first,
        last=last,
        start=moment_of(first, time(0), zone),
        end=end,
        as_of=min(now, max(end, moment_of(following, hour or time(0), zone))),
    )


def seen_at(days: Period, moment: datetime, now: datetime) -> Period:
    """The same days, as seen at that moment; at their end, if that is later, or now if that is to come."""
    return replace(days, as_of=min(now, max(days.end, moment)))


def day_of(day: date, zone: ZoneInfo, daily: time | None, now: datetime) -> Period:
    """That local day, as seen at the next morning's ``daily`` hour."""
    return period_of(day, day, zone, daily, now)


def due_days(zone: ZoneInfo, daily: time | None, now: datetime) -> tuple[Period, ...]:
    """The days whose digests should have been sent by now, the oldest first; none before today's hour for it.

    The last is yesterday. Those before it are due only to whom nobody was there to send them.
    """
    today = now.astimezone(zone).date()
    if daily is None or now < moment_of(today, daily, zone):
        return ()
    return tuple(day_of(today - timedelta(days=days), zone, daily, now) for days in range(CATCH_UP_DAYS, 0, -1))


def due_month(zone: ZoneInfo, monthly: tuple[int, time] | None, now: datetime) -> Period | None:
    """The month whose post should have been sent by now; None before it is due, and once it is too old to be news."""
    if monthly is None:
        return None
    this = now.astimezone(zone).date().replace(day=1)
    last = (this - timedelta(days=1)).replace(day=1)
    due_at = moment_of(this + timedelta(days=monthly[0] - 1), monthly[1], zone)
    if not due_at <= now < due_at + LATEST_POST:
        return None
    return month_of(last.year, last.month, zone, monthly, now)


def weeks_before(day: date, zone: ZoneInfo, daily: time | None, now: datetime) -> tuple[Period, ...]:
    """The same weekday of the weeks before, the oldest first, each as seen on its own next morning."""
    days = (day - timedelta(weeks=weeks) for weeks in range(WEEKS_BEFORE, 0, -1))
    return tuple(day_of(each, zone, daily, now) for each in days)


def month_of(year: int, month: int, zone: ZoneInfo, monthly: tuple[int, time] | None, now: datetime) -> Period:
    """That month, as seen when the next month's post is due (None: at its end)."""
    first, following = date(year, month, 1), first_of_next(date(year, month, 1))
    whole = period_of(first, following - timedelta(days=1), zone, None, now)
    if monthly is None:
        return whole
    day, hour = monthly
    seen = moment_of(following + timedelta(days=day - 1), hour, zone)
    return seen_at(whole, seen, now)


def first_of_next(day: date) -> date:
    """The first day of the month after that day's."""
    return date(day.year + day.month // 12, day.month % 12 + 1, 1)


def turns_of(days: Period, rules: Rules) -> tuple[Turn, ...]:
    """Every turn that begins on these days: a shift that crosses midnight belongs to the day on which it begins."""
    return tuple(turn for turn in turns(rules, days.start, days.end) if days.holds(turn.starts_at))


def moment_of(day: date, clock: time, zone: ZoneInfo) -> datetime:
    """That hour on the wall, in UTC; the first where the clock shows it twice. A skipped midnight is that skip."""
    return datetime.combine(day, clock, zone).astimezone(UTC)
