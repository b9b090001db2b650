"""From a place to its quadrants: lists of streets, house numbers, corners, landmarks, polygons."""

from __future__ import annotations

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely import MultiPolygon, box
from shapely.geometry.base import BaseGeometry

from bot.core.model.incoming import Pin
from bot.core.model.meaning import NOWHERE, Place
from bot.core.reports.routing import quadrants_of
from bot.core.rules.model import Landmark, Quadrant, Rules, Street, StreetPart
from tests.rules_for_tests import some_rules

# West and east lie side by side and share the meridian -99.16; north has no streets but two parts.
WEST, EAST = box(-99.17, 19.42, -99.16, 19.43), box(-99.16, 19.42, -99.15, 19.43)
NORTH = MultiPolygon([box(-99.17, 19.44, -99.165, 19.45), box(-99.16, 19.44, -99.155, 19.45)])
ALL = ("W", "E", "N")


def quadrant(code: str, *streets: StreetPart, area: BaseGeometry | None = None) -> Quadrant:
    return Quadrant(code=code, sector="Centro", streets=streets, area=area)


def some_quadrants() -> Rules:
    return some_rules(
        quadrants=(
            quadrant(
                "W",
                StreetPart("Río Lerma", ((1, 100),)),
                StreetPart("Río Tíber"),
                StreetPart("Naranjo"),
                StreetPart("Sabino", ((1, 50),)),
                area=WEST,
            ),
            quadrant(
                "E",
                StreetPart("Río Lerma", ((101, 200), (301, 400))),
                StreetPart("Río Tíber"),
                StreetPart("Fresno"),
                StreetPart("Sabino"),
                area=EAST,
            ),
            quadrant("N", area=NORTH),
            quadrant("X", StreetPart("Cedro"), StreetPart("Río Tíber")),
        ),
        streets=(Street("Río Lerma", ("lerma",)),),
        landmarks=(
            Landmark(name="Kiosco", quadrants=("W",)),
            Landmark(name="Mercado", street="Fresno"),
            Landmark(name="Ángel", pin=Pin(19.425, -99.155)),
            Landmark(name="Lejos", pin=Pin(1.0, 1.0), street="Naranjo"),
        ),
        version="routing",
    )


RULES = some_quadrants()


@pytest.mark.parametrize(
    ("place", "codes"),
    [
        (Place(street="Naranjo"), ("W",)),
        (Place(street="naranjo"), ("W",)),
        (Place(street="Río Lerma", number="50"), ("W",)),
        (Place(street="lerma", number="50"), ("W",)),
        (Place(street="Río Lerma", number="45-B"), ("W",)),
        (Place(street="Río Lerma", number="150 bis"), ("E",)),
        (Place(street="Río Lerma", number="350"), ("E",)),
        (Place(street="Río Lerma", number="100"), ("W",)),
        (Place(street="Río Lerma", number="101"), ("E",)),
        (Place(street="Río Lerma", number="999"), ("W", "E")),
        (Place(street="Río Lerma", number="s/n"), ("W", "E")),
        (Place(street="Río Lerma"), ("W", "E")),
        (Place(street="Sabino", number="20"), ("W",)),
        (Place(street="Sabino", number="80"), ("E",)),
        (Place(street="Río Tíber", number="80"), ("W", "E")),
    ],
)
def test_a_street_and_its_number_say_the_quadrant(place: Place, codes: tuple[str, ...]) -> None:
    assert quadrants_of(place, RULES, ALL) == codes


@pytest.mark.parametrize(
    ("street", "number", "cross", "codes"),
    [
        ("Río Tíber", None, "Naranjo", ("W",)),
        ("Río Tíber", None, "Río Lerma", ("W", "E")),
        ("Naranjo", None, "Fresno", ("W", "E")),
        ("Naranjo", None, "Calle Ajena", ("W",)),
        ("Calle Ajena", None, "Fresno", ("E",)),
        ("Río Lerma", "50", "Río Tíber", ("W",)),
        ("Río Lerma", "50", "Fresno", ("W",)),
        ("Calle Ajena", "4", "Otra Calle", ()),
    ],
)
def test_a_corner_belongs_to_the_quadrants_of_both_streets(
    street: str, number: str | None, cross: str, codes: tuple[str, ...]
) -> None:
    assert quadrants_of(Place(street=street, number=number, cross_street=cross), RULES, ALL) == codes


@pytest.mark.parametrize(
    ("landmark", "codes"),
    [("Kiosco", ("W",)), ("Mercado", ("E",)), ("Ángel", ("E",)), ("Lejos", ("W",)), ("Metro Desconocido", ())],
)
def test_a_landmark_lies_where_the_rules_put_it(landmark: str, codes: tuple[str, ...]) -> None:
    assert quadrants_of(Place(landmark=landmark), RULES, ALL) == codes


def test_a_landmark_completes_a_street_and_never_overrules_it() -> None:
    assert quadrants_of(Place(street="Río Tíber", landmark="Kiosco"), RULES, ALL) == ("W",)
    assert quadrants_of(Place(street="Fresno", landmark="Kiosco"), RULES, ALL) == ("E",)


def metres_east(metres: float) -> float:
    return metres / (111_195 * math.cos(math.radians(19.425)))


@pytest.mark.parametrize(
    ("longitude", "codes"),
    [
        (-99.165, ("W",)),
        (-99.155, ("E",)),
        (-99.16, ("W", "E")),
        (-99.16 - metres_east(14), ("W", "E")),
        (-99.16 - metres_east(16), ("W",)),
        (-99.16 + metres_east(14), ("W", "E")),
        (-99.16 + metres_east(16), ("E",)),
        (-99.15 + metres_east(14), ("E",)),
        (-99.15 + metres_east(16), ()),
    ],
)
def test_a_point_near_a_border_belongs_to_both_sides(longitude: float, codes: tuple[str, ...]) -> None:
    assert quadrants_of(Place(pin=Pin(19.425, longitude)), RULES, ALL) == codes


def test_a_quadrant_may_have_two_parts() -> None:
    assert quadrants_of(Place(pin=Pin(19.445, -99.167)), RULES, ALL) == ("N",)
    assert quadrants_of(Place(pin=Pin(19.445, -99.157)), RULES, ALL) == ("N",)
    assert quadrants_of(Place(pin=Pin(19.445, -99.1625)), RULES, ALL) == ()


def test_point_and_street_agree_or_both_are_told() -> None:
    pin = Pin(19.425, -99.165)
    assert quadrants_of(Place(street="Río Tíber", pin=pin), RULES, ALL) == ("W",)
    assert quadrants_of(Place(street="Fresno", pin=pin), RULES, ALL) == ("W", "E")
    assert quadrants_of(Place(street="Fresno", pin=Pin(0.0, 0.0)), RULES, ALL) == ("E",)


def test_only_the_quadrants_of_the_group_are_named() -> None:
    assert quadrants_of(Place(street="Río Tíber"), RULES, ("E", "X")) == ("E", "X")
    assert quadrants_of(Place(street="Cedro"), RULES, ALL) == ()
    assert quadrants_of(Place(street="Naranjo"), RULES, ()) == ()


def test_nowhere_is_in_no_quadrant() -> None:
    assert quadrants_of(NOWHERE, RULES, ALL) == ()


@given(
    st.floats(),
    st.floats(),
    st.text(max_size=20) | st.none(),
    st.text(max_size=20) | st.none(),
    st.text(max_size=20) | st.none(),
)
@settings(max_examples=150, deadline=None)
def test_any_place_has_an_answer(
    latitude: float, longitude: float, street: str | None, number: str | None, landmark: str | None
) -> None:
    place = Place(street=street, number=number, landmark=landmark, pin=Pin(latitude, longitude))
    assert set(quadrants_of(place, RULES, ALL)) <= set(ALL)
