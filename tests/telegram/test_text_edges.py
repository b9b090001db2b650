from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.telegram.clean import read_json
from bot.telegram.client import in_words
from bot.telegram.cut import cut


@given(st.text(), st.integers(2, 40))
def test_a_cut_text_fits_in_utf16_units_and_tears_no_character(text: str, most: int) -> None:
    short = cut(text, most)
    assert len(short.encode("utf-16-le", "surrogatepass")) <= most * 2
    assert short == text or (short.endswith("…") and text.startswith(short[:-1]))


def test_emoji_count_twice() -> None:
    assert cut("🔥" * 2048, 4096) == "🔥" * 2048
    assert cut("🔥" * 2049, 4096) == "🔥" * 2047 + "…"


def test_one_huge_number_does_not_cost_the_answer() -> None:
    assert read_json('{"a": 1, "b": ' + "9" * 5_000 + "}")["a"] == 1


def test_what_is_no_json_is_said_so() -> None:
    with pytest.raises(ValueError):
        read_json("<html>")


@pytest.mark.parametrize(
    "error",
    [
        "The token `123456:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw` was rejected by the server.",
        "cannot reach https://api.telegram.org/bot123456:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw/getMe",
        "cannot reach http://127.0.0.1:1/botshort:AAHdqTcv/getMe",
    ],
)
def test_the_words_of_an_error_never_hold_the_token(error: str) -> None:
    assert "AAHdqTcv" not in in_words(RuntimeError(error))
    assert in_words(KeyError()) == "KeyError"
