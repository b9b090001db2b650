"""What a commander reads: all of it, on one screen, in their language."""

from __future__ import annotations

import textwrap
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.core.digest import Day, Digest, Mention, Records, Spread, Tally, day_of, digest_of
from bot.core.digest_text import how_long, text_of
from bot.core.model import NOWHERE, Category, Place, Reason, State
from bot.locales import sentences

MEXICO = ZoneInfo("America/Mexico_City")
DAY: Day = day_of(date(2026, 11, 20), MEXICO, time(7), datetime(2026, 11, 21, 14, tzinfo=UTC))


def a_mention(number: int, category: Category | None, place: Place, state: State, *, emergency: bool) -> Mention:
    opened_at = DAY.start + timedelta(hours=number)
    return Mention(
        folio=f"CUA-{number:06}", category=category, emergency=emergency, place=place, state=state, opened_at=opened_at
    )


def a_digest() -> Digest:
    lerma = Place(street="Río Lerma", cross_street="Río Tíber")
    robbed = a_mention(7, Category.THEFT, lerma, State.RESOLVED, emergency=True)
    lamp = a_mention(9, Category.URBAN_SERVICE, NOWHERE, State.FORWARDED, emergency=False)
    return Digest(
        day=DAY,
        reports=3,
        categories=Tally((("theft", 1), ("urban_service", 1)), missing=1),
        quadrants=Tally((("CUA-1", 2), ("CUA-2", 1)), missing=1, shared=1),
        emergencies=(robbed,),
        answer=Spread(n=2, missing=1, median=timedelta(seconds=40), ninetieth=timedelta(minutes=65)),
        arrival=Spread(n=0, missing=3),
        still_open=(lamp,),
        removed=((Reason.MEME, 2), (Reason.AUDIO, 1)),
    )


def test_a_day_in_spanish() -> None:
    assert text_of(a_digest(), "Vecinos de la Cuauhtémoc", MEXICO, sentences("es")).splitlines() == [
        "Vecinos de la Cuauhtémoc: resumen del viernes 20/11/2026",
        "Estados hasta el 21/11 07:00",
        "",
        "Reportes: 3 (de emergencia: 1)",
        "Por tipo: Robo 1 · Servicio urbano 1 · sin tipo 1",
        "Por cuadrante: CUA-1 2 · CUA-2 1 · sin cuadrante 1 (en más de uno: 1)",
        "Emergencias: 1",
        "· CUA-000007 Robo, Río Lerma esq. Río Tíber: resuelto",
        "Del aviso a la respuesta: mediana 40 s, 9 de 10 hasta 1 h 05 min (n 2, sin dato 1)",
        "Del aviso a la llegada: n 0, sin dato 3",
        "Siguen abiertos (últimos 30 días): 1",
        "· CUA-000009 Servicio urbano, desde 20/11 09:00",
        "Mensajes retirados: 3 (memes 2 · audios 1)",
    ]


def test_a_day_in_english() -> None:
    text = text_of(a_digest(), "Cuauhtémoc neighbours", MEXICO, sentences("en"))
    assert text.startswith("Cuauhtémoc neighbours: digest of Friday 20/11/2026\n")
    assert "median 40 s, 9 in 10 within 1 h 05 min (n 2, not known 1)" in text
    assert "{" not in text


@pytest.mark.parametrize("language", ["es", "en"])
def test_a_day_without_reports_says_so_and_still_names_what_is_open(language: str) -> None:
    text = text_of(digest_of(DAY, Records(logs={}, removed={})), "V", MEXICO, sentences(language))
    assert len(text.splitlines()) == 6
    assert ": 0" in text


@pytest.mark.parametrize("language", ["es", "en"])
def test_the_worst_of_days_fits_on_a_screen(language: str) -> None:
    long = Place(street="Avenida Ribera de San Cosme " * 9, cross_street="Calle Doctor Enrique González Martínez")
    crowd = tuple(a_mention(n, Category.KIDNAPPING, long, State.ACKNOWLEDGED, emergency=True) for n in range(500))
    slow = Spread(n=999, missing=999, median=timedelta(hours=9), ninetieth=timedelta(hours=23, minutes=59))
    worst = Digest(
        day=DAY,
        reports=9999,
        categories=Tally(tuple((category.value, 999) for category in Category), missing=999),
        quadrants=Tally(tuple((f"SMR-{n}", 999) for n in range(40)), missing=999, shared=999),
        emergencies=crowd,
        answer=slow,
        arrival=slow,
        still_open=crowd,
        removed=tuple((reason, 999) for reason in Reason),
    )
    text = text_of(worst, "Vecinos " * 50, MEXICO, sentences(language))
    assert sum(len(textwrap.wrap(line, 42)) or 1 for line in text.splitlines()) <= 40  # an ordinary day takes 15
    assert "497" in text  # those that are not named are counted


def test_no_line_is_spent_on_counting_a_single_report() -> None:
    crowd = tuple(a_mention(n, Category.FIRE, NOWHERE, State.RECEIVED, emergency=False) for n in range(5))
    four, five = (
        text_of(replace(a_digest(), still_open=crowd[:many]), "V", MEXICO, sentences("es")) for many in (4, 5)
    )
    assert "más\n" not in four
    assert "· CUA-000003" in four
    assert "· y 2 más\n" in five


def test_direction_marks_in_what_people_wrote_are_gone() -> None:
    place = Place(street="Río \u202eLerma")
    found = digest_of(DAY, Records(logs={}, removed={}))
    marked = a_mention(1, Category.FIRE, place, State.RECEIVED, emergency=True)
    text = text_of(replace(found, reports=1, emergencies=(marked,)), "V", MEXICO, sentences("es"))
    assert "Río Lerma" in text


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
    ],
)
def test_spans_are_rounded_to_what_matters(seconds: float, words: str) -> None:
    assert how_long(timedelta(seconds=seconds)) == words
