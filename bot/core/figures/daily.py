"""The figures of a day, beside those of the same weekday in the weeks before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from bot.core.figures.alerts import ShiftAlerts, alerts_by_shift
from bot.core.figures.counts import (
    Tally,
    by_category,
    by_quadrant,
    emergencies,
    late_reports,
    removed_by_reason,
    still_open,
)
from bot.core.figures.history import History, Mention
from bot.core.figures.periods import Period
from bot.core.figures.times import Times, time_to_answer, time_to_arrival, time_to_tell
from bot.core.model.kinds import Reason
from bot.core.roster.shifts import Turn


@dataclass(frozen=True, slots=True, kw_only=True)
class DayRecords:
    """What is stored of one group's day, as of that day's own moment.

    Attributes:
        histories: of the reports written on the day, and of those of which one of ``turns`` was told.
        turns: the shifts that begin on the day.
        removed: how many messages were removed on the day, by reason.
    """

    period: Period
    histories: Sequence[History]
    turns: Sequence[Turn]
    removed: Mapping[Reason | None, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class DayFigures:
    """A day, figure by figure. ``urgent_…``: of the emergencies alone.

    ``late``: reports that were written on the day, but came in only after the moment as of which it is told.
    """

    date: date
    reports: int
    categories: Tally
    quadrants: Tally
    emergencies: tuple[Mention, ...]
    telling: Times
    answer: Times
    arrival: Times
    urgent_answer: Times
    urgent_arrival: Times
    shifts: tuple[ShiftAlerts, ...]
    removed: tuple[tuple[Reason | None, int], ...]
    late: int = 0

    @property
    def unanswered(self) -> int:
        """Alerts that nobody answered, of all shifts."""
        return sum(each.unanswered for each in self.shifts)

    @property
    def removed_messages(self) -> int:
        """Removed messages, whatever the reason."""
        return sum(many for _, many in self.removed)


@dataclass(frozen=True, slots=True, kw_only=True)
class Daily:
    """All that a daily digest says.

    ``earlier``: the same weekday of the four weeks before, the oldest first; None where the bot did not serve yet.
    ``answer_before``, ``arrival_before``: of those earlier days together.
    ``still_open``: however old; ``open_since``: where there were too many to read, only those written since then.
    """

    period: Period
    day: DayFigures
    earlier: tuple[DayFigures | None, ...]
    answer_before: Times
    arrival_before: Times
    still_open: tuple[Mention, ...]
    open_since: datetime | None = None


def daily_of(
    day: DayRecords,
    earlier: Sequence[DayRecords | None],
    perhaps_open: Sequence[History],
    open_since: datetime | None = None,
) -> Daily:
    """The digest. ``perhaps_open``: at least those that were open, with others that were not; see `Daily`."""
    before = [history for records in earlier if records is not None for history in written_on(records)]
    return Daily(
        period=day.period,
        day=day_figures(day),
        earlier=tuple(day_figures(each) if each else None for each in earlier),
        answer_before=time_to_answer(before),
        arrival_before=time_to_arrival(before),
        still_open=still_open(perhaps_open),
        open_since=open_since,
    )


def day_figures(records: DayRecords) -> DayFigures:
    """The figures of one day."""
    written = written_on(records)
    urgent = [each for each in written if each.emergency]
    return DayFigures(
        date=records.period.first,
        reports=len(written),
        categories=by_category(written),
        quadrants=by_quadrant(written),
        emergencies=emergencies(written),
        telling=time_to_tell(written),
        answer=time_to_answer(written),
        arrival=time_to_arrival(written),
        urgent_answer=time_to_answer(urgent),
        urgent_arrival=time_to_arrival(urgent),
        shifts=alerts_by_shift(records.histories, records.turns),
        removed=removed_by_reason(records.removed),
        late=late_reports(written),
    )


def written_on(records: DayRecords) -> list[History]:
    """The reports written on the day itself."""
    return [each for each in records.histories if records.period.holds(each.written_at)]
