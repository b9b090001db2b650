"""What the neighbours read of a month, and what only commanders and administrators do."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.core.digests.monthly_sending import monthly_posts
from bot.core.digests.monthly_text import fairness_of, percent, post_of
from bot.core.figures.counts import Outcomes, Tally
from bot.core.figures.fairness import Fairness
from bot.core.figures.monthly import Monthly, Satisfaction
from bot.core.figures.periods import month_of
from bot.core.figures.times import Times
from bot.core.model.kept import Acquaintance
from bot.core.scene import Scene
from bot.core.world import World
from bot.locales import sentences
from tests.rules_for_tests import CUAUHTEMOC, RIBERA, some_rules

MEXICO = ZoneInfo("America/Mexico_City")
NOW = datetime(2026, 11, 2, tzinfo=UTC)
OCTOBER = month_of(2026, 10, MEXICO, (1, time(9)), NOW)
ES = sentences("es")


def a_month() -> Monthly:
    return Monthly(
        period=OCTOBER,
        reports=34,
        emergencies=4,
        categories=Tally(
            (("public_space", 14), ("suspicious_person", 8), ("urban_service", 6), ("death", 1)), missing=5
        ),
        outcomes=Outcomes(resolved=17, unresolved=6, false_alarm=3, referred=6, open=1, held=1),
        answer=Times(n=30, missing=4, median=timedelta(minutes=3), ninetieth=timedelta(minutes=12)),
        arrival=Times(n=4, missing=30, median=timedelta(minutes=9), ninetieth=timedelta(minutes=9)),
        satisfaction=Satisfaction(closed=32, satisfied=12, disputed=2, silent=18),
        agencies=(("Alumbrado", 5), ("Agua", 1)),
        fairness=Fairness(
            at_once=Outcomes(resolved=1, unresolved=1, false_alarm=3), when_asked=Outcomes(resolved=2),
            never=Outcomes(held=1),
        ),
    )  # fmt: skip


def test_the_post_names_what_was_not_resolved_beside_what_was() -> None:
    assert post_of(a_month(), "Vecinos", MEXICO, ES).splitlines() == [
        "Vecinos: qué fue de sus reportes de octubre de 2026",
        "Hasta el 01/11 09:00.",
        "",
        "Reportes: 34; de emergencia: 4.",
        "De qué trataron: Espacio público 14 · Persona o vehículo sospechoso 8 · Servicio urbano 6 · Sin tipo 5"
        " · otros 1.",
        "Resueltos 17, sin resolver 6, falsas alarmas 3, canalizados 6, abiertos o no pasados a la policía 2.",
        "Canalizados a: Alumbrado 5 · otros 1.",
        "Del aviso a la primera respuesta: mediana 3 min, 9 de 10 en 12 min (n 30, sin dato 4).",
        "Del reporte a la llegada: muy pocos datos para una cifra (n 4, sin dato 30).",
        "De 32 cerrados, quien reportó dijo que sí se atendió: 12; que no: 2; no dijo nada: 18.",
        "",
        "Gracias por reportar.",
    ]


@pytest.mark.parametrize("language", ["es", "en"])
def test_nothing_tells_one_persons_story(language: str) -> None:
    say = sentences(language)
    text = post_of(a_month(), "V", MEXICO, say)
    assert say("category.death") not in text  # a single one, and everybody would know whose
    assert "Agua" not in text
    assert "9 min" not in text  # four arrivals
    assert "CUA-" not in text
    few = replace(a_month(), satisfaction=Satisfaction(closed=4, satisfied=1, disputed=1, silent=2))
    assert say("monthly.few_closed", closed=4) in post_of(few, "V", MEXICO, say)


def test_those_who_told_of_looks_alone_are_counted_where_they_are_many_enough_not_to_be_pointed_at() -> None:
    many = replace(a_month(), outcomes=Outcomes(resolved=17, open=12, held=5))
    text = post_of(many, "V", MEXICO, ES)
    assert "canalizados 0, abiertos 12.\nNo se pasaron a la policía, por decir solo cómo se veía alguien: 5." in text


@pytest.mark.parametrize("language", ["es", "en"])
def test_what_became_of_a_months_only_report_is_that_neighbours_own(language: str) -> None:
    say = sentences(language)
    one = replace(a_month(), reports=1, emergencies=1, outcomes=Outcomes(unresolved=1))
    lines = post_of(one, "V", MEXICO, say).splitlines()
    assert lines[3:] == [say("monthly.few_reports", count=1, resolved=0, others=1), "", say("monthly.thanks")]


@pytest.mark.parametrize("language", ["es", "en"])
def test_a_month_of_a_few_of_each_kind_says_why_none_is_named_and_counts_no_others(language: str) -> None:
    say = sentences(language)
    five = replace(
        a_month(),
        reports=5,
        categories=Tally((("death", 2), ("theft", 2)), missing=1),
        outcomes=Outcomes(resolved=3, referred=2),
        agencies=(("Agua", 2),),
    )
    lines = post_of(five, "V", MEXICO, say).splitlines()
    assert lines[4] == say("monthly.few_of_each", fewest=5)
    assert not any("Agua" in line or say("digest.others", count=2) in line for line in lines)


@pytest.mark.parametrize("language", ["es", "en"])
def test_a_month_without_reports_says_so(language: str) -> None:
    empty = replace(a_month(), reports=0)
    assert len(post_of(empty, "V", MEXICO, sentences(language)).splitlines()) == 2


def test_who_was_called_suspicious_and_what_came_of_it() -> None:
    assert fairness_of(a_month(), "Vecinos", ES).splitlines() == [
        "Vecinos: personas sospechosas en octubre de 2026",
        "Reportes: 8. Dijeron qué hacía la persona: 7 de 8 (88 %); al reportar 5, al preguntarles 2. Nunca: 1.",
        "· Lo dijeron al reportar: Resueltos 1, sin resolver 1, falsas alarmas 3, canalizados 0, abiertos 0."
        " No pasados: 0.",
        "· Lo dijeron al preguntarles: Resueltos 2, sin resolver 0, falsas alarmas 0, canalizados 0, abiertos 0."
        " No pasados: 0.",
        "· Nunca lo dijeron: Resueltos 0, sin resolver 0, falsas alarmas 0, canalizados 0, abiertos 0. No pasados: 1.",
    ]
    nobody = replace(a_month(), fairness=Fairness(at_once=Outcomes(), when_asked=Outcomes(), never=Outcomes()))
    assert len(fairness_of(nobody, "V", ES).splitlines()) == 2


@pytest.mark.parametrize(("part", "whole", "per_cent"), [(7, 8, 88), (1, 3, 33), (2, 3, 67), (1, 200, 1), (0, 3, 0)])
def test_per_cent_are_whole_and_a_half_goes_up(part: int, whole: int, per_cent: int) -> None:
    assert percent(part, whole) == per_cent


def test_each_group_has_its_post_and_each_of_its_commanders_and_administrators_theirs() -> None:
    world = World(people={1002: Acquaintance(id=1002, name="Paz", can_write=False)})
    posts = monthly_posts(date(2026, 10, 1), Scene(world, some_rules(), NOW))
    assert [each.key for each in posts] == [
        f"monthly:{CUAUHTEMOC}:2026-10:group",
        f"monthly:{CUAUHTEMOC}:2026-10:1001",
        f"monthly:{CUAUHTEMOC}:2026-10:6001",
        f"monthly:{RIBERA}:2026-10:group",
        f"monthly:{RIBERA}:2026-10:6002",
    ]
