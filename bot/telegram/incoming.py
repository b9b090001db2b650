"""From Telegram's updates to our values. Whatever arrives is data from strangers: bounded, cleaned, or refused.

PTB parses only what is read here, so an oddity in a part that nobody needs (a quoted message of a new kind) does not
cost the message that carries it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from telegram import Bot, CallbackQuery, Chat, ChatMemberUpdated, Update, User
from telegram import Message as TelegramMessage
from telegram.constants import ChatType

from bot.core.model import Incoming, Kind, Membership, Message, Migration, Other, Person, Tap
from bot.telegram.clean import LONGEST_NAME, Untranslatable, clean, required_id
from bot.telegram.content import attachment_of, links_of, pin_of, words_of
from bot.telegram.kinds import CONTENT, field_of
from bot.telegram.rights import rights_of, standing_of

__all__ = ["ALLOWED_UPDATES", "Untranslatable", "translate"]

ALLOWED_UPDATES = ("message", "edited_message", "callback_query", "my_chat_member", "chat_member")

_GENERAL = 1  # the topic whose messages carry no thread id, and must not
_Raw = dict[str, Any]
_ESSENTIAL = (
    "message_id",
    "date",
    "chat",
    "from",
    "sender_chat",
    "is_automatic_forward",
    "media_group_id",
    "message_thread_id",
    "is_topic_message",
    "caption",
    "text",
)
_ENTITIES = ("entities", "caption_entities")


def translate(raw: _Raw, bot: Bot | None = None) -> Incoming:
    """Make our value of one raw update.

    Raises:
        Untranslatable: it is not what the Bot API promises.
    """
    if not isinstance(raw, dict):
        raise Untranslatable(f"an update is an object, not {type(raw).__name__}")
    update_id = required_id(raw.get("update_id"), "update_id")
    what = next((kind for kind in _TRANSLATORS if kind in raw), None)
    if what is None:
        kind = next((key for key in raw if key != "update_id"), "nothing")
        return Other(update_id=update_id, what=clean(kind, 64))
    try:
        return _TRANSLATORS[what](update_id, raw[what], bot)
    except Untranslatable:
        raise
    except Exception as exc:  # PTB's parsing fails in a dozen ways, and all of them mean this
        raise Untranslatable(f"{what} cannot be read: {type(exc).__name__}: {exc}"[:300]) from exc


def _new(update_id: int, raw: _Raw, bot: Bot | None) -> Incoming:
    return _message(update_id, raw, bot, edited=False)


def _edited(update_id: int, raw: _Raw, bot: Bot | None) -> Incoming:
    return _message(update_id, raw, bot, edited=True)


def _message(update_id: int, raw: _Raw, bot: Bot | None, *, edited: bool) -> Incoming:
    field = field_of(raw)
    message = _parse_message(update_id, raw, field, bot)
    chat_id = required_id(message.chat.id, "chat.id")
    if field is not None and field == "migrate_to_chat_id":
        return Migration(update_id=update_id, chat_id=chat_id, new_chat_id=required_id(raw[field], field))
    kind = _kind(message, field)
    return Message(
        update_id=update_id,
        chat_id=chat_id,
        message_id=required_id(message.message_id, "message_id"),
        author=_author(message),
        sent_at=message.date,
        kind=kind,
        text=words_of(message, kind),
        links=links_of(message),
        thread_id=_thread(message),
        reply_to=_replied_to(raw),
        forwarded=bool(raw.get("forward_origin") or message.is_automatic_forward),
        album=clean(message.media_group_id, 64) if message.media_group_id else None,
        pin=pin_of(message),
        attachment=attachment_of(message, kind),
        edited=edited,
        as_group=message.sender_chat is not None and message.sender_chat.id == chat_id,
    )


def _parse(update_id: int, what: str, raw: _Raw, bot: Bot | None) -> Update:
    return Update.de_json({"update_id": update_id, what: raw}, bot)


def _parse_message(update_id: int, raw: _Raw, field: str | None, bot: Bot | None) -> TelegramMessage:
    essential = {key: raw[key] for key in _ESSENTIAL if key in raw}
    details = {key: raw[key] for key in (field, *_ENTITIES) if key in raw and (key in CONTENT or key in _ENTITIES)}
    try:
        message = _parse(update_id, "message", essential | details, bot).message
    except Exception:
        if not details.keys() - {"text"}:
            raise
        # somebody's words must not be lost because PTB does not know a new sort of sticker or entity beside them
        message = _parse(update_id, "message", essential, bot).message
    if message is None:
        raise Untranslatable("the message is empty")
    return message


def _kind(message: TelegramMessage, field: str | None) -> Kind:
    if field is None:
        return Kind.UNKNOWN
    kind = CONTENT.get(field, Kind.SERVICE)
    if kind is Kind.LOCATION and message.location is not None and message.location.live_period:
        return Kind.LIVE_LOCATION
    return kind


def _author(message: TelegramMessage) -> Person:
    """Who wrote: a person, or the chat in whose name somebody did (an anonymous administrator, a channel)."""
    if message.sender_chat is not None:
        return _chat_as_person(message.sender_chat)
    return _person(message.from_user) if message.from_user is not None else _chat_as_person(message.chat)


def _person(user: User) -> Person:
    username = clean(user.username, LONGEST_NAME) if user.username else None
    return Person(required_id(user.id, "user.id"), clean(user.full_name, LONGEST_NAME), username)


def _chat_as_person(chat: Chat) -> Person:
    username = clean(chat.username, LONGEST_NAME) if chat.username else None
    return Person(required_id(chat.id, "chat.id"), _title(chat), username)


def _title(chat: Chat) -> str:
    return clean(chat.effective_name or "", LONGEST_NAME)


def _thread(message: TelegramMessage) -> int | None:
    """The forum topic. Outside of forums Telegram numbers threads of replies too: those are none."""
    if not message.is_topic_message or message.message_thread_id in (None, _GENERAL):
        return None
    return required_id(message.message_thread_id, "message_thread_id")


def _replied_to(raw: _Raw) -> int | None:
    """The message that was answered. In a topic, Telegram makes every message an answer to the topic's first one."""
    reply = raw.get("reply_to_message")
    if not isinstance(reply, dict):
        return None
    message_id = required_id(reply.get("message_id"), "reply_to_message.message_id")
    opens_the_topic = "forum_topic_created" in reply or (
        raw.get("is_topic_message") and message_id == raw.get("message_thread_id")
    )
    return None if opens_the_topic else message_id


def _tap(update_id: int, raw: _Raw, bot: Bot | None) -> Incoming:
    below = raw.get("message")
    read: _Raw = {"chat_instance": ""} | {key: raw[key] for key in ("id", "from", "data") if key in raw}
    if isinstance(below, dict):
        # date 0 is Telegram's mark of a message that is out of reach; nothing else of it is needed anyway
        read["message"] = {"chat": below.get("chat"), "message_id": below.get("message_id"), "date": 0}
    query = _parse(update_id, "callback_query", read, bot).callback_query
    if not isinstance(query, CallbackQuery):
        raise Untranslatable("the callback_query is empty")
    message = query.message
    return Tap(
        update_id=update_id,
        tap_id=clean(query.id, 128),
        person=_person(query.from_user),
        data=clean(query.data, 256) if query.data is not None else "",
        chat_id=required_id(message.chat.id, "chat.id") if message is not None else None,
        message_id=required_id(message.message_id, "message_id") if message is not None else None,
    )


def _my_membership(update_id: int, raw: _Raw, bot: Bot | None) -> Incoming:
    return _membership(update_id, raw, bot, is_me=True)


def _their_membership(update_id: int, raw: _Raw, bot: Bot | None) -> Incoming:
    return _membership(update_id, raw, bot, is_me=False)


def _membership(update_id: int, raw: _Raw, bot: Bot | None, *, is_me: bool) -> Incoming:
    member = raw["new_chat_member"]
    # only the person and the chat go through PTB, which refuses a member with one right too few or too many
    nobody: _Raw = {"user": member["user"], "status": "left"}
    read: _Raw = {"chat": raw["chat"], "from": raw["from"], "date": raw["date"]}
    read |= {"old_chat_member": nobody, "new_chat_member": nobody}
    changed = _parse(update_id, "my_chat_member", read, bot).my_chat_member
    if not isinstance(changed, ChatMemberUpdated):
        raise Untranslatable("the membership is empty")
    if changed.chat.type == ChatType.CHANNEL:
        return Other(update_id=update_id, what="membership of a channel")
    chat_id = required_id(changed.chat.id, "chat.id")
    # in a private chat the bot's own standing is what the person made of it: they blocked it, or let it in again
    person = changed.from_user if is_me and chat_id > 0 else changed.new_chat_member.user
    return Membership(
        update_id=update_id,
        chat_id=chat_id,
        title=_title(changed.chat),
        person=_person(person),
        is_me=is_me,
        status=clean(standing_of(member), 64),
        rights=rights_of(member) if is_me else frozenset(),
    )


_TRANSLATORS: Mapping[str, Callable[[int, _Raw, Bot | None], Incoming]] = {
    "message": _new,
    "edited_message": _edited,
    "callback_query": _tap,
    "my_chat_member": _my_membership,
    "chat_member": _their_membership,
}
