"""One Friday written down row by row, with every figure worked out by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time, timedelta

from bot.core.figures.alerts import ShiftAlerts
from bot.core.figures.counts import Tally
from bot.core.figures.daily import Daily, DayRecords, daily_of
from bot.core.figures.history import History, history_of
from bot.core.figures.monthly import Satisfaction, monthly_of
from bot.core.figures.periods import Period, day_of, month_of, turns_of
from bot.core.figures.times import Times
from bot.core.model.kinds import Category, Reason, Role, State
from bot.core.model.report import LogRow, Report
from tests.core.figures.logs import LATER, Step, a_log, a_report, after
from tests.core.figures.test_periods import FRIDAY, MEXICO
from tests.rules_for_tests import some_rules

OFFICER, NEIGHBOR = Role.OFFICER, Role.NEIGHBOR
MINUTE, HOUR = 60.0, 3600.0
DAY = day_of(FRIDAY, MEXICO, time(7), LATER)
TURNS = turns_of(DAY, some_rules())


def at(start: float, *steps: Step) -> list[Step]:
    """Steps that begin so many seconds after noon."""
    return [(start + seconds, *rest) for seconds, *rest in steps]  # type: ignore[misc]


def reported(number: int, start: float, *steps: Step, **changes: object) -> tuple[Report, list[LogRow]]:
    report = a_report(number, opened_at=after(start), **changes)
    return report, a_log(*at(start, (1, "opened"), *steps), number=number)


def friday() -> list[tuple[Report, list[LogRow]]]:
    return [
        # 09:00 a stall on the pavement: told at 2 s, answered at 62 s, on scene at 10 min, resolved
        reported(
            *(1, -3 * HOUR, (2, "told"), (62, "acknowledged", OFFICER), (600, "on_scene", OFFICER)),
            (900, "resolved", OFFICER),
            category=Category.PUBLIC_SPACE,
            quadrants=("CUA-1",),
        ),
        # 12:00 a theft: told at 4 s, answered and on scene at 304 s, resolved, disputed, and still open
        reported(
            *(2, 0, (4, "told"), (304, "on_scene", OFFICER), (1200, "resolved", OFFICER)),
            (1500, "disputed", NEIGHBOR),
            category=Category.THEFT,
            emergency=True,
            quadrants=("CUA-1", "CUA-2"),
        ),
        # 15:00 a dark street: told at 3 s, answered at 33 s, referred
        reported(
            *(3, 3 * HOUR, (3, "told"), (33, "referred", OFFICER, "Alumbrado")),
            category=Category.URBAN_SERVICE,
            quadrants=("CUA-2",),
        ),
        # 23:30 a row, and nobody answers until the digest at 07:00; an answer at 08:00 comes too late for it
        reported(
            *(4, 11.5 * HOUR, (5, "told"), (8.5 * HOUR, "acknowledged", OFFICER)),
            category=Category.NEIGHBOR_DISPUTE,
            quadrants=("CUA-2",),
        ),
        # 18:00 somebody who only looks suspicious: asked, and kept
        reported(
            *(5, 6 * HOUR, (1, "asked", None, "conduct"), (600, "kept", None, "conduct")),
            category=Category.SUSPICIOUS_PERSON,
            quadrants=(),
        ),
        # 01:00 of Saturday a leak: Friday's night shift has it, but it is written on Saturday
        reported(6, 13 * HOUR, (2, "told"), category=Category.GAS_LEAK, emergency=True, quadrants=("CUA-1",)),
    ]


def histories(stored: list[tuple[Report, list[LogRow]]], period: Period) -> list[History]:
    found = (history_of(report, log, period.as_of) for report, log in stored)
    return [each for each in found if each is not None]


def digest(stored: list[tuple[Report, list[LogRow]]]) -> Daily:
    found = histories(stored, DAY)
    removed = {Reason.MEME: 2, Reason.AUDIO: 1}
    day = DayRecords(period=DAY, histories=found, turns=TURNS, removed=removed)
    earlier_day = day_of(date(2026, 11, 13), MEXICO, time(7), LATER)
    week = -7 * 24 * HOUR
    theft = reported(9, week, (10, "told"), (130, "on_scene", OFFICER), category=Category.THEFT)
    earlier = DayRecords(
        period=earlier_day, histories=histories([theft], earlier_day), turns=turns_of(earlier_day, some_rules()),
        removed={},
    )  # fmt: skip
    written = [each for each in found if DAY.start <= each.written_at < DAY.end]
    return daily_of(day, [None, None, None, earlier], written)


def test_a_friday_counted_by_hand() -> None:
    day = digest(friday()).day
    assert day.date == FRIDAY
    assert day.reports == 5  # the leak is Saturday's
    assert day.categories == Tally(
        (("public_space", 1), ("suspicious_person", 1), ("urban_service", 1), ("theft", 1), ("neighbor_dispute", 1))
    )
    assert day.quadrants == Tally((("CUA-1", 2), ("CUA-2", 3)), missing=1, shared=1)
    assert [(each.folio, each.state) for each in day.emergencies] == [("CUA-000002", State.FORWARDED)]
    # told after 2, 4, 3 and 5 s, one never: in order 2 3 4 5, the second and the fourth
    assert day.telling == times(4, 1, 3, 5)
    # answered after 60, 300 and 30 s: in order 30 60 300, the second and the third
    assert day.answer == times(3, 2, 60, 300)
    # on scene after 600 and 304 s: in order 304 600, the first and the second
    assert day.arrival == times(2, 3, 304, 600)
    assert (day.urgent_answer, day.urgent_arrival) == (times(1, 0, 300, 300), times(1, 0, 304, 304))
    assert day.shifts == (
        ShiftAlerts(shift="morning", reports=2, unanswered=0, untold=0),
        ShiftAlerts(shift="evening", reports=1, unanswered=0, untold=0),
        ShiftAlerts(shift="night", reports=2, unanswered=2, untold=0),  # the row, and the leak after midnight
    )
    assert (day.unanswered, day.removed_messages, day.late) == (2, 3, 0)


def test_what_is_open_and_what_was_before() -> None:
    found = digest(friday())
    assert [each.folio for each in found.still_open] == ["CUA-000002", "CUA-000004"]  # the emergency first
    assert [each and each.reports for each in found.earlier] == [None, None, None, 1]
    assert (found.answer_before, found.arrival_before) == (times(1, 0, 120, 120), times(1, 0, 130, 130))


def test_computed_again_years_later_it_is_the_same() -> None:
    def moved_on(report: Report, log: list[LogRow]) -> tuple[Report, list[LogRow]]:
        row = log[0]
        later = [replace(row, at=after(48 * HOUR), event=event, role=OFFICER) for event in ("on_scene", "resolved")]
        return replace(report, state=State.RESOLVED, closed_at=after(48 * HOUR)), [*log, *later]

    assert digest([moved_on(report, log) for report, log in friday()]) == digest(friday())


def test_a_day_on_which_nothing_happened_has_all_figures_and_they_are_nothing() -> None:
    records = DayRecords(period=DAY, histories=(), turns=TURNS, removed={})
    found = daily_of(records, [None] * 4, ())
    assert (found.day.reports, found.day.categories, found.day.quadrants) == (0, Tally(()), Tally(()))
    assert found.day.answer == found.day.arrival == Times(n=0, missing=0)
    assert (found.day.emergencies, found.still_open, found.day.unanswered, found.day.removed) == ((), (), 0, ())


def test_the_month_of_that_friday() -> None:
    month = month_of(2026, 11, MEXICO, (1, time(9)), LATER)
    thanked = reported(7, HOUR, (4, "told"), (60, "resolved", OFFICER), (90, "satisfied", NEIGHBOR))
    found = monthly_of(month, histories([*friday(), thanked], month))
    assert (found.reports, found.emergencies) == (7, 2)
    # closed: stall, light and the last one; the theft was and is open again; row and leak are open, one is held
    assert (found.outcomes.resolved, found.outcomes.referred, found.outcomes.open, found.outcomes.held) == (2, 1, 3, 1)
    assert found.satisfaction == Satisfaction(closed=4, satisfied=1, disputed=1, silent=2)
    assert found.agencies == (("Alumbrado", 1),)
    assert (found.fairness.reports, found.fairness.never.reports) == (1, 1)
    # answered after 30, 56, 60, 300 s and, as the month is told later, 30,595 s; two never were
    assert found.answer == times(5, 2, 60, 8.5 * HOUR - 5)


def times(n: int, missing: int, median: float, ninetieth: float) -> Times:
    return Times(n=n, missing=missing, median=timedelta(seconds=median), ninetieth=timedelta(seconds=ninetieth))
