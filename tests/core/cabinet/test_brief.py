"""What the brief says of promises, and whose turn it is."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from bot.core.cabinet.agreements import promise_in_words
from bot.core.cabinet.brief import Brief, brief_for, brief_of, brief_recipients, host_of, week_named
from bot.core.cabinet.paper import brief_paper_of
from bot.core.cabinet.promise import Promise
from bot.core.cabinet.text import changes_in_words, host_in_words, text_of_brief
from bot.core.figures.history import History
from bot.core.figures.weekly import in_figures, week_of
from bot.core.model.kinds import Category
from bot.core.outgoing import Say
from bot.core.rules.model import CabinetRules
from bot.locales import sentences
from tests.builders import a_scene
from tests.core.figures.logs import a_history
from tests.rules_for_tests import CUAUHTEMOC

CODES = ("CUA-1", "CUA-2", "CUA-3")
MEXICO = ZoneInfo("America/Mexico_City")
MONDAY, NOW = date(2026, 11, 16), datetime(2026, 11, 30, tzinfo=UTC)
AS_OF = datetime(2026, 11, 23, 13, tzinfo=UTC)  # Monday at seven
DAY = timedelta(days=1)


def a_promise(number: int, made: datetime, done: datetime | None = None) -> Promise:
    return Promise(
        id=number,
        group=CUAUHTEMOC,
        text=f"promise {number}",
        by_id=6001,
        by_name="Cmte. Ruiz",
        made_at=made,
        done_at=done,
        done_by="Cmte. Ruiz" if done else None,
    )


def a_brief(*promises: Promise, cabinet: CabinetRules | None = None) -> Brief:
    figures = in_figures(week_of(MONDAY, MEXICO, (0, time(7)), NOW), [], [None] * 4)
    return brief_of(figures, promises, CODES, cabinet or CabinetRules())


def test_what_was_noted_since_the_last_brief_is_told_fulfilled_or_not_and_of_what_is_older_what_became_of_it() -> None:
    brief = a_brief(
        a_promise(1, AS_OF - 20 * DAY),
        a_promise(2, AS_OF - 20 * DAY, AS_OF - DAY),
        a_promise(3, AS_OF - 7 * DAY),
        a_promise(4, AS_OF - 2 * DAY, AS_OF - DAY),
        a_promise(5, AS_OF),
        a_promise(6, AS_OF - 20 * DAY, AS_OF - 8 * DAY),
        a_promise(7, AS_OF - 20 * DAY, AS_OF - 7 * DAY),
    )
    assert [each.id for each in brief.agreed] == [3, 4]
    assert [each.id for each in brief.fulfilled] == [2, 7]
    assert [each.id for each in brief.open] == [1]


def test_what_was_fulfilled_since_the_last_brief_stands_in_text_and_paper_with_its_day_and_nowhere_twice() -> None:
    say, scene, kept = sentences("es"), a_scene(), a_promise(2, AS_OF - 20 * DAY, AS_OF - DAY)
    line = promise_in_words(kept, say, scene)
    assert "cumplido el 22/11" in line
    assert text_of_brief(a_brief(kept), "Vecinos", CODES, say, scene).count(f"anterior\n· {line}\n") == 1
    parts = brief_paper_of(a_brief(kept), "Vecinos", CODES, say, scene).parts
    assert [part.title for part in parts if line in part.items] == ["Cumplido desde el resumen anterior"]
    assert "Cumplido" not in text_of_brief(a_brief(), "Vecinos", CODES, say, scene)


def test_made_again_later_it_says_the_same() -> None:
    made = a_brief(a_promise(1, AS_OF - 20 * DAY), a_promise(2, AS_OF - DAY))
    assert made == a_brief(a_promise(1, AS_OF - 20 * DAY, AS_OF + DAY), a_promise(2, AS_OF - DAY, AS_OF))


def test_the_rotation_goes_on_week_by_week_and_begins_anew() -> None:
    cabinet = CabinetRules(rotation=("CUA-3", "SMR-1", "CUA-1"), starts=date(2026, 11, 18))  # a Wednesday
    hosts = [host_of(MONDAY + timedelta(weeks=week), CODES, cabinet) for week in range(-1, 4)]
    assert hosts == ["CUA-1", "CUA-3", "CUA-1", "CUA-3", "CUA-1"]
    assert a_brief(cabinet=cabinet).host == "CUA-1"
    assert a_brief(cabinet=cabinet).host_after == "CUA-3"


def test_a_group_of_one_quadrant_is_told_no_turn_after_it() -> None:
    brief = a_brief(cabinet=CabinetRules(rotation=("CUA-1",)))
    assert host_in_words(brief, sentences("es")) == f"Semana del {brief.next_monday:%d/%m}: cuadrante CUA-1."


@given(st.dates(date(2020, 1, 1), date(2035, 1, 1)))
def test_without_a_rotation_every_quadrant_has_its_turn(day: date) -> None:
    monday = day - timedelta(days=day.weekday())
    hosts = [host_of(monday + timedelta(weeks=week), CODES, CabinetRules()) for week in range(4)]
    assert set(hosts[:3]) == set(CODES)
    assert all(one != other for one, other in pairwise(hosts))
    assert host_of(monday, (), CabinetRules()) == ""


def test_a_commander_gets_a_picture_and_a_paper_made_when_they_are_sent() -> None:
    scene = a_scene()
    ruiz, vega = brief_recipients(MONDAY, scene)
    assert (ruiz.key, vega.person_id) == (f"brief:{CUAUHTEMOC}:2026-11-16:6001", 6002)
    picture, paper = brief_for(ruiz, MONDAY, scene)
    assert isinstance(picture.action, Say)
    assert isinstance(paper.action, Say)
    assert (picture.key, paper.key) == (ruiz.key, f"{ruiz.key}:paper")
    assert picture.action.made == f"brief:2026-11-16/{CUAUHTEMOC}/"
    assert paper.action.made == f"brief-paper:2026-11-16/{CUAUHTEMOC}/"
    assert "2026-W47" in picture.action.text
    assert picture.action.silent


def test_a_week_is_named_as_everybody_names_it() -> None:
    assert [week_named(date(2026, 11, 16)), week_named(date(2027, 1, 4)), week_named(date(2026, 12, 28))] == [
        "2026-W47", "2027-W01", "2026-W53",
    ]  # fmt: skip


def test_what_changed_stands_with_every_week_that_it_is_held_against_and_a_half_goes_up() -> None:
    def week(*categories: Category) -> list[History]:
        return [a_history(number=number, category=category) for number, category in enumerate(categories, 1)]

    before = [(MONDAY - timedelta(weeks=ago), week(*[Category.THEFT] * (ago == 1))) for ago in (4, 3, 2, 1)]
    period = week_of(MONDAY, MEXICO, (0, time(7)), NOW)
    figures = in_figures(period, week(*[Category.THEFT] * 6), before)
    (first, *_) = changes_in_words(figures, sentences("es"))
    assert first == "Robo: 6, más que de costumbre (semanas anteriores: 0 0 0 1; media 0.3)"
