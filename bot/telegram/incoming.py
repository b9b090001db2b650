"""From Telegram's updates to our values. Whatever arrives is data from strangers: bounded, cleaned, or refused.

The documented fields are read as they come. Essential are who wrote, where and when: an oddity in a part that nobody
needs (a sticker of a new sort, a strange answer) does not cost the message that carries it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime

from bot.core.model.incoming import Incoming, Membership, Message, Migration, Other, Person, Pin, Tap
from bot.core.model.kinds import Kind
from bot.telegram.clean import LONGEST_NAME, Untranslatable, clean
from bot.telegram.content import attachment_of, links_of, name_of, pin_of, words_of
from bot.telegram.fields import Raw, maybe_part, maybe_text, maybe_whole, part, text, unlike, whole
from bot.telegram.kinds import kind_of
from bot.telegram.rights import rights_of, standing_of

__all__ = ["ALLOWED_UPDATES", "Untranslatable", "translate"]

ALLOWED_UPDATES = ("message", "edited_message", "callback_query", "my_chat_member", "chat_member")

_GENERAL = 1  # the topic whose messages carry no thread id, and must not
_TOO_LATE = 2**33  # seconds since 1970: in the year 2242, long before Python's calendar ends


def translate(raw: Raw) -> Incoming:
    """Make our value of one raw update.

    Raises:
        Untranslatable: it is not what the Bot API promises.
    """
    if not isinstance(raw, dict):
        raise unlike(raw, "an update", "an object")
    update_id = whole(raw, "update_id")
    for what, read in _READERS.items():
        if what in raw:
            content = part(raw, what)
            try:
                return read(update_id, content)
            except Untranslatable as exc:
                raise Untranslatable(f"{what}.{exc}") from None
    what = next((key for key in raw if key != "update_id"), "nothing")
    return Other(update_id=update_id, what=clean(what, 64))


def _message(update_id: int, raw: Raw, *, edited: bool = False) -> Incoming:
    chat = part(raw, "chat")
    chat_id = whole(chat, "id", "chat")
    kind = kind_of(raw)
    if kind is Kind.SERVICE and raw.get("migrate_to_chat_id") is not None:
        return Migration(update_id=update_id, chat_id=chat_id, new_chat_id=whole(raw, "migrate_to_chat_id"))
    author = _author(raw)
    words = words_of(raw, kind)
    return Message(
        update_id=update_id,
        chat_id=chat_id,
        message_id=whole(raw, "message_id"),
        author=author,
        sent_at=_moment(raw, "date"),
        kind=kind,
        text=words,
        links=links_of(raw),
        thread_id=_thread(raw),
        reply_to=_replied_to(raw),
        forwarded=bool(raw.get("forward_origin") or raw.get("is_automatic_forward")),
        album=maybe_text(raw, "media_group_id", 64) or None,
        pin=_pin(raw, words),
        attachment=attachment_of(raw, kind),
        edited=edited,
        as_group=raw.get("sender_chat") is not None and author.id == chat_id,
    )


def _edited(update_id: int, raw: Raw) -> Incoming:
    return _message(update_id, raw, edited=True)


def _moment(raw: Raw, name: str) -> datetime:
    seconds = whole(raw, name)
    if not 0 <= seconds < _TOO_LATE:
        raise Untranslatable(f"{name} is no moment of these centuries")
    return datetime.fromtimestamp(seconds, UTC)


def _author(raw: Raw) -> Person:
    """Who wrote: a person, or the chat in whose name somebody did (an anonymous administrator, a channel)."""
    for name in ("sender_chat", "from"):
        if raw.get(name) is not None:
            return _person(raw, name)
    return _person(raw, "chat")


def _person(raw: Raw, name: str) -> Person:
    person = part(raw, name)
    return Person(whole(person, "id", name), name_of(person), maybe_text(person, "username", LONGEST_NAME) or None)


def _thread(raw: Raw) -> int | None:
    """The forum topic. Outside of forums Telegram numbers threads of replies too: those are none."""
    thread_id = maybe_whole(raw, "message_thread_id") if raw.get("is_topic_message") else None
    return None if thread_id == _GENERAL else thread_id


def _replied_to(raw: Raw) -> int | None:
    """The message that was answered. In a topic, Telegram makes every message an answer to the topic's first one."""
    reply = maybe_part(raw, "reply_to_message")
    if reply is None or "forum_topic_created" in reply:
        return None
    message_id = maybe_whole(reply, "message_id")
    opens_the_topic = raw.get("is_topic_message") and message_id == raw.get("message_thread_id")
    return None if opens_the_topic else message_id


def _pin(raw: Raw, words: str) -> Pin | None:
    """The point on the map. Beside words one that is nowhere is left out; alone it is refused, as nothing is said."""
    try:
        return pin_of(raw)
    except Untranslatable:
        if not words:
            raise
        return None


def _tap(update_id: int, raw: Raw) -> Incoming:
    tap_id, person = text(raw, "id", 128), _person(raw, "from")
    data = text(raw, "data", 256) if raw.get("data") is not None else ""
    if raw.get("message") is None:
        return Tap(update_id=update_id, tap_id=tap_id, person=person, data=data)
    below = part(raw, "message")
    chat_id, message_id = whole(part(below, "chat"), "id", "chat"), whole(below, "message_id")
    return Tap(update_id=update_id, tap_id=tap_id, person=person, data=data, chat_id=chat_id, message_id=message_id)


def _my_membership(update_id: int, raw: Raw) -> Incoming:
    return _membership(update_id, raw, is_me=True)


def _membership(update_id: int, raw: Raw, *, is_me: bool = False) -> Incoming:
    chat, member = part(raw, "chat"), part(raw, "new_chat_member")
    if chat.get("type") == "channel":
        return Other(update_id=update_id, what="membership of a channel")
    chat_id = whole(chat, "id", "chat")
    return Membership(
        update_id=update_id,
        chat_id=chat_id,
        title=name_of(chat),
        # in a private chat the bot's own standing is what the person made of it: they blocked it, or let it in again
        person=_person(raw, "from") if is_me and chat_id > 0 else _person(member, "user"),
        is_me=is_me,
        status=standing_of(member),
        rights=rights_of(member) if is_me else frozenset(),
    )


_READERS: Mapping[str, Callable[[int, Raw], Incoming]] = {
    "message": _message,
    "edited_message": _edited,
    "callback_query": _tap,
    "my_chat_member": _my_membership,
    "chat_member": _membership,
}
