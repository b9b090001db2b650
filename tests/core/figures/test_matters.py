"""What was stolen, and whether lamps failed: told by the words."""

from __future__ import annotations

import pytest

from bot.core.figures.matters import Theft, tells_of_failed_lights, theft_in


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("Se metieron a robar a la casa de Río Sena 40", Theft.BURGLARY),
        ("Están forzando la puerta del departamento 4", Theft.BURGLARY),
        ("They broke into the flat at 3", Theft.BURGLARY),
        ("our house was broken into", Theft.BURGLARY),
        ("Se acaban de robar un coche en Sabino 142", Theft.VEHICLE),
        ("Amanecí sin llantas en la camioneta", Theft.VEHICLE),
        ("robaron las placas de un coche", Theft.VEHICLE),
        ("My car was broken into last night", Theft.VEHICLE),
        ("Me asaltaron en la esquina y se llevaron el celular", Theft.OTHER),
        ("Me robaron la cartera cuando bajaba del coche", Theft.OTHER),
        ("someone stole my phone", Theft.OTHER),
    ],
)
def test_what_was_stolen(words: str, kind: Theft) -> None:
    assert theft_in(words) is kind


@pytest.mark.parametrize(
    ("words", "failed"),
    [
        ("La luminaria de Río Nilo 71 está fundida", True),
        ("No hay luz en la calle Sabino", True),
        ("no sirve el alumbrado público en Fresno", True),
        ("La cuadra está muy oscura, tengan cuidado", True),
        ("The street light is out again", True),
        ("Se fue la luz en mi edificio", False),
        ("No tenemos agua, sin luz ni agua", False),
        ("El semáforo está apagado", False),
        ("Coladera destapada", False),
    ],
)
def test_whether_lamps_failed(words: str, *, failed: bool) -> None:
    assert tells_of_failed_lights(words) is failed
