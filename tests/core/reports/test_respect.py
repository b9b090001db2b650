"""Who reports with an ugly word gets the respectful one back, in the receipt; officers read it as a quotation."""

from __future__ import annotations

from tests.builders import ANA, JUAREZ
from tests.conversation import Conversation
from tests.rules_for_tests import CUAUHTEMOC, some_rules


def test_it_stays_a_report_and_the_respectful_word_comes_with_its_receipt() -> None:
    talk = Conversation()
    talk.says(ANA, "Un pinche vagabundo se está orinando en la puerta de Río Lerma 45")
    (text,) = talk.texts()
    assert "CUA-000001 · Persona o vehículo sospechoso · Río Lerma 45 · CUA-1" in text
    assert text.endswith("Gracias. Decimos «persona en situación de calle».")
    assert "vagabundo" not in text
    assert talk.rings(CUAUHTEMOC) == 1
    assert not talk.did(object)


def test_the_group_hears_it_in_its_own_language_whatever_the_author_wrote_in() -> None:
    talk = Conversation(some_rules(language="en"))
    talk.says(ANA, "Hay un teporocho gritando afuera de Río Lerma 45")
    assert "Thank you. We say “person sleeping rough”." in talk.texts()[0]


def test_several_words_are_given_back_in_one_sentence() -> None:
    talk = Conversation()
    talk.says(ANA, "Unos nacos y un mariguano tienen la música a todo volumen en Río Lerma 45")
    assert "Decimos «persona» y «persona que consume drogas»." in talk.texts()[0]


def test_officers_read_the_ugly_word_only_in_what_its_author_wrote() -> None:
    talk = Conversation()
    talk.says(ANA, "Un pinche vagabundo se está orinando en la puerta de Río Lerma 45")
    ours, author = talk.texts(JUAREZ.id)[0].split("Ana escribió")
    assert "vagabundo" not in ours
    assert "Un pinche vagabundo se está orinando" in author
    assert "Decimos" not in ours + author


def test_who_cries_for_help_gets_help_before_a_better_word() -> None:
    talk = Conversation()
    talk.says(ANA, "¡Un vagabundo está apuñalando a una señora en Río Lerma 45!")
    assert talk.report.emergency
    assert "Decimos" not in talk.texts()[0]
    talk.presses(JUAREZ, "Enterado")
    assert "Decimos «persona en situación de calle»." in talk.texts()[0]


def test_it_is_not_said_any_more_once_the_police_are_there() -> None:
    talk = Conversation()
    talk.says(ANA, "Un pinche vagabundo se está orinando en la puerta de Río Lerma 45")
    talk.presses(JUAREZ, "En el lugar")
    assert "Decimos" not in talk.texts()[0]


def test_an_ugly_word_in_what_is_added_is_answered_in_the_same_line() -> None:
    talk = Conversation()
    talk.says(ANA, "Alguien se está orinando en la puerta de Río Lerma 45")
    assert "Decimos" not in talk.texts()[0]
    talk.says(ANA, "es el teporocho de siempre")
    assert "Decimos «persona en situación de calle»." in talk.texts()[0]
    assert talk.rings(CUAUHTEMOC) == 1
