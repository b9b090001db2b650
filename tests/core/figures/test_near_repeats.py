"""Near repeats: found where they were put, not found where chance put things, and silent where there is too little."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations, permutations

import numpy as np
import pytest

from bot.core.figures.incidents import Incident
from bot.core.figures.near_repeats import DAYS, METRES, Evidence, near_repeats
from bot.core.model.incoming import Pin
from bot.core.model.meaning import Place
from bot.core.places.distances import metres_between
from tests.core.figures.incidents import an_incident, at_metres


def scattered(chance: np.random.Generator, many: int, days: int = 180, side: float = 1500) -> list[Incident]:
    """Incidents that know nothing of one another."""
    return [
        an_incident(int(day), point=at_metres(*where))
        for day, where in zip(chance.integers(0, days, many), chance.uniform(0, side, (many, 2)), strict=True)
    ]


def apart(one: Incident, other: Incident) -> tuple[float, int]:
    if one.spot is not None and one.spot == other.spot:
        metres = 0.0
    elif one.point is None or other.point is None:
        metres = float("inf")
    else:
        metres = metres_between(one.point, other.point)
    return metres, abs((one.at.date() - other.at.date()).days)


def counted_one_by_one(incidents: Sequence[Incident]) -> list[int]:
    pairs = [apart(one, other) for one, other in combinations(incidents, 2)]
    return [sum(m <= metres and d <= days for m, d in pairs) for metres in METRES for days in DAYS]


def test_a_series_of_burglaries_round_the_corner_is_found() -> None:
    chance = np.random.default_rng(1)
    series = [
        an_incident(20 * wave + int(day), point=at_metres(400 * wave + east, 300 * wave + north))
        for wave in range(6)
        for day, east, north in zip(
            chance.integers(0, 6, 5), chance.uniform(0, 120, 5), chance.uniform(0, 90, 5), strict=True
        )
    ]
    found = near_repeats([*series, *scattered(chance, 20)])
    assert found.evidence is Evidence.SOME
    assert found.tested.p == pytest.approx(1 / 1000)
    assert found.tested.ratio is not None
    assert found.tested.ratio > 2


def test_pairs_are_those_that_one_counts_one_by_one() -> None:
    chance = np.random.default_rng(2)
    places = [Place(street="Río Lerma", number=str(number)) for number in (10, 12, 14)]
    mixed = [
        *scattered(chance, 40, days=60, side=600),
        *(an_incident(day, place=places[day % 3]) for day in range(0, 60, 7)),
        *(an_incident(day, place=places[0], point=at_metres(5000, 0)) for day in (3, 9)),
    ]
    found = near_repeats(mixed, simulations=1)
    assert [band.observed for band in found.bands] == counted_one_by_one(mixed)


def test_what_chance_would_bring_is_the_mean_over_all_ways_to_deal_the_dates() -> None:
    days = [0, 1, 6, 13, 14, 40]
    places = [at_metres(0, 0), at_metres(90, 0), at_metres(180, 0), at_metres(600, 0), at_metres(650, 0), Pin(0, 0)]
    ways = [
        counted_one_by_one([an_incident(day, point=place) for day, place in zip(dealt, places, strict=True)])
        for dealt in permutations(days)
    ]
    found = near_repeats([an_incident(d, point=place) for d, place in zip(days, places, strict=True)])
    assert [band.expected for band in found.bands] == pytest.approx(np.mean(ways, axis=0))
    exact = np.mean(np.array(ways) >= [band.observed for band in found.bands], axis=0)
    assert [band.p for band in found.bands] == pytest.approx(exact, abs=0.05)


def test_three_at_one_door_by_hand() -> None:
    door = Place(street="Río Nilo", number="71")
    found = near_repeats([an_incident(0, place=door), an_incident(5, place=door), an_incident(13, place=door)])
    # 0-5, 5-13 and 0-13 days apart, all at the same door
    assert [(band.metres, band.days, band.observed) for band in found.bands] == [
        (100, 7, 1), (100, 14, 3), (200, 7, 1), (200, 14, 3),
    ]  # fmt: skip
    assert (found.n, found.pointed, found.missing) == (3, 0, 0)
    assert found.evidence is Evidence.TOO_FEW


def test_nothing_is_said_of_too_few_nor_where_hardly_a_pair_could_be_near() -> None:
    chance = np.random.default_rng(3)
    assert near_repeats([]).evidence is Evidence.TOO_FEW
    assert near_repeats([an_incident(point=at_metres(0, 0)) for _ in range(19)]).evidence is Evidence.TOO_FEW
    far = near_repeats(scattered(chance, 25, days=2000, side=9000))
    assert far.tested.expected < 1
    assert far.evidence is Evidence.TOO_FEW


def test_how_many_say_no_place_is_told() -> None:
    found = near_repeats([an_incident(), an_incident(place=Place(street="Sabino")), an_incident(point=Pin(19.4, -99))])
    assert (found.n, found.pointed, found.missing) == (1, 1, 2)


def test_the_same_data_in_any_order_give_the_same_answer() -> None:
    some = scattered(np.random.default_rng(4), 40)
    assert near_repeats(some) == near_repeats(some[::-1])


def test_where_there_is_nothing_to_find_every_p_is_as_likely_as_any_other() -> None:
    chance = np.random.default_rng(5)
    found = [near_repeats(scattered(chance, 60), simulations=99).tested.p for _ in range(200)]
    # 200 uniform draws: a tenth of them below 0.1, give or take three standard deviations
    assert 0.1 * 200 - 13 <= sum(p <= 0.1 for p in found) <= 0.1 * 200 + 13
    assert sum(found) / 200 == pytest.approx(0.5, abs=0.07)
    assert sum(p <= 0.05 for p in found) <= 20


def test_a_year_of_thefts_of_a_whole_sector_is_quick() -> None:
    found = near_repeats(scattered(np.random.default_rng(6), 1200, days=365, side=2500))
    assert found.evidence is Evidence.NONE
