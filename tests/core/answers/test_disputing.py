"""Who reported it, and the commander, can say that a closing is not true: it is open again, and it rings."""

from __future__ import annotations

import pytest

from bot.core.model.incoming import Person
from bot.core.model.kinds import State
from tests.builders import ANA, BETO, JUAREZ, LUNA, MEMO, PENA, ROSA, RUIZ, SOTO, VEGA
from tests.conversation import Conversation, a_robbery, judged_plainly  # noqa: F401
from tests.rules_for_tests import CUAUHTEMOC


def closed(talk: Conversation) -> None:
    a_robbery(talk)
    talk.presses(JUAREZ, "Resuelto")
    talk.passes(minutes=1)


def test_no_it_goes_on_reopens_it_and_rings_for_those_on_duty_now() -> None:
    talk = Conversation()
    closed(talk)
    talk.passes(hours=2)  # the night's officers have taken over
    assert "se avisa otra vez" in talk.presses(ANA, "No, sigue")
    report = talk.report
    assert (report.state, report.closed_at, report.owner_name) == (State.FORWARDED, None, None)
    assert report.escalate_at is not None
    for person in (PENA, LUNA):
        assert any(text.startswith("SIGUE") for chat, text in talk.rung if chat == person.id)
    assert not any(text.startswith("SIGUE") for chat, text in talk.rung if chat == JUAREZ.id)
    assert talk.events().count("disputed") == 1
    assert "reabierto 22:53" in talk.texts()[0]


def test_silence_escalates_anew_with_new_messages() -> None:
    talk = Conversation()
    a_robbery(talk)
    talk.passes(minutes=6)
    rings = talk.rings(RUIZ.id)
    talk.presses(JUAREZ, "Resuelto")
    talk.passes(minutes=1)
    talk.presses(ANA, "No, sigue")
    talk.passes(minutes=11)
    assert talk.events().count("escalated") == 5
    assert talk.rings(RUIZ.id) > rings
    assert "nadie ha respondido" in talk.texts()[-1]


def test_pressing_twice_does_nothing_twice() -> None:
    talk = Conversation()
    closed(talk)
    talk.presses(ANA, "No, sigue")
    rung = len(talk.rung)
    assert "sigue abierto" in talk.forges(ANA, "d:1")
    assert talk.events().count("disputed") == 1
    assert len(talk.rung) == rung


@pytest.mark.parametrize("person", [BETO, MEMO, ROSA, JUAREZ, SOTO, VEGA, Person(99, "Quién")], ids=lambda p: p.name)
def test_others_reopen_nothing(person: Person) -> None:
    talk = Conversation()
    closed(talk)
    assert "quien hizo el reporte" in talk.forges(person, "d:1")
    assert talk.report.state is State.RESOLVED
    assert talk.events()[-1] == "refused"


def test_the_commander_reopens_it_from_their_alert() -> None:
    talk = Conversation()
    a_robbery(talk)
    talk.passes(minutes=6)
    talk.presses(JUAREZ, "Falsa alarma")
    talk.presses(RUIZ, "Reabrir")
    assert talk.report.state is State.FORWARDED
    assert talk.log[-1].role != "neighbor"
    assert "Reabrir" not in [b.text for post in talk.posts(RUIZ.id) for row in post.buttons for b in row]


@pytest.mark.parametrize("to", ["line", "word", "own message"])
def test_a_reply_that_says_so_clearly_reopens_it(to: str) -> None:
    talk = Conversation()
    closed(talk)
    word = next(key for key in talk.world.posts if key.startswith("closed:1:"))
    post = talk.world.posts["line:1" if to == "line" else word]
    number = talk.report.message_id if to == "own message" else post.message_id
    talk.says(ANA, "No, sigue igual, siguen aquí los dos", reply_to=number)
    assert talk.report.state is State.FORWARDED
    assert [row.text for row in talk.log if row.event == "disputed"] == ["No, sigue igual, siguen aquí los dos"]
    assert "siguen aquí los dos" in talk.report.words


def test_thanks_doubt_and_other_peoples_replies_reopen_nothing() -> None:
    talk = Conversation()
    closed(talk)
    line = talk.world.posts["line:1"].message_id
    talk.says(ANA, "Mil gracias, ya no sigue", reply_to=line)
    talk.says(ANA, "no sigue", reply_to=line)
    talk.says(BETO, "No, sigue igual", reply_to=line)
    talk.says(ANA, "No, sigue igual")  # in the group, to whom?
    assert talk.report.state is State.RESOLVED
    assert "disputed" not in talk.events()


def test_to_the_bot_alone_it_need_not_be_a_reply() -> None:
    talk = Conversation()
    talk.writes_to_the_bot(ANA, "hola")
    closed(talk)
    talk.writes_to_the_bot(ANA, "No es cierto, nadie vino")
    assert talk.report.state is State.FORWARDED
    assert "gracias por decirlo" in talk.texts(ANA.id)[-1]


def test_a_worse_thing_is_a_report_of_its_own() -> None:
    talk = Conversation()
    lamp = talk.says(ANA, "No sirve la luminaria de Río Lerma 12")
    talk.presses(JUAREZ, "Resuelto")
    talk.passes(minutes=1)
    talk.says(ANA, "No, siguen ahí y me asaltan", reply_to=lamp.message_id)
    assert [report.emergency for report in talk.reports] == [False, True]


def test_after_three_days_it_takes_a_new_report() -> None:
    talk = Conversation()
    closed(talk)
    line = talk.world.posts["line:1"].message_id
    talk.passes(days=3)
    assert "hace días" in talk.forges(ANA, "d:1")
    talk.says(ANA, "No, sigue igual", reply_to=line)
    assert talk.report.state is State.RESOLVED


def test_what_is_closed_a_second_time_is_told_a_second_time() -> None:
    talk = Conversation()
    closed(talk)
    talk.presses(ANA, "No, sigue")
    talk.passes(seconds=10)
    talk.presses(JUAREZ, "Sin resolver")
    talk.passes(minutes=1)
    told = [text for chat, text in talk.rung if chat == CUAUHTEMOC and "se cerró" in text]
    assert len(told) == 2
    buttons = [len(post.buttons) for post in talk.posts() if "se cerró" in post.text]
    assert buttons == [0, 1]
    talk.presses(ANA, "No, sigue")
    assert talk.events().count("disputed") == 2


def test_when_nobody_can_be_told_the_administrators_are() -> None:
    talk = Conversation()
    closed(talk)
    for person in (JUAREZ, SOTO, RUIZ, VEGA, PENA, LUNA):
        known = talk.world.people.get(person.id)
        talk.deaf.add(person.id)
        if known is not None:
            object.__setattr__(known, "can_write", False)
    talk.rules = type(talk.rules)(
        **{**{f: getattr(talk.rules, f) for f in talk.rules.__dataclass_fields__}, "officers": (), "commanders": ()}
    )
    talk.presses(ANA, "No, sigue")
    assert any("CUA-000001" in text for text in talk.texts(ROSA.id))


def test_when_nobody_can_be_told_either_time_the_administrators_hear_it_ring_twice_with_all_that_is_known() -> None:
    talk = Conversation(deaf=[each.id for each in (JUAREZ, SOTO, RUIZ, VEGA, PENA, LUNA)])
    robbery = a_robbery(talk)
    talk.says(JUAREZ, "atendido", reply_to=robbery.message_id)
    talk.passes(minutes=1)
    before = [text for chat, text in talk.rung if chat == ROSA.id and "siguen aquí" not in text]
    talk.says(ANA, "No, sigue igual, siguen aquí los dos", reply_to=robbery.message_id)
    assert talk.report.state is State.RECEIVED
    (first,) = [text for text in before if "a ningún oficial" in text]
    (again,) = [text for chat, text in talk.rung if chat == ROSA.id and "siguen aquí" in text]
    assert again.startswith(first.splitlines()[0])
    assert "google.com" in again


def test_what_a_witness_says_of_it_stands_with_the_witness() -> None:
    talk = Conversation()
    a_robbery(talk)
    talk.writes_to_the_bot(BETO, "Asaltan a una señora en Río Lerma 145")
    talk.presses(JUAREZ, "Resuelto")
    talk.passes(minutes=1)
    talk.writes_to_the_bot(BETO, "el robo sigue, han vuelto")
    assert talk.report.state is State.FORWARDED
    assert "han vuelto" not in talk.report.words
    assert "han vuelto" in talk.report.witnesses[0].words
