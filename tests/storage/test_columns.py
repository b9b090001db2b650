"""Whatever a chat can carry is data, in either database."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.dialects import sqlite

from storage.columns import UtcDateTime, from_json, storable, to_json

WILD = st.text(st.characters(exclude_categories=()), max_size=60)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | WILD,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(WILD, inner, max_size=4),
    max_leaves=12,
)


@given(WILD)
def test_any_text_becomes_storable_and_then_stays_as_it_is(text: str) -> None:
    stored = storable(text)
    stored.encode()
    assert "\x00" not in stored
    assert storable(stored) == stored


@given(st.text(st.characters(exclude_characters="\x00", exclude_categories=["Cs"])))
def test_text_that_can_be_stored_is_not_touched(text: str) -> None:
    assert storable(text) is text


def test_two_surrogates_that_belong_together_become_their_character() -> None:
    assert storable("\ud83d\ude00 \ud83d") == "\N{GRINNING FACE} \N{REPLACEMENT CHARACTER}"


@given(JSON)
def test_any_json_becomes_storable(value: object) -> None:
    written = to_json(value)
    assert "\\u0000" not in written.replace("\\\\", "")
    assert storable(written) is written
    assert to_json(from_json(written)) == written


def test_json_text_that_only_looks_like_a_nul_is_kept() -> None:
    assert json.loads(to_json(["\\u0000"])) == ["\\u0000"]


def test_empty_json_values_are_not_shared() -> None:
    from_json("[]").append(1)
    assert from_json("[]") == []


def test_a_moment_of_any_zone_is_stored_in_utc_and_one_of_no_zone_is_refused() -> None:
    column, dialect = UtcDateTime(), sqlite.dialect()
    mexico = datetime(2026, 11, 20, 22, 30, tzinfo=timezone(timedelta(hours=-6)))
    assert column.process_bind_param(mexico, dialect) == datetime(2026, 11, 21, 4, 30, tzinfo=UTC)
    with pytest.raises(ValueError, match="time zone"):
        column.process_bind_param(datetime(2026, 11, 20), dialect)  # noqa: DTZ001
