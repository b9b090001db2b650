"""Closing asks for a line of outcome; a minute later who reported it is told, and may be content or not."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.core.answers.closing_words import words_as_they_stand
from bot.core.answers.responses import respond
from bot.core.effects import Send
from bot.core.model.kinds import State
from bot.core.model.report import Witness
from bot.core.outgoing import Say
from tests.builders import ANA, BETO, JUAREZ, MEMO, NOW, SOTO
from tests.conversation import Conversation, a_robbery, judged_plainly  # noqa: F401
from tests.rules_for_tests import CUAUHTEMOC


def closed(talk: Conversation, button: str = "Resuelto") -> None:
    a_robbery(talk)
    talk.passes(minutes=1)
    talk.presses(JUAREZ, button)


def words_of_closing(talk: Conversation, chat: int = CUAUHTEMOC) -> list[str]:
    return [post.text for post in talk.posts(chat) if "se cerró" in post.text]


def test_the_reply_to_the_question_is_the_outcome_and_stands_in_line_and_alert() -> None:
    talk = Conversation()
    closed(talk)
    question = next(key for key in talk.world.posts if key.startswith("outcome:1:"))
    asked = talk.world.posts[question].message_id
    talk.writes_to_the_bot(JUAREZ, "Dos  detenidos,\nun lesionado al hospital", reply_to=asked)
    assert talk.report.outcome == "Dos detenidos, un lesionado al hospital"
    assert "Resultado: «Dos detenidos" in talk.texts()[0]
    assert "Resultado: «Dos detenidos" in talk.texts(JUAREZ.id)[0]
    assert [row.text for row in talk.log if row.event == "outcome"] == [talk.report.outcome]


def test_the_officers_next_words_are_the_outcome_for_ten_minutes() -> None:
    talk = Conversation()
    closed(talk)
    talk.passes(minutes=9)
    talk.writes_to_the_bot(JUAREZ, "se recuperó la bolsa")
    assert talk.report.outcome == "se recuperó la bolsa"
    talk.writes_to_the_bot(JUAREZ, "y ya comí")
    assert talk.report.outcome == "se recuperó la bolsa"


def test_later_words_are_no_outcome() -> None:
    talk = Conversation()
    closed(talk)
    talk.passes(minutes=11)
    talk.writes_to_the_bot(JUAREZ, "se recuperó la bolsa")
    assert talk.report.outcome == ""


def test_words_that_answer_another_report_are_no_outcome() -> None:
    talk = Conversation()
    closed(talk)
    talk.says(ANA, "Hay un incendio en Río Pánuco 60")
    talk.writes_to_the_bot(JUAREZ, "voy en camino a la otra")
    first, second = talk.reports
    assert (first.outcome, second.state) == ("", State.EN_ROUTE)


def test_a_cry_of_the_officers_is_a_report_and_no_outcome() -> None:
    talk = Conversation()
    closed(talk)
    talk.writes_to_the_bot(JUAREZ, "me asaltan en Río Lerma 20")
    assert [report.outcome for report in talk.reports] == ["", ""]


def test_who_has_nothing_to_add_is_asked_no_more() -> None:
    talk = Conversation()
    closed(talk)
    talk.presses(JUAREZ, "Sin comentario")
    talk.writes_to_the_bot(JUAREZ, "qué noche")
    assert talk.report.outcome == ""
    assert any("sin comentario" in text for text in talk.texts(JUAREZ.id))


def test_another_officer_says_nothing_for_the_one_who_closed_it() -> None:
    talk = Conversation()
    closed(talk)
    talk.forges(SOTO, "nc:1")
    talk.writes_to_the_bot(SOTO, "se recuperó la bolsa")
    assert talk.report.outcome == ""
    assert "refused" in talk.events()


@pytest.mark.parametrize("private", [True, False], ids=["in private", "in the thread"])
def test_words_that_close_it_carry_their_outcome(private: bool) -> None:
    talk = Conversation()
    a_robbery(talk)
    if private:
        talk.writes_to_the_bot(JUAREZ, "atendido, dos detenidos")
    else:
        talk.says(JUAREZ, "atendido, dos detenidos", reply_to=talk.report.message_id)
    assert talk.report.outcome == "dos detenidos"
    assert not any("Qué resultó" in text for text in talk.texts(JUAREZ.id))
    assert [row.text for row in talk.log if row.event == "outcome"] == ["dos detenidos"]


def test_an_outcome_is_one_line_of_a_bounded_length() -> None:
    talk = Conversation()
    closed(talk)
    talk.writes_to_the_bot(JUAREZ, "detalle " * 100)
    assert len(talk.report.outcome) == 300
    assert "\n" not in talk.report.outcome


# --- who reported it ------------------------------------------------------------------------------------


def test_a_minute_later_who_reported_it_is_told_with_the_outcome_in_the_thread() -> None:
    talk = Conversation()
    closed(talk)
    talk.passes(seconds=30)
    talk.writes_to_the_bot(JUAREZ, "se recuperó la bolsa")
    talk.passes(seconds=29)
    assert words_of_closing(talk) == []
    talk.passes(seconds=1)
    (word,) = words_of_closing(talk)
    assert "Ana: CUA-000001" in word
    assert "resuelto" in word
    assert "«se recuperó la bolsa»" in word
    assert talk.posts()[-1].reply_to == talk.report.message_id


def test_who_can_be_written_to_is_told_in_private_and_the_group_is_spared() -> None:
    talk = Conversation()
    talk.writes_to_the_bot(ANA, "hola")
    closed(talk)
    talk.passes(minutes=1)
    assert len(words_of_closing(talk, ANA.id)) == 1
    assert words_of_closing(talk) == []


def test_who_blocked_the_bot_meanwhile_is_told_in_the_thread() -> None:
    talk = Conversation()
    talk.writes_to_the_bot(ANA, "hola")
    closed(talk)
    talk.deaf.add(ANA.id)
    talk.passes(minutes=2)
    assert len(words_of_closing(talk)) == 1


def test_the_log_knows_once_that_who_reported_it_is_content() -> None:
    talk = Conversation()
    closed(talk)
    talk.passes(minutes=1)
    talk.presses(ANA, "Gracias, quedó bien")
    talk.forges(ANA, "ok:1")
    talk.forges(MEMO, "ok:1")
    assert talk.events().count("satisfied") == 1
    assert talk.events()[-1] == "refused"
    assert [b.text for row in talk.posts()[-1].buttons for b in row] == ["No, sigue"]


def test_who_is_content_with_a_second_closing_is_in_the_log_as_such() -> None:
    talk = Conversation()
    closed(talk)
    talk.passes(minutes=1)
    talk.presses(ANA, "Gracias, quedó bien")
    talk.presses(ANA, "No, sigue")
    talk.presses(JUAREZ, "Resuelto")
    talk.passes(minutes=1)
    talk.presses(ANA, "Gracias, quedó bien")
    assert talk.events().count("satisfied") == 2


def test_a_witness_who_can_be_written_to_is_told_too() -> None:
    talk = Conversation()
    talk.writes_to_the_bot(BETO, "hola")
    a_robbery(talk)
    saw = Witness(person_id=BETO.id, name="Beto", chat_id=CUAUHTEMOC, message_id=77, at=NOW)
    talk.world.reports[1] = replace(talk.report, witnesses=(saw,))
    talk.presses(JUAREZ, "Sin resolver")
    talk.passes(minutes=1)
    assert len(words_of_closing(talk, BETO.id)) == len(words_of_closing(talk)) == 1


def test_an_officer_who_closes_their_own_report_is_told_nothing() -> None:
    talk = Conversation()
    talk.says(JUAREZ, "Asaltan a una señora en Río Lerma 145")
    talk.forges(JUAREZ, "r:1:done")
    talk.passes(minutes=5)
    assert words_of_closing(talk) == words_of_closing(talk, JUAREZ.id) == []


def test_once_who_reported_it_has_heard_of_it_the_officer_is_no_longer_offered_to_take_it_back() -> None:
    talk = Conversation()
    closed(talk)
    assert "Deshacer" in [b.text for row in talk.posts(JUAREZ.id)[0].buttons for b in row]
    talk.passes(minutes=1)
    assert "Deshacer" not in [b.text for row in talk.posts(JUAREZ.id)[0].buttons for b in row]


def test_a_reply_to_the_alert_right_after_closing_is_the_outcome_too() -> None:
    talk = Conversation()
    closed(talk)
    alert = talk.world.posts[f"alert:1:{JUAREZ.id}"].message_id
    talk.writes_to_the_bot(JUAREZ, "se recuperó la bolsa", reply_to=alert)
    assert talk.report.outcome == "se recuperó la bolsa"
    talk.writes_to_the_bot(JUAREZ, "la señora es conocida nuestra", reply_to=alert)
    assert talk.report.outcome == "se recuperó la bolsa"


def test_what_was_referred_says_to_whom() -> None:
    talk = Conversation()
    talk.says(ANA, "No sirve la luminaria de Río Lerma 12")
    report = replace(talk.report, referred_to="Alumbrado Público")
    standing = talk.scene.standing(JUAREZ, talk.scene.group_rules(CUAUHTEMOC))
    effects = list(respond(report, State.REFERRED, JUAREZ, standing, talk.scene))
    (word,) = [e.outgoing for e in effects if isinstance(e, Send) and e.outgoing.key.startswith("closed:")]
    assert isinstance(word.action, Say)
    assert "se cerró: canalizado a Alumbrado Público" in word.action.text
    assert word.due_at == talk.now + timedelta(minutes=1)


def test_a_word_keeps_its_name_when_the_group_has_moved() -> None:
    talk = Conversation()
    closed(talk)
    talk.passes(minutes=1)
    (key,) = [key for key in talk.world.posts if key.startswith("closed:")]
    post = talk.world.posts[key]
    assert isinstance(post.outgoing.action, Say)
    moved = replace(post, outgoing=replace(post.outgoing, action=replace(post.outgoing.action, chat_id=-100777)))
    talk.world.posts[key] = moved
    assert [outgoing.key for outgoing in words_as_they_stand(talk.report, talk.scene)] == [key]
