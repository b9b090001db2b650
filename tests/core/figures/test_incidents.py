"""Where something happened, as exactly as it was said."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from bot.core.figures.history import History
from bot.core.figures.incidents import incidents_of, spot_of
from bot.core.figures.matters import Theft
from bot.core.model.incoming import Pin
from bot.core.model.kinds import Category
from bot.core.model.meaning import NOWHERE, Place
from tests.rules_for_tests import CUAUHTEMOC, some_rules

ANGEL = Pin(19.4270, -99.1677)


@pytest.mark.parametrize(
    ("place", "spot"),
    [
        (NOWHERE, None),
        (Place(street="Río Lerma"), None),  # a street of a kilometre is no place
        (Place(street="Río Lerma", number="139"), "río lerma 139"),
        (Place(street="Río Lerma", number="139", cross_street="Río Tíber"), "río lerma 139"),
        (Place(street="Río Tíber", cross_street="Río Lerma"), "río lerma × río tíber"),
        (Place(street="Río Lerma", cross_street="Río Tíber"), "río lerma × río tíber"),
        (Place(landmark="Mercado La Dalia"), "mercado la dalia"),
        (Place(street="Sabino", landmark="Mercado La Dalia"), None),
        (Place(pin=Pin(19.4, -99.1)), None),
    ],
)
def test_one_name_for_one_place(place: Place, spot: str | None) -> None:
    assert spot_of(place) == spot


def a_history(number: int, **fields: Any) -> History:
    given: dict[str, Any] = {
        "report_id": number,
        "folio": f"CUA-{number:06}",
        "group_id": CUAUHTEMOC,
        "category": Category.THEFT,
        "emergency": False,
        "place": NOWHERE,
        "quadrants": (),
        "written_at": datetime(2026, 11, 21, 3, tzinfo=UTC),
    }
    return History(**(given | fields))


def test_streets_are_the_same_however_they_were_written_and_a_landmark_lends_its_point() -> None:
    written = [
        Place(street="lerma", number="5"),
        Place(street="Río Lerma", number="5"),
        Place(landmark="Ángel de la Independencia"),
        Place(landmark="Ángel de la Independencia", pin=Pin(1, 2)),
        Place(landmark="Ángel de la Independencia", street="Río Lerma", number="5"),
    ]
    found = incidents_of(
        [a_history(n, place=place) for n, place in enumerate(written, 1)], {5: "se robaron un coche"}, some_rules()
    )
    assert [each.spot for each in found][:2] == ["río lerma 5", "río lerma 5"]
    assert [each.point for each in found] == [None, None, ANGEL, Pin(1, 2), None]
    assert [each.located for each in found] == [True] * 5
    assert [each.theft for each in found] == [*[Theft.OTHER] * 4, Theft.VEHICLE]


def test_when_it_happened_counts_before_when_it_was_written_and_in_local_time() -> None:
    told = datetime(2026, 11, 20, 5, 30, tzinfo=UTC)
    late, plain = incidents_of([a_history(1), a_history(2, happened_at=told)], {}, some_rules())
    assert (late.report_id, late.at.isoformat()) == (2, "2026-11-19T23:30:00-06:00")
    assert plain.at.isoformat() == "2026-11-20T21:00:00-06:00"
