"""What is refused is said in plain words, is in the log, and does nothing."""

from __future__ import annotations

import pytest

from bot.core.model.incoming import Membership, Person
from bot.core.model.kinds import Kind
from tests.builders import ANA, BETO, JUAREZ, MEMO, PAZ, RUIZ, SOTO, an_incoming
from tests.conversation import Conversation, a_robbery, judged_plainly  # noqa: F401
from tests.rules_for_tests import CUAUHTEMOC

STRANGER = Person(9999, "Quién Sabe")
MARK = "0123456789"


@pytest.mark.parametrize(
    "data",
    [
        "",
        "r:1",
        "no es de aquí",
        "r:77:ack",
        f"to:77:{MARK}",
        "u:77",
        "nc:77",
        "d:77",
        "ok:77",
        "pub:77:1",
        "split:77:5",
        "split:1:9999",
        "b:77",
        "p:77:persons:ok",
        "show:77",
        "kept:77",
        f"i:{MARK}",
        "g:",
        f"g:{MARK}:{MARK}:on",
        f"sos:{CUAUHTEMOC}:77",
        f"x:{CUAUHTEMOC}:2001:5:yes",
    ],
)
def test_a_made_up_button_is_answered_and_stands_in_the_log(data: str) -> None:
    talk = Conversation()
    a_robbery(talk)
    before, rows = talk.report, len(talk.log)
    assert talk.forges(STRANGER, data)
    assert [row.event for row in talk.log[rows:]] == ["refused"]
    assert talk.log[-1].by_id == STRANGER.id
    assert talk.report == before


def test_a_button_that_was_pressed_before_is_refused_the_second_time_and_that_is_in_the_log() -> None:
    talk = Conversation()
    a_robbery(talk)
    talk.forges(JUAREZ, "r:1:ack")
    assert "ya está" in talk.forges(JUAREZ, "r:1:ack")
    assert talk.events()[-2:] == ["acknowledged", "refused"]


@pytest.mark.parametrize("what", ["on", "off", "give", "take"])
def test_a_change_of_duty_that_is_not_the_officers_to_make_is_in_the_log(what: str) -> None:
    talk = Conversation()
    talk.writes_to_the_bot(SOTO, "/guardia")
    slots = {each.data for post in talk.posts(SOTO.id) for row in post.buttons for each in row}
    slot = min(slots).split(":")[1]
    talk.forges(SOTO, f"g:{slot}:{MARK}:{what}", chat_id=SOTO.id)
    assert talk.events() == ["refused"]


@pytest.mark.parametrize("command", ["/invitar", "/invitar Juárez", "/parte", "/parte 1", "/resumen", "/acuerdo algo"])
def test_a_command_of_others_is_refused_and_logged(command: str) -> None:
    talk = Conversation()
    a_robbery(talk)
    rows = len(talk.log)
    talk.writes_to_the_bot(MEMO, command)
    assert talk.texts(MEMO.id)
    assert [row.event for row in talk.log[rows:]] == ["refused"]


@pytest.mark.parametrize("person", [MEMO, PAZ, STRANGER], ids=lambda person: person.name)
def test_why_a_message_of_somebody_elses_was_judged_so_is_not_told(person: Person) -> None:
    talk = Conversation()
    a_robbery(talk)
    talk.writes_to_the_bot(person, "/porque CUA-000001")
    assert "145" not in talk.texts(person.id)[-1]
    assert talk.log[-1].event == "refused"


def test_who_says_after_another_that_it_is_an_emergency_is_not_refused() -> None:
    talk = Conversation(deaf=[ANA.id])
    talk.says(ANA, kind=Kind.VOICE)
    post = talk._with_button(BETO, "Es una emergencia")
    talk.presses(ANA, "Es una emergencia", at=post)
    data = f"sos:{CUAUHTEMOC}:{talk.report.message_id}"
    assert "Ya está avisado" in talk.forges(BETO, data, chat_id=CUAUHTEMOC, message_id=post.message_id)
    assert (talk.log[-1].event, talk.log[-1].by_name) == ("said", "Beto")


def test_a_commander_who_was_put_out_of_the_group_has_no_more_agreements() -> None:
    talk = Conversation()
    talk.writes_to_the_bot(RUIZ, "/acuerdo Más rondines en Río Lerma")
    talk.takes(
        Membership(
            update_id=an_incoming().update_id,
            chat_id=CUAUHTEMOC,
            title="Vecinos",
            person=RUIZ,
            is_me=False,
            status="kicked",
        )
    )
    talk.writes_to_the_bot(RUIZ, "/acuerdos")
    assert "rondines" not in talk.texts(RUIZ.id)[-1]
    talk.forges(RUIZ, "kept:1")
    assert talk.world.promises[1].is_open
    assert talk.events()[-2:] == ["refused", "refused"]


def test_what_was_agreed_is_read_to_nobody_in_the_group() -> None:
    talk = Conversation()
    talk.writes_to_the_bot(RUIZ, "/acuerdo Más rondines en Río Lerma")
    talk.world.people.clear()  # as if the bot did not know that it may write to them
    talk.says(RUIZ, "/acuerdos")
    assert talk.texts(CUAUHTEMOC)
    assert not any("rondines" in text for text in talk.texts(CUAUHTEMOC))


def test_a_stranger_does_not_learn_who_is_on_duty_and_a_neighbour_does() -> None:
    talk = Conversation()
    talk.writes_to_the_bot(STRANGER, "/guardia")
    assert "Of. " not in talk.texts(STRANGER.id)[-1]
    assert talk.events() == ["refused"]
    talk.says(MEMO, "hola vecinos")
    talk.writes_to_the_bot(MEMO, "/guardia")
    assert "Of. Juárez" in talk.texts(MEMO.id)[-1]
