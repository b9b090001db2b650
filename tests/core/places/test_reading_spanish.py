"""Places as Mexican neighbours type them: (text, street, number, cross street)."""

from __future__ import annotations

import pytest

from bot.core.places import read_place
from tests.core.places.rules_of_places import streets_and_landmarks

RULES = streets_and_landmarks()

Case = tuple[str, str | None, str | None, str | None]

STREET_AND_NUMBER: list[Case] = [
    ("están asaltando en Río Lerma 139", "Río Lerma", "139", None),
    ("RIO LERMA 139 URGE PATRULLA", "Río Lerma", "139", None),
    ("rio lerma #139 se metieron", "Río Lerma", "139", None),
    ("se oyen gritos, rio lerma no. 12 int 3", "Río Lerma", "12", None),
    ("Río Lerma No 12-B", "Río Lerma", "12-B", None),
    ("en Río Lerma num 45 hay humo", "Río Lerma", "45", None),
    ("en Río Lerma número 45 hay humo", "Río Lerma", "45", None),
    ("Río Tigre no, es Río Lerma, frente al 34", "Río Lerma", "34", None),
    ("bache en Naranjo, frente al 98", "Naranjo", "98", None),
    ("NARANJO 98 hay una pelea", "Naranjo", "98", None),
    ("hay una pelea en naranjo 98", "Naranjo", "98", None),
    ("fuga en c/ fresno 305", "Fresno", "305", None),
    ("fuga en la calle fresno 305", "Fresno", "305", None),
    ("afuera de rio rhin 27 hay un tipo", "Río Rhin", "27", None),
    ("afuera de rin 27 hay un tipo", "Río Rhin", "27", None),
    ("huele a gas en cedro 71 depto 302", "Cedro", "71", None),
    ("huele a gas en el depto 302 de cedro 71", "Cedro", "71", None),
    ("huele a gas en cedro depto 302, número 71", "Cedro", "71", None),
    ("sor juana 88 tercer piso", "Sor Juana Inés de la Cruz", "88", None),
    ("Sor Juana Inés 88", "Sor Juana Inés de la Cruz", "88", None),
    ("sta ma la ribera 36 robaron espejos", "Santa María la Ribera", "36", None),
    ("Sta. Ma. la Ribera 36 robaron espejos", "Santa María la Ribera", "36", None),
    ("robo en carpio 112", "Manuel Carpio", "112", None),
    ("torres bodet 140 pelea", "Jaime Torres Bodet", "140", None),
    ("gonzalez martinez 20 hay ruido", "Enrique González Martínez", "20", None),
    ("dr atl 230", "Dr. Atl", "230", None),
    ("Doctor Atl 230, un señor tirado", "Dr. Atl", "230", None),
    ("chocaron en Reforma 222", "Paseo de la Reforma", "222", None),
    ("chocaron en av. reforma 222", "Paseo de la Reforma", "222", None),
    ("calle de Sabino número 60", "Sabino", "60", None),
    ("en el 45 de Sabino están tirando cascajo", "Sabino", "45", None),
    ("en el número 45 de la calle Sabino", "Sabino", "45", None),
    ("vengan al 45 de rio volga", "Río Volga", "45", None),
    ("r. lerma 20, ruido", "Río Lerma", "20", None),
    ("en lerma 20 hay ruido", "Río Lerma", "20", None),
    ("frente a Po 11 tocan timbres", "Río Po", "11", None),
    ("Sabino 60 y 62 sin luz", "Sabino", "60", None),
    ("Sabino 60. Urge", "Sabino", "60", None),
    ("(Sabino 60)", "Sabino", "60", None),
    ("dirección: Sabino 60", "Sabino", "60", None),
    ("Río Nilo 62 bis no hay luz", "Río Nilo", "62 bis", None),
    ("Río Nilo 62B no hay luz", "Río Nilo", "62B", None),
    ("la banqueta de Amado Nervo 33 interior 4", "Amado Nervo", "33", None),
    ("mi vecino del 4 golpea a su hijo. Amado Nervo 33 interior 4, vengan", "Amado Nervo", "33", None),
    ("oficial rio balsas 45 por favor", "Río Balsas", "45", None),
    ("Asalto\nCalle Nogal 45\nson dos", "Nogal", "45", None),
    ("en villalongin a la altura del 12", "Manuel Villalongín", "12", None),
    ("Insurgentes Nte. 240 choque", "Insurgentes Norte", "240", None),
    ("insurgentes 240 choque", "Insurgentes Norte", "240", None),
    ("cuauhtemoc 120 se cayó un árbol", "Cuauhtémoc", "120", None),
    ("le robaron afuera de Naranjo 98, corrió hacia Reforma", "Naranjo", "98", None),
    ("vivo en Cedro 71 pero están robando en Sabino 60", "Sabino", "60", None),
    ("no es en Cedro 71, es en Sabino 60", "Sabino", "60", None),
    ("está en R\u00edo Le\u200brma 20", "Río Lerma", "20", None),
    ("Calle: Fresno\nNúmero: 45\nProblema: fuga", "Fresno", "45", None),
    ("Naranjo-98 pelea", "Naranjo", "98", None),
    ("Naranjo - 98 pelea", "Naranjo", "98", None),
    ("en Río Guadalquivir no.33 vecinos ayuden", "Río Guadalquivir", "33", None),
    ("Soy del 17 de Río Po", "Río Po", "17", None),
    ("Sabino 20 mientras dormíamos", "Sabino", "20", None),
    ("robo en proceso en naranjo98", "Naranjo", "98", None),
    ("Rio lerma 139casi esq con sena", "Río Lerma", "139", "Río Sena"),
    ("ayuda!!! 98 de la calle naranjo", "Naranjo", "98", None),
    ("Naranjo #98-4, fuga de gas", "Naranjo", "98", None),
    ("río pánuco 20-22 huele a quemado", "Río Pánuco", "20-22", None),
    ("coche abandonado en amado nervo 20 desde noviembre", "Amado Nervo", "20", None),
    ("en el 302 de Río Guadalquivir 20 se oyen gritos", "Río Guadalquivir", "20", None),
    ("atropelló a una señora en Río Rhin 40 y huyó por Lerma", "Río Rhin", "40", None),
    ("voy por naranjo hacia eligio ancona, me siguen", "Naranjo", None, None),
    ("el oxxo de Sabino", "Sabino", None, None),
    ("Sabino", "Sabino", None, None),
    ("sabino, por favor", "Sabino", None, None),
    ("los del taller de Fresno trabajan en la banqueta", "Fresno", None, None),
]

CROSSINGS: list[Case] = [
    ("Rio Lerma 139 casi esq con Rio Sena", "Río Lerma", "139", "Río Sena"),
    ("río tiber y panuco", "Río Tíber", None, "Río Pánuco"),
    ("choque rio panuco y rio tiber", "Río Pánuco", None, "Río Tíber"),
    ("Río Tíber e/ Lerma y Pánuco", "Río Tíber", None, "Río Lerma"),
    ("Río Tíber entre Lerma y Pánuco", "Río Tíber", None, "Río Lerma"),
    ("Mariano Azuela entre Naranjo y Sabino", "Mariano Azuela", None, "Naranjo"),
    ("azuela e/ naranjo y sabino hay fuga", "Mariano Azuela", None, "Naranjo"),
    ("entre Naranjo y Sabino, en Mariano Azuela", "Mariano Azuela", None, "Naranjo"),
    ("esquina de Fresno y Alzate", "Fresno", None, "Alzate"),
    ("en la esquina de fresno con alzate", "Fresno", None, "Alzate"),
    ("Fresno esq. Alzate", "Fresno", None, "Alzate"),
    ("fresno esquina alzate", "Fresno", None, "Alzate"),
    ("fresno casi con alzate", "Fresno", None, "Alzate"),
    ("fresno casi alzate", "Fresno", None, "Alzate"),
    ("en fresno a la altura de alzate", "Fresno", None, "Alzate"),
    ("fresno 20 casi esquina con la calle de alzate", "Fresno", "20", "Alzate"),
    ("Torres Bodet esq. Carpio", "Jaime Torres Bodet", None, "Manuel Carpio"),
    ("balazos en rio misisipi casi con reforma", "Río Misisipi", None, "Paseo de la Reforma"),
    ("choque en insurgentes norte y diaz miron", "Insurgentes Norte", None, "Salvador Díaz Mirón"),
    ("Lerma/Tíber, un choque", "Río Lerma", None, "Río Tíber"),
    ("cruce de lerma con tiber", "Río Lerma", None, "Río Tíber"),
    ("Río Nilo 62, entre Río Lerma y Río Pánuco", "Río Nilo", "62", "Río Lerma"),
    ("Río Nilo 62 depto 4 entre Lerma y Pánuco", "Río Nilo", "62", "Río Lerma"),
    ("en Alzate hay un carro volcado, esquina con Fresno", "Alzate", None, "Fresno"),
    ("Santa María la Ribera 109 casi esquina con Dr. Atl", "Santa María la Ribera", "109", "Dr. Atl"),
    ("Sta María la Ribera esq Carpio", "Santa María la Ribera", None, "Manuel Carpio"),
    ("van por cedro y fresno tocando puertas", "Cedro", None, "Fresno"),
    ("Río Lerma esquina con Varsovia", "Río Lerma", None, "Varsovia"),
    ("Calle: Fresno\nEntre: Alzate y Carpio", "Fresno", None, "Alzate"),
    ("rio lerma esq varsovia", "Río Lerma", None, "Varsovia"),
    ("Reforma y Río Rhin, motociclista tirado", "Paseo de la Reforma", None, "Río Rhin"),
    ("ribera de san cosme y naranjo; ella corrió a la farmacia", "Ribera de San Cosme", None, "Naranjo"),
]

TYPOS: list[Case] = [
    ("rio tibber 20", "Río Tíber", "20", None),
    ("rio lema 20", "Río Lerma", "20", None),
    ("rio panucco y rio tibre", "Río Pánuco", None, "Río Tíber"),
    ("en frezno 45 hay humo", "Fresno", "45", None),
    ("viilalongin 30", "Manuel Villalongín", "30", None),
    ("rivera de san cosme 22", "Ribera de San Cosme", "22", None),
    ("santa maria la rivera 22", "Santa María la Ribera", "22", None),
    ("sorjuana 88", "Sor Juana Inés de la Cruz", "88", None),
    ("riolerma 20", "Río Lerma", "20", None),
    ("enrique gonsales martines 20", "Enrique González Martínez", "20", None),
    ("salvador dias miron 14", "Salvador Díaz Mirón", "14", None),
    ("rio guadalkivir 9", "Río Guadalquivir", "9", None),
    ("jaime tores bodet 140", "Jaime Torres Bodet", "140", None),
    ("Río Mississippi 30", "Río Misisipi", "30", None),
    ("roi lerma 30", "Río Lerma", "30", None),
    ("choque en riio nilo y rie ebro", "Río Nilo", None, "Río Ebro"),
    ("naraanjo esq. rio gaudalquivir", "Naranjo", None, "Río Guadalquivir"),
    ("balazos en santa maria la ribear casi con cdero", "Santa María la Ribera", None, "Cedro"),
]

NO_HOUSE_NUMBER: list[Case] = [
    ("en Naranjo a las 7 hubo un asalto", "Naranjo", None, None),
    ("en Naranjo 3 sujetos abren un coche", "Naranjo", None, None),
    ("en Río Volga 2 tipos en moto", "Río Volga", None, None),
    ("en Río Volga, 15 min esperando", "Río Volga", None, None),
    ("en Río Volga 10 pm ruido", "Río Volga", None, None),
    ("en Río Volga 22:30 ruido", "Río Volga", None, None),
    ("en Río Volga 18 h", "Río Volga", None, None),
    ("Río Volga. Ya llamé al 911", "Río Volga", None, None),
    ("coche en Sabino placas terminacion 412", "Sabino", None, None),
    ("Sabino, mi teléfono es 55 1234 5678", "Sabino", None, None),
    ("en Sabino 5512345678", "Sabino", None, None),
    ("Sabino, me pidieron $500", "Sabino", None, None),
    ("Sabino depto 302", "Sabino", None, None),
    ("Sabino piso 3", "Sabino", None, None),
    ("en Sabino el 24 de enero", "Sabino", None, None),
    ("en Sabino del 15 al 20 de marzo sin luz", "Sabino", None, None),
    ("mi hijo de 6 años se perdió en Sabino", "Sabino", None, None),
    ("desde 2019 está roto en Sabino", "Sabino", None, None),
    ("en Sabino entre 10 y 12 de la noche", "Sabino", None, None),
    ("asaltan en Sabino hace 15 min", "Sabino", None, None),
    ("Van 20 reportes por Sabino", "Sabino", None, None),
]

NO_STREET: list[Case] = [
    ("la reforma judicial es un robo", None, None, None),
    ("vendo mesa de cedro y sillas", None, None, None),
    ("traigo jugo de naranjo", None, None, None),
    ("camioneta naranja sin placas", None, None, None),
    ("la señora Margarita se cayó", None, None, None),
    ("doña margarita no contesta", None, None, None),
    ("vivo en la colonia Cuauhtémoc", None, None, None),
    ("vivo en la Cuauhtémoc", None, None, None),
    ("toda Santa María la Ribera sin luz", None, None, None),
    ("en Santa María la Ribera ya no se puede", None, None, None),
    ("los ambulantes del metro san cosme", None, None, None),
    ("en la Alameda de Santa María hay dos tipos", None, None, None),
    ("se fueron corriendo hacia insurgentes", None, None, None),
    ("huyó rumbo a Reforma", None, None, None),
    ("cierren con llave las 24 horas", None, None, None),
    ("se vende Jetta 2015", None, None, None),
    ("corriendo por la calle gritando", None, None, None),
    ("la calle está muy oscura", None, None, None),
    ("mi plata desapareció", None, None, None),
    ("Salmos 91", None, None, None),
    ("nos vemos en Navidad", None, None, None),
    ("buenos días vecinos", None, None, None),
    ("el señor Azuela del 4 no paga", None, None, None),
    ("corrieron en cerro pelado", None, None, None),
    ("robaron un coche placas ABC123", None, None, None),
    ("Mateo tiene 6 años", None, None, None),
    ("Cobran 500 por moverte", None, None, None),
    ("Marqué 911 y nada", None, None, None),
    ("la patrulla número 1234 me pidió dinero", None, None, None),
    ("hasta el 15 no hay agua", None, None, None),
    ("en el 2019 temblaba igual", None, None, None),
]

UNKNOWN: list[Case] = [
    ("bache en calle Tabachines 45", "Tabachines", "45", None),
    ("bache en la calle Tabachines", "Tabachines", None, None),
    ("bache en Av. Tabachines 45", "Avenida Tabachines", "45", None),
    ("bache en la avenida chapultepec 45", "Avenida Chapultepec", "45", None),
    ("choque en calzada de Tlalpan 583", "Calzada de Tlalpan", "583", None),
    ("robo en privada Tabachines 4", "Privada Tabachines", "4", None),
    ("Callejón del Beso 12", "Callejón del Beso", "12", None),
    ("en Eje 3 Poniente hay un choque", "Eje 3 Poniente", None, None),
    ("en Tabachines 45 hay un incendio", "Tabachines", "45", None),
    ("Tabachines 45, hay un incendio", "Tabachines", "45", None),
    ("en tabachines 45 hay un incendio", "Tabachines", "45", None),
    ("frente a Heriberto Frías 1301", "Heriberto Frías", "1301", None),
    ("en Tabachines esq. Colorines", "Tabachines", None, "Colorines"),
    ("en calle 5 de Mayo 30", "5 de Mayo", "30", None),
    ("sobre Tabachines hay una fuga", "Tabachines", None, None),
    ("rio churubusco 20 choque", "Río Churubusco", "20", None),
    ("choque en circuito interior a la altura de melchor ocampo", "Circuito Interior", None, "Melchor Ocampo"),
    ("fuga en Barranca del Olvido 1182, vengan", "Barranca del Olvido", "1182", None),
    ("fuga en isabel la catolica 135 vengan", "Isabel la Catolica", "135", None),
    ("no se mueve, Rosas moreno 45 bis depto 8", "Rosas Moreno", "45 bis", None),
    ("choque en Av. Chapultepec y Sevilla", "Avenida Chapultepec", None, "Sevilla"),
    ("HAY UN INCENDIO EN CALLE TABACHINES 45", "Tabachines", "45", None),
]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "street", "number", "cross"),
    STREET_AND_NUMBER + CROSSINGS + TYPOS + NO_HOUSE_NUMBER + NO_STREET + UNKNOWN,
)
def test_a_place_is_read_as_a_neighbour_would_say_it(
    text: str, street: str | None, number: str | None, cross: str | None
) -> None:
    place = read_place(text, RULES)
    assert (place.street, place.number, place.cross_street) == (street, number, cross)


@pytest.mark.parametrize(
    ("text", "street", "landmark"),
    [
        ("afuera del metro san cosme", None, "Metro San Cosme"),
        ("afuera del metro san cosme sobre ribera de san cosme", "Ribera de San Cosme", "Metro San Cosme"),
        ("en la alameda junto al kiosco morisco", None, "Alameda de Santa María"),
        ("atropellado en Reforma frente al Ángel", "Paseo de la Reforma", "Ángel de la Independencia"),
        ("se fueron hacia el ángel", None, None),
    ],
)
def test_a_landmark_is_no_street_and_stands_beside_one(text: str, street: str | None, landmark: str | None) -> None:
    place = read_place(text, RULES)
    assert (place.street, place.landmark) == (street, landmark)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("es en el 45 no en el 54", "45"),
        ("#45", "45"),
        ("45", "45"),
        ("el 45", "45"),
        ("número 45", "45"),
        ("frente al 34", "34"),
        ("en el 911 no contestan", None),
        ("en el 4 piso", None),
        ("son 45", None),
        ("depto 45", None),
    ],
)
def test_a_number_alone_answers_the_question_for_it(text: str, number: str | None) -> None:
    assert read_place(text, RULES).number == number
