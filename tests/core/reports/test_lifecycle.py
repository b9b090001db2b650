"""How a report may move, and what each move leaves in it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.core.model.kinds import State
from bot.core.reports.lifecycle import CLOSED, may_move, moved, moves
from tests.storage.values import NOW, a_report

ORDER = [State.RECEIVED, State.FORWARDED, State.ACKNOWLEDGED, State.EN_ROUTE, State.ON_SCENE]


@pytest.mark.parametrize("number", range(len(ORDER)))
def test_a_report_goes_forward_and_may_be_closed_at_any_time_but_never_goes_back(number: int) -> None:
    report = a_report(state=ORDER[number], owner_id=5001)
    assert set(moves(report)) == {*ORDER[number + 1 :], *CLOSED}


def test_what_nobody_owns_any_more_may_be_acknowledged_again() -> None:
    assert State.ACKNOWLEDGED in moves(a_report(state=State.ACKNOWLEDGED))


@pytest.mark.parametrize("state", sorted(CLOSED))
def test_what_is_closed_stays_closed(state: State) -> None:
    assert moves(a_report(state=state)) == ()
    assert not may_move(a_report(state=state), State.RESOLVED)


def test_the_first_to_answer_owns_the_report_and_ends_the_escalation() -> None:
    report = a_report(state=State.FORWARDED, escalate_at=NOW)
    report = moved(report, State.ACKNOWLEDGED, NOW, by=(5001, "Of. Juárez"))
    report = moved(report, State.ON_SCENE, NOW + timedelta(minutes=5), by=(5003, "Of. Luna"))
    assert (report.owner_name, report.escalate_at) == ("Of. Juárez", None)
    assert (report.acknowledged_at, report.on_scene_at) == (NOW, NOW + timedelta(minutes=5))


def test_being_told_ends_no_escalation() -> None:
    report = moved(a_report(escalate_at=NOW), State.FORWARDED, NOW)
    assert (report.escalate_at, report.forwarded_at, report.owner_id) == (NOW, NOW, None)


def test_an_illegal_move_is_an_error() -> None:
    with pytest.raises(ValueError, match="resolved → acknowledged"):
        moved(a_report(state=State.RESOLVED), State.ACKNOWLEDGED, NOW)
