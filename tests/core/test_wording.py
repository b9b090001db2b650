"""Pieces of sentences: places, links to maps, quotations."""

from __future__ import annotations

import pytest

from bot.core.model.incoming import Pin
from bot.core.model.meaning import Place
from bot.core.wording import map_link, place_of, quoted
from bot.locales import sentences

SPANISH = sentences("es")


@pytest.mark.parametrize(
    ("place", "query"),
    [
        (Place(street="Río Lerma", number="139"), "R%C3%ADo+Lerma+139%2C+Ciudad+de+M%C3%A9xico"),
        (Place(street="Naranjo", cross_street="Sabino"), "Naranjo+%26+Sabino%2C+Ciudad+de+M%C3%A9xico"),
        (Place(landmark="Kiosco Morisco"), "Kiosco+Morisco%2C+Ciudad+de+M%C3%A9xico"),
        (Place(street="Naranjo", pin=Pin(19.45, -99.158)), "19.450000,-99.158000"),
    ],
)
def test_a_map_looks_for_the_place_in_the_city_of_the_rules(place: Place, query: str) -> None:
    assert map_link(place, "Ciudad de México") == f"https://maps.google.com/?q={query}"


def test_without_a_city_the_address_stands_alone() -> None:
    assert map_link(Place(street="Naranjo", number="98"), "") == "https://maps.google.com/?q=Naranjo+98"


def test_an_unknown_place_has_no_link() -> None:
    assert map_link(Place(), "Ciudad de México") is None


def test_the_group_reads_no_point_on_the_map() -> None:
    assert place_of(Place(pin=Pin(19.45, -99.158)), SPANISH) == "ubicación enviada"


def test_a_quotation_cannot_turn_the_writing_around_it() -> None:
    assert quoted("hola \u202eodnum\u202c\u200b") == "hola odnum"


def test_a_long_quotation_is_cut() -> None:
    assert len(quoted("a" * 5000, 100)) == 100


def test_the_map_looks_for_an_address_in_the_right_city_and_for_a_point_where_it_is() -> None:
    city = "Ciudad de México"
    assert (
        map_link(Place(street="Sena", number="6"), city) == "https://maps.google.com/?q=Sena+6%2C+Ciudad+de+M%C3%A9xico"
    )
    assert map_link(Place(pin=Pin(1, 2)), city) == "https://maps.google.com/?q=1.000000,2.000000"
    assert map_link(Place(), city) is None
