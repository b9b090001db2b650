"""The agencies of the rules: what is read, and every mistake with its place."""

from __future__ import annotations

import pytest

from bot.core.model.kinds import Category
from bot.core.referrals.agency import Agency, Open311
from bot.core.rules.advice import missing_keys
from tests.core.rules.reading_files import GOOD, load, problems_of

AGENCIES = """\
agencies:
  - name: Lights
    categories: [urban_service, public_space]
    words: [lamp, "street light"]
    contact: call 000
    quadrants: [CUA-1]
    open311:
      url: https://example.org/open311/v2/
      jurisdiction: example.org
      service: "001"
      services: {public_space: "002"}
      key: LIGHTS_KEY
      automatic: true
  - {name: Mediators, categories: [neighbor_dispute]}
"""


def test_what_is_written_is_what_is_read() -> None:
    lights, mediators = load(GOOD + AGENCIES).agencies
    assert lights == Agency(
        name="Lights",
        categories=(Category.URBAN_SERVICE, Category.PUBLIC_SPACE),
        words=("lamp", "street light"),
        contact="call 000",
        quadrants=("CUA-1",),
        open311=Open311(
            url="https://example.org/open311/v2",
            services={Category.URBAN_SERVICE: "001", Category.PUBLIC_SPACE: "002"},
            jurisdiction="example.org",
            key="LIGHTS_KEY",
            automatic=True,
        ),
    )
    assert mediators == Agency(name="Mediators", categories=(Category.NEIGHBOR_DISPUTE,))


def test_without_the_key_there_are_none() -> None:
    assert load(GOOD).agencies == ()


MISTAKES = [
    ("name: Mediators, ", "", "agencies[1]", 'the key "name" is missing', "needed"),
    ("name: Mediators", "name: Lights", "agencies[1].name", "already", "once"),
    ("name: Mediators", f"name: {'x' * 41}", "agencies[1].name", "xxx", "40"),
    ("[neighbor_dispute]", "[]", "agencies[1].categories", "empty", "at least 1"),
    ("[neighbor_dispute]", "[neighbour_dispute]", "agencies[1].categories[0]", 'mean "neighbor_dispute"', "notice"),
    ("[neighbor_dispute]", "[fire]", "agencies[1].categories[0]", '"fire"', "no emergency"),
    ("quadrants: [CUA-1]\n    open", "quadrants: [CUA-9]\n    open", "agencies[0].quadrants[0]", '"CUA-9"', "CUA-1"),
    ("https://example.org", "http://example.org", "agencies[0].open311.url", "http://", "https://"),
    ("/v2/", "/v2/requests.json", "agencies[0].open311.url", "requests.json", "nothing after it"),
    ("https://example.org", "https://me:secret@example.org", "agencies[0].open311.url", "", "without passwords"),
    ("/v2/", "/v2?key=1", "agencies[0].open311.url", "?key=1", "nothing after it"),
    ("      url: https://example.org/open311/v2/\n", "", "agencies[0].open311", '"url" is missing', "needed"),
    ('      service: "001"\n', "", "agencies[0].open311", "urban_service", '"service" is needed'),
    ('{public_space: "002"}', '{notice: "002"}', "agencies[0].open311.services.notice", '"notice"', "public_space"),
    ("automatic: true", "automatic: 1", "agencies[0].open311.automatic", '"1"', "true or false"),
]


@pytest.mark.parametrize(("before", "after", "path", "found", "allowed"), MISTAKES)
def test_a_mistake_is_one_line_with_its_place(before: str, after: str, path: str, found: str, allowed: str) -> None:
    assert AGENCIES.count(before) == 1
    (problem,) = problems_of(GOOD + AGENCIES.replace(before, after))
    assert problem.path == path
    assert found in problem.found
    assert allowed in problem.allowed


def test_a_key_that_somebody_wrote_where_its_variables_name_belongs_is_shown_to_nobody() -> None:
    (problem,) = problems_of(GOOD + AGENCIES.replace("LIGHTS_KEY", "f3b1-secret"))
    assert problem.path == "agencies[0].open311.key"
    assert "secret" not in str(problem)
    assert ".env" in problem.allowed


def test_a_service_on_this_machine_needs_no_encryption() -> None:
    text = GOOD + AGENCIES.replace("https://example.org/open311/v2/", "http://127.0.0.1:8311")
    service = load(text).agencies[0].open311
    assert service is not None
    assert service.url == "http://127.0.0.1:8311"


def test_an_agency_whose_key_is_not_set_is_named_in_the_advice() -> None:
    rules = load(GOOD + AGENCIES)
    assert missing_keys(rules, lambda name: True) == ()
    (sentence,) = missing_keys(rules, lambda name: False)
    assert "Lights" in sentence
    assert "LIGHTS_KEY" in sentence


def test_a_service_that_is_an_address_alone_is_one_line() -> None:
    agency = "agencies: [{name: Lights, categories: [urban_service], open311: https://example.org/v2}]\n"
    (problem,) = problems_of(GOOD + agency)
    assert problem.path == "agencies[0].open311"
    assert "url" in problem.allowed


def test_a_word_that_is_no_category_is_one_line() -> None:
    (problem,) = problems_of(GOOD + "agencies: [{name: Lights, categories: [lamps]}]\n")
    assert problem.path == "agencies[0].categories[0]"
