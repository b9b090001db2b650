"""Whatever is in the file, it gives rules or problems, never anything else, and soon."""

from __future__ import annotations

import json

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.core.rules.load import OPTIONAL, REQUIRED, parse
from bot.core.rules.problems import InvalidRules
from tests.core.rules.reading_files import GOOD

KEYS = [*REQUIRED, *OPTIONAL, "chat", "name", "code", "sector", "area", "numbers", "media", "words", "examples", "mute"]
SIGNS = [
    "\n",
    "  ",
    "- ",
    ": ",
    "[",
    "]",
    "{",
    "}",
    "'",
    '"',
    "&a ",
    "*a",
    "!!x ",
    "|",
    ">",
    "#",
    "\t",
    "---",
    "%",
    "?",
]
values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=12) | st.sampled_from(["1-60", "06:00"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(KEYS) | st.text(max_size=5), inner),
    max_leaves=15,
)
quickly = settings(max_examples=100, suppress_health_check=[HealthCheck.too_slow])


def survives(text: str, area: str = "{}") -> None:
    problems = None
    try:
        parse(text, file="rules.yaml", read_area=lambda name: area)
    except InvalidRules as invalid:
        problems = invalid.problems
    if problems is not None:
        assert problems
        assert all(str(problem).isprintable() and problem.line >= 1 for problem in problems)


@quickly
@given(st.text())
def test_any_text(text: str):
    survives(text)


@quickly
@given(st.lists(st.sampled_from(SIGNS + KEYS) | st.text(max_size=4), max_size=30).map("".join))
def test_any_heap_of_signs_and_keys(text: str):
    survives(text)


@quickly
@given(st.dictionaries(st.sampled_from(KEYS), values))
def test_any_structure(structure: object):
    survives(json.dumps(structure))  # JSON is YAML
    survives(json.dumps(structure, indent=1, ensure_ascii=False))


@quickly
@given(st.data())
def test_a_good_file_with_one_thing_replaced(data: st.DataObject):
    start = data.draw(st.integers(0, len(GOOD)))
    end = data.draw(st.integers(start, min(len(GOOD), start + 30)))
    survives(GOOD[:start] + data.draw(st.text(max_size=10) | st.sampled_from(SIGNS)) + GOOD[end:])


@quickly
@given(values)
def test_any_area_file(content: object):
    text = GOOD.replace("code: CUA-1\n", "code: CUA-1\n    area: map.geojson\n")
    survives(text, json.dumps(content))
    feature = {"properties": {"code": "CUA-1"}, "geometry": content}
    survives(text, json.dumps({"features": [feature]}))
    survives(text, json.dumps({"features": [feature | {"geometry": {"type": "Polygon", "coordinates": content}}]}))


def test_a_name_that_cannot_be_printed_does_not_reach_the_terminal_as_what_is_allowed() -> None:
    survives(GOOD.replace("name: night", "name: \U00018d09night", 1))
