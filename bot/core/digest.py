"""A day of one group in figures. Each figure is computed by one function, from the reports and the response log.

A day is a local day, from midnight to midnight on the wall clock. What became of its reports is told as of one
moment, the hour of the next morning's digest, so that a digest computed again later comes out the same.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from math import ceil
from statistics import median
from zoneinfo import ZoneInfo

from bot.core.lifecycle import CLOSED
from bot.core.model import Category, LogRow, Place, Reason, Report, Role, State

LOOK_BACK = timedelta(days=30)
"""A report that is older is not named among those still open: what a digest costs must not grow with the past."""

_ANSWERS = frozenset(State) - {State.RECEIVED, State.FORWARDED} | {"said"}
_HUMAN = frozenset({Role.OFFICER, Role.COMMANDER, Role.ADMIN})

Logs = Mapping[int, Sequence[LogRow]]
"""The response log by report, each report's rows in the order in which they were written."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """A local day from ``start`` up to ``end``; what is said of its reports is what held ``as_of``. All in UTC."""

    date: date
    start: datetime
    end: datetime
    as_of: datetime

    @property
    def looked_back_to(self) -> datetime:
        """From when on reports are looked for that are still open."""
        return self.end - LOOK_BACK


@dataclass(frozen=True, slots=True, kw_only=True)
class Records:
    """What is stored of one group, as far as its digest needs it.

    Attributes:
        reports: those opened on the day.
        perhaps_open: at least those opened since `Day.looked_back_to` that were not closed at ``as_of``.
        logs: of all these reports, up to ``as_of``.
        removed: how many messages were removed on the day, by reason.
    """

    reports: Sequence[Report] = ()
    perhaps_open: Sequence[Report] = ()
    logs: Logs
    removed: Mapping[Reason | None, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A report as a digest names it: nobody's name, and no house number."""

    folio: str
    category: Category | None
    emergency: bool
    place: Place
    state: State
    opened_at: datetime


@dataclass(frozen=True, slots=True)
class Tally:
    """Reports counted by something that ``missing`` of them lack; ``shared`` of them count more than once."""

    counts: tuple[tuple[str, int], ...]
    missing: int = 0
    shared: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Spread:
    """How long something took in ``n`` reports; ``missing`` more have no such time.

    ``median``: of the two in the middle their mean. ``ninetieth``: the shortest time that nine of ten did not exceed,
    always one that was really taken. Both are None when n is 0.
    """

    n: int
    missing: int
    median: timedelta | None = None
    ninetieth: timedelta | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Digest:
    """All figures of a day."""

    day: Day
    reports: int
    categories: Tally
    quadrants: Tally
    emergencies: tuple[Mention, ...]
    answer: Spread
    arrival: Spread
    still_open: tuple[Mention, ...]
    removed: tuple[tuple[Reason | None, int], ...]


def day_of(day: date, zone: ZoneInfo, daily: time | None, now: datetime) -> Day:
    """That local day, as seen at the next morning's ``daily`` hour (None: at its end), or now if that is to come."""
    following = day + timedelta(days=1)
    end = _moment(following, time(0), zone)
    return Day(
        date=day,
        start=_moment(day, time(0), zone),
        end=end,
        as_of=min(now, max(end, _moment(following, daily or time(0), zone))),
    )


def due_day(zone: ZoneInfo, daily: time | None, now: datetime) -> Day | None:
    """The day whose digest should have been sent by now, which is yesterday; None before the hour for it."""
    today = now.astimezone(zone).date()
    if daily is None or now < _moment(today, daily, zone):
        return None
    return day_of(today - timedelta(days=1), zone, daily, now)


def digest_of(day: Day, records: Records) -> Digest:
    """The day's figures."""
    return Digest(
        day=day,
        reports=len(records.reports),
        categories=by_category(records.reports),
        quadrants=by_quadrant(records.reports),
        emergencies=emergencies(records.reports, records.logs),
        answer=time_to_answer(records.reports, records.logs),
        arrival=time_to_arrival(records.reports, records.logs),
        still_open=still_open(records.perhaps_open, records.logs),
        removed=removed_by_reason(records.removed),
    )


def by_category(reports: Iterable[Report]) -> Tally:
    """Reports by category, the most first; those that nobody has given one are missing."""
    found = [report.category for report in reports]
    return Tally(_most_first(each.value for each in found if each is not None), missing=found.count(None))


def by_quadrant(reports: Sequence[Report]) -> Tally:
    """Reports by quadrant, the most first. One on a border counts in each of its quadrants, and as shared."""
    return Tally(
        _most_first(code for report in reports for code in set(report.quadrants)),
        missing=sum(not report.quadrants for report in reports),
        shared=sum(len(set(report.quadrants)) > 1 for report in reports),
    )


def emergencies(reports: Iterable[Report], logs: Logs) -> tuple[Mention, ...]:
    """The emergencies with what had become of them, in the order in which they were reported."""
    found = [_mention(report, logs) for report in reports if report.emergency]
    return tuple(sorted(found, key=lambda mention: mention.opened_at))


def time_to_answer(reports: Sequence[Report], logs: Logs) -> Spread:
    """From when Telegram had taken the first alert to the first thing that a human of the police's side did about it.

    Who answers in the group before the alert is out took no time. Missing: not told, or not answered.
    """
    return spread([_between(logs.get(report.id, ()), _is_answer) for report in reports])


def time_to_arrival(reports: Sequence[Report], logs: Logs) -> Spread:
    """From when Telegram had taken the first alert to the word that somebody is on scene. Missing: no such word."""
    return spread([_between(logs.get(report.id, ()), _is_arrival) for report in reports])


def still_open(reports: Iterable[Report], logs: Logs) -> tuple[Mention, ...]:
    """Reports that were not closed: emergencies first, then those open for longest.

    What was kept for want of any conduct waits for nobody's answer.
    """
    waiting = [report for report in reports if not _is_kept(logs.get(report.id, ()))]
    found = [mention for report in waiting if (mention := _mention(report, logs)).state not in CLOSED]
    return tuple(sorted(found, key=lambda mention: (not mention.emergency, mention.opened_at)))


def removed_by_reason(removed: Mapping[Reason | None, int]) -> tuple[tuple[Reason | None, int], ...]:
    """Removed messages by reason, the most first."""
    return tuple(sorted(removed.items(), key=lambda item: (-item[1], item[0] or "")))


def spread(times: Collection[timedelta | None]) -> Spread:
    """Median and 90th percentile (nearest rank) of the times that there are."""
    known = sorted(each for each in times if each is not None)
    if not known:
        return Spread(n=0, missing=len(times))
    return Spread(
        n=len(known),
        missing=len(times) - len(known),
        median=timedelta(seconds=median(each.total_seconds() for each in known)),
        ninetieth=known[ceil(len(known) * 9 / 10) - 1],
    )


def state_of(rows: Iterable[LogRow]) -> State:
    """The state in which a report's log leaves it."""
    state = State.RECEIVED
    for row in rows:
        if row.event in set(State):
            state = State(row.event)
        elif row.event == "told" and state is State.RECEIVED:
            state = State.FORWARDED
    return state


def _most_first(names: Iterable[str]) -> tuple[tuple[str, int], ...]:
    return tuple(sorted(Counter(names).items(), key=lambda item: (-item[1], item[0])))


def _is_kept(rows: Iterable[LogRow]) -> bool:
    """Whether it was not passed on to the police, who did not take it up by themselves either."""
    events = {row.event for row in rows}
    return "kept" in events and "told" not in events and events.isdisjoint(_ANSWERS)


def _mention(report: Report, logs: Logs) -> Mention:
    return Mention(
        folio=report.folio,
        category=report.category,
        emergency=report.emergency,
        place=replace(report.place, number=None),
        state=state_of(logs.get(report.id, ())),
        opened_at=report.opened_at,
    )


def _between(rows: Sequence[LogRow], is_end: Callable[[LogRow], bool]) -> timedelta | None:
    told_at = next((row.at for row in rows if row.event == "told"), None)
    ended_at = next((row.at for row in rows if is_end(row)), None)
    if told_at is None or ended_at is None:
        return None
    return max(ended_at - told_at, timedelta())


def _is_answer(row: LogRow) -> bool:
    return row.event in _ANSWERS and row.role in _HUMAN


def _is_arrival(row: LogRow) -> bool:
    return row.event == State.ON_SCENE


def _moment(day: date, clock: time, zone: ZoneInfo) -> datetime:
    """That hour on the wall, in UTC; the first where the clock shows it twice. A skipped midnight is that skip."""
    return datetime.combine(day, clock, zone).astimezone(UTC)
