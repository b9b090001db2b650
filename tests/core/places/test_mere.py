"""A text that says nothing but where."""

from __future__ import annotations

import pytest

from bot.core.places import says_only_where
from tests.core.places.rules_of_places import streets_and_landmarks

RULES = streets_and_landmarks()


@pytest.mark.parametrize(
    "text",
    ["entre Tíber y Sena", "en Río Lerma 54", "es el 54", "54", "frente al 12", "esq. con Río Tíber, por favor",
     "it's number 45 sorry", "on Río Lerma near Río Tíber", "Sabino 142 depto 3", "afuera del metro San Cosme"],
)  # fmt: skip
def test_streets_and_numbers_with_small_words_are_mere_places(text: str) -> None:
    assert says_only_where(text, RULES)


@pytest.mark.parametrize(
    "text",
    ["", "asalto Río Lerma 20", "fuego en Río Lerma", "van hacia Río Lerma", "son 3", "ayuda Río Lerma 20", "gracias",
     "vengan a Río Lerma 20", "shots at Río Lerma 20", "😭 " * 20],
)  # fmt: skip
def test_any_word_of_what_happens_makes_it_more(text: str) -> None:
    assert not says_only_where(text, RULES)
