"""The picture of a day: every row that has something to tell, in the field study's order."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from io import BytesIO
from typing import Any

import pytest
from PIL import Image

from bot.core.figures.counts import Tally
from bot.core.figures.daily import Daily, DayFigures
from bot.core.figures.history import Mention
from bot.core.figures.periods import day_of
from bot.core.figures.times import Times
from bot.core.model.kinds import Category, State
from bot.core.model.meaning import Place
from bot.locales import sentences
from bot.pictures.digest import category_rows, draw_digest, quadrant_rows, times_in_words
from bot.pictures.rows import Row
from tests.core.figures.incidents import MEXICO

NOTHING = Times(n=0, missing=0)
CODES = ("CUA-1", "CUA-2")
ES = sentences("es")
DAY = date(2026, 11, 20)


def figures(*categories: tuple[str, int], quadrants: Tally | None = None, **fields: Any) -> DayFigures:
    given: dict[str, Any] = dict.fromkeys(
        ("telling", "answer", "arrival", "urgent_answer", "urgent_arrival"), NOTHING
    ) | dict.fromkeys(("emergencies", "shifts", "removed"), ())
    counted = sum(count for _, count in categories)
    given |= {"date": DAY, "reports": counted, "categories": Tally(categories), "quadrants": quadrants or Tally(())}
    return DayFigures(**(given | fields))


def a_day(day: DayFigures, *earlier: DayFigures | None) -> Daily:
    period = day_of(DAY, MEXICO, None, datetime(2026, 12, 1, tzinfo=UTC))
    return Daily(period=period, day=day, earlier=earlier, answer_before=NOTHING, arrival_before=NOTHING, still_open=())


def test_what_happened_now_or_before_has_a_row_in_the_order_of_the_field_study() -> None:
    daily = a_day(figures(("theft", 2)), figures(("public_space", 3)), None, figures(), figures(("theft", 1)))
    assert category_rows(daily, ES) == [
        Row("Espacio público", 0, (3, None, 0, 0)),
        Row("Robo", 2, (0, None, 0, 1)),
    ]


def test_each_quadrant_has_a_row_and_what_lies_in_none() -> None:
    daily = a_day(figures(quadrants=Tally((("CUA-2", 4),), missing=1)), figures())
    assert quadrant_rows(daily, CODES, ES) == [
        Row("CUA-1", 0, (0,)),
        Row("CUA-2", 4, (0,)),
        Row("Sin cuadrante", 1, (0,)),
    ]


def test_times_are_never_told_without_their_count() -> None:
    minutes = timedelta(minutes=1)
    words = times_in_words(Times(n=6, missing=2, median=3 * minutes, ninetieth=12 * minutes), ES)
    assert words == "mediana 3 min · 9 de 10 hasta 12 min · n 6, sin dato 2"
    assert times_in_words(Times(n=0, missing=4), ES) == "n 0, sin dato 4"


@pytest.mark.parametrize("language", ["es", "en"])
def test_empty_days_first_days_and_long_days_are_drawn(language: str) -> None:
    say = sentences(language)  # type: ignore[arg-type]
    robbery = Mention(
        folio="CUA-000004",
        category=Category.THEFT,
        emergency=True,
        place=Place(street="Calle de nombre larguísimo que nadie escribe entero " * 3),
        state=State.RESOLVED,
        written_at=datetime(2026, 11, 20, tzinfo=UTC),
    )
    every = tuple((each.value, 12345) for each in Category)
    days = [
        a_day(figures(), None, None, None, None),
        a_day(figures(), figures(("theft", 1))),
        a_day(figures(*every, emergencies=(robbery,) * 40), *[figures(*every)] * 4),
    ]
    sizes = [Image.open(BytesIO(draw_digest(day, "Vecinos " * 20, CODES, say))).size for day in days]
    assert {width for width, _ in sizes} == {1080}
    assert sizes[0][1] < sizes[1][1] < sizes[2][1]
    assert sizes[2][1] < 3600  # still one picture that can be read on a phone
