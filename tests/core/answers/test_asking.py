"""An open report without news is asked about, until anybody on duty says something; then asking begins anew."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.core.answers.asking import on_deadline
from bot.core.model.kinds import State
from bot.core.rules.model import AskingRules
from tests.builders import ANA, JUAREZ, LUNA, PENA, ROSA, RUIZ, SOTO
from tests.conversation import Conversation, a_robbery, judged_plainly  # noqa: F401
from tests.rules_for_tests import some_rules

LAMP = "No sirve la luminaria de Río Lerma 12"


def asked(talk: Conversation) -> list[str]:
    return [row.text for row in talk.log if row.event == "asked_for_news"]


def questions(talk: Conversation, person: int) -> int:
    return sum(text.startswith("SIN NOVEDADES") for chat, text in talk.rung if chat == person)


def test_the_owner_is_asked_then_the_quadrant_then_the_commander_and_then_nobody() -> None:
    talk = Conversation()
    talk.passes(hours=1, minutes=30)  # 22:22: Peña and Luna are on duty
    a_robbery(talk)
    talk.presses(LUNA, "Enterado")
    talk.passes(minutes=14, seconds=59)
    assert asked(talk) == []
    talk.passes(seconds=1)
    assert asked(talk) == ["Of. Luna"]
    talk.passes(minutes=15)
    assert asked(talk)[1:] == ["Of. Peña, Of. Luna"]
    talk.passes(minutes=15)
    assert asked(talk)[2:] == ["Cmte. Ruiz"]
    assert "CUA-000001" in talk.texts(RUIZ.id)[0]
    assert [questions(talk, person.id) for person in (LUNA, PENA, RUIZ)] == [2, 1, 1]
    talk.passes(hours=9)
    assert len(asked(talk)) == 3


@pytest.mark.parametrize("how", ["tap", "words in the thread", "words in private", "a colleague"])
def test_whoever_acts_stops_it_and_the_time_begins_anew(how: str) -> None:
    talk = Conversation()
    robbery = a_robbery(talk)
    talk.presses(JUAREZ, "Enterado")
    talk.passes(minutes=16)
    match how:
        case "tap":
            talk.presses(JUAREZ, "En el lugar")
        case "words in the thread":
            talk.says(JUAREZ, "seguimos buscando", reply_to=robbery.message_id)
        case "words in private":
            alert = talk.world.posts[f"alert:1:{JUAREZ.id}"].message_id
            talk.writes_to_the_bot(JUAREZ, "seguimos buscando", reply_to=alert)
        case _:
            talk.says(SOTO, "seguimos buscando", reply_to=robbery.message_id)
    talk.passes(minutes=14)
    assert len(asked(talk)) == 1
    talk.passes(minutes=1)
    assert asked(talk) == ["Of. Juárez", "Of. Juárez"]


def test_what_is_closed_is_asked_about_no_more() -> None:
    talk = Conversation()
    a_robbery(talk)
    talk.presses(JUAREZ, "Enterado")
    talk.passes(minutes=20)
    talk.presses(JUAREZ, "Resuelto")
    talk.passes(hours=8)
    assert len(asked(talk)) == 1
    assert talk.report.ask_at is None


def test_an_emergency_that_nobody_answers_escalates_first_and_is_asked_about_afterwards() -> None:
    talk = Conversation()
    a_robbery(talk)
    talk.passes(minutes=10)
    assert (talk.events().count("escalated"), asked(talk)) == (3, [])
    talk.passes(minutes=14)
    assert asked(talk) == []
    talk.passes(minutes=1)
    assert asked(talk) == ["Of. Juárez"]


def test_an_officer_who_never_answers_all_night_costs_nobody_more_than_the_rules_say() -> None:
    talk = Conversation()
    a_robbery(talk)
    talk.passes(hours=12)
    assert talk.events().count("escalated") == 3
    assert len(asked(talk)) == 3
    assert talk.report.state is State.FORWARDED


def test_a_lamp_is_asked_about_after_hours_and_wakes_nobody() -> None:
    talk = Conversation()
    talk.says(ANA, LAMP)
    talk.passes(minutes=119)
    assert asked(talk) == []
    talk.passes(minutes=1)
    assert asked(talk) == ["Of. Peña, Of. Luna"]
    assert all(post.silent for post in talk.posts(PENA.id))
    talk.passes(minutes=1)
    robbed = a_robbery(talk)
    talk.presses(PENA, "Enterado")
    talk.passes(minutes=15)
    assert robbed
    assert not talk.posts(PENA.id)[-1].silent


def test_an_owner_who_has_gone_home_is_not_asked() -> None:
    talk = Conversation()
    talk.says(ANA, LAMP)
    talk.presses(JUAREZ, "Enterado")
    talk.passes(hours=2)
    assert asked(talk) == ["Of. Peña, Of. Luna"]


def test_who_is_held_back_for_conduct_is_not_asked_about() -> None:
    talk = Conversation()
    talk.says(ANA, LAMP)
    held = talk.report
    talk.world.reports[1] = held.__class__(
        **{f: getattr(held, f) for f in held.__dataclass_fields__ if f not in {"state", "ask_at"}},
        state=State.RECEIVED,
    )
    talk.passes(hours=9)
    assert asked(talk) == []


def test_after_a_long_outage_one_report_is_asked_about_once_and_the_next_question_is_due_from_then() -> None:
    talk = Conversation()
    a_robbery(talk)
    talk.presses(JUAREZ, "Enterado")
    talk.now += timedelta(hours=3)
    talk.passes(seconds=0)
    assert len(asked(talk)) == 1
    assert talk.report.ask_at == talk.now + timedelta(minutes=15)


def test_when_nobody_can_be_asked_the_administrators_hear_of_it() -> None:
    talk = Conversation(some_rules(commanders=()))
    a_robbery(talk)
    talk.presses(JUAREZ, "Enterado")
    talk.rules = some_rules(officers=(), commanders=())
    talk.passes(minutes=15)
    assert any("sin novedades" in text for text in talk.texts(ROSA.id))


@pytest.mark.parametrize(("times", "expected"), [(0, []), (1, ["Of. Juárez"]), (2, ["Of. Juárez", "Cmte. Ruiz"])])
def test_the_rules_say_how_often(times: int, expected: list[str]) -> None:
    talk = Conversation(some_rules(asking=AskingRules(times=times)))
    a_robbery(talk)
    talk.presses(JUAREZ, "Enterado")
    talk.passes(minutes=60)
    assert asked(talk) == expected


def test_what_is_not_due_does_nothing() -> None:
    talk = Conversation()
    a_robbery(talk)
    talk.presses(JUAREZ, "Enterado")
    assert list(on_deadline(talk.report, talk.scene)) == []
