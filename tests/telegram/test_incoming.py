from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from telegram import constants

from bot.core.model.incoming import Attachment, Membership, Message, Migration, Other, Person, Pin, Tap
from bot.core.model.kinds import Kind
from bot.telegram.incoming import translate
from bot.telegram.kinds import CONTENT, SERVICE
from tests.telegram.samples import ADMINISTRATOR, ANA, BOT, CHAT, GROUP, KINDS, LOCATION, PHOTO, message, update


def said(**fields: Any) -> Message:
    incoming = translate(update(**fields))
    assert isinstance(incoming, Message)
    return incoming


# --- every kind ---


@pytest.mark.parametrize(("kind", "fields", "text", "attachment"), KINDS, ids=lambda value: str(value)[:20])
def test_every_kind_of_message_is_told_apart(
    kind: Kind, fields: dict[str, Any], text: str, attachment: Attachment | None
) -> None:
    incoming = said(**fields)
    assert (incoming.kind, incoming.text, incoming.attachment) == (kind, text, attachment)


def test_the_samples_hold_every_kind() -> None:
    assert {kind for kind, *_ in KINDS} == set(Kind)


def test_every_kind_that_ptb_knows_is_content_or_service() -> None:
    marks = {"reply_to_story", "effect_id", "sender_boost_count", "sender_business_bot", "business_connection_id"}
    marks |= {"suggested_post_info"}  # they stand beside the content
    assert {kind.value for kind in constants.MessageType} - marks - CONTENT.keys() - SERVICE == set()


@pytest.mark.parametrize("field", sorted(SERVICE - {"migrate_to_chat_id"}))
def test_a_service_message_is_one_whatever_it_carries(field: str) -> None:
    assert said(**{field: True}).kind is Kind.SERVICE


# --- who, where, answering what ---


def test_a_plain_message_keeps_its_author_time_and_place() -> None:
    incoming = said(text="hola")
    assert incoming == Message(
        update_id=1,
        chat_id=GROUP,
        message_id=7,
        author=Person(1001, "Ana Ruiz", "ana"),
        sent_at=datetime.fromtimestamp(1_795_289_455, UTC),
        text="hola",
    )


def test_an_edit_says_so_and_keeps_its_identity() -> None:
    incoming = translate({"update_id": 3, "edited_message": message(text="corregido", edit_date=1_795_289_999)})
    assert isinstance(incoming, Message)
    assert incoming.edited
    assert (incoming.chat_id, incoming.message_id) == (GROUP, 7)


def test_an_album_is_known_by_its_group() -> None:
    assert said(photo=PHOTO, media_group_id="13").album == "13"


def test_a_live_location_that_moves_is_an_edit_with_a_new_pin() -> None:
    incoming = translate({"update_id": 3, "edited_message": message(location={**LOCATION, "live_period": 60})})
    assert isinstance(incoming, Message)
    assert (incoming.kind, incoming.edited, incoming.pin) == (Kind.LIVE_LOCATION, True, Pin(19.4301, -99.1682))


def test_a_venue_has_its_title_on_the_pin() -> None:
    pin = said(venue={"location": LOCATION, "title": "Monumento", "address": "x"}, location=LOCATION).pin
    assert pin == Pin(19.4301, -99.1682, "Monumento")


@pytest.mark.parametrize(
    "origin",
    [
        {"forward_origin": {"type": "hidden_user", "date": 1, "sender_user_name": "x"}},
        {"forward_origin": {"type": "something new"}},
        {"is_automatic_forward": True},
    ],
)
def test_a_forwarded_message_is_forwarded_whatever_it_comes_from(origin: dict[str, Any]) -> None:
    assert said(text="cadena", **origin).forwarded
    assert not said(text="cadena").forwarded


def test_an_anonymous_administrator_writes_as_the_group() -> None:
    anonymous = {"id": 1087968824, "is_bot": True, "first_name": "Group"}
    incoming = said(text="aviso", sender_chat=CHAT, **{"from": anonymous})
    assert incoming.as_group
    assert incoming.author == Person(GROUP, "Vecinos de la Cuauhtémoc")


def test_who_writes_as_a_channel_is_the_channel() -> None:
    channel = {"id": -100777, "type": "channel", "title": "Ofertas", "username": "ofertas"}
    incoming = said(text="compre", sender_chat=channel)
    assert not incoming.as_group
    assert incoming.author == Person(-100777, "Ofertas", "ofertas")


def test_a_message_without_sender_belongs_to_its_chat() -> None:
    raw = update(text="x")
    del raw["message"]["from"]
    incoming = translate(raw)
    assert isinstance(incoming, Message)
    assert incoming.author.id == GROUP


def test_a_reply_points_at_its_message_even_if_that_one_cannot_be_parsed() -> None:
    odd = {"message_id": 5, "date": "?", "poll": "of a new kind"}
    assert said(text="ya voy", reply_to_message=odd).reply_to == 5


def test_an_answer_to_another_chat_is_no_reply_here() -> None:
    assert said(text="x", external_reply={"origin": "?"}, quote={"text": "y"}).reply_to is None


def test_in_a_topic_the_first_message_is_no_reply_but_a_quoted_one_is() -> None:
    opening = {"message_id": 55, "date": 1, "chat": CHAT, "forum_topic_created": {"name": "t"}}
    first = said(text="x", message_thread_id=55, is_topic_message=True, reply_to_message=opening)
    assert (first.thread_id, first.reply_to) == (55, None)
    answer = said(text="x", message_thread_id=55, is_topic_message=True, reply_to_message=message(text="y"))
    assert (answer.thread_id, answer.reply_to) == (55, 7)


def test_the_general_topic_has_no_thread_id() -> None:
    assert said(text="x", message_thread_id=1, is_topic_message=True).thread_id is None
    assert said(text="x").thread_id is None


def test_a_thread_of_replies_outside_forums_is_no_topic() -> None:
    assert said(text="x", message_thread_id=55).thread_id is None


def test_links_behind_words_are_kept_once_and_plain_addresses_are_words() -> None:
    entities = [
        {"type": "text_link", "offset": 0, "length": 4, "url": "https://a.example"},
        {"type": "text_link", "offset": 5, "length": 4, "url": "https://a.example"},
        {"type": "url", "offset": 5, "length": 4},
    ]
    assert said(text="aquí aquí", entities=entities).links == ("https://a.example",)
    assert said(photo=PHOTO, caption="aquí aquí", caption_entities=entities).links == ("https://a.example",)


# --- groups move, members change, buttons are pressed ---


def test_a_group_that_becomes_a_supergroup_is_a_migration_once() -> None:
    old = {"id": -77, "type": "group", "title": "V"}
    assert translate({"update_id": 4, "message": message(chat=old, migrate_to_chat_id=GROUP)}) == Migration(
        update_id=4, chat_id=-77, new_chat_id=GROUP
    )
    assert said(migrate_from_chat_id=-77).kind is Kind.SERVICE


def tap(**fields: Any) -> Tap:
    query = {"id": "q1", "from": ANA, "chat_instance": "c", **fields}
    incoming = translate({"update_id": 9, "callback_query": query})
    assert isinstance(incoming, Tap)
    return incoming


def test_a_tap_names_who_pressed_what_below_which_message() -> None:
    pressed = tap(data="r:17:ack", message=message(text="CUA-17", **{"from": BOT}))
    assert pressed == Tap(
        update_id=9, tap_id="q1", person=Person(1001, "Ana Ruiz", "ana"), data="r:17:ack", chat_id=GROUP, message_id=7
    )


def test_a_tap_below_an_old_message_or_of_a_game_is_still_a_tap() -> None:
    inaccessible = {"chat": CHAT, "message_id": 8, "date": 0}
    assert (tap(data="x", message=inaccessible).chat_id, tap(data="x", message=inaccessible).message_id) == (GROUP, 8)
    assert tap(game_short_name="g", inline_message_id="i").data == ""
    assert tap(data="x").chat_id is None


def membership(update_kind: str, member: dict[str, Any], chat: dict[str, Any] = CHAT) -> Any:
    changed = {"chat": chat, "from": ANA, "date": 1, "old_chat_member": {"status": "?"}, "new_chat_member": member}
    return translate({"update_id": 2, update_kind: changed})


def test_the_bots_new_rights_are_named() -> None:
    assert membership("my_chat_member", ADMINISTRATOR) == Membership(
        update_id=2,
        chat_id=GROUP,
        title="Vecinos de la Cuauhtémoc",
        person=Person(4242, "Cuadrante", "cuadrante_bot"),
        is_me=True,
        status="administrator",
        rights=frozenset({"delete", "restrict", "write", "read_all"}),
    )


def test_rights_that_ptb_would_not_parse_are_understood() -> None:
    few = {"status": "administrator", "user": BOT, "can_delete_messages": True, "can_levitate": True}
    assert membership("my_chat_member", few).rights == {"delete", "write", "read_all"}


def test_who_blocked_the_bot_is_kicked_in_their_private_chat() -> None:
    private = {"id": 1001, "type": "private", "first_name": "Ana"}
    blocked = membership("my_chat_member", {"status": "kicked", "user": BOT, "until_date": 0}, private)
    assert (blocked.chat_id, blocked.status, blocked.rights) == (1001, "kicked", frozenset())
    assert blocked.person == Person(1001, "Ana Ruiz", "ana")


def test_a_member_who_is_restricted_and_gone_has_left() -> None:
    gone = membership("chat_member", {"status": "restricted", "is_member": False, "user": ANA})
    assert (gone.status, gone.is_me, gone.person.id) == ("left", False, 1001)


def test_a_channel_is_no_group() -> None:
    channel = {"id": -100777, "type": "channel", "title": "Ofertas"}
    assert isinstance(membership("my_chat_member", ADMINISTRATOR, channel), Other)


@pytest.mark.parametrize("what", ["message_reaction", "channel_post", "poll", "something_of_2031"])
def test_other_updates_are_recorded_as_such_without_being_parsed(what: str) -> None:
    assert translate({"update_id": 5, what: "nonsense"}) == Other(update_id=5, what=what)
