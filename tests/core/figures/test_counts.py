"""Counts that nobody can argue with, counted by hand."""

from __future__ import annotations

from datetime import timedelta

from bot.core.figures.alerts import ShiftAlerts, alerts_by_shift
from bot.core.figures.counts import (
    FIELD_ORDER,
    Outcomes,
    Tally,
    by_agency,
    by_category,
    by_outcome,
    by_quadrant,
    emergencies,
    late_reports,
    removed_by_reason,
    still_open,
)
from bot.core.figures.fairness import conduct_named
from bot.core.figures.history import History
from bot.core.figures.periods import day_of, turns_of
from bot.core.model.kinds import Category, Reason, Role
from tests.core.figures.logs import LATER, NOON, Step, a_history, after
from tests.core.figures.test_periods import FRIDAY, MEXICO
from tests.rules_for_tests import some_rules

OFFICER = Role.OFFICER


def test_every_category_has_its_place_in_the_order_of_the_field_study() -> None:
    assert set(FIELD_ORDER) == set(Category)
    assert len(FIELD_ORDER) == len(Category)
    assert FIELD_ORDER[:5] == ("public_space", "suspicious_person", "urban_service", "theft", "neighbor_dispute")


def test_categories_in_that_order_and_how_many_lack_one() -> None:
    categories = [Category.THEFT, Category.FIRE, None, Category.THEFT, Category.PUBLIC_SPACE]
    found = by_category(a_history(number=n, category=category) for n, category in enumerate(categories))
    assert found == Tally((("public_space", 1), ("theft", 2), ("fire", 1)), missing=1)
    assert (found.of("theft"), found.of("death")) == (2, 0)


def test_a_report_on_a_border_counts_in_both_quadrants_and_is_named_as_such() -> None:
    quadrants = [("CUA-1",), ("CUA-2", "CUA-1"), (), ("CUA-2",), ("CUA-1",)]
    found = by_quadrant([a_history(number=n, quadrants=codes) for n, codes in enumerate(quadrants)])
    assert found == Tally((("CUA-1", 3), ("CUA-2", 2)), missing=1, shared=1)


def test_each_report_has_one_outcome() -> None:
    states = ["resolved", "resolved", "unresolved", "false_alarm", "referred", "on_scene"]
    histories = [a_history((0, "opened"), (9, state, OFFICER), number=n) for n, state in enumerate(states)]
    histories.append(a_history((0, "opened"), (1, "asked", None, "conduct"), (600, "kept")))
    found = by_outcome(histories)
    assert found == Outcomes(resolved=2, unresolved=1, false_alarm=1, referred=1, open=1, held=1)
    assert found.reports == 7


def test_agencies_the_most_first_and_only_where_it_still_stands() -> None:
    def referred(number: int, agency: str, *more: Step) -> History:
        return a_history((0, "opened"), (9, "referred", OFFICER, agency), *more, number=number)

    histories = [referred(1, "Agua"), referred(2, "Alumbrado"), referred(3, "Alumbrado")]
    histories.append(referred(4, "Agua", (20, "disputed", Role.NEIGHBOR)))
    assert by_agency(histories) == (("Alumbrado", 2), ("Agua", 1))


def test_emergencies_in_the_order_in_which_they_were_written() -> None:
    second, first = a_history(number=2, emergency=True, opened_at=after(60)), a_history(number=1, emergency=True)
    assert [each.folio[-1] for each in emergencies([second, a_history(number=3), first])] == ["1", "2"]


def test_what_is_still_open_emergencies_first_then_the_oldest() -> None:
    older, old = a_history(number=4, opened_at=NOON - timedelta(days=2)), a_history(number=3)
    closed, urgent = a_history((5, "false_alarm", OFFICER), number=1), a_history(number=2, emergency=True)
    reopened = a_history((5, "resolved", OFFICER), (9, "disputed"), number=5, opened_at=after(1))
    found = still_open([closed, urgent, reopened, old, older])
    assert [mention.folio[-1] for mention in found] == ["2", "4", "3", "5"]


def test_removed_messages_by_reason_the_most_first() -> None:
    removed = {Reason.MEME: 1, Reason.JOKE: 1, Reason.AUDIO: 4, None: 1}
    assert removed_by_reason(removed) == ((Reason.AUDIO, 4), (None, 1), (Reason.JOKE, 1), (Reason.MEME, 1))


def test_what_came_late_is_counted() -> None:
    assert late_reports([a_history(), a_history((7200, "opened"), as_of=after(3600))]) == 1


def test_unanswered_alerts_by_the_shift_that_had_them() -> None:
    turns = turns_of(day_of(FRIDAY, MEXICO, None, LATER), some_rules())  # 06–14, 14–22, 22–06; noon is in the first
    hour = 3600.0
    histories = [
        a_history((0, "opened"), (5, "told"), (9, "said", OFFICER), number=1),  # morning: answered
        a_history((0, "opened"), (5, "told"), number=2),  # morning: nobody answered
        a_history((0, "opened"), (2 * hour + 5, "told"), number=3),  # written in the morning, told in the evening
        a_history((13 * hour, "opened"), number=4, opened_at=after(13 * hour)),  # 01:00 of Saturday: nobody was told
        a_history((13 * hour, "opened"), (14 * hour, "told"), (14.1 * hour, "on_scene", OFFICER), number=5),
        a_history((0, "opened"), (1, "asked", None, "conduct"), (600, "kept"), number=6),  # was nobody's to answer
        a_history((-7 * hour, "opened"), (-6.5 * hour, "told"), number=7, opened_at=after(-7 * hour)),  # Friday 05:30
    ]
    assert alerts_by_shift(histories, turns) == (
        ShiftAlerts(shift="morning", reports=2, unanswered=1, untold=0),
        ShiftAlerts(shift="evening", reports=1, unanswered=1, untold=0),
        ShiftAlerts(shift="night", reports=2, unanswered=1, untold=1),
    )


def test_who_names_a_deed_and_what_came_of_it() -> None:
    suspicious = Category.SUSPICIOUS_PERSON
    asked: Step = (1, "asked", None, "conduct")
    histories = [
        a_history((0, "opened"), (5, "told"), (9, "false_alarm", OFFICER), number=1, category=suspicious),
        a_history((0, "opened"), (5, "told"), (9, "resolved", OFFICER), number=2, category=suspicious),
        a_history((0, "opened"), asked, (60, "added"), (61, "told"), number=3, category=suspicious),
        a_history((0, "opened"), asked, (600, "kept"), number=4, category=suspicious),
        a_history((0, "opened"), (5, "told"), number=5, category=Category.THEFT),
    ]
    found = conduct_named(histories)
    assert found.at_once == Outcomes(resolved=1, false_alarm=1)
    assert found.when_asked == Outcomes(open=1)
    assert found.never == Outcomes(held=1)
    assert found.reports == 4
