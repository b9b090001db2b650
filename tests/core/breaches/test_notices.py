"""What breaks the rules goes; its author hears why, which rule, and how to write it so that it stays."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from bot.core.model.incoming import Person
from bot.core.model.kinds import Kind
from bot.core.outgoing import Remove
from bot.core.rules.breaches import NoticeRules, ScreeningRules
from tests.builders import ANA, BETO, MEMO
from tests.conversation import Conversation, judged_plainly  # noqa: F401
from tests.rules_for_tests import CUAUHTEMOC, some_rules


def with_notices(where: str) -> Conversation:
    screening: ScreeningRules = some_rules().screening
    notice = NoticeRules(where, timedelta(seconds=60))  # type: ignore[arg-type]
    return Conversation(some_rules(screening=replace(screening, notice=notice)), deaf=[ANA.id])


def test_the_author_is_told_in_private_where_that_is_possible_and_the_group_hears_nothing() -> None:
    talk = Conversation()
    said = talk.says(MEMO, "promo de pizzas")
    assert talk.did(Remove) == [Remove(chat_id=CUAUHTEMOC, message_id=said.message_id)]
    (notice,) = talk.texts(MEMO.id)
    for part in (
        "Vecinos de la Cuauhtémoc",
        "20:52",
        "no se admite publicidad",
        "topics.advertising",
        "calle y número",
    ):
        assert part in notice
    assert not talk.posts()


def test_whoever_never_pressed_start_is_told_in_the_group_briefly() -> None:
    talk = Conversation(deaf=[MEMO.id])
    talk.says(MEMO, "promo de pizzas", thread_id=7)
    (notice,) = talk.posts()
    assert notice.text.startswith("Memo: quité su mensaje")
    assert notice.lasts == timedelta(seconds=60)
    assert (notice.silent, notice.thread_id) == (True, 7)


def test_who_is_known_to_be_out_of_reach_is_not_tried_again() -> None:
    talk = Conversation(deaf=[MEMO.id])
    talk.says(MEMO, "promo de pizzas")
    talk.deaf.clear()
    talk.says(MEMO, "promo de tacos")
    assert not talk.posts(MEMO.id)


def test_many_notices_are_one_line() -> None:
    talk = Conversation(deaf=range(100, 200))
    for number in range(100, 130):
        talk.says(Person(number, f"Vecino {number}"), "promo de pizzas")
    (notice,) = talk.posts()
    assert notice.text.startswith("Quité 30 mensajes de Vecino 100")
    assert len(notice.text) < 1000
    assert talk.rings(CUAUHTEMOC) == 1


def test_a_flood_does_not_make_the_notice_grow_without_end() -> None:
    talk = Conversation(deaf=range(100, 500))
    for number in range(100, 300):
        talk.says(Person(number, "V"), kind=Kind.STICKER)
    (notice,) = talk.posts()
    assert "200 mensajes" in notice.text
    assert len(notice.facts["items"]) <= 50
    assert len(notice.buttons) == 10


def test_a_wordless_message_among_many_has_a_button_of_its_own() -> None:
    talk = Conversation(deaf=[ANA.id, MEMO.id])
    talk.says(MEMO, "promo de pizzas")
    talk.says(ANA, kind=Kind.VOICE)
    (notice,) = talk.posts()
    assert [button.text for row in notice.buttons for button in row] == ["Es una emergencia (Ana 20:52)"]


def test_each_topic_of_a_forum_has_its_own_notice() -> None:
    talk = Conversation(deaf=[ANA.id, MEMO.id])
    talk.says(MEMO, "promo de pizzas", thread_id=1)
    talk.says(ANA, "promo de tacos", thread_id=2)
    assert [post.thread_id for post in talk.posts()] == [1, 2]


def test_what_is_meant_for_a_sister_group_is_pointed_there() -> None:
    talk = Conversation()
    talk.says(MEMO, "¿quién vio a mi perrito?")
    assert "Patitas: https://t.me/+patitas" in talk.texts(MEMO.id)[0]


def test_notices_in_the_group_stay_there_when_the_rules_say_so() -> None:
    talk = with_notices("group")
    talk.says(BETO, "promo de pizzas")
    assert talk.posts()
    assert not talk.posts(BETO.id)


def test_private_notices_never_show_in_the_group_except_for_the_button_that_may_save_somebody() -> None:
    talk = with_notices("private")
    talk.says(ANA, "promo de pizzas")
    assert not talk.posts()
    talk.says(ANA, kind=Kind.VOICE)
    assert talk.posts()[0].buttons


def test_an_album_is_removed_whole_and_its_author_told_once() -> None:
    talk = Conversation()
    for text in ("", "promo de pizzas", ""):
        talk.says(MEMO, text, kind=Kind.PHOTO, album="a")
    assert len(talk.did(Remove)) == 3
    assert talk.rings(MEMO.id) == 1
    assert len(talk.world.strikes[CUAUHTEMOC, MEMO.id]) == 1


def test_what_the_author_of_a_report_adds_stays_though_alone_it_would_go() -> None:
    talk = Conversation()
    talk.says(ANA, "Asaltan en Río Lerma 145")
    talk.says(ANA, kind=Kind.VOICE)
    assert not talk.did(Remove)
    assert talk.report.attachments[0].kind is Kind.VOICE


def test_an_emergency_in_any_form_is_never_removed() -> None:
    talk = Conversation()
    talk.says(MEMO, "inútiles, asaltan en Río Lerma 145, promo", kind=Kind.STICKER, forwarded=True)
    assert not talk.did(Remove)
    assert talk.report.emergency


def test_a_message_removed_and_edited_into_an_emergency_is_forgiven() -> None:
    talk = Conversation()
    said = talk.says(MEMO, "promo de pizzas")
    talk.edits(said, "asaltan en Río Lerma 145")
    assert talk.report.emergency
    assert talk.world.strikes[CUAUHTEMOC, MEMO.id] == []


def test_names_with_marks_that_turn_the_writing_cannot_disguise_a_notice() -> None:
    talk = Conversation(deaf=[66])
    talk.says(Person(66, "\u202eoirartsinimda\n\nNadie\u200b"), "promo")
    assert "\u202e" not in talk.texts()[0]
    assert "oirartsinimda Nadie:" in talk.texts()[0]
