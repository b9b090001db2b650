"""Any period's where and when, by hand; and what is said of it in words."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from bot.core.digests.where_text import text_of_where
from bot.core.figures.incidents import Incident
from bot.core.figures.matters import Theft
from bot.core.figures.near_repeats import Evidence
from bot.core.figures.where_and_when import FEW, WhereAndWhen, by_hour, thefts, where_and_when
from bot.core.model.kinds import Category, State
from bot.core.model.meaning import Place
from bot.locales import sentences
from tests.core.figures.incidents import FIRST, an_incident, at_metres

FROM, TO = date(2026, 10, 1), date(2026, 11, 30)
NILO = Place(street="Río Nilo", number="71")


def found(*incidents: Incident, categories: frozenset[Category] = frozenset()) -> WhereAndWhen:
    return where_and_when(FROM, TO, incidents, categories)


def test_hours_are_of_the_local_clock_three_at_a_time_while_there_are_few() -> None:
    monday, sunday = FIRST.replace(hour=2), FIRST.replace(hour=23) + timedelta(days=6)
    hours = by_hour([an_incident(at=monday), an_incident(at=sunday), an_incident(at=sunday)])
    assert hours.step == 3
    assert (hours.counts[0][0], hours.counts[6][7]) == (1, 2)
    assert sum(map(sum, hours.counts)) == 3
    many = by_hour([an_incident(at=sunday)] * FEW)
    assert (many.step, many.counts[6][23]) == (1, FEW)


def test_only_the_categories_that_are_asked_for_are_counted_but_thefts_and_lights_are_looked_at_all_the_same() -> None:
    light = an_incident(
        place=NILO, category=Category.URBAN_SERVICE, words="la luminaria está fundida", state=State.REFERRED
    )
    burglary = an_incident(words="se metieron a robar a la casa", quadrants=())
    asked = found(light, burglary, categories=frozenset({Category.THEFT}))
    assert (asked.incidents, asked.quadrants.missing) == (1, 1)
    assert [each.street for each in asked.dark] == ["Río Nilo"]
    assert {kind: repeats.missing for kind, repeats in asked.repeats} == {Theft.BURGLARY: 1, Theft.VEHICLE: 0}
    assert found(light, burglary).incidents == 2


def test_false_alarms_and_other_kinds_are_no_thefts_of_that_kind() -> None:
    words = "se robaron un coche"
    mixed = [an_incident(words=words), an_incident(words=words, state=State.FALSE_ALARM), an_incident(words="robo")]
    assert thefts(mixed, Theft.VEHICLE) == mixed[:1]
    assert thefts(mixed, Theft.BURGLARY) == []


@pytest.mark.parametrize("language", ["es", "en"])
def test_words_say_every_figure_with_its_count_and_nobodys_words(language: str) -> None:
    say = sentences(language)  # type: ignore[arg-type]
    secret = "se metieron a robar a la casa de doña Lupita"
    text = text_of_where(found(*(an_incident(day, place=NILO, words=secret) for day in (1, 2, 40))), "Vecinos", say)
    assert "Lupita" not in text
    assert "Río Nilo 71" in text
    assert "n 3" in text
    assert say("where.period", first="01/10/2026", last="30/11/2026") in text
    assert ("No hay datos suficientes" if language == "es" else "Not enough evidence") in text
    assert say("where.bands") not in text  # where nothing can be said, nothing more is


def test_evidence_is_told_with_its_numbers() -> None:
    series = [
        an_incident(20 * wave + day, point=at_metres(400 * wave + 10 * day, 0), words="se robaron un coche")
        for wave in range(6)
        for day in range(5)
    ]
    where = found(*series)
    assert dict(where.repeats)[Theft.VEHICLE].evidence is Evidence.SOME
    text = text_of_where(where, "Vecinos", sentences("es"))
    assert "Hay evidencia de repetición: 60 pares a 200 m y 14 días" in text
    assert "p = 0.001" in text
