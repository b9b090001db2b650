"""Whatever somebody sends is read without an error, and soon."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.core.model.meaning import NOWHERE, Place
from bot.core.places import read_place
from tests.core.places.rules_of_places import streets_and_landmarks

RULES = streets_and_landmarks()

_PIECES = st.sampled_from(
    [
        "Río Lerma", "rio", "tibber", "naranjo", "Naranjo", "calle", "c/", "av.", "esq.", "esquina con",
        "entre", "y", "e/", "45", "#45", "no.", "12-B", "12-", "-", "45 bis", "a las 7", "depto",
        "Station", "Road", "St", "Dr", "5th", "de", "la", "en", "frente al", ",", ".", "\n", "/", "&",
        "metro", "hacia", "(", "https://maps.google.com/?q=1,2", "é", "İ", "ß", "\u0301", "\ud800",
        "\u200b", "٣", "½", "②", "'", "eje", "eje 1", "5 de mayo", "número",
    ]
)  # fmt: skip


@given(st.text(max_size=300))
@settings(max_examples=150, deadline=None)
def test_any_text_is_read(text: str) -> None:
    assert isinstance(read_place(text, RULES), Place)


@given(st.lists(_PIECES, max_size=25), st.sampled_from([" ", ""]))
@settings(max_examples=300, deadline=None)
def test_any_heap_of_street_words_is_read(pieces: list[str], glue: str) -> None:
    assert isinstance(read_place(glue.join(pieces), RULES), Place)


@pytest.mark.parametrize("text", ["", " ", "\n", "😀😀", "\ud800\udfff", "\x00\x01", "...", "¿?"])
def test_a_text_without_words_is_nowhere(text: str) -> None:
    assert read_place(text, RULES) == NOWHERE


@pytest.mark.parametrize(
    "text",
    [
        "a" * 100_000,
        "1" * 100_000,
        "calle " * 20_000,
        "rio " * 25_000,
        "en frezno " * 10_000,
        "Rio Lerma 12 " * 8_000,
        "https://" * 12_000,
        "geo:1,1 " * 12_000,
        "1-" * 50_000,
        "https://maps.google.com/?q=" + "1" * 99_000,
        "é" * 100_000,
        "e\u0301" * 50_000,
        "ﷺ" * 4_096,
        " ".join(f"palabra{at}" for at in range(10_000)),
        "en " + " en ".join(f"calle{at}s" for at in range(10_000)),
    ],
)
def test_a_gigantic_text_is_read_within_fifty_milliseconds(text: str) -> None:
    read_place("", RULES)
    started = time.process_time()
    read_place(text, RULES)
    assert time.process_time() - started < 0.05
