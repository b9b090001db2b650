"""Figures against examples that were computed by hand."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from bot.core import digest
from bot.core.digest import Records, Spread, Tally, day_of, digest_of, due_day
from bot.core.model import Category, LogRow, Place, Reason, Report, Role, State

MEXICO = ZoneInfo("America/Mexico_City")
MADRID = ZoneInfo("Europe/Madrid")
LATER = datetime(2030, 1, 1, tzinfo=UTC)
NOON = datetime(2026, 11, 20, 18, tzinfo=UTC)


def a_report(number: int = 1, **changes: Any) -> Report:
    fields: dict[str, Any] = {
        "id": number,
        "folio": f"CUA-{number:06}",
        "group_id": -1001,
        "chat_id": -1001,
        "message_id": number,
        "reporter_id": 1002,
        "reporter_name": "Ana",
        "category": Category.THEFT,
        "emergency": False,
        "opened_at": NOON,
        "updated_at": NOON,
    }
    return Report(**fields | changes)


def a_log(*steps: tuple[float, str] | tuple[float, str, Role], number: int = 1) -> list[LogRow]:
    """Rows at so many seconds after noon: what happened, and in which role somebody did it."""
    return [
        LogRow(report_id=number, folio="", at=NOON + timedelta(seconds=at), event=event, role=next(iter(role), None))
        for at, event, *role in steps
    ]


class TestLocalDays:
    def test_a_day_is_24_hours_long_from_local_midnight(self) -> None:
        day = day_of(date(2026, 11, 20), MEXICO, None, LATER)
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

    def test_states_are_those_of_the_next_mornings_digest_whenever_it_is_computed(self) -> None:
        expected = datetime(2026, 11, 21, 13, tzinfo=UTC)  # 07:00 in Mexico
        assert day_of(date(2026, 11, 20), MEXICO, time(7), expected).as_of == expected
        assert day_of(date(2026, 11, 20), MEXICO, time(7), LATER).as_of == expected

    def test_without_an_hour_for_digests_states_are_those_at_midnight(self) -> None:
        day = day_of(date(2026, 11, 20), MEXICO, None, LATER)
        assert day.as_of == day.end

    def test_nothing_is_said_of_a_moment_that_is_to_come(self) -> None:
        assert day_of(date(2026, 11, 20), MEXICO, time(7), NOON).as_of == NOON

    def test_a_digest_is_due_from_its_hour_on_until_the_day_is_over(self) -> None:
        before, at = datetime(2026, 11, 21, 12, 59, tzinfo=UTC), datetime(2026, 11, 21, 13, tzinfo=UTC)
        late, next_day = datetime(2026, 11, 22, 5, 59, tzinfo=UTC), datetime(2026, 11, 22, 6, tzinfo=UTC)
        dates = [due and due.date for due in (due_day(MEXICO, time(7), now) for now in (before, at, late, next_day))]
        assert dates == [None, date(2026, 11, 20), date(2026, 11, 20), None]

    def test_without_an_hour_none_is_ever_due(self) -> None:
        assert due_day(MEXICO, None, LATER) is None

    def test_an_hour_that_the_clock_skips_is_due_all_the_same(self) -> None:
        assert due_day(MADRID, time(2, 30), datetime(2026, 3, 29, 1, 30, tzinfo=UTC)) is not None


class TestCounts:
    def test_categories_the_most_first_and_how_many_lack_one(self) -> None:
        categories = [Category.THEFT, Category.NOTICE, None, Category.THEFT, Category.FIRE]
        reports = [a_report(n, category=category) for n, category in enumerate(categories)]
        assert digest.by_category(reports) == Tally((("theft", 2), ("fire", 1), ("notice", 1)), missing=1)

    def test_a_report_on_a_border_counts_in_both_quadrants_and_is_named_as_such(self) -> None:
        quadrants = [("CUA-1",), ("CUA-2", "CUA-1"), (), ("CUA-2",), ("CUA-1",)]
        reports = [a_report(n, quadrants=codes) for n, codes in enumerate(quadrants)]
        assert digest.by_quadrant(reports) == Tally((("CUA-1", 3), ("CUA-2", 2)), missing=1, shared=1)

    def test_removed_messages_by_reason_the_most_first(self) -> None:
        removed = {Reason.MEME: 1, Reason.JOKE: 1, Reason.AUDIO: 4}
        assert digest.removed_by_reason(removed) == ((Reason.AUDIO, 4), (Reason.JOKE, 1), (Reason.MEME, 1))


class TestTimes:
    @pytest.mark.parametrize(
        ("seconds", "median", "ninetieth"),
        [
            ([60], 60, 60),
            ([300, 60], 180, 300),
            ([60, 120, 600], 120, 600),
            ([*range(10, 101, 10)], 55, 90),  # nine of ten values are at most 90
            ([*range(10, 111, 10)], 60, 100),  # of eleven, 9.9 have to be: ten are at most 100
        ],
    )
    def test_median_and_the_time_that_nine_of_ten_keep(self, seconds: list[int], median: int, ninetieth: int) -> None:
        found = digest.spread([timedelta(seconds=each) for each in seconds])
        assert found == Spread(
            n=len(seconds), missing=0, median=timedelta(seconds=median), ninetieth=timedelta(seconds=ninetieth)
        )

    def test_what_is_missing_is_counted_and_never_taken_for_nothing(self) -> None:
        assert digest.spread([None, timedelta(seconds=9), None]).missing == 2
        assert digest.spread([None]) == Spread(n=0, missing=1)

    def test_the_first_human_answer_counts_from_the_first_alert_that_was_out(self) -> None:
        log = a_log((0, "opened"), (5, "told"), (6, "told"), (70, "said", Role.OFFICER), (90, "en_route", Role.OFFICER))
        assert _seconds(digest.time_to_answer([a_report()], {1: log})) == 65

    def test_what_neighbours_add_and_what_is_refused_is_no_answer(self) -> None:
        log = a_log((5, "told"), (9, "added", Role.NEIGHBOR), (10, "refused", Role.OFFICER), (20, "escalated"))
        assert digest.time_to_answer([a_report()], {1: log}) == Spread(n=0, missing=1)

    def test_who_answers_before_the_alert_is_out_took_no_time(self) -> None:
        log = a_log((3, "acknowledged", Role.OFFICER), (5, "told"))
        assert _seconds(digest.time_to_answer([a_report()], {1: log})) == 0

    def test_a_report_that_nobody_could_be_told_of_has_no_times(self) -> None:
        log = a_log((0, "opened"), (9, "on_scene", Role.OFFICER))
        assert digest.time_to_answer([a_report()], {1: log}).missing == 1
        assert digest.time_to_arrival([a_report()], {1: log}).missing == 1

    def test_arrival_is_the_word_on_scene(self) -> None:
        log = a_log((5, "told"), (20, "acknowledged", Role.OFFICER), (305, "on_scene", Role.OFFICER))
        reports = [a_report(1), a_report(2)]
        assert _seconds(digest.time_to_arrival(reports, {1: log})) == 300
        assert digest.time_to_arrival(reports, {1: log}).missing == 1


class TestStates:
    def test_the_log_says_in_which_state_a_report_was(self) -> None:
        log = a_log((0, "opened"), (5, "told"), (9, "acknowledged"), (10, "told"), (12, "said"), (20, "resolved"))
        states = [digest.state_of(log[:rows]) for rows in range(7)]
        acknowledged = [State.ACKNOWLEDGED] * 3
        assert states == [State.RECEIVED, State.RECEIVED, State.FORWARDED, *acknowledged, State.RESOLVED]

    def test_emergencies_are_named_without_house_number_or_author(self) -> None:
        place = Place(street="Río Lerma", number="45", cross_street="Río Tíber")
        calm, urgent = a_report(1), a_report(2, emergency=True, place=place, words="me robaron")
        (found,) = digest.emergencies([calm, urgent], {2: a_log((5, "told"), (9, "on_scene"))})
        assert (found.folio, found.state) == ("CUA-000002", State.ON_SCENE)
        assert found.place == Place(street="Río Lerma", cross_street="Río Tíber")
        assert "45" not in str(found)
        assert "Ana" not in str(found)

    def test_what_is_still_open_is_what_its_log_did_not_close_emergencies_first_then_the_oldest(self) -> None:
        old, older = a_report(3), a_report(4, opened_at=NOON - timedelta(days=2))
        closed, urgent = a_report(1, state=State.RECEIVED), a_report(2, emergency=True)
        logs = {1: a_log((5, "false_alarm")), 3: a_log((5, "resolved"), (9, "acknowledged"))}  # number 3: opened again
        found = digest.still_open([closed, urgent, old, older], logs)
        assert [mention.folio[-1] for mention in found] == ["2", "4", "3"]


def test_an_empty_day_has_all_figures_and_they_are_nothing() -> None:
    found = digest_of(day_of(date(2026, 11, 20), MEXICO, None, LATER), Records(logs={}, removed={}))
    assert (found.reports, found.categories, found.quadrants) == (0, Tally(()), Tally(()))
    assert (found.answer, found.arrival) == (Spread(n=0, missing=0), Spread(n=0, missing=0))
    assert (found.emergencies, found.still_open, found.removed) == ((), (), ())


def _seconds(spread: Spread) -> float:
    assert spread.median is not None
    return spread.median.total_seconds()
