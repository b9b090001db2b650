"""What was agreed, and by when."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.cabinet.promise import with_due

TODAY = date(2026, 11, 20)


@pytest.mark.parametrize(
    ("said", "text", "due"),
    [
        ("Poda en Sabino", "Poda en Sabino", None),
        ("Poda en Sabino, para el 30/11", "Poda en Sabino", date(2026, 11, 30)),
        ("Poda en Sabino antes del 5/1", "Poda en Sabino", date(2027, 1, 5)),
        ("Más rondines a más tardar el 20/11.", "Más rondines", TODAY),
        ("Trim the trees by 2026-12-01", "Trim the trees", date(2026, 12, 1)),
        ("Trim the trees, due on 1/12/2026", "Trim the trees", date(2026, 12, 1)),
        ("Reunión sobre lo del 31/02", "Reunión sobre lo del 31/02", None),
        ("30/11", "30/11", None),  # a day is no promise
        ("Revisar Río Lerma 10/12 y 14", "Revisar Río Lerma 10/12 y 14", None),
    ],
)
def test_the_day_at_the_end_is_when_it_is_due(said: str, text: str, due: date | None) -> None:
    assert with_due(said, TODAY) == (text, due)


@given(st.text(max_size=300))
def test_whatever_is_written_something_of_it_stays(said: str) -> None:
    text, _ = with_due(said, TODAY)
    assert bool(text) == bool(said.strip())
