"""When shifts begin and end: every moment has one, also on the nights when the clocks change."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.roster.shifts import Turn, next_change, running, slots, turns
from bot.core.rules.model import Shift
from tests.rules_for_tests import some_rules

MEXICO = ZoneInfo("America/Mexico_City")
# an hour twice, an hour left out, half an hour, and a whole day left out (Samoa, 30 December 2011)
ZONES = [ZoneInfo(name) for name in ("Europe/Madrid", "America/New_York", "Australia/Lord_Howe", "Pacific/Apia")]


def utc(*when: int) -> datetime:
    return datetime(*when, tzinfo=UTC)  # type: ignore[misc, arg-type]


def test_a_night_shift_begins_on_one_day_and_ends_on_the_next() -> None:
    (turn,) = running(some_rules(), datetime(2019, 1, 13, 3, tzinfo=MEXICO))
    assert turn.shift.name == "night"
    assert turn.starts_at == datetime(2019, 1, 12, 22, tzinfo=MEXICO)
    assert turn.ends_at == datetime(2019, 1, 13, 6, tzinfo=MEXICO)
    assert turn.starts_at.tzinfo is UTC


@pytest.mark.parametrize(
    ("zone", "evening", "hours"),
    [
        ("Europe/Madrid", (2024, 3, 30, 23), 7),
        ("Europe/Madrid", (2024, 10, 26, 23), 9),
        ("America/New_York", (2024, 3, 9, 23), 7),
        ("America/New_York", (2024, 11, 2, 23), 9),
        ("America/Mexico_City", (2024, 3, 30, 23), 8),  # changes its clocks no more
    ],
)
def test_the_night_of_the_change_is_as_long_as_it_is(zone: str, evening: tuple[int, ...], hours: int) -> None:
    rules = some_rules(timezone=ZoneInfo(zone))
    (turn,) = running(rules, datetime(*evening, tzinfo=ZoneInfo(zone)))  # type: ignore[misc, arg-type]
    assert turn.ends_at - turn.starts_at == timedelta(hours=hours)


def test_shifts_that_meet_in_the_hour_that_comes_twice_meet_once() -> None:
    shifts = (Shift("a", time(1, 30), time(13)), Shift("b", time(13), time(1, 30)))
    rules = some_rules(timezone=ZoneInfo("America/New_York"), shifts=shifts)
    # 01:30 comes at 05:30 and again at 06:30 UTC: whoever came at the first is not sent home for an hour
    names = [running(rules, utc(2024, 11, 3, hour, minute))[0].shift.name for hour in (5, 6, 7) for minute in (0, 45)]
    assert names == ["b", "a", "a", "a", "a", "a"]


def test_shifts_that_meet_in_the_hour_that_is_left_out_meet_when_the_clock_jumps() -> None:
    shifts = (Shift("a", time(2, 30), time(14)), Shift("b", time(14), time(2, 30)))
    (turn,) = running(some_rules(timezone=ZoneInfo("America/New_York"), shifts=shifts), utc(2024, 3, 10, 9))
    assert turn.starts_at == utc(2024, 3, 10, 7)


@given(
    zone=st.sampled_from(ZONES),
    marks=st.lists(st.integers(0, 95), min_size=1, max_size=4, unique=True).map(sorted),
    day=st.sampled_from([(2024, 3, 31), (2024, 10, 27), (2024, 3, 10), (2024, 11, 3), (2024, 4, 7), (2011, 12, 30)]),
    minute=st.integers(-1440, 2880),
)
def test_whatever_the_clocks_do_each_moment_has_one_shift(
    zone: ZoneInfo, marks: list[int], day: tuple[int, int, int], minute: int
) -> None:
    clocks = [time(mark // 4, mark % 4 * 15) for mark in marks]
    ends = [*clocks[1:], clocks[0]]
    shifts = tuple(Shift(f"s{n}", start, end) for n, (start, end) in enumerate(zip(clocks, ends, strict=True)))
    at = utc(*day) + timedelta(minutes=minute)
    assert len(running(some_rules(timezone=zone, shifts=shifts), at)) == 1


def test_a_turn_is_named_when_any_moment_of_it_lies_between() -> None:
    since, until = datetime(2019, 1, 12, 21, tzinfo=MEXICO), datetime(2019, 1, 13, 6, tzinfo=MEXICO)
    found: list[Turn] = turns(some_rules(), since, until)
    assert [turn.shift.name for turn in found] == ["evening", "night"]
    assert [(s.quadrant, s.shift) for s in slots(some_rules(), ("CUA-1", "CUA-2"), since, until)] == [
        ("CUA-1", "evening"),
        ("CUA-1", "night"),
        ("CUA-2", "evening"),
        ("CUA-2", "night"),
    ]


def test_the_next_change_is_the_warning_before_a_shift_and_then_its_beginning() -> None:
    half_an_hour = timedelta(minutes=30)
    warning, start = datetime(2019, 1, 12, 21, 30, tzinfo=MEXICO), datetime(2019, 1, 12, 22, tzinfo=MEXICO)
    assert next_change(some_rules(), datetime(2019, 1, 12, 20, tzinfo=MEXICO), half_an_hour) == warning
    assert next_change(some_rules(), warning, half_an_hour) == start
    assert next_change(some_rules(), start, half_an_hour) == datetime(2019, 1, 13, 5, 30, tzinfo=MEXICO)
    assert next_change(some_rules(shifts=()), start, half_an_hour) is None
