"""When those on duty are asked for news, as the rules file says it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.core.rules.model import AskingRules
from tests.core.rules.reading_files import GOOD, load, problems_of


def test_what_is_written_is_what_is_read() -> None:
    rules = load(f"{GOOD}asking: {{emergency: 10 min, other: 3 h, times: 5}}\n")
    assert rules.asking == AskingRules(emergency=timedelta(minutes=10), other=timedelta(hours=3), times=5)


def test_what_is_left_out_has_a_good_default() -> None:
    assert load(GOOD).asking == AskingRules(emergency=timedelta(minutes=15), other=timedelta(hours=2), times=3)
    assert load(f"{GOOD}asking: {{times: 0}}\n").asking == AskingRules(times=0)


@pytest.mark.parametrize(
    ("written", "path"),
    [
        ("{times: -1}", "asking.times"),
        ("{times: 2.5}", "asking.times"),
        ("{times: 11}", "asking.times"),
        ("{times: '²'}", "asking.times"),
        ("{times: 99999999999999999999}", "asking.times"),
        ("{emergency: soon}", "asking.emergency"),
        ("{emergency: 0 min}", "asking.emergency"),
        ("{other: 400 days}", "asking.other"),
        ("{every: 2 h}", "asking.every"),
    ],
)
def test_a_mistake_is_one_line_with_its_place(written: str, path: str) -> None:
    (problem,) = problems_of(f"{GOOD}asking: {written}\n")
    assert problem.path == path
    assert problem.line == GOOD.count("\n") + 1
