"""When shifts begin and end, by the wall clock of the rules' time zone; the only place that turns it into moments.

A shift from 22:00 to 06:00 belongs to the clock on the wall: on the night when the clocks change it is an hour
shorter or longer, as it is for the officers. Shifts that meet in the hour that the clock shows twice meet when it
shows it first; in the hour that it leaves out, at the moment of the change. So each moment has one shift.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from bot.core.rules.model import Rules, Shift

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Turn:
    """A shift of the rules on one day: from ``starts_at`` up to ``ends_at``, in UTC."""

    shift: Shift
    starts_at: datetime
    ends_at: datetime


@dataclass(frozen=True, slots=True)
class Slot:
    """A turn of one quadrant: what somebody serves, hands over or takes."""

    quadrant: str
    shift: str
    starts_at: datetime
    ends_at: datetime


def turns(rules: Rules, since: datetime, until: datetime) -> list[Turn]:
    """Every turn of which some moment lies from ``since`` up to ``until``, in the order in which they begin."""
    zone = rules.timezone
    day, last = since.astimezone(zone).date() - _DAY, until.astimezone(zone).date()
    found: list[Turn] = []
    while day <= last:
        found += (turn for turn in _turns_of(day, rules) if turn.ends_at > since and turn.starts_at < until)
        day += _DAY
    return sorted(found, key=lambda turn: turn.starts_at)


def running(rules: Rules, at: datetime) -> list[Turn]:
    """The turns that run at this moment: one, where the rules cover the day without gap or overlap."""
    return turns(rules, at, at + timedelta(microseconds=1))


def slots(rules: Rules, codes: tuple[str, ...], since: datetime, until: datetime) -> list[Slot]:
    """The turns of these quadrants of which some moment lies between, quadrant by quadrant."""
    found = turns(rules, since, until)
    return [Slot(code, turn.shift.name, turn.starts_at, turn.ends_at) for code in codes for turn in found]


def next_change(rules: Rules, after: datetime, early: timedelta = timedelta()) -> datetime | None:
    """The next moment at which a turn begins, or is ``early`` away; None where there are no shifts."""
    begins = [turn.starts_at for turn in turns(rules, after, after + 2 * _DAY + early)]
    return min((at for start in begins for at in (start - early, start) if at > after), default=None)


def _turns_of(day: date, rules: Rules) -> Iterator[Turn]:
    for shift in rules.shifts:
        last_day = day if shift.start < shift.end else day + _DAY  # equal times are a whole day
        start, end = _moment(day, shift.start, rules.timezone), _moment(last_day, shift.end, rules.timezone)
        if start < end:  # a short shift may lie wholly in the hour that the clock leaves out
            yield Turn(shift, start, end)


def _moment(day: date, clock: time, zone: ZoneInfo) -> datetime:
    """When the clock on the wall shows this time, or first shows a later one."""
    first = datetime.combine(day, clock, zone)
    shown = first.astimezone(UTC)
    if shown.astimezone(zone).replace(tzinfo=None) == first.replace(tzinfo=None):
        return shown
    return _change(first, zone)


def _change(left_out: datetime, zone: ZoneInfo) -> datetime:
    """The moment at which the clock jumps over this time."""
    early, late = (left_out.replace(fold=fold).astimezone(UTC) for fold in (1, 0))
    offset = early.astimezone(zone).utcoffset()
    while late - early > timedelta(seconds=1):
        middle = early + (late - early) / 2
        if middle.astimezone(zone).utcoffset() == offset:
            early = middle
        else:
            late = middle
    return late.replace(microsecond=0)
