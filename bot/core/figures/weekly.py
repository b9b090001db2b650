"""The figures of an ISO week, beside the four weeks before, and what changed most."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from math import sqrt
from typing import Literal
from zoneinfo import ZoneInfo

from bot.core.figures.counts import FIELD_ORDER, Tally, by_category, by_quadrant
from bot.core.figures.history import History
from bot.core.figures.periods import WEEKS_BEFORE, Period, moment_of, period_of, seen_at
from bot.core.figures.times import Times, time_to_answer, time_to_arrival

FEWEST_WEEKS = 2
"""With fewer weeks to compare with, nothing is called a change."""
MOST_CHANGES = 3
LEAST_DIFFERENCE, LEAST_SCORE = 2.0, 1.0
"""What is smaller is the ordinary up and down of small numbers."""

Weekly = tuple[int, time]


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekFigures:
    """One week; ``first`` is its Monday."""

    first: date
    reports: int
    emergencies: int
    categories: Tally
    quadrants: Tally


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """``count`` in the week, ``usual`` the mean of the weeks before.

    ``score``: their difference over the square root of one more than usual: roughly how many times the ordinary up
    and down of such a count it is. The one keeps two reports of what never happened from outweighing twenty of what
    happens every day.
    """

    of: Literal["category", "quadrant"]
    name: str
    count: int
    usual: float

    @property
    def score(self) -> float:
        """Above nothing where there was more than usual."""
        return (self.count - self.usual) / sqrt(self.usual + 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekInFigures:
    """A week, the four before it (the oldest first; None where the bot did not serve all of it), and the changes."""

    period: Period
    week: WeekFigures
    earlier: tuple[WeekFigures | None, ...]
    answer: Times
    arrival: Times
    changes: tuple[Change, ...]


def week_of(monday: date, zone: ZoneInfo, weekly: Weekly | None, now: datetime) -> Period:
    """That week, as seen when its brief is due in the week after (None: at its end), or now if that is to come."""
    whole = period_of(monday, monday + timedelta(days=6), zone, None, now)
    if weekly is None:
        return whole
    seen = moment_of(monday + timedelta(days=7 + weekly[0]), weekly[1], zone)
    return seen_at(whole, seen, now)


def due_week(zone: ZoneInfo, weekly: Weekly | None, now: datetime) -> Period | None:
    """The last week whose brief should have been sent by now: it stays due until the next one is."""
    if weekly is None:
        return None
    today = now.astimezone(zone).date()
    this_monday = today - timedelta(days=today.weekday())
    due_at = moment_of(this_monday + timedelta(days=weekly[0]), weekly[1], zone)
    return week_of(this_monday - timedelta(weeks=1 if now >= due_at else 2), zone, weekly, now)


def before(monday: date) -> tuple[date, ...]:
    """The Mondays of the weeks before, the oldest first."""
    return tuple(monday - timedelta(weeks=weeks) for weeks in range(WEEKS_BEFORE, 0, -1))


def in_figures(
    period: Period, histories: Sequence[History], earlier: Sequence[tuple[date, Sequence[History]] | None]
) -> WeekInFigures:
    """The week's figures, of the reports written in it and in the weeks before."""
    week = _figures(period.first, histories)
    past = tuple(_figures(*each) if each is not None else None for each in earlier)
    return WeekInFigures(
        period=period,
        week=week,
        earlier=past,
        answer=time_to_answer(histories),
        arrival=time_to_arrival(histories),
        changes=most_changed(week, [each for each in past if each is not None]),
    )


def most_changed(week: WeekFigures, past: Sequence[WeekFigures]) -> tuple[Change, ...]:
    """The categories and quadrants farthest from their usual, the farthest first; none where all is as ever."""
    if len(past) < FEWEST_WEEKS:
        return ()
    found: list[Change] = []
    for category in FIELD_ORDER:
        name = category.value
        usual = sum(each.categories.of(name) for each in past) / len(past)
        found.append(Change(of="category", name=name, count=week.categories.of(name), usual=usual))
    codes = sorted({code for each in (week, *past) for code, _ in each.quadrants.counts})
    for code in codes:
        usual = sum(each.quadrants.of(code) for each in past) / len(past)
        found.append(Change(of="quadrant", name=code, count=week.quadrants.of(code), usual=usual))
    notable = [each for each in found if _is_notable(each)]
    return tuple(sorted(notable, key=lambda each: -abs(each.score))[:MOST_CHANGES])


def _is_notable(change: Change) -> bool:
    return abs(change.count - change.usual) >= LEAST_DIFFERENCE and abs(change.score) >= LEAST_SCORE


def _figures(first: date, histories: Sequence[History]) -> WeekFigures:
    return WeekFigures(
        first=first,
        reports=len(histories),
        emergencies=sum(each.emergency for each in histories),
        categories=by_category(histories),
        quadrants=by_quadrant(histories),
    )
