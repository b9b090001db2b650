"""What a later message takes back of a place, and what only looks like it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.core.model.incoming import Pin
from bot.core.model.meaning import Place
from bot.core.places import read_correction
from tests.rules_for_tests import some_rules

SAID = Place(street="Río Lerma", number="54")

NUMBERS = {
    "es en el 45 no en el 54": "45",
    "no es en el 54 es en el 45": "45",
    "no en el 54, en el 45": "45",
    "es 45, no 54": "45",
    "perdón 45": "45",
    "el 45 perdón": "45",
    "me equivoqué, es en el 160": "160",
    "perdón, era el 45 y no el 54": "45",
    "corrijo: Río Lerma 160": "160",
    "Río Lerma no. 45": "45",
    "es frente al 160": "160",
    "es el 145-B": "145-B",
    "*45": "45",
    "45*": "45",
    "it's number 45 sorry": "45",
    "it's 45 not 54": "45",
    "wrong number, it's 160": "160",
    "sorry, not 54 but 45": "45",
    "digo 45": "45",
    "I mean 45": "45",
}
STREETS = {
    "perdón, es Río Tíber no Río Lerma": "Río Tíber 54",
    "no era Río Lerma, era Río Tíber": "Río Tíber 54",
    "no fue en Lerma fue en Tíber": "Río Tíber 54",
    "quise decir Río Tíber 54": "Río Tíber 54",
    "perdón, es en Río Sena 20, no en Río Lerma": "Río Sena 20",
    "mal, es Río Tíber 20": "Río Tíber 20",
    "sorry, Río Tíber not Río Lerma": "Río Tíber 54",
    "it isn't Río Lerma, it's Río Sena 20": "Río Sena 20",
    "no, en río rhin 40": "Río Rhin 40",
    "No, Río Rhin": "Río Rhin 54",
    "la calle es tíber, número 8": "Río Tíber 8",
    "the street is Park Lane, number 8": "Park Lane 8",
}
NOTHING = """
    no, en río rhin no se ve nada
    no, se fueron por Río Rhin
    la calle es Río Lerma
    ya llegaron, gracias
    son 3, no 2
    perdón, son 3
    perdón, eran las 8
    llegaron 2 patrullas
    gracias, fue a las 10:30
    van en una moto roja placas ABC123
    huyeron hacia Río Tíber
    va hacia Reforma
    esquina con Río Sena
    entre Río Tíber y Río Sena
    cerca de Río Tíber
    vivo en el 12
    el vecino del 12 vio todo
    Río Lerma 54
    también está apagada la de Río Lerma 60
    another one at Río Lerma 60
"""


@pytest.mark.parametrize(("text", "number"), NUMBERS.items())
def test_another_number_takes_the_place_of_the_one_that_was_said(text: str, number: str) -> None:
    assert read_correction(text, SAID, some_rules()) == Place(street="Río Lerma", number=number)


@pytest.mark.parametrize(("text", "place"), STREETS.items())
def test_another_street_takes_the_place_of_the_one_that_was_said(text: str, place: str) -> None:
    street, _, number = place.rpartition(" ")
    assert read_correction(text, SAID, some_rules()) == Place(street=street, number=number)


@pytest.mark.parametrize("text", [line.strip() for line in NOTHING.strip().splitlines()])
def test_what_is_added_takes_nothing_back(text: str) -> None:
    assert read_correction(text, SAID, some_rules()) in (None, SAID)


def test_a_crossing_with_the_new_street_is_no_crossing_any_more() -> None:
    said = Place(street="Río Lerma", cross_street="Río Tíber")
    assert read_correction("perdón, es Río Tíber 20", said, some_rules()) == Place(street="Río Tíber", number="20")


def test_a_point_in_the_wrong_street_goes_with_it_and_stays_when_only_the_number_was_wrong() -> None:
    said = Place(street="Río Lerma", number="54", pin=Pin(19.4, -99.1))
    assert read_correction("perdón, es Río Tíber 54", said, some_rules()) == Place(street="Río Tíber", number="54")
    assert read_correction("perdón, es el 45", said, some_rules()) == replace(said, number="45")


def test_nothing_is_taken_back_of_a_place_that_nobody_named() -> None:
    assert read_correction("perdón, es en el 45", Place(), some_rules()) is None
