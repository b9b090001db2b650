from __future__ import annotations

import json
from typing import Any

import pytest
from shapely.geometry import Point

from bot.core.rules.advice import advice
from bot.core.rules.load import parse
from bot.core.rules.model import Rules
from bot.core.rules.problems import InvalidRules, Problem
from tests.core.rules.reading_files import spoilt

SQUARE = [[-99.17, 19.42], [-99.16, 19.42], [-99.16, 19.43], [-99.17, 19.43], [-99.17, 19.42]]
BOW_TIE = [[-99.17, 19.42], [-99.16, 19.43], [-99.16, 19.42], [-99.17, 19.43], [-99.17, 19.42]]
WITH_AREA = spoilt("code: CUA-1\n    sector: Ángel\n", "code: CUA-1\n    sector: Ángel\n    area: map.geojson\n")


def feature(code: Any, kind: str = "Polygon", coordinates: Any = None) -> dict[str, Any]:
    geometry = {"type": kind, "coordinates": [SQUARE] if coordinates is None else coordinates}
    return {"type": "Feature", "properties": {"code": code}, "geometry": geometry}


def load(*features: Any, text: str = WITH_AREA) -> Rules:
    content = json.dumps({"type": "FeatureCollection", "features": features})
    return parse(text, file="rules.yaml", read_area=lambda name: content)


def problem_of(content: str) -> Problem:
    with pytest.raises(InvalidRules) as caught:
        parse(WITH_AREA, file="rules.yaml", read_area=lambda name: content)
    (problem,) = caught.value.problems
    return problem


def test_a_quadrant_takes_the_polygon_with_its_code():
    quadrant = load(feature("CUA-9"), feature("CUA-1")).quadrant("CUA-1")
    assert quadrant is not None
    assert quadrant.area is not None
    assert quadrant.area.contains(Point(-99.165, 19.425))


def test_the_version_changes_with_the_area_file():
    assert load(feature("CUA-1")).version != load(feature("CUA-1"), feature("CUA-3")).version


def test_an_area_may_stand_without_streets():
    streets = "    streets: [{name: Río Tíber, numbers: [61-70, 71-75 odd, 99]}]"
    rules = load(feature("CUA-2"), text=spoilt(streets, "    area: map.geojson"))
    assert rules.quadrants[1].streets == ()


@pytest.mark.parametrize(
    ("features", "hint"),
    [
        ([], "no polygon with the code CUA-1"),
        ([feature("CUA-2")], "it has: CUA-2"),
        ([feature("CUA-1"), feature("CUA-1")], "two polygons"),
        ([feature("CUA-1", "Point", [-99, 19])], "is no polygon"),
        ([feature("CUA-1", "Polygon", [])], "is no polygon"),
        ([feature("CUA-1", "Polygon", [[1, 2]])], "is no polygon"),
        ([feature("CUA-1", "Polygon", "x")], "is no polygon"),
        ([feature("CUA-1", "Squiggle")], "is no polygon"),
        ([{"type": "Feature", "properties": {"code": "CUA-1"}, "geometry": None}], "is no polygon"),
        ([feature("CUA-1", coordinates=[BOW_TIE])], "Self-intersection"),
        ([feature("CUA-1", coordinates=[[[y, x] for x, y in SQUARE]])], "longitude first"),
        ([feature("CUA-1", coordinates=[[[float("nan"), 1], [1, 2], [2, 2], [float("nan"), 1]]])], "CUA-1"),
        ([7], "no GeoJSON"),
    ],
)
def test_a_useless_area_is_said_at_the_quadrant_that_names_it(features: list[Any], hint: str):
    problem = problem_of(json.dumps({"features": features}))
    assert problem.path == "quadrants[0].area"
    assert problem.line == 13
    assert hint in str(problem)


@pytest.mark.parametrize("content", ["", "not json", "[]", "{}", '{"features": 5}', "[" * 100_000, '"features"'])
def test_an_area_file_that_is_no_geojson_is_said_to_be_none(content: str):
    assert "no GeoJSON" in problem_of(content).found


@pytest.mark.parametrize("error", [FileNotFoundError("map"), PermissionError("map"), ValueError("too big")])
def test_an_area_file_that_cannot_be_read_is_said_once(error: Exception):
    def read_area(name: str) -> str:
        raise error

    text = WITH_AREA.replace("code: CUA-2\n", "code: CUA-2\n    area: map.geojson\n")
    with pytest.raises(InvalidRules) as caught:
        parse(text, file="rules.yaml", read_area=read_area)
    (problem,) = caught.value.problems
    assert '"map.geojson" cannot be read' in problem.found


def test_polygons_that_overlap_are_worth_an_advice():
    text = WITH_AREA.replace("code: CUA-2\n", "code: CUA-2\n    area: map.geojson\n")
    assert any(
        "CUA-1 and CUA-2 overlap" in line for line in advice(load(feature("CUA-1"), feature("CUA-2"), text=text))
    )
