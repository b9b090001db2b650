"""A suspicious person: what they do is asked before officers hear of it, if nothing was told but looks."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot.core.figures.counts import still_open
from bot.core.figures.history import history_of
from bot.core.model.kinds import Kind, State
from bot.core.reading.conduct import conduct_in, tells_only_of_looks
from tests.builders import ANA, BETO, JUAREZ, PENA, SOTO
from tests.conversation import Conversation
from tests.rules_for_tests import CUAUHTEMOC, some_rules

LATER = datetime(2030, 1, 1, tzinfo=UTC)
LOOKS = """
    hay un tipo raro en Río Lerma 45
    gente sospechosa en Río Lerma
    no son de aquí esos señores de Río Lerma 45
    a black guy in a hoodie at Río Lerma 45
    Vi a un indigente en Río Lerma 20, no es de aquí
    camioneta sospechosa en Río Lerma 45
    suspicious man outside number 45 Río Lerma
    un señor con facha de ratero parado en Naranjo 214
    Un prieto con capucha en Sabino 142
    persona sospechosa, moreno, gorra negra, Río Lerma 139
    estoy viendo a un tipo sospechoso en Lerma 45
    there's a weird guy standing on the corner of Río Lerma and Río Tíber
    me da miedo un señor que está afuera de Naranjo 214
    no está haciendo nada malo pero se ve raro
    actitud sospechosa de un joven en Sabino 142
    oficiales, una persona extraña por Río Pánuco 30, favor de verificar
    not from here, tattooed man walking down Río Lerma
    Buenas noches oficial, un individuo con muy mala pinta en la esquina de Sabino y Carpio
    Ojo con una pareja de extranjeros en Río Tíber, no parecen de la colonia
    hay un señor que no conozco en la entrada del edificio, Río Nilo 71
    otra vez el indigente afuera de mi casa, Río Lerma 20
    some teenagers hanging out by the park, they look like trouble
    un coche sospechoso con vidrios polarizados en Río Ebro 12
    pandilleros en la esquina de Fresno y Carpio
    no sé, nomás está ahí
    just standing there I guess
"""
CONDUCT = """
    lleva una hora parado viendo las ventanas en Río Lerma 45
    está probando las puertas en Río Lerma 45
    siguiendo a la gente en Río Lerma
    looking into cars on Río Lerma
    Un coche da vueltas por Río Lerma
    un tipo raro tocando timbrez en Naranjo 214
    camioneta sospechosa sin placas en Río Lerma 45
    two guys trying car doors on Río Lerma
    hay un tipo en la azotea de Río Lerma 45
    a man is in my garden, Río Lerma 45
    drunk guy at Fresno 100
    dicen que vienen del gas y no traen gafete, Lerma 45
    un carro lleva tres días estacionado en Río Nilo 71 con gente adentro
    some guy keeps walking up and down Río Lerma
    man lying on the pavement
    un sujeto desatornillando algo en Sabino 142
    a stranger unscrewing something at Sabino 142
    Dos personas con overol abren los buzones de Río Atoyac 80
    un joven con mochila deja marcas con gis en las puertas
    el mismo carro gris tres noches seguidas con las luces apagadas
    My neighbour's ex is sitting in a car opposite the house, has been since lunch
    two women with clipboards, they ask who's home during the day
    a man walks into each carport and opens the closet
"""


def lines(text: str) -> list[str]:
    return [line.strip() for line in text.strip().splitlines()]


@pytest.mark.parametrize("text", lines(LOOKS))
def test_looks_are_no_conduct(text: str) -> None:
    assert conduct_in(text) == ()
    assert tells_only_of_looks(text)


@pytest.mark.parametrize("text", lines(CONDUCT))
def test_a_deed_is_conduct(text: str) -> None:
    assert conduct_in(text)
    assert not tells_only_of_looks(text)


def test_what_speaks_of_nobody_is_not_asked_about_anybody() -> None:
    assert not tells_only_of_looks("Algo pasa en Río Lerma 45")
    assert not tells_only_of_looks("")


def test_looks_alone_are_asked_about_before_anybody_is_told() -> None:
    talk = Conversation()
    message = talk.says(ANA, "Hay un tipo raro en Río Lerma 45")
    (line,) = talk.posts()
    assert line.reply_to == message.message_id
    assert "CUA-000001 · Persona o vehículo sospechoso · Río Lerma 45 · CUA-1" in line.text
    assert "Falta qué está haciendo esa persona o vehículo (no cómo se ve); por favor responda" in line.text
    assert "foto" not in line.text  # nobody is to be photographed for what they look like
    assert not talk.posts(JUAREZ.id)
    assert talk.report.state is State.RECEIVED
    assert talk.events() == ["opened", "asked"]


def test_it_is_asked_in_the_groups_language() -> None:
    talk = Conversation(some_rules(language="en"))
    talk.says(ANA, "A black guy in a hoodie at Río Lerma 45")
    assert "Still needed: what that person or vehicle is doing (not what they look like)" in talk.texts()[0]


@pytest.mark.parametrize("quoted", [True, False])
def test_the_answer_takes_it_to_the_officers_once(quoted: bool) -> None:
    talk = Conversation()
    message = talk.says(ANA, "Hay un tipo raro en Río Lerma 45")
    talk.passes(minutes=3)
    talk.says(ANA, "está tocando los timbres de todo el edificio", reply_to=message.message_id if quoted else None)
    assert talk.report.state is State.FORWARDED
    assert "tocando los timbres" in talk.texts(JUAREZ.id)[0]
    assert "haciendo esa persona" not in talk.texts()[0]
    talk.says(ANA, "en el 47")
    talk.passes(hours=1)
    assert sum("CORRECCIÓN" not in text for _, text in talk.rung if "timbres" in text) == 1
    assert "kept" not in talk.events()


def test_conduct_goes_to_the_officers_at_once_as_ever() -> None:
    talk = Conversation()
    talk.says(ANA, "Un tipo lleva una hora parado viendo las ventanas en Río Lerma 45")
    assert talk.posts(JUAREZ.id)
    assert "asked" not in talk.events()


def test_no_answer_in_time_keeps_it_in_the_log_and_says_so_kindly_in_its_line() -> None:
    talk = Conversation()
    talk.says(ANA, "Hay un tipo raro en Río Lerma 45")
    talk.passes(minutes=30)
    assert talk.events() == ["opened", "asked", "kept"]
    (text,) = talk.texts()
    assert "gracias por estar al pendiente" in text
    assert "911" in text
    assert "Falta" not in text
    assert talk.rings(CUAUHTEMOC) == 1
    assert not talk.posts(JUAREZ.id)
    assert talk.report.state is State.RECEIVED


def test_an_answer_that_tells_of_looks_again_keeps_it_and_a_deed_that_comes_later_still_goes_out() -> None:
    talk = Conversation()
    message = talk.says(ANA, "Hay un tipo raro en Río Lerma 45")
    talk.says(ANA, "pues tiene cara de ratero, trae capucha")
    assert talk.events() == ["opened", "asked", "added", "kept"]
    talk.passes(minutes=40)
    assert talk.events()[-1] == "kept"
    talk.says(BETO, "yo lo vi abriendo un carro", reply_to=message.message_id)
    assert "abriendo un carro" in talk.texts(JUAREZ.id)[0]
    assert "gracias por estar al pendiente" not in talk.texts()[0]


def test_a_place_or_a_picture_is_no_answer_and_leaves_the_author_time() -> None:
    talk = Conversation()
    talk.says(ANA, "Hay un tipo raro en Río Lerma")
    talk.says(ANA, "en el 160")
    talk.says(ANA, kind=Kind.PHOTO)
    assert talk.report.quadrants == ("CUA-2",)
    assert "kept" not in talk.events()
    assert not talk.posts(JUAREZ.id)
    talk.says(ANA, "se asoma a los coches")
    assert [len(talk.posts(who.id)) for who in (JUAREZ, SOTO)] == [0, 2]  # the alert and the photo


def test_an_answer_that_is_an_emergency_goes_out_as_one_at_once_and_escalates() -> None:
    talk = Conversation()
    talk.says(ANA, "Hay un tipo raro en Río Lerma 45")
    talk.says(ANA, "¡está golpeando a una señora!")
    assert talk.report.emergency
    assert "EMERGENCIA" in talk.texts(JUAREZ.id)[0]
    talk.passes(minutes=3)
    assert "escalated" in talk.events()


def test_an_answer_may_be_about_something_else_than_a_suspicious_person() -> None:
    talk = Conversation()
    message = talk.says(ANA, "Hay gente rara en Río Lerma 45")
    talk.says(ANA, "están poniendo un puesto en la banqueta", reply_to=message.message_id)
    assert len(talk.reports) == 1
    assert talk.posts(JUAREZ.id)


def test_what_they_do_is_the_answer_even_where_it_would_be_a_report_of_another_kind() -> None:
    talk = Conversation()
    talk.says(ANA, "Hay gente rara en Río Lerma 45")
    talk.says(ANA, "no sé, nada más están ahí")
    talk.says(ANA, "ya se metieron al edificio")
    assert len(talk.reports) == 1
    assert "ya se metieron al edificio" in talk.texts(JUAREZ.id)[0]


def test_a_lamp_that_is_out_is_no_answer() -> None:
    talk = Conversation()
    talk.says(ANA, "Hay un tipo raro en Río Lerma 45")
    talk.says(ANA, "Luminaria apagada en Río Sena 20")
    assert len(talk.reports) == 2


def test_new_words_in_the_place_of_the_old_are_an_answer_too() -> None:
    talk = Conversation()
    message = talk.says(ANA, "Hay un tipo raro en Río Lerma 45")
    talk.edits(message, "Hay un tipo probando las puertas en Río Lerma 45")
    assert "probando las puertas" in talk.texts(JUAREZ.id)[0]


def test_an_officer_who_answers_takes_it_up_all_the_same() -> None:
    talk = Conversation()
    message = talk.says(ANA, "Hay un tipo raro en Río Lerma 45")
    talk.says(JUAREZ, "Enterado, paso a verificar", reply_to=message.message_id)
    assert talk.report.state is State.ACKNOWLEDGED
    talk.passes(minutes=30)
    assert "kept" not in talk.events()
    assert "Of. Juárez" in talk.texts()[0]


def test_an_emergency_is_never_held_back_for_want_of_conduct() -> None:
    talk = Conversation()
    talk.says(ANA, "¡Auxilio! hay un hombre sospechoso con pistola en Río Lerma 45")
    assert talk.report.emergency
    assert talk.posts(JUAREZ.id)


def test_what_was_kept_is_not_among_what_the_police_left_open() -> None:
    talk = Conversation()
    talk.says(ANA, "Hay un tipo raro en Río Lerma 45")
    talk.passes(minutes=30)
    history = history_of(talk.report, talk.log, LATER)
    assert history is not None
    assert history.held
    assert still_open([history]) == ()


def test_private_reports_are_asked_the_same_way() -> None:
    talk = Conversation()
    talk.writes_to_the_bot(ANA, "Hay un tipo raro en Río Lerma 45")
    assert "haciendo esa persona" in talk.texts(ANA.id)[0]
    assert not talk.posts(JUAREZ.id)
    talk.writes_to_the_bot(ANA, "está tomando fotos de las casas")
    assert talk.posts(JUAREZ.id)
    assert not talk.posts(PENA.id)
