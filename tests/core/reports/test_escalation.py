"""While nobody on duty has answered an emergency it goes on, as the rules say; it stops the moment somebody acts."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.core.model.kinds import Kind, State
from bot.core.reports.escalation import escalate
from bot.core.rules.model import EscalationStep
from tests.builders import ANA, JUAREZ, LUNA, PENA, ROSA, RUIZ, SOTO
from tests.conversation import Conversation, a_robbery, judged_plainly  # noqa: F401
from tests.rules_for_tests import CUAUHTEMOC, some_rules


def escalations(talk: Conversation) -> list[str]:
    return [row.text for row in talk.log if row.event == "escalated"]


def test_it_goes_to_the_quadrant_then_the_commander_then_the_group() -> None:
    talk = Conversation()
    robbery = a_robbery(talk)
    talk.passes(seconds=119)
    assert escalations(talk) == []
    talk.passes(seconds=1)
    assert escalations(talk) == ["quadrant: Of. Juárez"]
    assert "SIN RESPUESTA desde las 20:52" in talk.texts(JUAREZ.id)[-1]
    talk.passes(minutes=3)
    assert escalations(talk)[1:] == ["commander: Cmte. Ruiz"]
    assert talk.posts(RUIZ.id)[0].buttons
    talk.passes(minutes=5)
    assert escalations(talk)[2:] == ["group"]
    word = talk.posts()[-1]
    assert word.reply_to == robbery.message_id
    assert "nadie ha respondido desde las 20:52" in word.text
    assert "911" in word.text
    talk.passes(hours=5)
    assert len(escalations(talk)) == 3


def tap(talk: Conversation) -> None:
    talk.presses(JUAREZ, "Enterado")


def words_in_the_thread(talk: Conversation) -> None:
    talk.says(JUAREZ, "¿De qué color es la moto?", reply_to=talk.report.message_id)


def reply_to_the_line(talk: Conversation) -> None:
    line = talk.world.posts["line:1"]
    talk.says(JUAREZ, "vamos", reply_to=line.message_id)


def private_reply(talk: Conversation) -> None:
    talk.writes_to_the_bot(JUAREZ, "ok", reply_to=talk.world.posts[f"alert:1:{JUAREZ.id}"].message_id)


def private_words(talk: Conversation) -> None:
    talk.writes_to_the_bot(JUAREZ, "voy en camino")


def words_in_the_group(talk: Conversation) -> None:
    talk.says(JUAREZ, "voy en camino")


def a_report_of_what_is_seen_there(talk: Conversation) -> None:
    talk.says(JUAREZ, "Confirmo, los asaltantes siguen en Río Lerma 145", reply_to=talk.report.message_id)


ACTS = [
    tap,
    words_in_the_thread,
    reply_to_the_line,
    private_reply,
    private_words,
    words_in_the_group,
    a_report_of_what_is_seen_there,
]


@pytest.mark.parametrize("act", ACTS, ids=lambda act: str(act.__name__))
def test_it_stops_the_moment_anybody_on_duty_acts(act: object) -> None:
    talk = Conversation()
    a_robbery(talk)
    talk.passes(minutes=1)
    act(talk)  # type: ignore[operator]
    talk.passes(hours=1)
    assert escalations(talk) == []
    assert talk.report.owner_name == "Of. Juárez"
    assert len(talk.reports) == 1


def test_small_talk_of_an_officer_in_the_group_stops_nothing() -> None:
    talk = Conversation()
    a_robbery(talk)
    talk.says(SOTO, "buenas noches a todos")
    talk.passes(minutes=2)
    assert len(escalations(talk)) == 1
    assert talk.report.state is State.FORWARDED


def test_words_that_could_be_about_two_reports_are_about_none() -> None:
    talk = Conversation()
    a_robbery(talk)
    talk.says(ANA, "Huele a gas en Río Sena 60")
    talk.says(JUAREZ, "voy en camino")
    assert [report.state for report in talk.reports] == [State.FORWARDED, State.FORWARDED]


def test_an_officers_later_words_move_the_report_that_is_theirs() -> None:
    talk = Conversation()
    a_robbery(talk)
    talk.says(JUAREZ, "voy en camino")
    talk.says(JUAREZ, "ya en el punto")
    talk.writes_to_the_bot(JUAREZ, "atendido, gracias")
    assert talk.report.state is State.RESOLVED
    assert [row.event for row in talk.log][-3:] == ["en_route", "on_scene", "resolved"]


@pytest.mark.parametrize("sends", [Kind.TEXT, Kind.PHOTO])
def test_a_neighbors_words_stop_nothing(sends: Kind) -> None:
    talk = Conversation()
    robbery = a_robbery(talk)
    talk.says(ANA, "voy en camino, ya en el punto", reply_to=robbery.message_id, kind=sends)
    talk.passes(minutes=2)
    assert len(escalations(talk)) == 1


def test_after_an_outage_all_steps_that_are_due_are_done_at_once_in_order() -> None:
    talk = Conversation()
    a_robbery(talk)
    talk.now += timedelta(minutes=30)
    talk._record(escalate(talk.report, talk.scene))
    assert escalations(talk) == ["quadrant: Of. Juárez", "commander: Cmte. Ruiz", "group"]
    assert talk.report.escalate_at is None
    assert talk.report.told == ("Of. Juárez", "Cmte. Ruiz")


def test_the_next_shift_is_told_when_the_shift_changes_meanwhile() -> None:
    talk = Conversation()
    talk.passes(hours=1, minutes=7)  # 21:59
    a_robbery(talk)
    assert talk.report.told == ("Of. Juárez",)
    talk.passes(minutes=2)
    assert escalations(talk) == ["quadrant: Of. Peña, Of. Luna"]
    assert talk.posts(PENA.id)
    assert talk.posts(LUNA.id)


def test_two_steps_to_the_same_people_ring_twice() -> None:
    steps = (EscalationStep(timedelta(minutes=2), "quadrant"), EscalationStep(timedelta(minutes=4), "quadrant"))
    talk = Conversation(some_rules(escalation=steps))
    a_robbery(talk)
    talk.passes(minutes=5)
    assert talk.rings(JUAREZ.id) == 3


def test_reminders_lose_their_buttons_when_the_report_is_closed() -> None:
    talk = Conversation()
    a_robbery(talk)
    talk.passes(minutes=2)
    talk.presses(JUAREZ, "Falsa alarma")
    left = {button.text for post in talk.posts(JUAREZ.id) for row in post.buttons for button in row}
    assert left == {"Deshacer", "Sin comentario"}


def test_when_there_is_no_commander_to_tell_the_administrators_hear_that_nobody_has_answered() -> None:
    talk = Conversation(some_rules(commanders=()))
    a_robbery(talk)
    talk.passes(minutes=5)
    assert any("nadie ha respondido" in text and "Río Lerma 145" in text for text in talk.texts(ROSA.id))
    assert not any("no pude avisar" in text for text in talk.texts(ROSA.id))


def test_nobody_escalates_an_ordinary_report() -> None:
    talk = Conversation()
    talk.says(ANA, "No sirve la luminaria de Río Lerma 145")
    talk.passes(hours=1)
    assert escalations(talk) == []


def test_the_group_hears_of_an_emergency_that_was_told_to_the_bot_alone_and_its_author_too() -> None:
    talk = Conversation()
    talk.writes_to_the_bot(ANA, "Asaltan en Río Lerma 145")
    talk.passes(minutes=10)
    (word,) = talk.texts(CUAUHTEMOC)
    assert "Robo · Río Lerma 145: nadie ha respondido" in word
    assert "Ana" not in word
    assert word == talk.texts(ANA.id)[-1]


def test_everybody_in_the_group_is_told_when_the_place_is_not_known() -> None:
    talk = Conversation()
    talk.says(ANA, "Asaltan a una señora")
    talk.passes(minutes=2)
    assert escalations(talk) == ["quadrant: Of. Juárez, Of. Soto"]


def test_who_was_told_in_the_quadrants_stead_is_reminded() -> None:
    talk = Conversation(deaf=[JUAREZ.id])
    a_robbery(talk)
    talk.passes(minutes=2)
    assert escalations(talk) == ["quadrant: Of. Soto"]
    assert "SIN RESPUESTA" in talk.texts(SOTO.id)[-1]
    assert not any("nadie ha respondido" in text for text in talk.texts(ROSA.id))


def test_the_word_to_the_group_is_corrected_in_place_when_somebody_answers() -> None:
    talk = Conversation()
    a_robbery(talk)
    talk.passes(minutes=12)
    talk.presses(JUAREZ, "Enterado")
    talk.passes(minutes=5)
    talk.presses(JUAREZ, "Resuelto")
    assert talk.texts()[-1] == "CUA-000001 · Robo · Río Lerma 145: Of. Juárez ya respondió a las 21:04."
    assert talk.rings(CUAUHTEMOC) == 2


def test_who_blocks_the_bot_is_not_reminded_again_and_again() -> None:
    talk = Conversation()
    a_robbery(talk)
    talk.deaf.add(JUAREZ.id)
    talk.passes(minutes=15)
    assert [row.text for row in talk.log if row.event == "undelivered"] == ["Of. Juárez"]
