from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.reading.text import LONGEST, bounded, understand


def forms(text: str) -> list[str]:
    return understand(text).forms


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("Río Tíber N.º 12", ["rio", "tiber", "n", "o", "12"]),
        ("CAN'T move", ["cant", "move"]),
        ("a s a l t o ya", ["asalto", "ya"]),
        ("ro\u200bbo", ["robo"]),
        ("𝐫𝐨𝐛𝐨", ["robo"]),
        ("fuegо", ["fuego"]),  # the last letter is Cyrillic
        ("hace 5min", ["hace", "5", "min"]),
        ("🔥🔥", ["🔥", "🔥"]),
        ("✝️", ["✝"]),
        ("", []),
    ],
)
def test_text_is_made_plain(written: str, read: list[str]) -> None:
    assert forms(written) == read


def test_sentences_are_told_apart_but_not_at_abbreviations() -> None:
    assert understand("Fue en Lerma esq. Sena. Ya se fueron").sentence_of == [0, 0, 0, 0, 0, 1, 1, 1]


def test_questions_are_known() -> None:
    assert understand("Hola. ¿Qué pasó?").questions == {1}


def test_words_are_quoted_as_they_were_written() -> None:
    text = understand("Se está QUEMANDO, vengan")
    assert text.quote(1, 3) == "está QUEMANDO"


def test_of_an_endless_text_both_ends_are_read() -> None:
    text = bounded("principio " + "x" * 100_000 + " final")
    assert len(text) <= LONGEST + 3
    assert text.startswith("principio")
    assert text.endswith("final")


@given(st.text())
def test_every_word_points_at_its_place(text: str) -> None:
    read = understand(text)
    assert all(0 <= start < end <= len(read.clean) for start, end in read.spans)
