"""Streets that no kind and no rule gives away: (text, street, number, cross street)."""

from __future__ import annotations

import pytest

from bot.core.places import read_place
from tests.core.places.rules_of_places import streets_and_landmarks

RULES = streets_and_landmarks()

Case = tuple[str, str | None, str | None, str | None]

BY_NUMBER: list[Case] = [
    ("that same car has been in front of the hydrant at 331 Quincy since the weekend", "Quincy", "331", None),
    ("they are carrying the tv out, 66 Petunia", "Petunia", "66", None),
    ("two fellas, one is half in the window. 10 Foxgloves", "Foxgloves", "10", None),
    ("a man came off his ladder. Number 6 The Warren", "The Warren", "6", None),
    ("kitchen grease went up. 73 Bromley apt 2", "Bromley", "73", None),
    ("we're at 19 bayshore apt 3, please hurry", "Bayshore", "19", None),
    ("ruidos arriba y no vive nadie, jazmines 20", "Jazmines", "20", None),
    ("me acaba de aventar y sigue gritando pedro moreno 33", "Pedro Moreno", "33", None),
    ("taladros en domingo, vecinos del 88 de Pedro Moreno", "Pedro Moreno", "88", None),
    ("en la bodega de Jazmín 70 guardan cohetes", "Jazmín", "70", None),
    ("le pegan afuera del antro de jazmines 40", "Jazmines", "40", None),
    ("someone was choked at Satin, 14 Cowley, last night", "Cowley", "14", None),
    ("my daughter rings from a party, 40 Harcourt Avenue", "Harcourt Avenue", "40", None),
    ("the welder's clothes are on fire, unit 9 Tanner Lane", "Tanner Lane", "9", None),
    ("en la casa 14 de Fresno amarran su lona", "Fresno", "14", None),
    ("house on fire 402 birch lane, nobody has come out yet!!", "Birch Lane", "402", None),
    ("school bus and a pickup, maple avenue and third street", "Maple Avenue", None, "Third Street"),
    ("humo en Río Elba 20-301", "Río Elba", "20", None),
    ("se metieron a mi depa no. 12 int 3 de fresno sta ma la ribera", "Fresno", "12", None),
    ("me asaltaron esq rio tiber c/ lerma", "Río Tíber", None, "Río Lerma"),
]

BY_CAPITAL: list[Case] = [
    ("a guy is hit on Lafayette outside the liquor store", "Lafayette", None, None),
    ("scaffolding has come down across Deanhurst, there are people under it", "Deanhurst", None, None),
    ("dos tipos jalan las puertas de los coches en Jazmines, van seis", "Jazmines", None, None),
    ("amigos, salió del bar de Jazmines con dos que no conocía", "Jazmines", None, None),
    ("the signal at Young & Eglin is stuck", "Young", None, "Eglin"),
    ("a bus hit a lamp at Ash and 4th", "Ash", None, "4th"),
    ("an assault, 16th and Valencia", "16th", None, "Valencia"),
    ("se abrió un hoyo en Jazmines y Río Lerma", "Jazmines", None, "Río Lerma"),
    ("dos niños quemados, jazmines y fresno, ambulancia ya", "Jazmines", None, "Fresno"),
    ("utility crews will mark the 300 block of Buckeye", "Buckeye", None, None),
]

MORE_KINDS: list[Case] = [
    ("a fire at 40 Station Approach", "Station Approach", "40", None),
    ("sparks from 3 Glebe Cottages", "Glebe Cottages", "3", None),
    ("fell off a ladder outside 61 Wattle Pde", "Wattle Parade", "61", None),
    ("a minibus at the bottom of Church Hill", "Church Hill", None, None),
    ("bins burnt on Calton Hill Road", "Calton Hill Road", None, None),
    ("bitten by a snake, off Goanna Track", "Goanna Track", None, None),
    ("the roof fell in, Hwy 12", "Highway 12", None, None),
    ("chain snatched near 4th Cross", "4th Cross", None, None),
    ("un hombre con machete por la carrera 13 con calle 57", "Carrera 13", None, "Calle 57"),
    ("volcadura en circuito interior y naranjo", "Circuito Interior", None, "Naranjo"),
    ("Tíber with Lerma, a crash", "Río Tíber", None, "Río Lerma"),
]

KNOWN: list[Case] = [
    ("huele raro el lunes, hoy no. Río Elba 44", "Río Elba", "44", None),
    ("dio la dirección de Río Sena 12 y no la conocen", "Río Sena", "12", None),
    ("a red car follows me to my street, Naranjo, then turns", "Naranjo", None, None),
    ("cae agua en el parque de Río Ebro", "Río Ebro", None, None),
    ("there is a guy at Río Sena 14 who's asleep", "Río Sena", "14", None),
    ("she waits at the fountain on Río Rhin at 5. It is 6", "Río Rhin", None, None),
    ("cierran Cedro del 60 al 80", "Cedro", "60", None),
    ("a leaning box on Mill Lane opposite 19.", "Mill Lane", "19", None),
    ("postman on the ice outside 51, he is hurt", None, "51", None),
    ("sale humo del 8", None, "8", None),
]

NO_PLACE: list[Case] = [
    ("vendo postres, ponchaduras 60, cadenas 80, pregunten", None, None, None),
    ("preguntar por Dany", None, None, None),
    ("lo vi en Facebook y en Puebla también", None, None, None),
    ("saw it on Netflix on Monday, on Christmas", None, None, None),
    ("use the code HOOD10", None, None, None),
    ("everything 50p at the sale", None, None, None),
    ("we will try again at 2200.", None, None, None),
    ("open your Bible at Psalm 23", None, None, None),
    ("tell Mary and John I said hi", None, None, None),
    ("AMIGOS & VECINOS: rento mi bici", None, None, None),
    ("three street lights in a row are dead", None, None, None),
]


@pytest.mark.parametrize(("text", "street", "number", "cross"), BY_NUMBER + BY_CAPITAL + MORE_KINDS + KNOWN + NO_PLACE)
def test_what_stands_around_a_name_makes_it_a_street(
    text: str, street: str | None, number: str | None, cross: str | None
) -> None:
    place = read_place(text, RULES)
    assert (place.street, place.number, place.cross_street) == (street, number, cross)
