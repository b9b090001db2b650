"""Whose report a word belongs to that nobody quoted, read by the real reader."""

from __future__ import annotations

import pytest

from bot.core.outgoing import Remove
from tests.builders import ANA, BETO, JUAREZ, MEMO, ROSA, RUIZ, SOTO
from tests.conversation import Conversation

FOLLOW_UPS = """
    trae gorra roja
    ya se fueron
    van hacia Reforma
    they've gone
    wearing a red cap
"""


@pytest.mark.parametrize("text", [line.strip() for line in FOLLOW_UPS.strip().splitlines()])
@pytest.mark.parametrize("author", [ANA, BETO])
def test_a_follow_up_that_quotes_nothing_belongs_to_the_only_report_of_these_minutes(text: str, author: object) -> None:
    talk = Conversation()
    talk.says(ANA, "Están asaltando a una señora en Río Lerma 54")
    talk.passes(seconds=40)
    talk.says(author, text)  # type: ignore[arg-type]
    assert talk.events().count("added") == 1
    assert text in talk.report.words
    assert not talk.did(Remove)


@pytest.mark.parametrize(
    "text", ["yo también los vi", "sí, confirmo", "x2", "same here", "aquí igual, se oyen los gritos"]
)
def test_who_says_that_it_is_so_is_a_witness_though_it_is_no_report(text: str) -> None:
    talk = Conversation()
    talk.says(ANA, "Se oyen gritos de una señora en Río Lerma 54")
    talk.passes(seconds=40)
    talk.says(BETO, text)
    assert [witness.words for witness in talk.report.witnesses] == [text]
    assert not talk.did(Remove)


@pytest.mark.parametrize(
    "text", ["a mí también me robaron ayer", "a mi tambien me lo robaron ahi mismo", "¿alguien más lo oyó?", "gracias"]
)
def test_who_tells_of_their_own_or_asks_is_none(text: str) -> None:
    talk = Conversation()
    talk.says(ANA, "Están asaltando a una señora en Río Lerma 54")
    talk.passes(seconds=40)
    talk.says(BETO, text)
    assert not talk.reports[0].witnesses


def test_smoke_that_is_seen_from_elsewhere_is_where_it_burns() -> None:
    talk = Conversation()
    talk.says(ANA, "Hay humo saliendo de un edificio en Río Lerma 54")
    talk.passes(seconds=40)
    talk.says(BETO, "veo el humo desde Río Sena")
    assert len(talk.report.witnesses) == 1
    assert talk.report.place.cross_street is None


def test_hours_later_its_author_says_that_it_goes_on_and_it_is_the_same_report() -> None:
    talk = Conversation()
    talk.says(ANA, "Hay una fuga de agua en Río Lerma 54")
    talk.passes(hours=3)
    talk.says(ANA, "sigue la fuga de agua y nadie viene")
    assert "sigue la fuga" in talk.report.words


def test_where_two_reports_are_open_a_witness_who_quotes_nothing_adds_to_neither() -> None:
    talk = Conversation()
    talk.says(ANA, "Están asaltando a una señora en Río Lerma 54")
    talk.says(MEMO, "Huele mucho a gas en Río Sena 20")
    talk.says(BETO, "yo también los vi")
    assert "added" not in talk.events()


def test_a_witness_who_quotes_nothing_takes_nothing_back() -> None:
    talk = Conversation()
    talk.says(ANA, "Están asaltando a una señora en Río Lerma 54")
    talk.says(BETO, "es en el 160 no en el 54")
    assert talk.report.place.number == "54"


def test_small_talk_after_a_report_is_none_of_it() -> None:
    talk = Conversation()
    talk.says(ANA, "Están asaltando a una señora en Río Lerma 54")
    talk.says(BETO, "Vendo pasteles por encargo, precios económicos, informes por inbox")
    assert "added" not in talk.events()
    assert talk.did(Remove)


def test_an_officers_own_emergency_is_a_report_that_goes_to_those_on_duty() -> None:
    talk = Conversation()
    talk.says(SOTO, "Están asaltando en Río Lerma 45, solicito apoyo")
    assert talk.report.emergency
    assert "Of. Soto" in [row.by_name for row in talk.log if row.event == "opened"]
    assert "Río Lerma 45" in talk.texts(JUAREZ.id)[0]


@pytest.mark.parametrize("text", ["entre Tíber y Sena", "en Río Lerma 54", "es el 54", "54", "Río Lerma 54 por favor"])
@pytest.mark.parametrize("first", ["Luminaria apagada en Río Lerma", "Huele mucho a gas"])
def test_who_says_nothing_but_where_answers_what_was_asked(first: str, text: str) -> None:
    talk = Conversation()
    talk.says(ANA, first)
    was = talk.report.emergency
    talk.says(ANA, text)
    assert talk.report.emergency is was
    assert talk.events().count("added") == 1


def test_an_officer_alone_in_a_quadrant_who_calls_for_backup_is_heard_by_all_around() -> None:
    talk = Conversation()
    talk.says(SOTO, "shots fired on Río Sena 20, need backup")
    assert "Río Sena 20" in talk.texts(JUAREZ.id)[0]
    assert "Río Sena 20" in talk.texts(RUIZ.id)[0]
    assert not talk.posts(SOTO.id)
    assert not any("Of. Soto" in text for text in talk.texts(ROSA.id))
