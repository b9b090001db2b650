"""Where the security cabinet meets, as the rules file says it."""

from __future__ import annotations

from datetime import date

import pytest

from bot.core.rules.model import CabinetRules
from tests.core.rules.reading_files import GOOD, load, problems_of


def test_what_is_written_is_what_is_read() -> None:
    rules = load(f"{GOOD}cabinet: {{rotation: [CUA-2, CUA-1], starts: 2026-11-16}}\n")
    assert rules.cabinet == CabinetRules(rotation=("CUA-2", "CUA-1"), starts=date(2026, 11, 16))


def test_without_it_the_quadrants_follow_one_another() -> None:
    assert load(GOOD).cabinet == CabinetRules(rotation=(), starts=date(2026, 1, 5))


@pytest.mark.parametrize(
    ("written", "path"),
    [
        ("{rotation: [CUA-9]}", "cabinet.rotation[0]"),
        ("{rotation: [CUA-1, CUA-1]}", "cabinet.rotation[1]"),
        ("{rotation: []}", "cabinet.rotation"),
        ("{rotation: CUA-1}", "cabinet.rotation"),
        ("{starts: 16/11/2026}", "cabinet.starts"),
        ("{starts: 2026-02-30}", "cabinet.starts"),
        ("{begins: 2026-02-20}", "cabinet.begins"),
    ],
)
def test_a_mistake_is_one_line_with_its_place(written: str, path: str) -> None:
    (problem,) = problems_of(f"{GOOD}cabinet: {written}\n")
    assert problem.path == path
    assert problem.line == GOOD.count("\n") + 1
