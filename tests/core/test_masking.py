"""What leaves the neighbourhood tells of the matter, and of nobody in it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.masking import masked, masked_for_neighbors


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
        ("CURP PEGJ850101HDFRRN09", "850101"),
        ("su rfc es pegj850101ab1", "850101"),
        ("INE PRGNJN85010109H400", "850101"),
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


@pytest.mark.parametrize(
    ("written", "read"),
    [
        (
            "atendido, detenido Juan Pérez, placas ABC-12-34, tel 55 1234 5678",
            "atendido, detenido […], placas […], tel […]",
        ),
        ("Jetta gris NXA-123-D se fue al norte", "Jetta gris […] se fue al norte"),
        ("taxi placas a 12345 y moto placa 12ab3", "taxi placas […] y moto placa […]"),
        ("placas: nxa 12 34 en el corralón", "placas: […] en el corralón"),
        ("lesionada la señora María del Carmen López de 40 años", "lesionada la señora […] de 40 años"),
        ("detenido: Juan Pérez 35 años", "detenido: […] 35 años"),
        ("DETENIDO JUAN PÉREZ POR ROBO", "DETENIDO […] POR ROBO"),
        ("a nombre de Luis de la Cruz, con domicilio en Alzate 4", "a nombre de […], con domicilio en Alzate 4"),
        ("one man arrested by the name of John Smith", "one man arrested by the name of […]"),
    ],
)
def test_what_an_officer_wrote_alone_names_nobody_and_no_car_in_the_group(written: str, read: str) -> None:
    assert masked_for_neighbors(written) == read


@pytest.mark.parametrize(
    "written",
    [
        "dos detenidos Río Lerma 145",
        "un lesionado Cruz Roja en el punto",
        "detenido en Varsovia, se presenta al MP por robo",
        "sin placas, lo lleva la grúa de CUA-000123",
        "lesionado Sevilla 12, lo atiende Of. Luna",
        "se cerró 145-bis y 123-int a las 22:30",
        "patrulla del cuadrante CUA-1, 3 detenidos, 2 motos",
    ],
)
def test_streets_folios_and_those_who_serve_stay(written: str) -> None:
    assert masked_for_neighbors(written) == written
