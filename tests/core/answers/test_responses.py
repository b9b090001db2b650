"""The first to answer owns a report, the others are told by whom; and a wrong tap can be taken back for a minute."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.core.model.incoming import Person
from bot.core.model.kinds import State
from tests.builders import ANA, JUAREZ, LUNA, RUIZ
from tests.conversation import Conversation, a_robbery, judged_plainly  # noqa: F401
from tests.rules_for_tests import OFFICERS, some_rules

BOTH_ON_DUTY = some_rules(
    officers=tuple(replace(o, shifts=("evening",)) if o.name == "Of. Luna" else o for o in OFFICERS)
)


def test_of_two_who_tap_at_once_one_owns_it_and_the_other_is_told() -> None:
    talk = Conversation(BOTH_ON_DUTY)
    a_robbery(talk)
    talk.presses(LUNA, "Enterado")
    assert "ya lo atiende Of. Luna" in talk.forges(JUAREZ, "r:1:ack")
    assert (talk.report.owner_name, talk.events().count("acknowledged")) == ("Of. Luna", 1)
    assert talk.events()[-1] == "refused"
    assert "enterado · a cargo: Of. Luna" in talk.texts(JUAREZ.id)[0]


def test_who_does_not_own_it_may_still_go_and_help() -> None:
    talk = Conversation(BOTH_ON_DUTY)
    a_robbery(talk)
    talk.presses(LUNA, "Enterado")
    talk.presses(JUAREZ, "En el lugar")
    assert talk.report.state is State.ON_SCENE
    assert talk.report.owner_name == "Of. Luna"
    assert "ya lo atiende Of. Luna" in talk.forges(JUAREZ, "r:1:ack")


def test_the_owner_who_taps_again_is_told_how_it_stands() -> None:
    talk = Conversation()
    a_robbery(talk)
    talk.presses(JUAREZ, "Enterado")
    assert "ya está" in talk.forges(JUAREZ, "r:1:ack")


def test_the_first_human_answer_is_kept_whatever_it_was() -> None:
    talk = Conversation()
    a_robbery(talk)
    talk.passes(seconds=30)
    answered_at = talk.now
    talk.says(JUAREZ, "¿De qué color es la moto?", reply_to=talk.report.message_id)
    assert (talk.report.state, talk.report.owner_name) == (State.ACKNOWLEDGED, "Of. Juárez")
    talk.passes(minutes=3)
    talk.presses(JUAREZ, "En el lugar")
    assert talk.report.answered_at == answered_at


def test_words_that_would_move_what_is_closed_are_refused_to_their_author_alone() -> None:
    talk = Conversation(BOTH_ON_DUTY)
    robbery = a_robbery(talk)
    talk.says(JUAREZ, "atendido, dos detenidos", reply_to=robbery.message_id)
    before = len(talk.posts())
    talk.says(LUNA, "ya voy en camino", reply_to=robbery.message_id)
    assert talk.report.state is State.RESOLVED
    assert talk.events()[-1] == "refused"
    assert "«resuelto»; de ahí no puede pasar a «en camino»" in talk.texts(LUNA.id)[-1]
    assert len(talk.posts()) == before
    alert = talk.world.posts[f"alert:1:{LUNA.id}"].message_id
    talk.writes_to_the_bot(LUNA, "ya voy en camino", reply_to=alert)
    assert "no puede pasar" in talk.texts(LUNA.id)[-1]


def test_a_courtesy_about_what_is_closed_is_no_move() -> None:
    talk = Conversation(BOTH_ON_DUTY)
    robbery = a_robbery(talk)
    talk.says(JUAREZ, "atendido, dos detenidos", reply_to=robbery.message_id)
    talk.says(LUNA, "enterado", reply_to=robbery.message_id)
    assert talk.events()[-1] == "said"


# --- taking back ----------------------------------------------------------------------------------------


def test_a_wrong_tap_is_taken_back_within_the_minute_and_all_is_as_it_was() -> None:
    talk = Conversation()
    a_robbery(talk)
    before = talk.report
    talk.passes(seconds=20)
    talk.presses(JUAREZ, "En el lugar")
    talk.passes(seconds=59)
    assert "deshecho" in talk.presses(JUAREZ, "Deshacer")
    after = talk.report
    assert after == replace(before, updated_at=after.updated_at, ask_at=after.ask_at)
    assert talk.log[-1].event == "undone"
    assert talk.log[-1].text == "on_scene"
    assert "en el lugar" not in talk.texts()[0]


def offers(talk: Conversation, person: Person) -> set[str]:
    return {button.text for post in talk.posts(person.id) for row in post.buttons for button in row}


def test_after_the_minute_it_stays_and_the_button_goes_without_a_sound() -> None:
    talk = Conversation()
    a_robbery(talk)
    talk.presses(JUAREZ, "En el lugar")
    talk.passes(seconds=59)
    before, rung = offers(talk, JUAREZ), len(talk.rung)
    assert "Deshacer" in before
    talk.passes(seconds=1)
    assert offers(talk, JUAREZ) == before - {"Deshacer"}
    assert len(talk.rung) == rung
    assert "nada suyo" in talk.forges(JUAREZ, "u:1")
    assert talk.report.state is State.ON_SCENE
    assert talk.events()[-1] == "refused"


def test_whoever_is_late_is_told_so_while_the_button_still_stands() -> None:
    talk = Conversation()
    a_robbery(talk)
    talk.presses(JUAREZ, "En el lugar")
    talk.now += timedelta(seconds=61)  # the sweep is late as well
    assert "ya pasó el minuto" in talk.presses(JUAREZ, "Deshacer")
    assert talk.report.state is State.ON_SCENE


def test_the_minute_of_the_last_move_counts() -> None:
    talk = Conversation(BOTH_ON_DUTY)
    a_robbery(talk)
    talk.presses(JUAREZ, "Enterado")
    talk.passes(seconds=40)
    talk.presses(LUNA, "En el lugar")
    talk.passes(seconds=40)
    assert "Deshacer" in offers(talk, LUNA)
    assert "Deshacer" not in offers(talk, JUAREZ)
    talk.passes(seconds=20)
    assert "Deshacer" not in offers(talk, LUNA)


def test_an_emergency_whose_deadline_passed_meanwhile_escalates_at_once() -> None:
    talk = Conversation()
    a_robbery(talk)
    talk.passes(seconds=100)
    talk.presses(JUAREZ, "Enterado")
    talk.passes(seconds=50)
    assert "escalated" not in talk.events()
    talk.presses(JUAREZ, "Deshacer")
    talk.passes(seconds=1)
    assert talk.events().count("escalated") == 1


@pytest.mark.parametrize("person", [ANA, LUNA, RUIZ], ids=["a neighbour", "a colleague", "the commander"])
def test_nobody_takes_back_what_another_did(person: Person) -> None:
    talk = Conversation(BOTH_ON_DUTY)
    a_robbery(talk)
    talk.presses(JUAREZ, "En el lugar")
    talk.forges(person, "u:1")
    assert talk.report.state is State.ON_SCENE
    assert talk.events()[-1] == "refused"


def test_only_the_last_move_is_taken_back_and_only_once() -> None:
    talk = Conversation(BOTH_ON_DUTY)
    a_robbery(talk)
    talk.presses(JUAREZ, "Enterado")
    talk.presses(LUNA, "En el lugar")
    assert "nada suyo" in talk.forges(JUAREZ, "u:1")
    talk.presses(LUNA, "Deshacer")
    assert talk.report.state is State.ACKNOWLEDGED
    assert talk.report.owner_name == "Of. Juárez"
    assert "nada suyo" in talk.forges(LUNA, "u:1")


def test_only_who_tapped_is_offered_to_take_it_back() -> None:
    talk = Conversation(BOTH_ON_DUTY)
    a_robbery(talk)
    talk.presses(JUAREZ, "En el lugar")
    assert ["Deshacer" in offers(talk, each) for each in (JUAREZ, LUNA)] == [True, False]


def test_a_closing_that_is_taken_back_is_told_to_nobody() -> None:
    talk = Conversation()
    a_robbery(talk)
    talk.presses(JUAREZ, "Falsa alarma")
    talk.passes(seconds=59)
    talk.presses(JUAREZ, "Deshacer")
    talk.passes(minutes=10)
    assert talk.report.state is State.FORWARDED
    assert not any("se cerró" in text for _, text in talk.rung)
    assert not any("Qué resultó" in text for text in talk.texts(JUAREZ.id))


def test_the_group_that_was_told_of_an_answer_reads_again_that_nobody_answered() -> None:
    talk = Conversation()
    a_robbery(talk)
    talk.passes(minutes=10)
    told = talk.posts()[-1].text
    talk.presses(JUAREZ, "Enterado")
    assert "respondió a las" in talk.texts()[1]
    talk.presses(JUAREZ, "Deshacer")
    assert talk.texts()[1] == told


def test_what_was_handed_over_and_has_no_owner_may_be_acknowledged_again() -> None:
    talk = Conversation(BOTH_ON_DUTY)
    a_robbery(talk)
    talk.presses(JUAREZ, "Enterado")
    talk.world.reports[1] = replace(talk.report, owner_id=None, owner_name=None, undo=None)
    talk.passes(minutes=1)
    assert "enterado" in talk.forges(LUNA, "r:1:ack")
    assert (talk.report.state, talk.report.owner_name) == (State.ACKNOWLEDGED, "Of. Luna")
    assert "ya lo atiende Of. Luna" in talk.forges(JUAREZ, "r:1:ack")
