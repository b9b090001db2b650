"""Which agency a report is for, and what it is told."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.core.model.incoming import Pin
from bot.core.model.kinds import Category, State
from bot.core.model.meaning import Place
from bot.core.model.report import Report, Witness
from bot.core.referrals.agency import Agency
from bot.core.referrals.referring import agencies_for, description
from tests.builders import NOW, a_scene
from tests.rules_for_tests import CUAUHTEMOC, some_rules

URBAN = (Category.URBAN_SERVICE,)
LIGHTS = Agency(name="Alumbrado", categories=URBAN, words=("luminaria", "poste de luz", "luz de la calle"))
WATER = Agency(name="Agua", categories=URBAN, words=("fuga de agua", "drenaje"))
RUBBISH = Agency(name="Limpia", categories=URBAN, quadrants=("CUA-2",))
MEDIATORS = Agency(name="Procuraduría Social", categories=(Category.NEIGHBOR_DISPUTE,))
RULES = some_rules(agencies=(LIGHTS, WATER, RUBBISH, MEDIATORS), city="Ciudad de México")


def a_report(words: str = "", **changes: object) -> Report:
    report = Report(
        id=7,
        folio="CUA-000007",
        group_id=CUAUHTEMOC,
        chat_id=CUAUHTEMOC,
        message_id=1,
        reporter_id=2001,
        reporter_name="Ana López",
        category=Category.URBAN_SERVICE,
        emergency=False,
        words=words,
        place=Place(street="Río Lerma", number="145"),
        quadrants=("CUA-1",),
        opened_at=NOW,
        updated_at=NOW,
    )
    return replace(report, **changes)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("words", "agency"),
    [
        ("no prende la luminaria", LIGHTS),
        ("Las LUMINARIAS de toda la cuadra", LIGHTS),
        ("se cayeron dos postes de luz", LIGHTS),
        ("no hay luz de la calle", LIGHTS),
        ("el drenáje huele", WATER),
    ],
)
def test_words_choose_among_those_who_take_the_same(words: str, agency: Agency) -> None:
    assert agencies_for(a_report(words), RULES) == (agency,)


def test_where_no_words_choose_all_that_serve_there_may_be_meant() -> None:
    assert agencies_for(a_report("un bache enorme"), RULES) == (LIGHTS, WATER)
    assert agencies_for(a_report("un bache enorme", quadrants=("CUA-2",)), RULES) == (LIGHTS, WATER, RUBBISH)
    assert agencies_for(a_report("fuga de agua junto a la luminaria"), RULES) == (LIGHTS, WATER)


def test_a_word_inside_another_is_not_that_word() -> None:
    assert agencies_for(a_report("el drenajero"), RULES) == (LIGHTS, WATER)


def test_a_quarrel_about_noise_is_the_mediators() -> None:
    assert agencies_for(a_report("la música", category=Category.NEIGHBOR_DISPUTE), RULES) == (MEDIATORS,)


@pytest.mark.parametrize("changes", [{"emergency": True}, {"category": None}, {"category": Category.THEFT}])
def test_what_is_the_polices_is_offered_to_nobody(changes: dict[str, object]) -> None:
    assert agencies_for(a_report("luminaria", **changes), RULES) == ()


def test_the_agency_is_told_what_where_since_when_and_our_folio_and_nobodys_name() -> None:
    witness = Witness(person_id=3, name="Beto Ruiz", chat_id=1, message_id=2, at=NOW)
    words = "La luminaria no prende, soy Ana López, 55 1234 5678\nBeto Ruiz: aquí también, b@example.org"
    text = description(a_report(words, witnesses=(witness,)), a_scene(rules=RULES))
    for part in (
        "CUA-000007",
        "Servicio urbano",
        "Río Lerma 145, Ciudad de México",
        "12/01/2019",
        "20:52",
        "no prende",
    ):
        assert part in text
    for part in ("Ana", "López", "Beto", "1234", "example.org"):
        assert part not in text


def test_what_the_agency_is_told_is_never_too_long_nor_markup() -> None:
    text = description(a_report("<b>" + "apagada " * 3000), a_scene(rules=RULES))
    assert len(text) <= 4000
    assert "<" not in text
    assert text.endswith("CUA-000007.")


def test_a_point_on_the_map_is_told_as_a_link() -> None:
    report = a_report("luminaria", place=Place(pin=Pin(19.43, -99.17)), state=State.FORWARDED)
    assert "19.430000,-99.170000" in description(report, a_scene(rules=RULES))
