"""Places that are reported again and again, and streets without light."""

from __future__ import annotations

from datetime import date

from bot.core.figures.dark_streets import dark_streets, lights_without_street
from bot.core.figures.repeated_places import repeated_places
from bot.core.model.kinds import Category, State
from bot.core.model.meaning import Place
from tests.core.figures.incidents import FIRST, an_incident, at_metres

NILO = Place(street="Río Nilo", number="71")
CORNER = Place(street="Río Lerma", cross_street="Río Tíber")
SAME_CORNER = Place(street="Río Tíber", cross_street="Río Lerma")
LIGHTS = {"category": Category.URBAN_SERVICE, "words": "la luminaria está fundida", "state": State.REFERRED}
NIGHT, MORNING = FIRST.replace(hour=23), FIRST.replace(hour=9)


def test_three_at_one_place_are_again_and_again_and_two_are_not() -> None:
    found = repeated_places(
        [
            *(an_incident(day, place=NILO, category=Category.NEIGHBOR_DISPUTE) for day in (1, 8)),
            an_incident(9, place=NILO),
            an_incident(1, place=CORNER),
            an_incident(2, place=SAME_CORNER),
            an_incident(3, place=CORNER, state=State.FALSE_ALARM),
            *(an_incident(day) for day in range(5)),  # nowhere is no place
        ]
    )
    (nilo,) = found
    assert (nilo.place, nilo.count) == (NILO, 3)
    assert nilo.categories == ((Category.NEIGHBOR_DISPUTE, 2), (Category.THEFT, 1))
    assert nilo.days == (date(2026, 10, 6), date(2026, 10, 13), date(2026, 10, 14))


def test_the_most_reported_comes_first_and_then_the_latest() -> None:
    found = repeated_places(
        [
            *(an_incident(day, place=NILO) for day in (1, 2, 3)),
            *(an_incident(day, place=CORNER) for day in (1, 2, 9)),
            *(an_incident(day, place=Place(landmark="La Dalia")) for day in (0, 0, 0, 0)),
        ]
    )
    assert [each.place for each in found] == [Place(landmark="La Dalia"), CORNER, NILO]


def test_rounds_are_proposed_where_lamps_failed_first_where_most_happened_in_the_dark() -> None:
    sabino, nilo = Place(street="Sabino"), Place(street="Río Nilo")
    found = dark_streets(
        [
            an_incident(place=sabino, folio="CUA-000001", **LIGHTS),
            an_incident(3, place=nilo, folio="CUA-000002", **LIGHTS),
            an_incident(4, place=NILO, folio="CUA-000003", **LIGHTS),
            an_incident(place=NILO, at=NIGHT),
            an_incident(place=NILO, at=MORNING),
            an_incident(place=NILO, at=NIGHT, state=State.FALSE_ALARM),
            an_incident(place=NILO, at=NIGHT, category=Category.NEIGHBOR_DISPUTE),
            an_incident(place=Place(street="Río Lerma", cross_street="Río Nilo"), at=NIGHT),
        ]
    )
    assert [(each.street, each.at_night, each.folios) for each in found] == [
        ("Río Nilo", 2, ("CUA-000002", "CUA-000003")),
        ("Sabino", 0, ("CUA-000001",)),
    ]
    assert found[0].since == date(2026, 10, 8)


def test_what_happened_round_the_corner_counts_where_both_have_a_point() -> None:
    light = an_incident(place=Place(street="Sabino"), point=at_metres(0, 0), **LIGHTS)
    near, far = (an_incident(point=at_metres(metres, 0), at=NIGHT) for metres in (140, 160))
    assert dark_streets([light, near, far])[0].at_night == 1


def test_mended_lamps_and_other_services_ask_for_no_rounds() -> None:
    mended = an_incident(place=NILO, **(LIGHTS | {"state": State.RESOLVED}))
    leak = an_incident(place=NILO, **(LIGHTS | {"words": "fuga de agua"}))
    nowhere = an_incident(**LIGHTS)
    assert dark_streets([mended, leak, nowhere]) == ()
    assert lights_without_street([mended, leak, nowhere]) == 1
