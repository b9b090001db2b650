"""What one report's log says of it, row by row."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.core.figures.history import Conduct, History, history_of, mention_of
from bot.core.model.incoming import Pin
from bot.core.model.kinds import Category, Role, State
from bot.core.model.meaning import Place
from bot.core.model.report import Facts, LogRow, Witness
from tests.core.figures.logs import LATER, NOON, Step, a_history, a_log, a_report, after

OFFICER = Role.OFFICER
NEIGHBOR = Role.NEIGHBOR


def facts(**changes: object) -> Facts:
    return Facts(**{"group_id": -1001, "state": State.RECEIVED, "opened_at": NOON} | changes)  # type: ignore[arg-type]


class TestStates:
    def test_row_by_row(self) -> None:
        log = a_log((0, "opened"), (5, "told"), (9, "acknowledged"), (10, "told"), (12, "said"), (20, "resolved"))
        states = [a_history_of(log[:rows]).state for rows in range(1, 7)]
        acknowledged = [State.ACKNOWLEDGED] * 3
        assert states == [State.RECEIVED, State.FORWARDED, *acknowledged, State.RESOLVED]

    def test_only_what_was_written_before_the_moment_counts(self) -> None:
        log = a_log((0, "opened"), (5, "told"), (9, "on_scene"), (20, "resolved"))
        states = [history_of(a_report(), log, after(at)) for at in (6, 9, 9.1, 21)]
        assert [each and each.state for each in states] == [
            State.FORWARDED,
            State.FORWARDED,
            State.ON_SCENE,
            State.RESOLVED,
        ]

    def test_later_events_change_nothing_of_a_past_moment(self) -> None:
        log = a_log((0, "opened"), (5, "told"), (9, "on_scene", OFFICER), (20, "resolved", OFFICER))
        moved_on = a_report(category=Category.FIRE, state=State.ON_SCENE, quadrants=("CUA-2",))
        known = replace(log[0], facts=facts(category=Category.THEFT, quadrants=("CUA-1",)))
        later = [*log, *a_log((99, "disputed", NEIGHBOR), (120, "edited"), (130, "resolved", OFFICER))]
        before = history_of(a_report(), [known, *log[1:]], after(50))
        assert before is not None
        assert history_of(moved_on, [known, *later[1:]], after(50)) == before
        assert (before.category, before.quadrants) == (Category.THEFT, ("CUA-1",))

    def test_a_dispute_opens_it_again_and_the_last_closing_counts(self) -> None:
        closed = ((0.0, "opened"), (5.0, "told"), (9.0, "on_scene", OFFICER), (20.0, "resolved", OFFICER))
        disputed = a_history(*closed, (60, "disputed", NEIGHBOR))
        assert (disputed.state, disputed.closed_at, disputed.reopened) == (State.FORWARDED, None, 1)
        assert disputed.is_open
        again = a_history(*closed, (60, "disputed", NEIGHBOR), (90, "unresolved", OFFICER))
        assert (again.state, again.closed_at, again.reopened) == (State.UNRESOLVED, after(90), 1)
        assert again.on_scene_at == after(9)  # arriving first is what they waited for

    def test_what_was_taken_back_never_was(self) -> None:
        undone = a_history((0, "opened"), (5, "told"), (9, "resolved", OFFICER), (30, "undone", OFFICER, "resolved"))
        assert (undone.state, undone.closed_at, undone.answered_at, undone.reopened) == (
            State.FORWARDED,
            None,
            None,
            0,
        )
        log = [replace(row, facts=facts(state=State.RESOLVED)) for row in a_log((9, "resolved", OFFICER))]
        log += [replace(row, facts=facts(state=State.RECEIVED)) for row in a_log((30, "undone", OFFICER))]
        assert a_history_of(a_log((0, "opened")) + log).state is State.RECEIVED

    def test_whom_it_was_referred_to_is_known_until_it_is_opened_again(self) -> None:
        referred: tuple[Step, ...] = ((0, "opened"), (9, "referred", OFFICER, "Alumbrado"))
        assert a_history(*referred).agency == "Alumbrado"
        assert a_history(*referred, (20, "disputed", NEIGHBOR)).agency == ""


class TestTimes:
    def test_the_first_human_answer_of_the_police(self) -> None:
        log = a_history((0, "opened"), (5, "told"), (9, "added", NEIGHBOR), (10, "refused", OFFICER), (11, "escalated"))
        assert log.answered_at is None
        answered = a_history((0, "opened"), (5, "told"), (70, "said", OFFICER), (90, "en_route", OFFICER))
        assert (answered.told_at, answered.answered_at) == (after(5), after(70))

    def test_rows_that_two_processes_wrote_out_of_order_are_read_as_they_were_written(self) -> None:
        history = a_history((0, "opened"), (6, "told"), (5, "told"), (20, "resolved", OFFICER), (19, "said", OFFICER))
        assert (history.told_at, history.state) == (after(6), State.RESOLVED)


class TestFacts:
    def test_the_last_facts_before_the_moment_are_what_it_was(self) -> None:
        opened, edited = a_log((0, "opened"), (60, "edited"))
        log = [
            replace(opened, facts=facts(category=Category.THEFT, emergency=True, witnesses=0)),
            replace(edited, facts=facts(category=Category.NOTICE, emergency=False, witnesses=2)),
        ]
        early, late = history_of(a_report(), log, after(30)), history_of(a_report(), log, LATER)
        assert early is not None
        assert late is not None
        assert (early.category, early.emergency, early.witnesses) == (Category.THEFT, True, 0)
        assert (late.category, late.emergency, late.witnesses) == (Category.NOTICE, False, 2)

    def test_rows_of_older_versions_have_none_and_the_report_stands_in(self) -> None:
        seen = Witness(person_id=1, name="B", chat_id=1, message_id=1, at=NOON)
        history = a_history((0, "opened"), category=Category.FIRE, emergency=True, witnesses=(seen,))
        assert (history.category, history.emergency, history.witnesses) == (Category.FIRE, True, 1)

    def test_what_came_in_after_the_moment_stands_as_it_came_in(self) -> None:
        late = a_history((7200, "opened"), (7201, "told"), (7300, "resolved", OFFICER), as_of=after(3600))
        assert (late.late, late.state, late.told_at, late.written_at) == (True, State.RECEIVED, None, NOON)
        assert not a_history((10, "opened"), as_of=after(3600)).late

    def test_without_a_log_there_is_no_history(self) -> None:
        assert history_of(a_report(), [], LATER) is None


class TestConduct:
    @pytest.mark.parametrize(
        ("steps", "category", "expected"),
        [
            (((0, "opened"), (5, "told")), Category.SUSPICIOUS_PERSON, Conduct.AT_ONCE),
            (((0, "opened"), (5, "told")), Category.THEFT, None),
            (((0, "opened"), (1, "asked", None, "conduct"), (60, "added"), (61, "told")), None, Conduct.WHEN_ASKED),
            (((0, "opened"), (1, "asked", None, "conduct"), (600, "kept")), None, Conduct.NEVER),
            (((0, "opened"), (1, "asked", None, "conduct"), (9, "said", OFFICER)), None, Conduct.NEVER),
            (((0, "opened"), (1, "asked", None, "photo"), (5, "told")), None, None),
        ],
    )
    def test_when_a_deed_was_named(
        self, steps: tuple[Step, ...], category: Category | None, expected: Conduct | None
    ) -> None:
        assert a_history(*steps, category=category).conduct is expected

    def test_what_was_held_back_waits_for_nobody_unless_somebody_took_it_up(self) -> None:
        asked: tuple[Step, ...] = ((0, "opened"), (1, "asked", None, "conduct"), (600, "kept"))
        assert not a_history(*asked).is_open
        assert a_history(*asked, (700, "said", OFFICER)).is_open


def test_the_last_word_of_who_reported_counts() -> None:
    closed: tuple[Step, ...] = ((0, "opened"), (5, "told"), (9, "resolved", OFFICER))
    unhappy = a_history(*closed, (20, "satisfied"), (30, "disputed", NEIGHBOR))
    assert (unhappy.disputed, unhappy.satisfied) == (True, False)
    happy = a_history(*closed, (20, "disputed", NEIGHBOR), (30, "resolved", OFFICER), (40, "satisfied"))
    assert (happy.disputed, happy.satisfied) == (True, True)
    opened_again = a_history(*closed, (20, "satisfied"), (30, "disputed", Role.COMMANDER))
    assert (opened_again.reopened, opened_again.disputed, opened_again.satisfied) == (1, False, True)


def test_a_mention_leads_to_no_door_and_to_nobody() -> None:
    place = Place(street="Río Lerma", number="45", cross_street="Río Tíber", pin=Pin(19.4, -99.1))
    found = mention_of(a_history(place=place, words="me robaron"))
    assert found.place == Place(street="Río Lerma", cross_street="Río Tíber")
    assert not [word for word in ("45", "Ana", "robaron", "19.4") if word in str(found)]
    assert found.written_at == NOON + timedelta()


def a_history_of(log: list[LogRow]) -> History:
    found = history_of(a_report(), log, LATER)
    assert found is not None
    return found
