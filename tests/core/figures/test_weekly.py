"""A week beside the four before it: by hand."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, time
from itertools import count
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from bot.core.figures.history import History
from bot.core.figures.weekly import Change, before, due_week, in_figures, week_of
from bot.core.model.kinds import Category
from bot.core.model.meaning import NOWHERE

MEXICO = ZoneInfo("America/Mexico_City")
MADRID = ZoneInfo("Europe/Madrid")
MONDAY = date(2026, 11, 16)
NOW = datetime(2026, 11, 30, tzinfo=UTC)
WEEKLY = (0, time(7))

_ids = count(1)


def reports(many: int, category: Category = Category.THEFT, *codes: str, **fields: Any) -> list[History]:
    given: dict[str, Any] = {
        "folio": "CUA-000001",
        "group_id": -1001,
        "category": category,
        "emergency": False,
        "place": NOWHERE,
        "quadrants": codes or ("CUA-1",),
        "written_at": datetime(2026, 11, 17, tzinfo=UTC),
    }
    return [History(**({"report_id": next(_ids)} | given | fields)) for _ in range(many)]


def weeks(*histories: Sequence[History] | None) -> list[tuple[date, Sequence[History]] | None]:
    return [None if each is None else (monday, each) for monday, each in zip(before(MONDAY), histories, strict=True)]


def a_week(now: Sequence[History], *earlier: Sequence[History] | None) -> Any:
    return in_figures(week_of(MONDAY, MEXICO, WEEKLY, NOW), now, weeks(*earlier))


def test_a_week_is_seven_local_days_as_seen_when_its_brief_is_due() -> None:
    period = week_of(MONDAY, MEXICO, WEEKLY, NOW)
    assert (period.start, period.end) == (datetime(2026, 11, 16, 6, tzinfo=UTC), datetime(2026, 11, 23, 6, tzinfo=UTC))
    assert period.as_of == datetime(2026, 11, 23, 13, tzinfo=UTC)
    assert week_of(MONDAY, MEXICO, None, NOW).as_of == period.end
    assert week_of(MONDAY, MEXICO, WEEKLY, datetime(2026, 11, 18, tzinfo=UTC)).as_of.day == 18


def test_in_the_week_in_which_the_clocks_change_it_has_an_hour_more() -> None:
    period = week_of(date(2026, 10, 19), MADRID, WEEKLY, NOW)
    assert (period.end - period.start).total_seconds() == (7 * 24 + 1) * 3600


@pytest.mark.parametrize(
    ("local", "weekly", "monday"),
    [
        (
            datetime(2026, 11, 23, 6, 59, tzinfo=MEXICO),
            (0, time(7)),
            date(2026, 11, 9),
        ),  # its brief went out a week ago
        (datetime(2026, 11, 23, 7, 0, tzinfo=MEXICO), (0, time(7)), MONDAY),
        (datetime(2026, 11, 29, 23, 0, tzinfo=MEXICO), (0, time(7)), MONDAY),
        (datetime(2026, 11, 25, 18, 0, tzinfo=MEXICO), (2, time(18)), MONDAY),
        (datetime(2026, 11, 25, 17, 0, tzinfo=MEXICO), (2, time(18)), date(2026, 11, 9)),
    ],
)
def test_a_brief_is_due_from_its_hour_on_until_the_next(
    local: datetime, weekly: tuple[int, time], monday: date
) -> None:
    period = due_week(MEXICO, weekly, local)
    assert period is not None
    assert period.first == monday


def test_without_an_hour_in_the_rules_none_is_due() -> None:
    assert due_week(MEXICO, None, NOW) is None


def test_the_week_is_counted_as_days_are() -> None:
    found = a_week([*reports(2), *reports(1, Category.GAS_LEAK, "CUA-1", "CUA-2", emergency=True)], [], [], None, [])
    assert (found.week.reports, found.week.emergencies) == (3, 1)
    assert found.week.categories.counts == (("theft", 2), ("gas_leak", 1))
    assert (found.week.quadrants.counts, found.week.quadrants.shared) == ((("CUA-1", 3), ("CUA-2", 1)), 1)
    assert [each and each.reports for each in found.earlier] == [0, 0, None, 0]
    assert (found.answer.n, found.answer.missing) == (0, 3)


def test_what_changed_most_is_measured_against_the_ordinary_up_and_down() -> None:
    # theft 9 where 3 are usual: 6 / sqrt(4) = 3; fire 2 where none is: 2 / sqrt(1) = 2; 24 where 25: no
    usual = [*reports(3, Category.THEFT, "CUA-1"), *reports(25, Category.NEIGHBOR_DISPUTE, "CUA-2")]
    now = [
        *reports(9, Category.THEFT, "CUA-1"),
        *reports(2, Category.FIRE, "CUA-3"),
        *reports(24, Category.NEIGHBOR_DISPUTE, "CUA-2"),
    ]
    found = a_week(now, usual, usual, usual, usual)
    assert [(each.name, each.count, each.usual) for each in found.changes] == [
        ("theft", 9, 3.0),
        ("CUA-1", 9, 3.0),
        ("fire", 2, 0.0),
    ]
    assert [each.score for each in found.changes] == pytest.approx([3, 3, 2])


def test_fewer_than_usual_is_a_change_as_well() -> None:
    (theft, quadrant) = a_week([], *[reports(8)] * 4).changes
    assert (theft.count, theft.usual, theft.score) == (0, 8.0, pytest.approx(-8 / 3))
    assert quadrant.of == "quadrant"


def test_once_where_there_was_never_one_is_no_news() -> None:
    assert a_week(reports(1), [], [], [], []).changes == ()
    assert a_week(reports(27), *[reports(25)] * 4).changes == ()  # 2 more, and the roll of dice is 5
    assert Change(of="category", name="theft", count=27, usual=25).score < 1


def test_with_one_week_to_compare_with_nothing_is_called_a_change() -> None:
    assert a_week(reports(30), None, None, None, []).changes == ()
    assert len(a_week(reports(30), None, None, [], []).changes) == 2
