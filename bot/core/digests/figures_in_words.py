"""Pieces of sentences that every text of figures shares: days, spans, times with their count, lists that end."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.core.figures.times import Times
from bot.core.model.kinds import Category
from bot.core.wording import WEEKDAYS, category_of, quoted
from bot.locales import Sentences

NOTABLE = timedelta(minutes=1)
"""An alert that takes longer to go out is worth a line."""


def date_of(day: date, say: Sentences) -> str:
    """A day with its weekday."""
    weekday = say(f"digest.weekday.{WEEKDAYS[day.weekday()]}")
    return say("digest.date", weekday=weekday, year=day.year, month=f"{day.month:02}", day=f"{day.day:02}")


def month_named(day: date, say: Sentences) -> str:
    """A day's month with its year."""
    return say("monthly.month", month=say(f"monthly.name.{day.month}"), year=day.year)


def category_named(category: str, say: Sentences) -> str:
    """A category's name by its slug."""
    return category_of(Category(category), say)


def on_clock(moment: datetime, zone: ZoneInfo) -> str:
    """Day and month, hours and minutes."""
    return moment.astimezone(zone).strftime("%d/%m %H:%M")


def how_long(span: timedelta) -> str:
    """``45 s``, ``12 min``, ``1 h 05 min``, ``3 d 4 h``: rounded to what matters at that size."""
    seconds = round(span.total_seconds())
    if seconds < 60:
        return f"{seconds} s"
    minutes = round(seconds / 60)
    if minutes < 60:
        return f"{minutes} min"
    if minutes < 48 * 60:
        return f"{minutes // 60} h {minutes % 60:02} min"
    hours = round(minutes / 60)
    return f"{hours // 24} d {hours % 24} h"


def in_times(what: str, times: Times, say: Sentences, before: Times | None = None) -> str:
    """Median and 90th percentile, never without how many were measured and how many were not."""
    if times.median is None or times.ninetieth is None:
        return say("digest.no_times", what=say(what), missing=times.missing)
    text = say(
        "digest.times",
        what=say(what),
        median=how_long(times.median),
        ninetieth=how_long(times.ninetieth),
        n=times.n,
        missing=times.missing,
    )
    if before is None or before.median is None:
        return text
    return text + say("digest.times_before", median=how_long(before.median), n=before.n, missing=before.missing)


def items_of(counts: Sequence[tuple[str, str, int]], most: int, say: Sentences) -> list[str]:
    """``Theft 3``, of names, words for how many, and how many; if need be the largest alone, the rest summed up."""
    shown = counts
    if len(counts) > most:
        largest = sorted(range(len(counts)), key=lambda at: -counts[at][2])[: most - 1]
        shown = [counts[at] for at in sorted(largest)]  # in the order in which they always come
    items = [f"{quoted(name, 30)} {words}" for name, words, _ in shown]
    if len(shown) < len(counts):
        rest = sum(count for _, _, count in counts) - sum(count for _, _, count in shown)
        items.append(say("digest.others", count=rest))
    return items
