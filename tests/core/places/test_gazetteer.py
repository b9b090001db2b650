"""How the rules' own names are found again, and when a short form means nothing."""

from __future__ import annotations

import pytest

from bot.core.places import read_place
from bot.core.places.gazetteer import gazetteer_of
from bot.core.rules.model import Quadrant, Rules, Street, StreetPart
from tests.rules_for_tests import some_rules


def rules_with(*streets: str, aliases: tuple[Street, ...] = ()) -> Rules:
    parts = tuple(StreetPart(name) for name in streets)
    return some_rules(
        quadrants=(Quadrant(code="Q-1", sector="Norte", streets=parts),),
        streets=aliases,
        landmarks=(),
        version=str(streets),
    )


def test_a_street_is_named_as_the_rules_name_it() -> None:
    assert read_place("calle dr. mariano azuela 4", rules_with("Dr. Mariano Azuela")).street == "Dr. Mariano Azuela"
    assert read_place("calle dr. mariano azuela 4", rules_with("Mariano Azuela")).street == "Mariano Azuela"
    assert read_place("en mariano azuela 4", rules_with("Calle Mariano Azuela")).street == "Calle Mariano Azuela"


def test_an_alias_of_the_rules_means_the_street_of_a_quadrant() -> None:
    rules = rules_with("Alzate", aliases=(Street("Alzate", ("eje 1 norte", "José Antonio Alzate")),))
    assert read_place("choque en eje 1 norte 45", rules).street == "Alzate"
    assert read_place("choque en jose antonio alzate 45", rules).street == "Alzate"


def test_english_rules_are_found_by_their_abbreviations() -> None:
    rules = rules_with("Harbour Street", "Maple Drive", "Saint Mary's Road", "Mill Lane")
    assert read_place("22 harbour st", rules).street == "Harbour Street"
    assert read_place("fire on maple dr, number 4", rules).street == "Maple Drive"
    assert read_place("14 mill ln", rules).street == "Mill Lane"
    assert read_place("14 harbor street", rules).street == "Harbour Street"


def test_a_surname_that_two_streets_share_means_neither() -> None:
    rules = rules_with("Manuel Contreras", "Jesús Contreras")
    assert gazetteer_of(rules).street("contreras") is None


def test_the_common_part_of_two_halves_of_an_avenue_is_its_name() -> None:
    rules = rules_with("Insurgentes Norte", "Insurgentes Centro")
    assert read_place("choque en insurgentes 240", rules).street == "Insurgentes"
    assert read_place("choque en insurgentes norte 240", rules).street == "Insurgentes Norte"


def test_the_longest_name_wins() -> None:
    rules = rules_with("Reforma", "Paseo de la Reforma", "Paseo de la Reforma Norte")
    assert read_place("en paseo de la reforma norte 3", rules).street == "Paseo de la Reforma Norte"
    assert read_place("en paseo de la reforma 3", rules).street == "Paseo de la Reforma"


@pytest.mark.parametrize("written", ["Río Lerma", "RIO LERMA", "rio lerma", "r. lerma", "Lerma", "río  lerma"])
def test_every_spelling_resolves_to_one_name(written: str) -> None:
    assert gazetteer_of(rules_with("Río Lerma")).street(written) == "Río Lerma"


def test_the_gazetteer_is_made_once_for_the_same_rules() -> None:
    rules = rules_with("Naranjo")
    assert gazetteer_of(rules) is gazetteer_of(rules)


def test_rules_without_streets_read_the_streets_of_others() -> None:
    rules = some_rules(quadrants=(), streets=(), landmarks=(), version="none")
    assert read_place("fire at 14 Mill Lane", rules).street == "Mill Lane"
