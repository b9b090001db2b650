"""Points in map links, which are read and never fetched."""

from __future__ import annotations

import pytest

from bot.core.model.incoming import Pin
from bot.core.places import read_place
from bot.core.places.links import links_in, pin_in
from tests.core.places.rules_of_places import streets_and_landmarks

RULES = streets_and_landmarks()


@pytest.mark.parametrize(
    "link",
    [
        "https://www.google.com/maps?q=19.4270,-99.1677",
        "https://maps.google.com/?q=19.4270,-99.1677&z=17",
        "https://maps.google.com/maps?q=loc:19.4270,-99.1677",
        "https://maps.google.com/maps?q=19.4270%2C-99.1677",
        "https://www.google.com.mx/maps/@19.4270,-99.1677,17z",
        "https://www.google.com/maps/search/19.4270,+-99.1677?entry=tts",
        "https://www.google.com/maps/place/El+%C3%81ngel/@19.4000,-99.1000,17z/data=!3m1!4b1!8m2!3d19.4270!4d-99.1677",
        "https://www.google.com/maps/search/?api=1&query=19.4270,-99.1677",
        "https://www.google.com/maps/dir/?api=1&destination=19.4270,-99.1677",
        "https://maps.google.com/?ll=19.4270,-99.1677",
        "https://maps.apple.com/?ll=19.4270,-99.1677&q=Marcador",
        "https://maps.apple.com/?q=19.4270,-99.1677",
        "https://maps.apple.com/place?coordinate=19.4270,-99.1677&name=Aqu%C3%AD",
        "https://waze.com/ul?ll=19.4270,-99.1677&navigate=yes",
        "https://www.waze.com/live-map/directions?to=ll.19.4270%2C-99.1677",
        "geo:19.4270,-99.1677",
        "geo:19.4270,-99.1677?z=17",
        "geo:0,0?q=19.4270,-99.1677(Aqui)",
        "https://www.openstreetmap.org/?mlat=19.4270&mlon=-99.1677#map=18/19.5/-99.2",
        "https://www.openstreetmap.org/#map=18/19.4270/-99.1677",
    ],
)
def test_a_map_link_is_a_point(link: str) -> None:
    assert pin_in([link]) == Pin(19.4270, -99.1677)
    assert read_place(f"ayuda, estoy aquí: {link} vengan", RULES).pin == Pin(19.4270, -99.1677)


@pytest.mark.parametrize(
    "link",
    [
        "https://maps.app.goo.gl/AbCdEf123456",
        "https://goo.gl/maps/19.4270",
        "https://waze.com/ul/h9g3qrxyz",
        "https://example.org/?q=19.4270,-99.1677",
        "https://www.google.com/maps?q=191.4270,-99.1677",
        "https://www.google.com/maps?q=tacos",
        "https://www.google.com/maps?q=19.4270,-299.1677",
        "geo:0,0",
        "https://",
    ],
)
def test_a_link_without_a_point_on_earth_tells_nothing(link: str) -> None:
    assert pin_in([link]) is None


def test_a_hidden_link_counts_as_a_written_one() -> None:
    assert read_place("aquí", RULES, links=("https://maps.google.com/?q=19.4270,-99.1677",)).pin == Pin(
        19.4270, -99.1677
    )


def test_a_location_that_was_sent_wins_over_a_link() -> None:
    sent = Pin(19.45, -99.16)
    assert read_place("https://maps.google.com/?q=19.4270,-99.1677", RULES, pin=sent).pin == sent


def test_what_stands_in_a_link_is_no_street() -> None:
    place = read_place("miren https://ejemplo.mx/naranjo-98/rio+lerma+139 qué barbaridad", RULES)
    assert (place.street, place.number) == (None, None)


def test_a_street_stands_beside_a_link() -> None:
    place = read_place("Sabino 60 https://maps.google.com/?q=19.4270,-99.1677", RULES)
    assert (place.street, place.number, place.pin) == ("Sabino", "60", Pin(19.4270, -99.1677))


def test_only_the_first_links_of_a_flood_are_looked_at() -> None:
    assert len(links_in("https://maps.google.com/?q=1,1 " * 500)) == 10
