"""The figures of a month: for the neighbours what became of their reports, for commanders the fairness besides."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.core.figures.counts import Outcomes, Tally, by_agency, by_category, by_outcome
from bot.core.figures.fairness import Fairness, conduct_named
from bot.core.figures.history import History
from bot.core.figures.periods import Period
from bot.core.figures.times import Times, time_to_answer, time_to_arrival
from bot.core.reports.lifecycle import CLOSED


@dataclass(frozen=True, slots=True, kw_only=True)
class Satisfaction:
    """What those who reported said of how it ended: ``closed`` reports, of which so many were found settled or not.

    ``silent``: nobody said anything.
    """

    closed: int
    satisfied: int
    disputed: int
    silent: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Monthly:
    """All that is said of a month. ``agencies``: of the referred reports, by agency."""

    period: Period
    reports: int
    emergencies: int
    categories: Tally
    outcomes: Outcomes
    answer: Times
    arrival: Times
    satisfaction: Satisfaction
    agencies: tuple[tuple[str, int], ...]
    fairness: Fairness


def monthly_of(period: Period, histories: Sequence[History]) -> Monthly:
    """The figures of the reports written in the month."""
    written = [each for each in histories if period.holds(each.written_at)]
    return Monthly(
        period=period,
        reports=len(written),
        emergencies=sum(each.emergency for each in written),
        categories=by_category(written),
        outcomes=by_outcome(written),
        answer=time_to_answer(written),
        arrival=time_to_arrival(written),
        satisfaction=satisfaction(written),
        agencies=by_agency(written),
        fairness=conduct_named(written),
    )


def satisfaction(histories: Sequence[History]) -> Satisfaction:
    """Of the reports that were ever closed: what their reporters said of it. Who said both is counted by the last."""
    closed = [each for each in histories if each.state in CLOSED or each.reopened]
    satisfied = sum(each.satisfied for each in closed)
    disputed = sum(each.disputed and not each.satisfied for each in closed)
    return Satisfaction(
        closed=len(closed), satisfied=satisfied, disputed=disputed, silent=len(closed) - satisfied - disputed
    )
