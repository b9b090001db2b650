"""The documented fields are read as python-telegram-bot reads them: its classes are asked what a sample says."""

from __future__ import annotations

from typing import Any

import pytest
import telegram
from telegram import Update
from telegram.helpers import effective_message_type

from bot.core.model.incoming import Membership, Message, Person, Tap
from bot.core.model.kinds import Kind
from bot.telegram.incoming import translate
from bot.telegram.kinds import CONTENT
from tests.telegram.samples import ADMINISTRATOR, ANA, BOT, CHAT, KINDS, LOCATION, PHOTO, message, update

CHANNEL = {"id": -100777, "type": "channel", "title": "Avisos", "username": "avisos"}
PRIVATE = {"id": 1001, "type": "private", "first_name": "Ana", "last_name": "Ruiz", "username": "ana"}
LINK = [
    {"type": "text_link", "offset": 0, "length": 4, "url": "https://a.example"},
    {"type": "url", "offset": 5, "length": 4},
]
OPENING = message(forum_topic_created={"name": "Ronda", "icon_color": 7322096}) | {"message_id": 55}


def sent_by(stand_in: int, name: str) -> dict[str, Any]:
    """One of the accounts that Telegram names as the sender where somebody writes in the name of a chat."""
    return {"from": {"id": stand_in, "is_bot": True, "first_name": name}}


MESSAGES: dict[str, dict[str, Any]] = {
    **{f"{kind} {number}": update(**fields) for number, (kind, fields, *_) in enumerate(KINDS)},
    "private": update(text="auxilio", chat=PRIVATE),
    "edited": {"update_id": 3, "edited_message": message(text="corregido", edit_date=1_795_289_999)},
    "moving": {"update_id": 3, "edited_message": message(location={**LOCATION, "live_period": 60, "heading": 9})},
    "album": update(photo=PHOTO, media_group_id="13", caption="aquí aquí", caption_entities=LINK),
    "links": update(text="aquí aquí", entities=LINK),
    "answer": update(text="ya voy", reply_to_message=message(text="¿quién viene?") | {"message_id": 5}),
    "forwarded": update(text="x", forward_origin={"type": "user", "date": 1_795_289_000, "sender_user": ANA}),
    "in a topic": update(text="x", message_thread_id=55, is_topic_message=True, reply_to_message=OPENING),
    "answer in a topic": update(
        text="x", message_thread_id=55, is_topic_message=True, reply_to_message=message(text="y") | {"message_id": 60}
    ),
    "thread of answers": update(text="x", message_thread_id=5, reply_to_message=message(text="y") | {"message_id": 5}),
    "anonymous administrator": update(text="aviso", sender_chat=CHAT, **sent_by(1087968824, "Group")),
    "channel in the group": update(text="oferta", sender_chat=CHANNEL, **sent_by(136817688, "Channel")),
    "linked channel": update(
        text="boletín",
        sender_chat=CHANNEL,
        is_automatic_forward=True,
        forward_origin={"type": "channel", "date": 1_795_289_000, "chat": CHANNEL, "message_id": 3},
        **sent_by(777000, "Telegram"),
    ),
}


def person(known: telegram.User | telegram.Chat) -> Person:
    name = known.effective_name if isinstance(known, telegram.Chat) else known.full_name
    return Person(known.id, name or "", known.username)


def kind(known: telegram.Message) -> Kind:
    field = "venue" if known.venue else effective_message_type(known)  # a venue is a location too
    if known.location and known.location.live_period:
        return Kind.LIVE_LOCATION
    return CONTENT.get(field, Kind.SERVICE) if field else Kind.UNKNOWN


def file_id(known: telegram.Message) -> str | None:
    if known.photo:  # of a live photo effective_attachment is the film; what goes on is the still
        return max(known.photo, key=lambda size: size.width).file_id
    return getattr(known.effective_attachment, "file_id", None)


def answered(known: telegram.Message) -> int | None:
    answer = known.reply_to_message
    return answer.message_id if answer and not answer.forum_topic_created else None


@pytest.mark.parametrize("raw", MESSAGES.values(), ids=MESSAGES.keys())
def test_a_message_says_what_the_library_reads_in_it(raw: dict[str, Any]) -> None:
    parsed = Update.de_json(raw, None)
    known = parsed.effective_message
    ours = translate(raw)
    assert known is not None
    assert isinstance(ours, Message)
    author = known.sender_chat or known.from_user
    assert author is not None
    assert (ours.update_id, ours.chat_id, ours.message_id) == (parsed.update_id, known.chat.id, known.message_id)
    assert (ours.author, ours.sent_at, ours.kind) == (person(author), known.date, kind(known))
    words = known.text or known.caption
    assert words is None or ours.text == words
    assert (ours.attachment.file_id if ours.attachment else None) == file_id(known)
    assert ours.links == tuple(each.url for each in known.entities or known.caption_entities if each.url)
    assert ours.thread_id == (known.message_thread_id if known.is_topic_message else None)
    assert (ours.reply_to, ours.album) == (answered(known), known.media_group_id)
    assert ours.forwarded == bool(known.forward_origin or known.is_automatic_forward)
    assert ours.edited == (parsed.edited_message is not None)
    assert ours.as_group == (known.sender_chat == known.chat)
    point = known.venue.location if known.venue else known.location
    assert (ours.pin is None) == (point is None)
    if ours.pin and point:
        assert (ours.pin.latitude, ours.pin.longitude) == (point.latitude, point.longitude)


TAP = {
    "id": "q1",
    "from": ANA,
    "chat_instance": "c",
    "data": "r:17:ack",
    "message": message(text="CUA-17", **{"from": BOT}),
}
CHANGE = {
    "chat": CHAT,
    "from": ANA,
    "date": 1_795_289_455,
    "old_chat_member": {"status": "left", "user": BOT},
    "new_chat_member": ADMINISTRATOR
    | {"can_edit_stories": False, "can_delete_stories": False, "can_post_stories": False},
}


def test_a_tap_says_what_the_library_reads_in_it() -> None:
    raw = {"update_id": 9, "callback_query": TAP}
    known = Update.de_json(raw, None).callback_query
    assert known is not None
    assert known.message is not None
    assert known.data is not None
    assert translate(raw) == Tap(
        update_id=9,
        tap_id=known.id,
        person=person(known.from_user),
        data=known.data,
        chat_id=known.message.chat.id,
        message_id=known.message.message_id,
    )


@pytest.mark.parametrize("what", ["my_chat_member", "chat_member"])
def test_a_membership_says_what_the_library_reads_in_it(what: str) -> None:
    raw = {"update_id": 2, what: CHANGE}
    parsed = Update.de_json(raw, None)
    known = parsed.my_chat_member or parsed.chat_member
    ours = translate(raw)
    assert known is not None
    assert isinstance(ours, Membership)
    assert (ours.chat_id, ours.title) == (known.chat.id, known.chat.title)
    assert (ours.person, ours.status) == (person(known.new_chat_member.user), known.new_chat_member.status)


UPDATES = {name: raw for name, raw in MESSAGES.items() if not name.startswith("unknown")}
UPDATES |= {"tap": {"update_id": 9, "callback_query": TAP}, "membership": {"update_id": 2, "my_chat_member": CHANGE}}


@pytest.mark.parametrize("raw", UPDATES.values(), ids=UPDATES.keys())
def test_what_the_library_writes_back_says_the_same(raw: dict[str, Any]) -> None:
    assert translate(Update.de_json(raw, None).to_dict()) == translate(raw)
