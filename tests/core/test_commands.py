"""``/start``, ``/help`` and ``/why``, in both languages and in every form."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.core.command_words import folio_asked, parse
from bot.core.model.incoming import Person
from bot.core.model.kinds import Kind
from bot.core.outgoing import Remove
from tests.builders import ANA, BETO, JUAREZ, MEMO, RIVAS, ROSA, RUIZ
from tests.conversation import Conversation, a_robbery, judged_plainly  # noqa: F401
from tests.rules_for_tests import CUAUHTEMOC, RIBERA, some_rules

PAZ = Person(1002, "Paz")


@pytest.mark.parametrize(
    ("text", "parsed"),
    [
        ("/start", ("start", "")),
        ("/start abc", ("start", "abc")),
        ("/START@cuadrante_bot", ("start", "")),
        ("/ayuda", ("help", "")),
        ("/porque CUA-000012", ("why", "CUA-000012")),
        ("/por_que@cuadrante_bot  cua-12 ", ("why", "cua-12")),
        ("/porqué CUA-12", ("why", "CUA-12")),
        ("/enlace Of. Luna", ("invite", "Of. Luna")),
        ("/turnos", ("duty", "")),
        ("/iph", ("record", "")),
        ("/settings", None),
        ("why", None),
        ("/", None),
        ("/why" + "x" * 500, None),
    ],
)
def test_a_command_is_known_by_its_names(text: str, parsed: tuple[str, str] | None) -> None:
    assert parse(text) == parsed


@pytest.mark.parametrize(
    ("text", "report_id"),
    [("/why CUA-000012", 12), ("/porque 12", 12), ("/why cua-12", 12), ("/why", None), ("/why robo", None)],
)
def test_a_folio_is_read_in_every_way_to_write_it(text: str, report_id: int | None) -> None:
    assert folio_asked(text) == report_id


@pytest.mark.parametrize(
    ("person", "words"),
    [
        (ANA, "no soy la policía"),
        (JUAREZ, "los reportes de su cuadrante"),
        (RUIZ, "emergencias sin respuesta de su sector"),
        (ROSA, "lo que el grupo necesite de usted"),
    ],
)
def test_start_greets_everybody_by_what_they_are(person: Person, words: str) -> None:
    talk = Conversation()
    talk.writes_to_the_bot(person, "/start")
    assert words in talk.texts(person.id)[0]
    assert talk.world.people[person.id].can_write is True


def test_start_makes_an_officer_reachable_again() -> None:
    talk = Conversation(deaf=[JUAREZ.id])
    a_robbery(talk)
    assert not talk.posts(JUAREZ.id)
    talk.writes_to_the_bot(JUAREZ, "/start")
    talk.passes(minutes=2)
    assert any("CUA-000001" in text for text in talk.texts(JUAREZ.id))


@pytest.mark.parametrize("command", ["/help", "/ayuda", "/help@cuadrante_bot"])
def test_help_is_answered_in_private_and_leaves_the_group_clean(command: str) -> None:
    talk = Conversation()
    talk.writes_to_the_bot(ANA, "/start")
    said = talk.says(ANA, command)
    assert "911" in talk.texts(ANA.id)[-1]
    assert not talk.posts()
    assert talk.did(Remove) == [Remove(chat_id=CUAUHTEMOC, message_id=said.message_id)]


def test_help_is_answered_briefly_in_the_group_to_whoever_the_bot_cannot_write_to() -> None:
    talk = Conversation(deaf=[ANA.id])
    talk.says(ANA, "/ayuda")
    (answer,) = talk.posts()
    assert answer.lasts is not None
    assert not talk.world.strikes


@pytest.mark.parametrize("command", ["/ayuda", "/help", "/start", "/why"])
def test_a_cry_for_help_behind_a_command_gets_through_and_stays(command: str) -> None:
    talk = Conversation()
    talk.writes_to_the_bot(ANA, "/start")
    talk.says(ANA, f"{command} me asaltan en Río Lerma 145")
    assert talk.report.emergency
    assert not talk.did(Remove)
    talk.writes_to_the_bot(BETO, f"{command} hay un incendio en Río Sena 60")
    assert len(talk.reports) == 2


def test_a_picture_with_a_command_below_it_is_judged_as_a_picture() -> None:
    talk = Conversation()
    talk.says(ANA, "/ayuda", kind=Kind.PHOTO)
    assert not talk.did(Remove)


def test_why_as_a_reply_says_verdict_rule_certainty_and_rules_version() -> None:
    talk = Conversation()
    talk.writes_to_the_bot(ROSA, "/start")
    robbery = a_robbery(talk)
    talk.says(ROSA, "/why", reply_to=robbery.message_id)
    answer = talk.texts(ROSA.id)[-1]
    for part in ("20:52", "emergencia (Robo)", "emergency.theft", "100 %", "versión test"):
        assert part in answer


@pytest.mark.parametrize("command", ["/why CUA-000001", "/porque 1", "/por_que cua-1"])
@pytest.mark.parametrize("person", [ROSA, JUAREZ, RUIZ, ANA])
def test_why_with_a_folio_answers_whoever_is_entitled(person: Person, command: str) -> None:
    talk = Conversation()
    a_robbery(talk)
    talk.writes_to_the_bot(person, command)
    assert "emergency.theft" in talk.texts(person.id)[-1]


@pytest.mark.parametrize("person", [BETO, RIVAS, PAZ])
def test_neighbors_and_those_of_another_group_may_not_ask_about_others(person: Person) -> None:
    talk = Conversation()
    a_robbery(talk)
    talk.writes_to_the_bot(person, "/why CUA-000001")
    assert "Solo administradores" in talk.texts(person.id)[-1]


def test_why_about_the_line_the_alert_and_the_notice_finds_the_message() -> None:
    talk = Conversation()
    a_robbery(talk)
    talk.says(MEMO, "promo de pizzas")
    alert = talk.world.posts[f"alert:1:{JUAREZ.id}"]
    talk.writes_to_the_bot(JUAREZ, "/porque", reply_to=alert.message_id)
    assert "emergency.theft" in talk.texts(JUAREZ.id)[-1]
    line = talk.world.posts["line:1"]
    talk.writes_to_the_bot(JUAREZ, "/start")
    talk.says(JUAREZ, "/why", reply_to=line.message_id)
    assert "emergency.theft" in talk.texts(JUAREZ.id)[-1]
    notice = next(post for key, post in talk.world.posts.items() if key.startswith("notice"))
    talk.writes_to_the_bot(MEMO, "/why", reply_to=notice.message_id)
    assert "topics.advertising" in talk.texts(MEMO.id)[-1]


@pytest.mark.parametrize("command", ["/why", "/why CUA-000099", "/why qué", "/why 99999999999999"])
def test_why_about_nothing_says_how_to_ask(command: str) -> None:
    talk = Conversation()
    talk.writes_to_the_bot(ROSA, command)
    assert "No tengo nada guardado" in talk.texts(ROSA.id)[-1]


def test_an_edited_command_is_not_answered_again_and_no_breach() -> None:
    talk = Conversation()
    said = talk.writes_to_the_bot(ANA, "/help")
    talk.edits(said, "/ayuda")
    assert len(talk.posts(ANA.id)) == 1
    asked = talk.says(ANA, "/help")
    talk.edits(asked, "/help promo")
    assert not talk.world.strikes


def test_start_in_the_group_promises_nothing_that_only_a_private_chat_makes_true() -> None:
    talk = Conversation(deaf=[JUAREZ.id])
    talk.says(JUAREZ, "/start@cuadrante_bot")
    assert not any("Desde ahora" in text for text in talk.texts())


def test_in_private_everybody_is_answered_in_the_language_of_their_group() -> None:
    cuauhtemoc, ribera = some_rules().groups
    talk = Conversation(some_rules(groups=(cuauhtemoc, replace(ribera, language="en"))))
    talk.says(ANA, "hello", chat_id=RIBERA)
    talk.writes_to_the_bot(ANA, "/start")
    talk.writes_to_the_bot(RIVAS, "/start")
    talk.writes_to_the_bot(JUAREZ, "/start")
    assert "I am not the police" in talk.texts(ANA.id)[0]
    assert "Good day, Of. Rivas" in talk.texts(RIVAS.id)[0]
    assert "Buen día, Of. Juárez" in talk.texts(JUAREZ.id)[0]
