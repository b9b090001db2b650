from __future__ import annotations

import pytest

from bot.core.reading.verbs import Tense, english, spanish


@pytest.mark.parametrize(
    ("form", "tense"),
    [
        ("robando", Tense.ONGOING),
        ("robandole", Tense.ONGOING),
        ("roban", Tense.PRESENT),
        ("robaron", Tense.DONE),
        ("robado", Tense.DONE),
        ("robarme", Tense.BARE),
        ("robaban", Tense.USED_TO),
        ("robaran", Tense.FUTURE),
        ("robo", Tense.NOUN),
    ],
)
def test_spanish_forms_tell_their_tense(form: str, tense: Tense) -> None:
    assert spanish("robar")[form] is tense


def test_spanish_stems_change() -> None:
    assert spanish("cerrar/cierr")["cierran"] is Tense.PRESENT
    assert spanish("atracar")["atraquen"] is Tense.BARE


@pytest.mark.parametrize(
    ("verb", "form", "tense"),
    [
        ("rob!", "robbing", Tense.ONGOING),
        ("rob!", "robbed", Tense.DONE),
        ("smash", "smashes", Tense.PRESENT),
        ("explode", "exploding", Tense.ONGOING),
        ("try/tried", "tries", Tense.PRESENT),
        ("steal/stole/stolen", "stolen", Tense.DONE),
        ("attack", "attack", Tense.BARE),
    ],
)
def test_english_forms_tell_their_tense(verb: str, form: str, tense: Tense) -> None:
    assert english(verb)[form] is tense
