"""Who is on duty, by the wall clock of the rules' time zone.

A shift from 22:00 to 06:00 belongs to the clock on the wall: on the night when the clocks change it is an hour
shorter or longer, as it is for the officers.
"""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.core.rules.model import Commander, Officer, Rules, Shift


def current_shift(rules: Rules, at: datetime) -> Shift | None:
    """The shift that runs at this moment; the first one listed where several do, None where none does."""
    return next(iter(_running(rules, at)), None)


def shift_ends_at(rules: Rules, at: datetime) -> datetime | None:
    """When the current shift ends, in UTC; None where none runs."""
    shift = current_shift(rules, at)
    if shift is None:
        return None
    local = at.astimezone(rules.timezone)
    day = local.date()
    if local.time() >= shift.end:
        day += timedelta(days=1)
    first = datetime.combine(day, shift.end, rules.timezone)
    # an end that the clock shows twice is over only when it shows it again, for those who live the second hour
    ends = (moment.astimezone(UTC) for moment in (first, first.replace(fold=1)))
    return next((end for end in ends if end > at), at.astimezone(UTC))


def on_duty(rules: Rules, codes: tuple[str, ...], at: datetime) -> tuple[Officer, ...]:
    """The officers on duty in these quadrants at this moment, leaders first, each person once."""
    shifts = {shift.name for shift in _running(rules, at)}
    present = [o for o in rules.officers if o.quadrant in codes and not shifts.isdisjoint(o.shifts)]
    return _each_once(sorted(present, key=lambda officer: not officer.leader))


def leaders_on_duty(rules: Rules, codes: tuple[str, ...], at: datetime) -> tuple[Officer, ...]:
    """The quadrant leaders among those on duty."""
    return tuple(officer for officer in on_duty(rules, codes, at) if officer.leader)


def commanders_of(rules: Rules, codes: tuple[str, ...]) -> tuple[Commander, ...]:
    """Who commands these quadrants: their sectors' commanders and those of all sectors; all where nobody does."""
    sectors = {quadrant.sector for quadrant in rules.quadrants if quadrant.code in codes}
    own = tuple(c for c in rules.commanders if sectors and (c.sector is None or c.sector in sectors))
    return own or rules.commanders


def _running(rules: Rules, at: datetime) -> list[Shift]:
    now = at.astimezone(rules.timezone).time()
    return [shift for shift in rules.shifts if _covers(shift, now)]


def _covers(shift: Shift, now: time) -> bool:
    if shift.start < shift.end:
        return shift.start <= now < shift.end
    return now >= shift.start or now < shift.end  # over midnight; equal times are a whole day


def _each_once(officers: Iterable[Officer]) -> tuple[Officer, ...]:
    """One entry a person: who leads two quadrants is told once."""
    seen: dict[int | str, Officer] = {}
    for officer in officers:
        seen.setdefault(officer.telegram, officer)
    return tuple(seen.values())
