"""What leaves the neighbourhood tells of the matter, and of nobody in it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.masking import masked


@pytest.mark.parametrize(
    ("written", "gone"),
    [
        ("avisen al 55 1234 5678 por favor", "5678"),
        ("mi cel (55) 12-34-56-78", "34"),
        ("+52 1 55 1234 5678", "1234"),
        ("escriban a ana.lopez@example.org, gracias", "ana.lopez"),
        ("soy Ana López del 14", "López"),
        ("me llamo Juan de la Cruz y vivo aquí", "Cruz"),
        ("my name is Mary Ann Smith", "Smith"),
        ("búsquenme en @ana_lopez", "ana_lopez"),
        ("https://wa.me/5215512345678", "551234"),
        ("tarjeta 4152 3131 2233 4455", "3131"),
    ],
)
def test_nobody_can_be_called_written_to_or_named(written: str, gone: str) -> None:
    assert gone not in masked(written)
    assert "[…]" in masked(written)


@pytest.mark.parametrize(
    "written",
    [
        "la luminaria de Río Lerma 145 lleva 3 días apagada desde las 22:30",
        "hay 2 postes caídos entre el 120 y el 134, cuestan 1500 pesos",
        "soy del edificio de la esquina",
        "Fuga de agua en Alzate 100, 101, 102",
    ],
)
def test_houses_hours_and_prices_stay(written: str) -> None:
    assert masked(written) == written


def test_those_who_reported_are_not_named_however_they_wrote_it() -> None:
    assert masked("atte. ANA   LÓPEZ\nana lópez", ["Ana López", "Bo"]).count("López") == 0
    assert masked("Santa Anabel", ["Ana"]) == "Santa Anabel"


@given(st.text())
def test_nothing_is_markup_afterwards(text: str) -> None:
    assert not set("<>") & set(masked(text, ["Ana López"]))
