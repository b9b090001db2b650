"""How long things took, against times ranked by hand."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.core.figures.times import Times, time_to_answer, time_to_arrival, time_to_tell, times
from bot.core.model.kinds import Role
from tests.core.figures.logs import a_history, after

OFFICER = Role.OFFICER


@pytest.mark.parametrize(
    ("seconds", "median", "ninetieth"),
    [
        ([60], 60, 60),
        ([300, 60], 60, 300),  # places 1 and 2 of two
        ([60, 120, 600], 120, 600),
        ([*range(10, 101, 10)], 50, 90),  # of ten, the fifth and the ninth
        ([*range(10, 111, 10)], 60, 100),  # of eleven, the sixth and the tenth (9.9 rounded up)
    ],
)
def test_percentiles_are_times_that_were_really_taken(seconds: list[int], median: int, ninetieth: int) -> None:
    found = times(timedelta(seconds=each) for each in reversed(seconds))
    assert found == Times(
        n=len(seconds), missing=0, median=timedelta(seconds=median), ninetieth=timedelta(seconds=ninetieth)
    )


def test_what_is_missing_is_counted_and_never_taken_for_nothing() -> None:
    assert times([None, timedelta(seconds=9), None]).missing == 2
    assert times([None]) == Times(n=0, missing=1)
    assert times([]) == Times(n=0, missing=0)


def test_each_time_has_its_own_beginning() -> None:
    # written at 0, in the log at 3, told at 5, first answered at 70, on scene at 305
    report = a_history((3, "opened"), (5, "told"), (6, "told"), (70, "said", OFFICER), (305, "on_scene", OFFICER))
    assert [_seconds(time([report])) for time in (time_to_tell, time_to_answer, time_to_arrival)] == [5, 65, 305]


def test_who_answers_before_the_alert_is_out_took_no_time() -> None:
    assert _seconds(time_to_answer([a_history((0, "opened"), (3, "acknowledged", OFFICER), (5, "told"))])) == 0


def test_an_arrival_before_the_message_reached_us_took_no_time() -> None:
    early = a_history((60, "opened"), (61, "on_scene", OFFICER), opened_at=after(90))
    assert _seconds(time_to_arrival([early])) == 0


def test_of_a_report_that_nobody_could_be_told_of_only_the_arrival_is_known() -> None:
    alone = a_history((0, "opened"), (9, "on_scene", OFFICER))
    assert time_to_tell([alone]) == time_to_answer([alone]) == Times(n=0, missing=1)
    assert _seconds(time_to_arrival([alone])) == 9


def _seconds(found: Times) -> float:
    assert found.median is not None
    assert found.missing == 0
    return found.median.total_seconds()
