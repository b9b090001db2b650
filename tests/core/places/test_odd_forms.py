"""Places in the odd forms in which people write them: a text, then street|number|cross street|landmark|pin."""

from __future__ import annotations

import pytest

from bot.core.model.meaning import Place
from bot.core.places import read_place
from bot.core.places.spelt_out import in_figures
from tests.core.places.rules_of_places import streets_and_landmarks

RULES = streets_and_landmarks()
FORMS = """
    un carro color naranjo 2014 =>
    Sabino, a un lado del 142 => Sabino|142
    Reforma a la altura del Ángel => Paseo de la Reforma|||Ángel de la Independencia
    Hamburgo 45 esq Niza => Hamburgo|45|Niza
    across from 142 Sabino => Sabino|142
    Río Lerma 145 => Río Lerma|145
    rio lerma 145 => Río Lerma|145
    RIO LERMA 145 => Río Lerma|145
    Río Lerma #145 => Río Lerma|145
    Río Lerma # 145 => Río Lerma|145
    Río Lerma no. 145 => Río Lerma|145
    Río Lerma No.145 => Río Lerma|145
    Río Lerma num 145 => Río Lerma|145
    Río Lerma número 145 => Río Lerma|145
    Río Lerma nº 145 => Río Lerma|145
    Río Lerma N° 145 => Río Lerma|145
    Río Lerma 145-B => Río Lerma|145-B
    Río Lerma 145 B => Río Lerma|145 B
    Río Lerma 145B => Río Lerma|145B
    Río Lerma 145 bis => Río Lerma|145 bis
    Río Lerma 145 int 3 => Río Lerma|145
    Río Lerma no. 12 int 3 => Río Lerma|12
    Río Lerma 145 depto 302 => Río Lerma|145
    Río Lerma 145, interior 4 => Río Lerma|145
    Río Lerma 145-3 => Río Lerma|145
    Río Lerma 145 '; DROP TABLE reports; => Río Lerma|145
    Río Lerma 145' => Río Lerma|145
    Río Lerma "145" => Río Lerma|145
    (Río Lerma 145) => Río Lerma|145
    Río Lerma 145. => Río Lerma|145
    Río Lerma 145!!! => Río Lerma|145
    Río Lerma, 145 => Río Lerma|145
    Río Lerma: 145 => Río Lerma|145
    calle Río Lerma 145 => Río Lerma|145
    c/ Río Lerma 145 => Río Lerma|145
    C. Río Lerma 145 => Río Lerma|145
    av. Río Lerma 145 => Río Lerma|145
    145 de Río Lerma => Río Lerma|145
    el 145 de Río Lerma => Río Lerma|145
    en el 145 de la calle Río Lerma => Río Lerma|145
    número 145 de Río Lerma => Río Lerma|145
    número 145, Río Lerma => Río Lerma|145
    en Lerma 145 => Río Lerma|145
    en lerma #145 => Río Lerma|145
    riolerma 145 => Río Lerma|145
    Rio Lrema 145 => Río Lerma|145
    Rio Lerna 145 => Río Lerma|145
    Río Lerma frente al 145 => Río Lerma|145
    frente al 145 de Río Lerma => Río Lerma|145
    Río Lerma a la altura del 120 => Río Lerma|120
    a la altura del 120 de Río Lerma => Río Lerma|120
    Río Lerma altura 120 => Río Lerma|120
    afuera de Río Lerma 145 => Río Lerma|145
    Río Lerma esq. Río Tíber => Río Lerma||Río Tíber
    Río Lerma esquina Río Tíber => Río Lerma||Río Tíber
    Río Lerma esquina con Río Tíber => Río Lerma||Río Tíber
    esquina de Río Lerma y Río Tíber => Río Lerma||Río Tíber
    en la esquina de Lerma y Tíber => Río Lerma||Río Tíber
    Río Lerma y Río Tíber => Río Lerma||Río Tíber
    Lerma y Tiber => Río Lerma||Río Tíber
    Río Lerma casi Río Tíber => Río Lerma||Río Tíber
    Río Lerma casi esq Tíber => Río Lerma||Río Tíber
    Río Lerma casi con Río Tíber => Río Lerma||Río Tíber
    Río Lerma entre Río Tíber y Río Sena => Río Lerma||Río Tíber
    Río Tíber e/ Lerma y Pánuco => Río Tíber||Río Lerma
    Río Tíber entre Lerma y Pánuco => Río Tíber||Río Lerma
    entre Lerma y Pánuco sobre Río Tíber => Río Tíber||Río Lerma
    sobre Río Tíber entre Lerma y Pánuco => Río Tíber||Río Lerma
    Río Tíber 45 entre Lerma y Pánuco => Río Tíber|45|Río Lerma
    Río Tíber x Lerma => Río Tíber||Río Lerma
    Río Lerma & Río Tíber => Río Lerma||Río Tíber
    Río Lerma/Río Tíber => Río Lerma||Río Tíber
    cruce de Río Lerma con Río Tíber => Río Lerma||Río Tíber
    sobre Río Lerma => Río Lerma
    en sta ma la ribera 150 => Santa María la Ribera|150
    sta maria la ribera 150 => Santa María la Ribera|150
    sta. ma. la ribera #150 esq carpio => Santa María la Ribera|150|Manuel Carpio
    carpio 45 => Manuel Carpio|45
    en Carpio 45 => Manuel Carpio|45
    Manuel Carpio 45 => Manuel Carpio|45
    dr atl 120 => Dr. Atl|120
    Doctor Atl 120 => Dr. Atl|120
    torres bodet 33 => Jaime Torres Bodet|33
    sor juana 45 => Sor Juana Inés de la Cruz|45
    sor juana ines de la cruz 45 => Sor Juana Inés de la Cruz|45
    reforma 222 => Paseo de la Reforma|222
    av reforma 222 => Paseo de la Reforma|222
    Paseo de la Reforma #222 => Paseo de la Reforma|222
    insurgentes nte 45 => Insurgentes Norte|45
    insurgentes norte 45 => Insurgentes Norte|45
    rivera de san cosme 40 => Ribera de San Cosme|40
    metro San Cosme => |||Metro San Cosme
    afuera del metro san cosme => |||Metro San Cosme
    en el ángel => |||Ángel de la Independencia
    en la alameda de santa maría => |||Alameda de Santa María
    en Tabachines 45 => Tabachines|45
    calle Tabachines 45 => Tabachines|45
    calle Tabachines => Tabachines
    esquina de Tabachines y Jacarandas => Tabachines||Jacarandas
    Río Lerma 145, placas ABC-123 => Río Lerma|145
    placas ABC123, Río Lerma => Río Lerma
    placas 123-ABC en Río Lerma => Río Lerma
    Río Lerma, tel 5512345678 => Río Lerma
    mi cel es 55 1234 5678, Río Lerma 145 => Río Lerma|145
    Río Lerma a las 10:30 => Río Lerma
    a las 10 en Río Lerma => Río Lerma
    a las 10 de la noche en Río Lerma 145 => Río Lerma|145
    en Río Lerma, 2 sujetos => Río Lerma
    2 sujetos en Río Lerma => Río Lerma
    Río Lerma 2 sujetos armados => Río Lerma
    Río Lerma, 3 tipos en moto => Río Lerma
    cobran $50 en Río Lerma => Río Lerma
    Río Lerma, cobran 50 pesos => Río Lerma
    ruta 12 en Río Lerma => Río Lerma
    un camión de la ruta 12 chocó en Río Lerma 145 => Río Lerma|145
    patrulla 1234 en Río Lerma => Río Lerma
    unidad P-1234 en Río Lerma => Río Lerma
    Río Lerma el 12 de enero => Río Lerma
    desde 2019 en Río Lerma => Río Lerma
    en Río Lerma hace 15 min => Río Lerma
    Río Lerma 145 piso 3 => Río Lerma|145
    piso 3 de Río Lerma 145 => Río Lerma|145
    Río Lerma km 3 => Río Lerma
    Río Lerma 145 colonia Cuauhtémoc => Río Lerma|145
    Río Lerma 145, col. Cuauhtémoc, CP 06500 => Río Lerma|145
    Río Lerma 145 06500 => Río Lerma|145
    number 45 Río Lerma => Río Lerma|45
    number forty-five Río Lerma => Río Lerma|45
    Río Lerma number forty-five => Río Lerma|45
    at number forty five on Río Lerma => Río Lerma|45
    45 Río Lerma => Río Lerma|45
    at 45 Rio Lerma street => Río Lerma|45
    Rio Lerma St 45 => Río Lerma|45
    corner of Río Lerma and Río Tíber => Río Lerma||Río Tíber
    on the corner of Lerma and Tiber => Río Lerma||Río Tíber
    Río Lerma at Río Tíber => Río Lerma||Río Tíber
    Río Lerma between Río Tíber and Río Sena => Río Lerma||Río Tíber
    Río Lerma near Río Tíber => Río Lerma||Río Tíber
    outside 45 Río Lerma => Río Lerma|45
    opposite number 45 Río Lerma => Río Lerma|45
    two guys at Río Lerma 45 => Río Lerma|45
    at 10pm on Río Lerma => Río Lerma
    two men, 5 foot 10, on Río Lerma => Río Lerma
    14 Mill Lane => Mill Lane|14
    corner of Oak Street and Elm Street => Oak Street||Elm Street
    22B Baker Street => Baker Street|22B
    flat 3, 22 Baker Street => Baker Street|22
    https://maps.google.com/?q=19.4270,-99.1677 => ||||pin
    https://www.google.com/maps/place/X/@19.43,-99.16,17z => ||||pin
    https://maps.apple.com/?ll=19.43,-99.16&q=Pin => ||||pin
    https://waze.com/ul?ll=19.43,-99.16&navigate=yes => ||||pin
    https://ul.waze.com/ul?ll=19.43%2C-99.16 => ||||pin
    geo:19.43,-99.16 => ||||pin
    geo:0,0?q=19.43,-99.16(Casa) => ||||pin
    https://maps.apple.com/place?coordinate=19.43,-99.16&name=X => ||||pin
    https://goo.gl/maps/abc123 =>
    https://maps.app.goo.gl/xyz =>
    https://www.google.com/maps/search/?api=1&query=19.43,-99.16 => ||||pin
    https://www.google.com/maps/dir/?api=1&destination=19.43,-99.16 => ||||pin
    https://www.google.com/maps?q=loc:19.43,-99.16 => ||||pin
    waze://?ll=19.43,-99.16 => ||||pin
    https://www.openstreetmap.org/?mlat=19.43&mlon=-99.16 => ||||pin
    19.4289, -99.1701 => ||||pin
    estoy en 19.4289,-99.1701 => ||||pin
    no era Río Lerma, era Río Tíber => Río Tíber
    van hacia Río Lerma =>
    huyeron por Río Lerma hacia Reforma => Río Lerma
    vivo en Río Lerma 145 => Río Lerma|145
    la señora de Río Lerma 145 => Río Lerma|145
    oficial Sabino, buenas noches =>
    en el 45 => |45
    #45 => |45
    frente al 12 => |12
    es el 45 => |45
    Río Lerma s/n => Río Lerma
    Río Lerma 1 => Río Lerma|1
    Río Lerma 45 y 47 => Río Lerma|45
    Río Lerma 45 al 60 => Río Lerma|45
    Río Lerma entre el 45 y el 60 => Río Lerma|45
    Rio Lerma y Tiber #45 => Río Lerma|45|Río Tíber
    Calzada Melchor Ocampo 250 => Melchor Ocampo|250
    Melchor Ocampo y Río Lerma => Melchor Ocampo||Río Lerma
    Parque Vía 20 => Parque Vía|20
    calle 5 de Mayo 20 => 5 de Mayo|20
    Eje 3 Sur 45 => Eje 3 Sur|45
    Av. Chapultepec 45 => Avenida Chapultepec|45
    Río Lerma número cuarenta y cinco => Río Lerma|45
    número ciento veinte de Río Lerma => Río Lerma|120
    Río Lerma number one hundred and twenty => Río Lerma|120
    number one forty-five Río Lerma => Río Lerma|145
    un hombre de 6' en Río Lerma => Río Lerma
    a 45" tv stolen on Río Lerma => Río Lerma
    entre el 5 y el 10 de mayo en Río Lerma => Río Lerma
    cuestan 19.50, 99.00 en Río Lerma => Río Lerma
    number one priority: Río Lerma 45 => Río Lerma|45
    https://www.google.com/maps/@19.43,-99.16,17z mira Río Lerma 45 => Río Lerma|45|||pin
    Río Lerma 45 https://maps.app.goo.gl/xyz123 => Río Lerma|45
    Río Lerma 5512345678 => Río Lerma
    Río Lerma 145 5512345678 => Río Lerma
    en Río Lerma 145 y 3 más => Río Lerma|145
"""


def cases() -> list[tuple[str, str]]:
    rows = [line.strip().rpartition("=>") for line in FORMS.strip().splitlines()]
    return [(text.strip(), wanted.strip()) for text, _, wanted in rows]


def in_short(place: Place) -> str:
    parts = (place.street, place.number, place.cross_street, place.landmark, "pin" if place.pin else None)
    return "|".join(part or "" for part in parts).rstrip("|")


@pytest.mark.parametrize(("text", "wanted"), cases())
def test_an_odd_form_is_read_like_any_other(text: str, wanted: str) -> None:
    assert in_short(read_place(text, RULES)) == wanted


@pytest.mark.parametrize(
    ("words", "figures"),
    [
        ("number forty-five", "number 45"),
        ("Number One Hundred and Twenty", "Number 120"),
        ("number one forty-five", "number 145"),
        ("number four five", "number 45"),
        ("número cuarenta y cinco", "número 45"),
        ("numero ciento veintidos", "numero 122"),
        ("número doscientos", "número 200"),
        ("a number of people", "a number of people"),
        ("forty-five people", "forty-five people"),
    ],
)
def test_numbers_of_houses_may_be_spelt_out(words: str, figures: str) -> None:
    assert in_figures(words) == figures
