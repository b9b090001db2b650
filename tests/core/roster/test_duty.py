"""Who is on duty, at midnight and on the nights when the clocks change."""

from __future__ import annotations

from datetime import UTC, datetime, time
from zoneinfo import ZoneInfo

import pytest

from bot.core.roster.duty import commanders_of, current_shift, on_duty
from bot.core.roster.shifts import running
from bot.core.rules.model import Commander, Officer, Rules, Shift
from tests.rules_for_tests import some_rules

MEXICO = ZoneInfo("America/Mexico_City")
MADRID = ZoneInfo("Europe/Madrid")
NEW_YORK = ZoneInfo("America/New_York")


def local(zone: ZoneInfo, *when: int, fold: int = 0) -> datetime:
    return datetime(*when, tzinfo=zone, fold=fold).astimezone(UTC)  # type: ignore[misc, arg-type]


def names(officers: tuple[Officer, ...]) -> list[str]:
    return [officer.name for officer in officers]


@pytest.mark.parametrize(
    ("hour", "minute", "shift"),
    [
        (0, 0, "night"),
        (5, 59, "night"),
        (6, 0, "morning"),
        (13, 59, "morning"),
        (14, 0, "evening"),
        (21, 59, "evening"),
        (22, 0, "night"),
        (23, 59, "night"),
    ],
)
def test_a_shift_runs_from_its_first_minute_up_to_its_last(hour: int, minute: int, shift: str) -> None:
    running = current_shift(some_rules(), local(MEXICO, 2019, 1, 12, hour, minute))
    assert running is not None
    assert running.name == shift


def test_leaders_come_first_and_others_follow() -> None:
    rules = some_rules()
    at = local(MEXICO, 2019, 1, 12, 23, 0)
    assert names(on_duty(rules, ("CUA-1",), at)) == ["Of. Peña", "Of. Luna"]
    assert names(on_duty(rules, ("CUA-1", "CUA-2"), at)) == ["Of. Peña", "Of. Soto", "Of. Luna"]


def test_no_quadrant_has_nobody_on_duty() -> None:
    assert on_duty(some_rules(), (), local(MEXICO, 2019, 1, 12, 23, 0)) == ()


def test_who_serves_two_quadrants_is_named_once() -> None:
    twice = tuple(
        Officer(name="Of. Soto", telegram=5004, quadrant=code, shifts=("night",)) for code in ("CUA-1", "CUA-2")
    )
    rules = some_rules(officers=twice)
    assert len(on_duty(rules, ("CUA-1", "CUA-2"), local(MEXICO, 2019, 1, 12, 23, 0))) == 1


def test_daylight_saving_moves_the_shift_with_the_clock_on_the_wall() -> None:
    # Mexico City went from UTC-6 to UTC-5 on 7 April 2019
    rules = some_rules()
    before, after = datetime(2019, 4, 6, 11, 30, tzinfo=UTC), datetime(2019, 4, 7, 11, 30, tzinfo=UTC)
    assert [current_shift(rules, at).name for at in (before, after)] == ["night", "morning"]  # type: ignore[union-attr]


def shift_ends_at(rules: Rules, at: datetime) -> datetime | None:
    return next((turn.ends_at for turn in running(rules, at)), None)


def test_a_night_shift_ends_in_the_morning_after() -> None:
    rules = some_rules()
    end = local(MEXICO, 2019, 1, 13, 6, 0)
    assert shift_ends_at(rules, local(MEXICO, 2019, 1, 12, 23, 0)) == end
    assert shift_ends_at(rules, local(MEXICO, 2019, 1, 13, 3, 0)) == end


@pytest.mark.parametrize(("zone", "day", "hours"), [(MADRID, (2024, 3, 30), 7), (MADRID, (2024, 10, 26), 9)])
def test_the_night_of_the_change_is_an_hour_shorter_or_longer(
    zone: ZoneInfo, day: tuple[int, int, int], hours: int
) -> None:
    rules = some_rules(timezone=zone)
    start = local(zone, *day, 22, 0)
    end = shift_ends_at(rules, start)
    assert end is not None
    assert (end - start).total_seconds() == hours * 3600


def two_shifts_around_the_change() -> Rules:
    """The clock jumps, or is put back, right where the shifts meet."""
    return some_rules(timezone=NEW_YORK, shifts=(Shift("a", time(1, 30), time(13)), Shift("b", time(13), time(1, 30))))


def test_an_end_that_the_clock_shows_twice_is_never_in_the_past() -> None:
    rules = two_shifts_around_the_change()
    for minute in range(0, 240, 7):
        at = datetime.fromtimestamp(local(NEW_YORK, 2024, 11, 3, 0, 0).timestamp() + minute * 60, UTC)
        end = shift_ends_at(rules, at)
        assert end is not None
        assert end > at


def test_a_time_that_the_clock_leaves_out_belongs_to_a_shift_all_the_same() -> None:
    rules = some_rules(timezone=NEW_YORK, shifts=(Shift("a", time(2, 30), time(14)), Shift("b", time(14), time(2, 30))))
    last_night, new_day = local(NEW_YORK, 2024, 3, 10, 1, 59), local(NEW_YORK, 2024, 3, 10, 3, 0)
    assert [current_shift(rules, at).name for at in (last_night, new_day)] == ["b", "a"]  # type: ignore[union-attr]
    assert shift_ends_at(rules, last_night) is not None


def test_one_shift_may_last_the_whole_day() -> None:
    rules = some_rules(shifts=(Shift("all", time(7), time(7)),))
    assert current_shift(rules, local(MEXICO, 2019, 1, 12, 3, 0)) == rules.shifts[0]
    assert shift_ends_at(rules, local(MEXICO, 2019, 1, 12, 3, 0)) == local(MEXICO, 2019, 1, 12, 7, 0)


def test_no_shift_runs_in_a_gap() -> None:
    rules = some_rules(shifts=(Shift("day", time(8), time(16)),))
    assert current_shift(rules, local(MEXICO, 2019, 1, 12, 3, 0)) is None
    assert shift_ends_at(rules, local(MEXICO, 2019, 1, 12, 3, 0)) is None
    assert on_duty(rules, ("CUA-1",), local(MEXICO, 2019, 1, 12, 3, 0)) == ()


def test_commanders_are_those_of_the_sector_and_of_all_sectors() -> None:
    ruiz = Commander(name="Ruiz", telegram=1, sector="Ángel-Zona Rosa")
    vega = Commander(name="Vega", telegram=2, sector="Buenavista")
    chief = Commander(name="Chief", telegram=3)
    rules = some_rules(commanders=(ruiz, vega, chief))
    assert commanders_of(rules, ("CUA-1",)) == (ruiz, chief)
    assert commanders_of(rules, ("CUA-1", "SMR-1")) == (ruiz, vega, chief)


def test_every_commander_answers_where_no_sector_is_known() -> None:
    rules = some_rules()
    assert commanders_of(rules, ()) == rules.commanders
    assert commanders_of(rules, ("nowhere",)) == rules.commanders
