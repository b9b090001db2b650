"""Who may ask for a digest, and for which day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from bot.core.digests.asking import WISHES, Wish, day_asked, wish_of
from bot.core.effects import Remember
from bot.core.model.incoming import Person
from bot.core.outgoing import Remove
from bot.locales import sentences
from tests.builders import ANA, JUAREZ, ROSA, RUIZ, a_scene, an_incoming
from tests.conversation import Conversation
from tests.rules_for_tests import CUAUHTEMOC

TODAY = date(2026, 3, 2)
ES = sentences("es")


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("", date(2026, 3, 1)),
        ("ayer", date(2026, 3, 1)),
        ("Yesterday", date(2026, 3, 1)),
        ("hoy", TODAY),
        ("antier", date(2026, 2, 28)),
        ("2026-02-03", date(2026, 2, 3)),
        ("3/2", date(2026, 2, 3)),
        ("21/11", date(2025, 11, 21)),  # this year's is still to come
        ("21/11/2024", date(2024, 11, 21)),
        ("29/2", None),
        ("31/2/2026", None),
        ("2026-13-01", None),
        ("mañana", None),
        ("٣/٢", None),
        ("1/1/1", None),
        ("0001-01-01", None),
    ],
)
def test_a_day_as_people_type_it(typed: str, day: date | None) -> None:
    assert day_asked(typed, TODAY) == day


def test_a_neighbour_and_an_officer_are_told_whom_digests_are_for() -> None:
    for person in (ANA, JUAREZ):
        assert wish_of(an_incoming("/resumen", person, chat_id=person.id), "", ES, a_scene()) == ES(
            "digest.not_entitled"
        )


@pytest.mark.parametrize("person", [RUIZ, ROSA])
def test_a_commander_and_an_administrator_have_their_wish(person: Person) -> None:
    message = an_incoming("/resumen", person, chat_id=person.id)
    wish = wish_of(message, "", ES, a_scene())
    assert wish == Wish("2019-01-11", person.id, person.id, message.message_id)  # NOW is the evening of the 12th
    (noted,) = wish.noted()
    assert isinstance(noted, Remember)
    assert noted.key.startswith(WISHES)
    assert Wish.of(noted.value) == wish


def test_a_day_to_come_and_what_is_no_day_are_answered_at_once() -> None:
    message = an_incoming("/resumen", RUIZ, chat_id=RUIZ.id)
    assert wish_of(message, "2019-01-13", ES, a_scene()) == ES("digest.day_to_come")
    assert wish_of(message, "el otro día", ES, a_scene()) == ES("digest.bad_day")


def test_in_the_group_it_is_answered_in_private_and_the_command_goes() -> None:
    talk = Conversation()
    talk.writes_to_the_bot(RUIZ, "/start")
    command = talk.says(RUIZ, "/resumen 11/1")
    (value,) = talk.world.notes.values()
    assert Wish.of(value).day == "2019-01-11"
    assert Remove(chat_id=CUAUHTEMOC, message_id=command.message_id) in talk.done


def test_who_cannot_be_written_to_is_told_how_to_have_it() -> None:
    talk = Conversation()
    talk.says(RUIZ, "/resumen")
    assert not talk.world.notes
    assert talk.texts(CUAUHTEMOC)[-1] == ES("digest.in_private")


def test_an_edited_command_is_no_second_wish() -> None:
    talk = Conversation()
    command = talk.writes_to_the_bot(RUIZ, "/resumen")
    talk.world.notes.clear()
    talk.takes(replace(command, text="/resumen 1/1", edited=True))
    assert not talk.world.notes
