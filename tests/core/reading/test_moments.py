"""When it happened, as neighbours tell it: what they say is taken, and nothing that they do not say."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.core.reading.moments import happened_at

MEXICO, LONDON = ZoneInfo("America/Mexico_City"), ZoneInfo("Europe/London")
SATURDAY_NIGHT = datetime(2026, 11, 21, 22, 6, tzinfo=MEXICO)


def told(text: str, sent_at: datetime = SATURDAY_NIGHT) -> str | None:
    """The day and local time, ``21 21:56``."""
    zone = sent_at.tzinfo
    assert isinstance(zone, ZoneInfo)
    found = happened_at(text, sent_at.astimezone(UTC), zone)
    return None if found is None else f"{found.astimezone(zone):%d %H:%M}"


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("Me asaltaron hace 10 minutos en Río Lerma 145", "21 21:56"),
        ("ase como 20 min se metieron", "21 21:46"),
        ("HACE MEDIA HORA chocaron", "21 21:36"),
        ("hace un cuarto de hora", "21 21:51"),
        ("hace hora y media", "21 20:36"),
        ("hace una hora con 20 minutos", "21 20:46"),
        ("hace un par de horas", "21 20:06"),
        ("no hay luz desde hace 3 horas", "21 19:06"),
        ("hace como 10 o 15 minutos", "21 21:51"),
        ("about ten minutes ago", "21 21:56"),
        ("half an hour ago a man took my bag", "21 21:36"),
        ("an hour and a half ago", "21 20:36"),
        ("a couple of hours ago", "21 20:06"),
    ],
)
def test_how_long_ago_it_was(text: str, moment: str) -> None:
    assert told(text) == moment


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("a las 3:20 rompieron el cristal", "21 15:20"),
        ("Robaron un coche a las 8 de la noche", "21 20:00"),
        ("como a las 11 p.m. oímos golpes", "20 23:00"),
        ("a las ocho y media entraron dos", "21 20:30"),
        ("cuarto para las 8", "21 19:45"),
        ("desde las 5 están tomando", "21 17:00"),
        ("a la 1 de la tarde", "21 13:00"),
        ("a las 12 de la noche", "21 00:00"),
        ("al mediodía", "21 12:00"),
        ("fue a las 20:15 hrs", "21 20:15"),
        ("Robo 21:30 Río Lerma 145", "21 21:30"),
        ("at 8 pm two men", "21 20:00"),
        ("since 5 they have been drinking", None),
        ("half past eight", "21 20:30"),
        ("quarter to nine in the evening", "21 20:45"),
        ("at 5 in the morning", "21 05:00"),
    ],
)
def test_what_time_it_was(text: str, moment: str | None) -> None:
    assert told(text) == moment


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("ayer a las 8", "20 20:00"),
        ("ayer como a las 8 y cuarto de la mañana", "20 08:15"),
        ("antier a las 7 de la noche", "19 19:00"),
        ("anoche a las 11:30", "20 23:30"),
        ("anoche como a las 2", "21 02:00"),
        ("ayer en la noche a la 1", "21 01:00"),
        ("hoy en la mañana a las 7", "21 07:00"),
        ("en la madrugada, a las 3", "21 03:00"),
        ("el viernes a las 10 de la noche", "20 22:00"),
        ("el domingo a las 9 am", "15 09:00"),
        ("el sábado a las 9 am", "21 09:00"),
        ("last night at 11:30", "20 23:30"),
        ("yesterday at 9, a man", "20 21:00"),
        ("this morning at 9", "21 09:00"),
        ("on friday at 10 pm", "20 22:00"),
    ],
)
def test_on_which_day_it_was(text: str, moment: str) -> None:
    assert told(text) == moment


@pytest.mark.parametrize(
    "text",
    [
        "",
        "hace rato",
        "ahorita están robando un coche",
        "en este momento",
        "anoche entraron a la casa",
        "ayer en la madrugada",
        "Río Lerma 145",
        "número 20",
        "calle 5 de Mayo 20",
        "me cobraron 20 pesos",
        "asaltaron a las 2 mujeres de enfrente",
        "asaltaron a las dos señoras",
        "frente a las 3 torres",
        "a las 3 de la esquina",
        "a fight at 145 Baker Street",
        "at 9 Park Road",
        "hace 3 días",
        "hace 2 semanas",
        "hace 500 horas",
        "hace 10 minutos que llamé y no llegan",
        "mañana a las 8 van a cortar el agua",
        "tomorrow at 8",
        "todos los días a las 7 se estacionan",
        "abren a las 10",
        "hasta las 8",
        "entre las 8 y las 9",
        "de 8 a 9 pm",
        "hoy a las 23:00",
        "a las 24 hrs",
        "son las 22:10",
        "ya son las 10:10 pm",
        "12:30:22",
    ],
)
def test_what_names_no_moment_of_the_past_is_not_guessed(text: str) -> None:
    assert told(text) is None


def test_the_first_moment_that_is_told_counts() -> None:
    assert told("Nos robaron a las 7. Hace 5 minutos volvieron") == "21 19:00"


def test_summer_time_is_the_places_own() -> None:
    after = datetime(2026, 10, 25, 12, 0, tzinfo=LONDON)  # at two the clocks went back to one
    assert told("last night at 11 pm", after) == "24 23:00"
    assert happened_at("last night at 11 pm", after, LONDON) == datetime(2026, 10, 24, 22, 0, tzinfo=UTC)
    assert happened_at("at 1:30 am", after, LONDON) == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    assert happened_at("at 7 am", after, LONDON) == datetime(2026, 10, 25, 7, 0, tzinfo=UTC)


PHRASES = (
    "hace", "10", "minutos", "horas", "a las", "8", "20:15", "y media", "de la noche", "anoche", "ayer", "el lunes",
    "at", "pm", "ago", "an hour", "cuarto para las", "hoy", "madrugada", ".", ",", "media", "12", "a la una", "mañana",
)  # fmt: skip


@given(
    text=st.lists(st.sampled_from(PHRASES), max_size=12).map(" ".join) | st.text(max_size=60),
    sent_at=st.datetimes(timezones=st.just(UTC)),
    zone=st.sampled_from([MEXICO, LONDON, ZoneInfo("Pacific/Apia")]),
)
@example("hace 100 horas", datetime.min.replace(tzinfo=UTC), MEXICO)
@example("ayer a las 8", datetime.min.replace(tzinfo=UTC), MEXICO)
@example("a las 8", datetime.max.replace(tzinfo=UTC), LONDON)
def test_it_is_never_in_the_future_nor_a_week_old_whatever_people_write(
    text: str, sent_at: datetime, zone: ZoneInfo
) -> None:
    found = happened_at(text, sent_at, zone)
    if found is not None:
        assert found <= sent_at
        assert sent_at - found <= timedelta(days=7)
