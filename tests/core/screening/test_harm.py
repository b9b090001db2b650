"""Who tells in three words what was done to them or theirs is an emergency; what only sounds like it is none."""

from __future__ import annotations

import pytest

from bot.core.model.kinds import Category, Role, Verdict
from bot.core.model.meaning import Said
from bot.core.screening import judge
from tests.rules_for_tests import some_rules

RULES = some_rules()


@pytest.mark.parametrize(
    ("text", "category"),
    [
        ("secuestraron a mi hija", Category.KIDNAPPING),
        ("SE LLEVARON A MI HIJO", Category.KIDNAPPING),
        ("asaltaron a mi mamá!!", Category.THEFT),
        ("me robaron la bolsa", Category.THEFT),
        ("le pegaron a mi hijo", Category.VIOLENCE),
        ("me golpeó mi marido", Category.VIOLENCE),
        ("Balearon a un señor", Category.VIOLENCE),
        ("me chocaron y se dio a la fuga", Category.ACCIDENT),
        ("encontré a mi esposo sin vida", Category.DEATH),
        ("my house is on fire.", Category.FIRE),
        ("they hit my son", Category.VIOLENCE),
        ("someone kidnapped my daughter", Category.KIDNAPPING),
        ("they're trying to take me", Category.KIDNAPPING),
        ("I'm being robbed", Category.THEFT),
        ("my wife was stabbed", Category.VIOLENCE),
        ("acaban de asaltar a mi hermano ayuda", Category.THEFT),
    ],
)
def test_three_words_about_ones_own_are_enough(text: str, category: Category) -> None:
    judged = judge(Said(text=text), RULES)
    assert (judged.verdict, judged.emergency, judged.category) == (Verdict.REPORT, True, category)
    assert judged.evidence
    assert judged.certainty >= 0.28


@pytest.mark.parametrize(
    "text",
    [
        "se llevaron a mi hija de campamento",
        "me robaron el corazón",
        "se llevaron mi coche al taller",
        "golpearon a mi equipo 5 a 0",
        "¿asaltaron a mi vecina?",
        "no me robaron",
        "el año pasado asaltaron a mi hija",
        "they took my son to the zoo",
        "they robbed my team",
    ],
)
def test_what_is_said_besides_is_weighed_as_ever(text: str) -> None:
    assert not judge(Said(text=text), RULES).emergency


def test_an_officer_who_tells_it_of_somebody_raises_no_alarm() -> None:
    assert not judge(Said(text="asaltaron a un señor", role=Role.OFFICER), RULES).emergency


def test_where_thefts_are_no_emergencies_it_is_reported_all_the_same() -> None:
    judged = judge(Said(text="me robaron la bolsa"), some_rules(emergencies=frozenset({Category.FIRE})))
    assert (judged.verdict, judged.emergency) == (Verdict.REPORT, False)
