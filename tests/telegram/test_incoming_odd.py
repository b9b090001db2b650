"""Strangers' data: refused with a reason or taken, and never an emergency lost over what stands beside it."""

from __future__ import annotations

import copy
import inspect
import json
import sys
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
import telegram
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.core.model.incoming import Incoming, Message, Tap
from bot.telegram.incoming import Untranslatable, translate
from tests.telegram.samples import ADMINISTRATOR, ANA, BOT, CHAT, KINDS, PHOTO, message, update

CRY = "incendio en Lerma 5"


def said(**fields: Any) -> Message:
    incoming = translate(update(**fields))
    assert isinstance(incoming, Message)
    return incoming


def test_nul_and_lone_surrogates_become_a_mark_and_the_rest_stays() -> None:
    raw = json.loads(r'{"t": "a\u0000b \ud83d c \u202e \ud83d\ude00"}')
    assert said(text=raw["t"]).text == "a\N{REPLACEMENT CHARACTER}b \N{REPLACEMENT CHARACTER} c \u202e 😀"


@pytest.mark.parametrize(
    "text", ["'; DROP TABLE reports; --", "<b>x</b>", "*x* _y_ [z](http://w)", "\u202e\u200b", "x" * 4096]
)
def test_whatever_is_written_is_data(text: str) -> None:
    assert said(text=text).text == text


def test_a_gigantic_text_is_cut_and_kept() -> None:
    assert len(said(text="x" * 2_000_000).text) == 16_384
    options = [{"text": "x" * 9_000} for _ in range(10)]
    assert len(said(poll={"question": "?", "options": options}).text) == 16_384


def test_ids_of_64_bits_pass() -> None:
    user = ANA | {"id": 2**52}
    chat = CHAT | {"id": -(2**63) + 1}
    incoming = said(text="x", chat=chat, **{"from": user})
    assert (incoming.author.id, incoming.chat_id) == (2**52, -(2**63) + 1)


@pytest.mark.parametrize(
    ("raw", "says"),
    [
        ("text", "an update is a text, not an object"),
        ({}, "update_id is missing"),
        ({"update_id": "1", "message": message(text="x")}, "update_id"),
        ({"update_id": 1.0, "message": message(text="x")}, "update_id"),
        ({"update_id": True, "message": message(text="x")}, "update_id is a boolean, not an integer of 64 bits"),
        ({"update_id": 10**30, "message": message(text="x")}, "update_id"),
        ({"update_id": 1, "message": None}, "message is missing"),
        ({"update_id": 1, "message": []}, "message is a list, not an object"),
        ({"update_id": 1, "message": {}}, "message.chat is missing"),
        (update(text="x", message_id="7"), "message.message_id"),
        (update(text="x", chat=CHAT | {"id": "abc"}), "message.chat.id is a text"),
        (update(text="x", chat=CHAT | {"id": 10**30}), "message.chat.id"),
        ({"update_id": 1, "message": message(text="x") | {"from": ANA | {"id": 1.5}}}, "message.from.id is a number"),
        (update(text="x", sender_chat=CHAT | {"id": None}), "message.sender_chat.id is missing"),
        (update(text=5), "message.text is a number, not a text"),
        (update(text={"a": 1}), "message.text is an object"),
        (update(photo=PHOTO, caption=[]), "message.caption is a list"),
        (update(text="x", date="yesterday"), "message.date"),
        (update(text="x", date=10**30), "message.date"),
        (update(text="x", date=2**40), "message.date"),
        (update(text="x", date=-1), "message.date"),
        (update(location={"latitude": 200, "longitude": 0}), "planet"),
        (update(location={"latitude": float("nan"), "longitude": 0}), "planet"),
        (update(location={"latitude": "19.4", "longitude": 0}), "planet"),
        (update(location={"latitude": 10**400, "longitude": 0}), "planet"),
        (update(migrate_to_chat_id="-100"), "message.migrate_to_chat_id"),
        ({"update_id": 1, "callback_query": {"id": "q"}}, "callback_query.from is missing"),
        ({"update_id": 1, "callback_query": {"id": 5, "from": ANA}}, "callback_query.id is a number, not a text"),
        ({"update_id": 1, "callback_query": {"id": "q", "from": ANA, "message": {"chat": CHAT}}}, "message_id"),
        ({"update_id": 1, "my_chat_member": {}}, "my_chat_member.chat is missing"),
        ({"update_id": 1, "chat_member": {"chat": CHAT, "new_chat_member": {"user": ANA}}}, "chat_member.status"),
    ],
)
def test_what_the_bot_api_does_not_promise_is_refused_with_a_reason(raw: Any, says: str) -> None:
    with pytest.raises(Untranslatable, match=says):
        translate(raw)


def test_a_refusal_does_not_repeat_what_people_wrote() -> None:
    with pytest.raises(Untranslatable) as refusal:
        translate(update(text={"vecina": CRY}))
    assert CRY not in str(refusal.value)


@pytest.mark.parametrize(
    "odd",
    [
        {"sticker": {"of": "a new sort"}},
        {"photo": [{"no": "size"}]},
        {"photo": [{"file_id": 5, "width": "x"}, None]},
        {"video": 5},
        {"venue": {"location": "?", "title": 5}},
        {"location": {"latitude": 200, "longitude": 0}},
        {"caption_entities": [{"type": "text_link"}, {"type": "text_link", "url": 5}, 7]},
        {"caption_entities": "of a new kind"},
        {"reply_to_message": {"message_id": None}},
        {"reply_to_message": "?"},
        {"message_thread_id": "5", "is_topic_message": True},
        {"media_group_id": 13},
        {"forward_origin": 5},
        {"from": {"id": 1001, "first_name": 5, "username": []}},
    ],
)
def test_words_are_not_lost_because_of_an_odd_part_beside_them(odd: dict[str, Any]) -> None:
    assert said(caption=CRY, **odd).text == CRY
    assert said(text=CRY, **odd).text == CRY


@pytest.mark.parametrize("odd", [5, {}, {"file_id": 5}, []])
def test_a_voice_whose_file_is_odd_is_still_a_voice(odd: Any) -> None:
    assert (said(voice=odd).kind, said(voice=odd).attachment) == ("voice", None)


def test_of_a_photo_the_largest_size_that_has_a_file_is_taken() -> None:
    odd = [{"width": 9_999, "height": 9_999}, *PHOTO, {"file_id": "huge?", "width": "9999", "height": 9_999}]
    attachment = said(photo=odd).attachment
    assert attachment is not None
    assert attachment.file_id == "large"


# --- whatever comes ---

DOCUMENTED = sorted(
    {
        field.removesuffix("_user") if field == "from_user" else field
        for _, known in inspect.getmembers(telegram, inspect.isclass)
        if issubclass(known, telegram.TelegramObject)
        for field in inspect.signature(known).parameters
    }
)
FIELDS = sorted({*inspect.signature(telegram.Message).parameters, "from"} - {"from_user"})
ESSENTIAL = {"message_id", "date", "chat", "from", "sender_chat"}
LEAVES = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.sampled_from([10**400, -(2**63), 2**63, 10**12, -1])
    | st.floats()
    | st.text(max_size=5)
    | st.sampled_from(["\0", "\ud83d", "supergroup", "restricted", "text_link"])
)
JSON = st.recursive(
    LEAVES,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(DOCUMENTED), inner, max_size=4),
    max_leaves=8,
)
TAP = {"update_id": 9, "callback_query": {"id": "q", "from": ANA, "data": "r:17:ack", "message": message(text="x")}}
CHANGE = {"chat": CHAT, "from": ANA, "date": 1, "old_chat_member": {"status": "left"}, "new_chat_member": ADMINISTRATOR}
SAMPLES: list[dict[str, Any]] = [
    *(update(**fields, reply_to_message=message(text="x")) for _, fields, _, _ in KINDS),
    update(
        text="x", sender_chat=CHAT, entities=[{"type": "text_link", "offset": 0, "length": 1, "url": "https://a.b"}]
    ),
    update(text="x", message_thread_id=55, is_topic_message=True),
    update(migrate_to_chat_id=-100_5),
    TAP,
    {"update_id": 2, "my_chat_member": CHANGE},
    {"update_id": 2, "chat_member": CHANGE | {"new_chat_member": {"status": "restricted", "user": BOT}}},
]


def paths(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    yield path
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, each in inner:
        yield from paths(each, (*path, key))


PLACES = [(sample, path) for sample in SAMPLES for path in paths(sample) if path]


def check_that_it_is_sound(raw: Any) -> Incoming | None:
    """It is refused in one short line, or what came of it can be stored."""
    refusal: Untranslatable | None = None
    try:
        incoming = translate(raw)
    except Untranslatable as exc:
        refusal = exc
    if refusal is not None:
        assert 0 < len(str(refusal)) < 300
        assert len(str(refusal).splitlines()) == 1
        return None
    ids = [incoming.update_id]
    if isinstance(incoming, Message):
        ids += [incoming.chat_id, incoming.message_id, incoming.author.id]
        ids += [each for each in (incoming.thread_id, incoming.reply_to) if each is not None]
        for words in (incoming.text, incoming.author.name, incoming.author.username, incoming.album, *incoming.links):
            (words or "").encode()
        assert incoming.sent_at + timedelta(days=365) > incoming.sent_at
    if isinstance(incoming, Tap):
        incoming.data.encode()
    assert all(type(each) is int and each.bit_length() < 64 for each in ids)
    assert hash(incoming) is not None
    return incoming


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(PLACES), JSON)
def test_an_update_with_anything_anywhere_is_translated_or_refused(
    place: tuple[Any, tuple[Any, ...]], wild: Any
) -> None:
    sample, path = place
    raw = copy.deepcopy(sample)
    around = raw
    for key in path[:-1]:
        around = around[key]
    around[path[-1]] = wild
    check_that_it_is_sound(raw)


@settings(max_examples=100, deadline=None)
@given(st.sampled_from(["message", "edited_message", "callback_query", "my_chat_member", "chat_member", "new"]), JSON)
def test_a_wild_update_is_translated_or_refused(what: str, wild: Any) -> None:
    check_that_it_is_sound({"update_id": sys.maxsize, what: wild})


@settings(max_examples=200, deadline=None)
@given(st.dictionaries(st.sampled_from(sorted(set(FIELDS) - ESSENTIAL - {"text"})), JSON, max_size=6))
def test_a_cry_gets_through_whatever_stands_beside_it(beside: dict[str, Any]) -> None:
    incoming = check_that_it_is_sound(update(text=CRY, **beside))
    assert isinstance(incoming, Message)
    assert incoming.text == CRY
