"""Who may ask where and when things happened, of which days, and where it is told."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from bot.core.digests.asking import Wish
from bot.core.digests.where_asking import MOST_DAYS, on_where, period_asked
from bot.core.effects import Log, Remember
from bot.core.model.incoming import Person
from bot.core.outgoing import Remove
from bot.locales import sentences
from tests.builders import ANA, JUAREZ, ROSA, RUIZ, a_scene, an_incoming
from tests.conversation import Conversation
from tests.rules_for_tests import CUAUHTEMOC

TODAY = date(2026, 3, 2)
ES = sentences("es")


@pytest.mark.parametrize(
    ("typed", "first", "last"),
    [
        ("", date(2026, 2, 2), date(2026, 3, 1)),
        ("2026-01-05 2026-02-03", date(2026, 1, 5), date(2026, 2, 3)),
        ("del 5/1 al 3/2", date(2026, 1, 5), date(2026, 2, 3)),
        ("from 15/12 to 10/1", date(2025, 12, 15), date(2026, 1, 10)),
        ("2026-01-05 - 2026-02-03", date(2026, 1, 5), date(2026, 2, 3)),
        ("2026-01-05..2026-02-03", date(2026, 1, 5), date(2026, 2, 3)),
        ("2026-02", date(2026, 2, 1), date(2026, 2, 28)),
        ("2025-12", date(2025, 12, 1), date(2025, 12, 31)),
        ("30 días", date(2026, 1, 31), date(2026, 3, 1)),
        ("últimos 7 dias", date(2026, 2, 23), date(2026, 3, 1)),
        ("Last 7 days", date(2026, 2, 23), date(2026, 3, 1)),
        ("ayer", date(2026, 3, 1), date(2026, 3, 1)),
        ("2026-02-03", date(2026, 2, 3), date(2026, 2, 3)),
    ],
)
def test_days_as_people_type_them(typed: str, first: date, last: date) -> None:
    assert period_asked(typed, TODAY) == (first, last)


@pytest.mark.parametrize(
    "typed", ["el otro día", "2026-13", "9999-12", "31/2", "0 días", "1/1 2/1 3/1", "٣ días", "2026-01-05 x"]
)
def test_what_is_no_days(typed: str) -> None:
    assert period_asked(typed, TODAY) is None


@pytest.mark.parametrize("person", [ANA, JUAREZ, ROSA])
def test_it_names_addresses_so_it_is_for_commanders_alone_and_who_claims_it_is_in_the_log(person: Person) -> None:
    reply = on_where(an_incoming("/donde", person, chat_id=person.id), "", ES, a_scene())
    assert reply.text == ES("where.not_entitled")
    (row,) = reply.effects
    assert isinstance(row, Log)
    assert (row.row.event, row.row.text) == ("refused", "where")


def test_a_commander_has_their_wish() -> None:
    message = an_incoming("/donde 2019-01", RUIZ, chat_id=RUIZ.id)
    (noted,) = on_where(message, "2019-01", ES, a_scene()).effects
    assert isinstance(noted, Remember)
    assert Wish.of(noted.value) == Wish("2019-01-01", RUIZ.id, RUIZ.id, message.message_id, last="2019-01-31")


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        ("la semana pasada", ES("where.bad_period", found="la semana pasada")),
        ("2019-01-10 2019-01-09", ES("where.backwards", first="10/01/2019", last="09/01/2019")),
        ("2019-01-13 2019-01-20", ES("where.to_come", first="13/01/2019", last="20/01/2019", today="12/01/2019")),
        (
            "2018-01-01 2019-01-02",
            ES("where.too_long", first="01/01/2018", last="02/01/2019", days=367, most=MOST_DAYS),
        ),
    ],
)
def test_days_that_cannot_be_had_are_answered_in_one_line_that_says_what_is_allowed(typed: str, answer: str) -> None:
    reply = on_where(an_incoming(f"/donde {typed}", RUIZ, chat_id=RUIZ.id), typed, ES, a_scene())
    assert (reply.text, reply.effects) == (answer, ())
    assert "\n" not in reply.text


def test_in_the_group_nothing_is_told_but_where_to_ask() -> None:
    talk = Conversation()
    talk.writes_to_the_bot(RUIZ, "/start")
    command = talk.says(RUIZ, "/donde 2019-01")
    assert not talk.world.notes
    assert talk.texts(RUIZ.id)[-1] == ES("where.in_private")
    assert Remove(chat_id=CUAUHTEMOC, message_id=command.message_id) in talk.done


@pytest.mark.parametrize("command", ["/donde", "/where", "/dónde 2019-01-01 2019-01-12"])
def test_by_both_names(command: str) -> None:
    talk = Conversation()
    talk.writes_to_the_bot(RUIZ, command)
    (value,) = talk.world.notes.values()
    assert Wish.of(value).last == ("2019-01-12" if "2019" in command else "2019-01-11")


def test_an_edited_command_is_no_second_wish() -> None:
    talk = Conversation()
    command = talk.writes_to_the_bot(RUIZ, "/donde")
    talk.world.notes.clear()
    talk.takes(replace(command, text="/donde 2018-12", edited=True))
    assert not talk.world.notes


def test_a_cry_for_help_behind_the_command_is_a_cry_for_help() -> None:
    talk = Conversation()
    talk.writes_to_the_bot(RUIZ, "/donde me están asaltando en Río Lerma 139, ayuda")
    assert talk.world.reports
