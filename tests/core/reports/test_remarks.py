"""What neighbours ask and remark around a report of these minutes stays, even where it sounds like small talk."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.core import screening
from bot.core.model.kinds import Reason, State, Verdict
from bot.core.model.meaning import Judgement, Said
from bot.core.outgoing import Remove
from bot.core.reports.remarks import ABOUT_REPORT, left_to_stand
from bot.core.rules.model import Rules
from tests.builders import ANA, BETO, MEMO, ROSA, an_incoming
from tests.conversation import Conversation

CALLED = {"certainty": 0.7, "reason": Reason.OFF_TOPIC}
ABOUT_IT = """
    y eso de Lerma?
    alguien de Tíber que nos cuente
    qué onda con las sirenas
    sabrán si hubo heridos
    tantas patrullas para qué
    what are the sirens about
    otro asalto más, vamos bien
    lo agarraron?
"""
NONE_OF_IT = """
    dónde venden hielo a esta hora
    alguien sabe si abre la tintorería de Río Pánuco
    ya probaron las tortas nuevas?
    anyone selling a crib?
"""


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.strip().splitlines()]


def _small_talk(said: Said, rules: Rules) -> Judgement:
    """As a reader would judge who takes whatever follows the report for small talk, and is not sure."""
    return Judgement(verdict=Verdict.REJECT, rule="topics.off_topic", reason=Reason.OFF_TOPIC, certainty=0.7)


@pytest.fixture
def talk(monkeypatch: pytest.MonkeyPatch) -> Conversation:
    """A robbery has just been reported; what follows is taken for small talk."""
    conversation = Conversation()
    conversation.says(ANA, "Están asaltando a una señora en Río Lerma 54, esquina Río Tíber")
    conversation.passes(seconds=60)
    monkeypatch.setattr(screening, "judge", _small_talk)
    return conversation


@pytest.mark.parametrize("text", _lines(ABOUT_IT))
def test_who_asks_about_what_was_just_reported_is_neither_removed_nor_struck(talk: Conversation, text: str) -> None:
    asked = talk.says(BETO, text)
    assert not talk.did(Remove)
    assert not talk.world.strikes
    seen = talk.world.messages[(asked.chat_id, asked.message_id)]
    assert (seen.verdict, seen.rule, seen.reason) == (Verdict.PASS, ABOUT_REPORT, None)
    assert seen.report_id is None
    assert "added" not in talk.events()


@pytest.mark.parametrize("text", _lines(NONE_OF_IT))
def test_small_talk_about_something_else_goes_as_ever(talk: Conversation, text: str) -> None:
    talk.says(BETO, text)
    assert talk.did(Remove)


def test_the_same_question_goes_once_the_report_is_of_another_hour(talk: Conversation) -> None:
    asked_in_time = an_incoming("qué onda con las sirenas", BETO, sent_at=talk.now)
    judgement = _small_talk(Said(text=asked_in_time.text), talk.rules)
    late = talk.report.updated_at + talk.rules.report.follow_up + timedelta(seconds=1)
    assert left_to_stand(asked_in_time, judgement, talk.scene).verdict is Verdict.PASS
    assert left_to_stand(replace(asked_in_time, sent_at=late), judgement, talk.scene) == judgement


def test_the_same_question_goes_once_the_report_is_closed(talk: Conversation) -> None:
    talk.world.reports[talk.report.id] = replace(talk.report, state=State.RESOLVED)
    talk.says(BETO, "qué onda con las sirenas")
    assert talk.did(Remove)


def test_where_two_reports_are_open_a_question_about_either_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    talk = Conversation()
    talk.says(ANA, "Están asaltando a una señora en Río Lerma 54")
    talk.says(MEMO, "Huele mucho a gas en Río Sena 20")
    monkeypatch.setattr(screening, "judge", _small_talk)
    talk.says(BETO, "y lo de Sena?")
    assert not talk.did(Remove)


def test_a_reply_to_the_report_that_asks_about_it_stays_too(talk: Conversation) -> None:
    talk.says(BETO, "qué onda con las sirenas", reply_to=talk.report.message_id)
    assert not talk.did(Remove)


@pytest.mark.parametrize(
    ("changed", "forwarded"),
    [
        ({"certainty": 0.8}, False),
        ({"reason": Reason.ADVERTISING, "rule": "topics.advertising"}, False),
        ({"reason": Reason.HATE, "rule": "topics.hate"}, False),
        ({"rule": "screening.rules.sirenas"}, False),
        ({}, True),
    ],
)
def test_what_is_surely_small_talk_or_breaks_another_rule_or_is_forwarded_is_not_spared(
    talk: Conversation, changed: dict[str, object], forwarded: bool
) -> None:
    facts = {"verdict": Verdict.REJECT, "rule": "topics.off_topic", **CALLED}
    message = an_incoming("qué onda con las sirenas de Lerma", BETO, sent_at=talk.now, forwarded=forwarded)
    judgement = Judgement(**(facts | changed))  # type: ignore[arg-type]
    assert left_to_stand(message, judgement, talk.scene) == judgement


def test_gossip_about_it_is_spared_as_small_talk_is(talk: Conversation) -> None:
    message = an_incoming("dicen que lo de Lerma fue el del 3", BETO, sent_at=talk.now)
    gossip = Judgement(verdict=Verdict.REJECT, rule="topics.gossip", reason=Reason.GOSSIP, certainty=0.79)
    stays = left_to_stand(message, gossip, talk.scene)
    assert stays.verdict is Verdict.PASS
    assert stays.evidence == (talk.report.folio, "Río Lerma")
    assert stays.certainty == pytest.approx(0.21)


def test_why_says_that_it_stays_for_the_report_and_names_it(talk: Conversation) -> None:
    talk.writes_to_the_bot(ROSA, "/start")
    asked = talk.says(BETO, "qué onda con las sirenas")
    talk.says(ROSA, "/why", reply_to=asked.message_id)
    answer = talk.texts(ROSA.id)[-1]
    for part in ("lo que se acaba de reportar", ABOUT_REPORT, talk.report.folio, "sirenas", "30 %"):
        assert part in answer
