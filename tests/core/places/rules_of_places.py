"""Rules with a few real streets of two neighbourhoods, to read places with."""

from __future__ import annotations

from bot.core.model.incoming import Pin
from bot.core.rules.model import Landmark, Quadrant, Rules, Street, StreetPart
from tests.rules_for_tests import some_rules

STREETS = (
    "Río Lerma", "Río Tíber", "Río Pánuco", "Río Sena", "Río Nilo", "Río Rhin", "Río Ebro", "Río Po", "Río Elba",
    "Río de la Plata", "Río Misisipi", "Río Guadalquivir", "Río Volga", "Río Balsas", "Manuel Villalongín",
    "Manuel María Contreras", "Melchor Ocampo", "Insurgentes Norte", "Santa María la Ribera", "Naranjo", "Fresno",
    "Cedro", "Margarita", "Sabino", "Nogal",
    "Dr. Atl", "Mariano Azuela", "Manuel Carpio", "Salvador Díaz Mirón", "Alzate",
    "Jaime Torres Bodet", "Sor Juana Inés de la Cruz", "Enrique González Martínez", "Eligio Ancona", "Amado Nervo",
    "Ribera de San Cosme", "Cuauhtémoc",
)  # fmt: skip
LANDMARKS = (
    Landmark(name="Alameda de Santa María", aliases=("la alameda", "kiosco morisco"), quadrants=("Q-1",)),
    Landmark(name="Metro San Cosme", quadrants=("Q-1",), street="Ribera de San Cosme"),
    Landmark(name="Ángel de la Independencia", aliases=("el ángel",), pin=Pin(19.4270, -99.1677)),
    Landmark(name="Monumento a la Madre", quadrants=("Q-1",)),
)


def streets_and_landmarks() -> Rules:
    """One quadrant with all the streets; short forms other than these aliases are the reader's own."""
    return some_rules(
        quadrants=(Quadrant(code="Q-1", sector="Norte", streets=tuple(StreetPart(name) for name in STREETS)),),
        streets=(Street("Paseo de la Reforma", ("av reforma",)), Street("Río Rhin", ("rin",))),
        landmarks=LANDMARKS,
        version="places",
    )
