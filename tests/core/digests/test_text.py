"""What a commander reads: all of it, on one screen, in their language."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.core.digests.figures_in_words import how_long, items_of
from bot.core.digests.text import SCREEN, lines_of, text_of
from bot.core.figures.alerts import ShiftAlerts
from bot.core.figures.counts import Tally
from bot.core.figures.daily import Daily, DayFigures, DayRecords, daily_of
from bot.core.figures.history import Mention
from bot.core.figures.periods import day_of
from bot.core.figures.times import Times
from bot.core.model.kinds import Category, Reason, State
from bot.core.model.meaning import NOWHERE, Place
from bot.locales import sentences

MEXICO = ZoneInfo("America/Mexico_City")
DAY = day_of(date(2026, 11, 20), MEXICO, time(7), datetime(2026, 11, 21, 14, tzinfo=UTC))
NOTHING = Times(n=0, missing=0)


def some_times(n: int, missing: int, median: float, ninetieth: float) -> Times:
    return Times(n=n, missing=missing, median=timedelta(seconds=median), ninetieth=timedelta(seconds=ninetieth))


def a_mention(number: int, category: Category | None, place: Place, state: State, *, emergency: bool) -> Mention:
    written_at = DAY.start + timedelta(hours=number)
    return Mention(
        folio=f"CUA-{number:06}", category=category, emergency=emergency, place=place, state=state,
        written_at=written_at,
    )  # fmt: skip


def some_figures() -> DayFigures:
    lerma = Place(street="Río Lerma", cross_street="Río Tíber")
    return DayFigures(
        date=DAY.first,
        reports=4,
        categories=Tally((("urban_service", 1), ("theft", 2)), missing=1),
        quadrants=Tally((("CUA-1", 3), ("CUA-2", 1)), missing=1, shared=1),
        emergencies=(a_mention(7, Category.THEFT, lerma, State.RESOLVED, emergency=True),),
        telling=some_times(4, 0, 2, 5),
        answer=some_times(2, 2, 40, 3900),
        arrival=Times(n=0, missing=4),
        urgent_answer=some_times(1, 0, 40, 40),
        urgent_arrival=some_times(1, 0, 200, 200),
        shifts=(
            ShiftAlerts(shift="morning", reports=3, unanswered=1, untold=1),
            ShiftAlerts(shift="night", reports=1, unanswered=1, untold=0),
        ),
        removed=((Reason.MEME, 2), (Reason.AUDIO, 1)),
    )


def empty_figures() -> DayFigures:
    return daily_of(DayRecords(period=DAY, histories=(), turns=(), removed={}), [], ()).day


def a_digest() -> Daily:
    earlier = replace(empty_figures(), reports=5, categories=Tally((("theft", 5),)), removed=((Reason.GIF, 1),))
    lamp = a_mention(9, Category.URBAN_SERVICE, NOWHERE, State.FORWARDED, emergency=False)
    return Daily(
        period=DAY,
        day=some_figures(),
        earlier=(None, empty_figures(), earlier, earlier),
        answer_before=some_times(9, 1, 180, 600),
        arrival_before=NOTHING,
        still_open=(lamp,),
    )


def test_a_day_in_spanish() -> None:
    assert text_of(a_digest(), "Vecinos de la Cuauhtémoc", MEXICO, sentences("es")).splitlines() == [
        "Vecinos de la Cuauhtémoc: resumen del viernes 20/11/2026",
        "Estados hasta el 21/11 07:00",
        "",
        "Reportes: 4 · 4 viernes anteriores: —, 0, 5, 5",
        "Por tipo (antes, en 3 días): Servicio urbano 1 (0) · Robo 2 (10) · sin saber 1 (0)",
        "Por cuadrante (antes, en 3 días): CUA-1 3 (0) · CUA-2 1 (0) · sin saber 1 (0) (en más de uno: 1)",
        "Emergencias: 1 · antes: —, 0, 0, 0",
        "· CUA-000007 Robo, Río Lerma esq. Río Tíber: resuelto",
        "Del aviso a la respuesta: mediana 40 s, 9 de 10 en 1 h 05 min (n 2, sin dato 2)"
        "; antes 3 min (n 9, sin dato 1)",
        "Del reporte a la llegada: n 0, sin dato 4",
        "De emergencias, a la llegada: mediana 3 min, 9 de 10 en 3 min (n 1, sin dato 0)",
        "Siguen abiertos: 1",
        "· CUA-000009 Servicio urbano, desde 20/11 09:00",
        "Avisos sin respuesta: matutino 1 de 3 · nocturno 1 de 1 (a nadie se pudo avisar: 1) · antes: —, 0, 0, 0",
        "Mensajes retirados: 3 (memes 2 · audios 1) · antes: —, 0, 1, 1",
    ]


def test_a_day_in_english() -> None:
    text = text_of(a_digest(), "Cuauhtémoc neighbours", MEXICO, sentences("en"))
    assert text.startswith("Cuauhtémoc neighbours: digest of Friday 20/11/2026\n")
    assert "Reports: 4 · 4 Fridays before: —, 0, 5, 5" in text
    assert "median 40 s, 9 in 10 within 1 h 05 min (n 2, not known 2)" in text
    assert "{" not in text


@pytest.mark.parametrize("language", ["es", "en"])
def test_a_day_without_reports_says_so_and_still_says_what_is_open(language: str) -> None:
    digest = replace(a_digest(), day=empty_figures(), earlier=(None,) * 4, still_open=())
    text = text_of(digest, "V", MEXICO, sentences(language))
    assert len(text.splitlines()) == 8
    assert "antes" not in text
    assert "before" not in text


def test_what_is_open_since_another_year_says_which() -> None:
    forgotten = replace(
        a_mention(3, Category.URBAN_SERVICE, NOWHERE, State.FORWARDED, emergency=False),
        written_at=datetime(2024, 3, 1, tzinfo=MEXICO),
    )
    text = text_of(replace(a_digest(), still_open=(forgotten,)), "V", MEXICO, sentences("es"))
    assert "· CUA-000003 Servicio urbano, desde 01/03/2024" in text.splitlines()


def test_where_there_is_too_much_open_to_read_it_all_the_line_says_since_when() -> None:
    digest = replace(a_digest(), open_since=datetime(2026, 9, 3, 1, tzinfo=UTC))
    text = text_of(digest, "V", MEXICO, sentences("es"))
    assert "Siguen abiertos (de los escritos desde el 02/09/2026): 1" in text.splitlines()


def test_alerts_that_were_slow_have_a_line() -> None:
    line = "Del reporte al aviso"
    assert line not in text_of(a_digest(), "V", MEXICO, sentences("es"))
    slow = replace(a_digest(), day=replace(some_figures(), telling=some_times(4, 0, 2, 90)))
    assert line in text_of(slow, "V", MEXICO, sentences("es"))


def test_what_came_in_late_is_said() -> None:
    text = text_of(replace(a_digest(), day=replace(some_figures(), late=2)), "V", MEXICO, sentences("es"))
    assert "Reportes: 4 (llegaron tarde, por una falla: 2)" in text


@pytest.mark.parametrize("language", ["es", "en"])
def test_the_worst_of_days_is_little_more_than_a_screen(language: str) -> None:
    text = text_of(the_worst(), "Vecinos " * 50, MEXICO, sentences(language))
    assert lines_of(text) <= SCREEN + 10  # numbers of a whole city, and every line of the digest
    assert "499" in text  # those that are not named are counted


def test_an_ordinary_day_fits_well() -> None:
    text = text_of(a_digest(), "Vecinos de la Cuauhtémoc", MEXICO, sentences("es"))
    assert lines_of(text) <= SCREEN - 5


def the_worst() -> Daily:
    long = Place(street="Avenida Ribera de San Cosme " * 9, cross_street="Calle Doctor Enrique González Martínez")
    crowd = tuple(a_mention(n, Category.KIDNAPPING, long, State.ACKNOWLEDGED, emergency=True) for n in range(500))
    slow = some_times(999, 999, 9 * 3600, 24 * 3600 - 60)
    day = DayFigures(
        date=DAY.first,
        reports=9999,
        categories=Tally(tuple((category.value, 999) for category in Category), missing=999),
        quadrants=Tally(tuple((f"SMR-{n}", 999) for n in range(40)), missing=999, shared=999),
        emergencies=crowd,
        telling=slow,
        answer=slow,
        arrival=slow,
        urgent_answer=slow,
        urgent_arrival=slow,
        shifts=tuple(ShiftAlerts(shift=f"turno {n}", reports=999, unanswered=999, untold=99) for n in range(12)),
        removed=tuple((reason, 999) for reason in Reason),
        late=999,
    )
    return Daily(period=DAY, day=day, earlier=(day,) * 4, answer_before=slow, arrival_before=slow, still_open=crowd)


def test_no_line_is_spent_on_counting_a_single_report() -> None:
    crowd = tuple(a_mention(n, Category.FIRE, NOWHERE, State.RECEIVED, emergency=False) for n in range(7))
    six, seven = (
        text_of(replace(a_digest(), still_open=crowd[:many]), "V", MEXICO, sentences("es")) for many in (6, 7)
    )
    assert "más\n" not in six
    assert "· CUA-000005" in six
    assert "· y 2 más\n" in seven


def test_direction_marks_in_what_people_wrote_are_gone() -> None:
    marked = a_mention(1, Category.FIRE, Place(street="Río \u202eLerma"), State.RECEIVED, emergency=True)
    digest = replace(a_digest(), day=replace(some_figures(), emergencies=(marked,)))
    assert "Río Lerma" in text_of(digest, "V", MEXICO, sentences("es"))


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (0, "0 s"),
        (59.4, "59 s"),
        (60, "1 min"),
        (89, "1 min"),
        (3569, "59 min"),
        (3570, "1 h 00 min"),
        (3900, "1 h 05 min"),
        (47.4 * 3600, "47 h 24 min"),
        (50 * 3600, "2 d 2 h"),
    ],
)
def test_spans_are_rounded_to_what_matters(seconds: float, words: str) -> None:
    assert how_long(timedelta(seconds=seconds)) == words


def test_where_not_all_have_room_the_largest_are_named_in_their_order() -> None:
    counts = [("a", "1", 1), ("b", "2", 2), ("c", "9", 9), ("d", "3", 3), ("e", "2", 2)]
    assert items_of(counts, 4, sentences("es")) == ["b 2", "c 9", "d 3", "otros 3"]
    assert items_of(counts, 5, sentences("es")) == ["a 1", "b 2", "c 9", "d 3", "e 2"]
