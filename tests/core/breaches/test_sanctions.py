"""Breaches are strikes that are forgotten in time; the ladder of the rules follows, and some are exempt."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.core.model.incoming import Person
from bot.core.model.kinds import Kind
from bot.core.outgoing import Expel, Mute, Remove
from bot.core.rules.breaches import SanctionRules, Step
from tests.builders import ANA, JUAREZ, MEMO, ROSA, RUIZ, an_incoming
from tests.conversation import Conversation, judged_plainly  # noqa: F401
from tests.rules_for_tests import CUAUHTEMOC, RIBERA, some_rules


def breaches(talk: Conversation, how_many: int, author: Person = MEMO) -> None:
    for number in range(how_many):
        talk.says(author, f"promo número {number}")
        talk.passes(hours=2)


def test_the_first_breach_is_a_warning_the_second_a_mute_the_third_a_proposal() -> None:
    talk = Conversation()
    breaches(talk, 1)
    assert "Es un aviso" in talk.texts(MEMO.id)[-1]
    assert not talk.did(Mute)
    began = talk.now
    breaches(talk, 1)
    (mute,) = talk.did(Mute)
    assert (mute.person_id, mute.until) == (MEMO.id, began + timedelta(hours=1))
    assert "no escribir hasta las 23:52" not in talk.texts(MEMO.id)[0]
    assert "podrá leer pero no escribir hasta las" in talk.texts(MEMO.id)[-1]
    breaches(talk, 1)
    assert "¿Se le expulsa?" in talk.texts(ROSA.id)[0]
    assert len(talk.did(Mute)) == 1


def test_strikes_expire() -> None:
    talk = Conversation()
    breaches(talk, 2)
    talk.passes(days=31)
    breaches(talk, 1)
    assert len(talk.did(Mute)) == 1
    assert "Es un aviso" in talk.texts(MEMO.id)[-1]


def test_a_strike_in_one_group_counts_for_nothing_in_another() -> None:
    talk = Conversation()
    talk.says(MEMO, "promo", chat_id=RIBERA)
    talk.says(MEMO, "promo")
    assert not talk.did(Mute)


def test_a_ladder_of_one_rung_stays_there() -> None:
    talk = Conversation(some_rules(sanctions=SanctionRules(ladder=(Step("expel"),))))
    talk.says(MEMO, "promo")
    (expulsion,) = talk.did(Expel)
    assert (expulsion.chat_id, expulsion.person_id) == (CUAUHTEMOC, MEMO.id)


def test_beyond_the_last_rung_each_breach_is_proposed_again() -> None:
    talk = Conversation()
    breaches(talk, 4)
    assert len(talk.posts(ROSA.id)) == 2


@pytest.mark.parametrize("person", [JUAREZ, RUIZ, ROSA, Person(777, "Por Telegram"), Person(55, "Rosa", "Rosa_Admin")])
def test_officers_commanders_and_administrators_are_exempt(person: Person) -> None:
    talk = Conversation()
    group = talk.scene.group(CUAUHTEMOC)
    talk.world.groups[CUAUHTEMOC] = replace(group, administrators=frozenset({777}))
    talk.says(person, kind=Kind.STICKER)
    talk.says(person, "promo de pizzas")
    assert not talk.did(Remove)
    assert not talk.world.strikes


def test_an_administrator_who_writes_in_the_groups_name_is_exempt() -> None:
    talk = Conversation()
    talk.says(Person(CUAUHTEMOC, "Vecinos"), kind=Kind.STICKER, as_group=True)
    assert not talk.did(Remove)


def test_an_officer_of_another_group_is_a_neighbor_here() -> None:
    talk = Conversation()
    talk.says(Person(5006, "R. Rivas"), kind=Kind.STICKER)
    assert talk.did(Remove)


def test_an_uncertain_verdict_removes_nothing_and_counts_for_nothing() -> None:
    talk = Conversation()
    talk.says(MEMO, "quizá una promo")
    assert not talk.did(Remove)
    assert not talk.world.strikes


def test_what_can_no_longer_be_deleted_is_left_alone() -> None:
    talk = Conversation()
    talk.says(MEMO, "promo", sent_at=talk.now - timedelta(hours=49))
    assert not talk.did(Remove)
    assert not talk.world.strikes


def test_an_edit_of_a_removed_message_is_not_a_second_strike() -> None:
    talk = Conversation()
    said = talk.says(MEMO, "promo")
    talk.edits(said, "promo promo")
    talk.edits(said, "promo promo promo")
    assert len(talk.world.strikes[CUAUHTEMOC, MEMO.id]) == 1
    assert talk.rings(MEMO.id) == 1


def test_a_message_that_is_edited_into_a_breach_is_one() -> None:
    talk = Conversation()
    said = talk.says(MEMO, "hola vecinos")
    talk.edits(said, "promo de pizzas")
    assert talk.did(Remove)
    assert len(talk.world.strikes[CUAUHTEMOC, MEMO.id]) == 1


def test_a_redelivered_breach_is_one_strike() -> None:
    talk = Conversation()
    said = an_incoming("promo", MEMO)
    talk.takes(said)
    talk.takes(replace(said, update_id=said.update_id + 1000))
    assert len(talk.world.strikes[CUAUHTEMOC, MEMO.id]) == 1


def test_a_proposal_quotes_what_was_written_as_text_and_in_local_time() -> None:
    talk = Conversation()
    for words in ("promo <b>x</b>", "promo {name}", "promo '; DROP TABLE strikes; --"):
        talk.says(MEMO, words)
        talk.passes(hours=2)
    proposal = talk.texts(ROSA.id)[0]
    for part in ("promo <b>x</b>", "promo {name}", "DROP TABLE", "12/01 20:52", "00:52", "topics.advertising"):
        assert part in proposal


def test_without_administrators_who_can_be_told_nothing_is_proposed_and_nobody_expelled() -> None:
    talk = Conversation(deaf=[ROSA.id])
    breaches(talk, 3, ANA)
    assert not talk.did(Expel)
