from __future__ import annotations

import pytest

from bot.core.reading.lexicon import lexicon
from bot.core.reading.spelling import Speller, by_ear

SPELLER = Speller(["asalto", "incendio", "balazos", "ambulancia", "policia"], real=["asado", "salto"])


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("azalto", "asalto"),
        ("inzendio", "incendio"),
        ("valasos", "balazos"),
        ("ambulansia", "ambulancia"),
        ("polisia", "policia"),
        ("incedio", "incendio"),
        ("ambulacia", "ambulancia"),
        ("asado", None),
        ("salto", None),
        ("mesa", None),
        ("incentivo", None),
    ],
)
def test_a_slip_is_forgiven_and_a_real_word_is_left_alone(written: str, meant: str | None) -> None:
    assert SPELLER.meant(written) == meant


def test_letters_that_sound_alike_are_one() -> None:
    assert by_ear("balazo") == by_ear("valaso")
    assert by_ear("huele") == by_ear("uele")


@pytest.mark.parametrize("form", ["ayudaaaa", "4yud4", "ayyuda"])
def test_stretched_and_leet_words_are_known(form: str) -> None:
    assert lexicon().word(form).symbols == lexicon().word("ayuda").symbols
