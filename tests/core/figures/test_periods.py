"""Days and months as people live them, whatever the clocks do."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.core.figures.periods import day_of, due_days, due_month, month_of, turns_of, weeks_before
from tests.core.figures.logs import LATER, NOON
from tests.rules_for_tests import some_rules

MEXICO = ZoneInfo("America/Mexico_City")
MADRID = ZoneInfo("Europe/Madrid")
FRIDAY = date(2026, 11, 20)


class TestDays:
    def test_a_day_is_24_hours_long_from_local_midnight(self) -> None:
        day = day_of(FRIDAY, MEXICO, None, LATER)
        assert (day.start, day.end) == (datetime(2026, 11, 20, 6, tzinfo=UTC), datetime(2026, 11, 21, 6, tzinfo=UTC))

    @pytest.mark.parametrize(
        ("zone", "on", "start", "hours"),
        [
            (MEXICO, date(2019, 4, 7), "2019-04-07T06:00+00:00", 23),  # the last springs in which Mexico did this
            (MEXICO, date(2019, 10, 27), "2019-10-27T05:00+00:00", 25),
            (MEXICO, date(2026, 4, 5), "2026-04-05T06:00+00:00", 24),  # it does so no more
            (MADRID, date(2026, 3, 29), "2026-03-28T23:00+00:00", 23),
            (MADRID, date(2026, 10, 25), "2026-10-24T22:00+00:00", 25),
            (ZoneInfo("America/Santiago"), date(2026, 9, 6), "2026-09-06T04:00+00:00", 23),  # has no midnight
            (ZoneInfo("America/Havana"), date(2026, 11, 1), "2026-11-01T04:00+00:00", 25),  # has two of them
        ],
    )
    def test_a_day_on_which_the_clocks_change(self, zone: ZoneInfo, on: date, start: str, hours: int) -> None:
        day = day_of(on, zone, None, LATER)
        assert day.start == datetime.fromisoformat(start)
        assert day.end - day.start == timedelta(hours=hours)
        assert day_of(on + timedelta(days=1), zone, None, LATER).start == day.end

    def test_what_is_said_of_a_day_is_what_held_at_the_next_mornings_digest_whenever_it_is_computed(self) -> None:
        expected = datetime(2026, 11, 21, 13, tzinfo=UTC)  # 07:00 in Mexico
        assert day_of(FRIDAY, MEXICO, time(7), expected).as_of == expected
        assert day_of(FRIDAY, MEXICO, time(7), LATER).as_of == expected

    def test_without_an_hour_for_digests_it_is_what_held_at_midnight(self) -> None:
        day = day_of(FRIDAY, MEXICO, None, LATER)
        assert day.as_of == day.end

    def test_nothing_is_said_of_a_moment_that_is_to_come(self) -> None:
        assert day_of(FRIDAY, MEXICO, time(7), NOON).as_of == NOON

    def test_the_same_weekday_four_weeks_back_at_its_own_local_hours(self) -> None:
        # Madrid put its clocks back on the 25th of October, between the second and the third of these Fridays
        days = weeks_before(FRIDAY, MADRID, time(7), LATER)
        assert [each.first for each in days] == [date(2026, 10, 23), date(2026, 10, 30), *_november(6, 13)]
        assert [each.start.hour for each in days] == [22, 23, 23, 23]
        assert [each.as_of.hour for each in days] == [5, 6, 6, 6]


class TestDue:
    def test_from_the_hour_on_yesterday_is_due_and_the_two_days_before_if_nobody_was_there(self) -> None:
        before, at = datetime(2026, 11, 21, 12, 59, tzinfo=UTC), datetime(2026, 11, 21, 13, tzinfo=UTC)
        assert due_days(MEXICO, time(7), before) == ()
        assert [day.first for day in due_days(MEXICO, time(7), at)] == _november(18, 19, 20)

    def test_without_an_hour_nothing_is_ever_due(self) -> None:
        assert due_days(MEXICO, None, LATER) == ()
        assert due_month(MEXICO, None, LATER) is None

    def test_an_hour_that_the_clock_skips_is_due_all_the_same(self) -> None:
        assert due_days(MADRID, time(2, 30), datetime(2026, 3, 29, 1, 30, tzinfo=UTC))

    @pytest.mark.parametrize(
        ("now", "due"),
        [
            ("2026-12-01T08:59-06:00", False),
            ("2026-12-01T09:00-06:00", True),
            ("2026-12-06T08:59-06:00", True),  # the bot was down for days: still news
            ("2026-12-06T09:00-06:00", False),
        ],
    )
    def test_a_month_is_due_on_its_day_and_a_few_more(self, now: str, due: bool) -> None:
        month = due_month(MEXICO, (1, time(9)), datetime.fromisoformat(now))
        assert (month is not None) is due
        assert month is None or (month.first, month.last) == (date(2026, 11, 1), date(2026, 11, 30))

    def test_the_post_of_december_is_due_in_the_next_year(self) -> None:
        month = due_month(MEXICO, (1, time(9)), datetime(2027, 1, 2, tzinfo=UTC))
        assert month is not None
        assert month.first == date(2026, 12, 1)


class TestMonths:
    def test_a_month_of_five_weekends_with_a_change_of_clocks(self) -> None:
        # October 2026 in Madrid: 31 days and one hour more
        month = month_of(2026, 10, MADRID, None, LATER)
        assert month.end - month.start == timedelta(days=31, hours=1)
        assert month.as_of == month.end

    def test_its_outcomes_are_those_at_the_hour_of_the_post(self) -> None:
        month = month_of(2026, 2, MEXICO, (3, time(9)), LATER)
        assert month.as_of == datetime(2026, 3, 3, 15, tzinfo=UTC)


def test_a_shift_over_midnight_belongs_to_the_day_on_which_it_begins() -> None:
    turns = turns_of(day_of(FRIDAY, MEXICO, None, LATER), some_rules())
    assert [(turn.shift.name, turn.starts_at.hour, turn.ends_at.hour) for turn in turns] == [
        ("morning", 12, 20),
        ("evening", 20, 4),
        ("night", 4, 12),
    ]
    assert turns[-1].ends_at == datetime(2026, 11, 21, 12, tzinfo=UTC)


def _november(*days: int) -> list[date]:
    return [date(2026, 11, day) for day in days]
