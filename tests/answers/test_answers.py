"""The least that is made of officers' and reporters' answers. Floors are raised, never lowered."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.core.model.kinds import Role, State
from bot.core.model.meaning import Said
from bot.core.reading.replies import says_it_goes_on
from bot.core.reports.lifecycle import CLOSED
from bot.core.screening import judge
from tests.rules_for_tests import some_rules

HERE = Path(__file__).parent
NOON = datetime(2026, 3, 1, 18, tzinfo=UTC)
KEPT_ASIDE = 2  # the remainder of a line's number by three


def labelled(*files: str, aside: bool) -> list[tuple[set[str], str]]:
    found = []
    for file in files:
        lines = (HERE / file).read_text(encoding="utf-8").splitlines()
        for number, line in enumerate(lines):
            moves, _, words = line.partition("|")
            if (number % 3 == KEPT_ASIDE) is aside:
                found.append((set(moves.split(",")), words))
    return found


def move_of(words: str) -> str:
    said = Said(text=words, role=Role.OFFICER, is_reply=True, sent_at=NOON)
    return str(judge(said, some_rules()).response or "none")


@pytest.mark.parametrize(("aside", "floor"), [(False, 0.93), (True, 0.93)])
def test_what_officers_write_moves_a_report_as_a_commander_would(aside: bool, floor: float) -> None:
    answers = labelled("es.txt", "en.txt", aside=aside)
    right = sum(move_of(words) in moves for moves, words in answers)
    assert right / len(answers) >= floor


def test_no_report_is_closed_by_words_that_do_not_say_so() -> None:
    closing = {str(state) for state in CLOSED}
    answers = [pair for aside in (False, True) for pair in labelled("es.txt", "en.txt", aside=aside)]
    assert sum(move_of(words) in closing and closing.isdisjoint(moves) for moves, words in answers) == 0


@pytest.mark.parametrize("aside", [False, True])
def test_who_reported_opens_it_again_only_by_saying_that_it_goes_on(aside: bool) -> None:
    answers = labelled("reporters.txt", aside=aside)
    opened = [("goes_on" in moves, says_it_goes_on(words)) for moves, words in answers]
    assert sum(wanted == given for wanted, given in opened) / len(opened) >= 0.93
    assert not any(given and not wanted for wanted, given in opened)


def test_every_move_that_words_can_make_is_among_the_answers() -> None:
    known = {
        move for aside in (False, True) for moves, _ in labelled("es.txt", "en.txt", aside=aside) for move in moves
    }
    assert known == {*map(str, State), "none"} - {State.RECEIVED, State.FORWARDED}
