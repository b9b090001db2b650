"""Ugly words for people are found as they are typed, and what only looks like one is let be."""

from __future__ import annotations

import pytest

from bot.core.reading.lexicon import lexicon_of
from bot.core.reading.respect import ugly_words_in
from bot.locales import LANGUAGES, sentences

UGLY = """
    Un pinche vagabundo se está orinando en la puerta | rough
    hay un teporocho gritando | rough
    Unos MUGROSOS están durmiendo en la entrada | rough
    un vagabumdo durmiendo en el cajero | rough
    un t3por0cho aventando botellas | rough
    la indijente de siempre tirando basura | rough
    Some bum is sleeping in our lobby | rough
    Los indios esos ponen su puesto en la banqueta | indigenous
    unas pinches marias, una india pidiendo dinero | indigenous
    A junkie is shooting up in the doorway | drugs
    puro mariguano en el parque | drugs
    A tranny is yelling at people | trans
    una vestida se está peleando en la esquina | trans
    un loco avienta piedras a los coches | mind
    some psycho is hitting cars | mind
    Unos nacos bloquean mi cochera | person
    un pinche joto se asoma a las ventanas | gay
    Unos negros están vendiendo droga | black
    two blacks are knocking on doors | black
    hay prostitutas cobrando en Sabino | sex_work
    unos mojados pidiendo dinero en el camellón | migrant
    the retard next door is shouting | disability
    un prieto tocando timbres | person
    un inválido estorba en la rampa | disability
    un pinche viejo le grita a los niños | older
"""
PLAIN = """
    un carro negro se estrelló en Río Lerma 45
    una señora vestida de negro tocando timbres
    robo en el metro Indios Verdes
    manejan como locos por Río Lerma
    hay un coche mugroso abandonado
    se fueron, van en un negro
    el piso está mojado y se cayó una señora
    the bus is dumping rubbish
    trae una bolsa de comida india
    una persona en situación de calle está durmiendo en la entrada
    un mono en el árbol
    un borracho está gritando
    el camión de la basura viene retrasado
    es flaco y moreno, trae gorra negra
    dos sujetos, uno negro y uno blanco
    la puta madre, se llevaron mi coche
    hay ratas en la basura
    me vuelven loca con su ruido
    he grabbed my bum on the bus
    Luminarias apagadas en Mariano Azuela y Guillermo Prieto
    la patrulla se estaciona en la rampa de discapacitados
    parked in the handicapped bay
    someone dropped a lit fag from the balcony
    el policía me gritó 'pinche vieja'
    le pregunté y se hizo el loco
    the homeless gentleman of Fresno 20 is not waking
    un ciego necesita ayuda para cruzar
"""


def rows(text: str) -> list[list[str]]:
    return [[part.strip() for part in line.split("|")] for line in text.strip().splitlines()]


@pytest.mark.parametrize(("text", "about"), rows(UGLY))
def test_an_ugly_word_is_found_and_known_for_what_it_is_about(text: str, about: str) -> None:
    assert list(ugly_words_in(text)) == [about]


@pytest.mark.parametrize("text", [text for (text,) in rows(PLAIN)])
def test_words_that_are_no_slight_are_let_be(text: str) -> None:
    assert ugly_words_in(text) == {}


def test_a_word_is_given_back_once_however_often_it_was_said() -> None:
    assert ugly_words_in("un vagabundo y otro vagabundo, puros teporochos y un joto") == {
        "rough": "vagabundo",
        "gay": "joto",
    }


def test_every_kind_of_ugly_word_has_its_respectful_one_in_each_language() -> None:
    found = lexicon_of("respect").kinds("respect") - {"none"}
    for language in LANGUAGES:
        assert {kind for kind in found if not sentences(language).has(f"respect.{kind}")} == set()
