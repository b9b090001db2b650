"""send…, copyMessage, forwardMessage."""

from __future__ import annotations

from functools import partial
from typing import Any

from bot.sandbox.chats import Chat, Message
from bot.sandbox.contents import FILE_KINDS, poll
from bot.sandbox.errors import bad_request
from bot.sandbox.methods.access import Method, joined_chat, replied_to, require_may_send, thread_of
from bot.sandbox.methods.content import caption_of, keyboard_of, media_of, text_of
from bot.sandbox.params import Params
from bot.sandbox.people import Raw
from bot.sandbox.state import State, require_message

_IN_ALBUMS = ("photo", "video", "audio", "document")
_NOT_COPIED = ("giveaway", "invoice", "paid_media", "story")
_NOT_CONTENT = (
    "message_id", "date", "chat", "from", "sender_chat", "edit_date", "reply_to_message", "message_thread_id",
    "is_topic_message", "media_group_id", "forward_origin", "reply_markup", "has_protected_content",
)  # fmt: skip
_SERVICE = (
    "new_chat_members", "left_chat_member", "new_chat_title", "pinned_message", "migrate_to_chat_id",
    "migrate_from_chat_id", "forum_topic_created",
)  # fmt: skip


def target(state: State, params: Params) -> Chat:
    """The chat to write in, once everything allows it; counts against the limits, an album as one. Raises ApiError."""
    chat = joined_chat(state, params)
    require_may_send(state, chat)
    if state.limits is not None:
        state.limits.count(chat.id, state.clock(), group=chat.is_group)
    return chat


def _post(state: State, params: Params, content: Raw) -> Message:
    content = content | keyboard_of(params)
    chat = target(state, params)
    thread, reply = thread_of(chat, params), replied_to(chat, params)
    if params.flag("protect_content"):
        content["has_protected_content"] = True
    return state.post(chat, state.me, content, reply_to=reply, thread=thread)


def send_message(state: State, params: Params) -> Any:
    """A text."""
    joined_chat(state, params)
    return _post(state, params, text_of(params)).raw


def send_file(kind: str, state: State, params: Params) -> Any:
    """A picture, a voice note, any file."""
    joined_chat(state, params)
    return _post(state, params, media_of(state, kind, params.given.get(kind), params)).raw


def send_media_group(state: State, params: Params) -> Any:
    """An album of 2 to 10."""
    items = params.objects("media")
    if not 2 <= len(items) <= 10:
        raise bad_request("media group must include 2-10 items")
    contents = [
        media_of(state, _album_kind(item), item.get("media"), Params({**params.given, **_item_words(item)}))
        for item in items
    ]
    chat = target(state, params)
    thread, reply = thread_of(chat, params), replied_to(chat, params)
    album = {"media_group_id": f"bot-{chat.id}-{len(chat.messages)}"}
    return [state.post(chat, state.me, content | album, reply_to=reply, thread=thread).raw for content in contents]


def _album_kind(item: Raw) -> str:
    if (kind := item.get("type")) not in _IN_ALBUMS:
        raise bad_request("type of the media can't be in an album")
    return str(kind)


def _item_words(item: Raw) -> Raw:
    return {name: item.get(name) for name in ("caption", "parse_mode", "caption_entities")}


def send_location(state: State, params: Params) -> Any:
    """A pin on the map, perhaps live."""
    live = params.number("live_period")
    where = _where(params) | ({"live_period": live} if live else {})
    return _post(state, params, {"location": where}).raw


def send_venue(state: State, params: Params) -> Any:
    """A pin with a name."""
    where = _where(params)
    venue = {"location": where, "title": params.text("title"), "address": params.text("address")}
    return _post(state, params, {"venue": venue, "location": where}).raw


def _where(params: Params) -> Raw:
    latitude, longitude = params.real("latitude"), params.real("longitude")
    if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
        raise bad_request("invalid coordinates specified")
    return {"latitude": latitude, "longitude": longitude}


def send_contact(state: State, params: Params) -> Any:
    """Somebody's number."""
    contact = {"phone_number": params.text("phone_number"), "first_name": params.text("first_name")}
    if not all(contact.values()):
        raise bad_request("phone number and first name are required")
    return _post(state, params, {"contact": contact}).raw


def send_poll(state: State, params: Params) -> Any:
    """A question with answers."""
    options = [str(o.get("text", "")) if isinstance(o, dict) else str(o) for o in params.listing("options")]
    if not params.text("question") or len(options) < 2:
        raise bad_request("poll must have at least 2 option")
    return _post(state, params, {"poll": poll(params.text("question"), options)}).raw


def send_dice(state: State, params: Params) -> Any:
    """A die that shows four."""
    return _post(state, params, {"dice": {"emoji": params.text("emoji") or "🎲", "value": 4}}).raw


def copy_message(state: State, params: Params) -> Any:
    """Somebody's message again, as if the bot had said it."""
    original = require_message(joined_chat(state, params, "from_chat_id"), params.needed("message_id"), "copy")
    if any(name in original.raw for name in (*_NOT_COPIED, *_SERVICE)):
        raise bad_request("message can't be copied")
    content = {name: value for name, value in original.raw.items() if name not in _NOT_CONTENT}
    if "caption" in params:
        content = {n: v for n, v in content.items() if not n.startswith("caption")} | caption_of(params)
    return {"message_id": _post(state, params, content).id}


def forward_message(state: State, params: Params) -> Any:
    """Somebody's message again, under their name."""
    original = require_message(joined_chat(state, params, "from_chat_id"), params.needed("message_id"), "forward")
    if original.raw.get("has_protected_content") or any(name in original.raw for name in _SERVICE):
        raise bad_request("message can't be forwarded")
    content = {name: value for name, value in original.raw.items() if name not in _NOT_CONTENT}
    origin = original.raw.get("forward_origin") or _origin(original)
    return _post(state, params, content | {"forward_origin": origin}).raw


def _origin(original: Message) -> Raw:
    date = original.raw["date"]
    if "sender_chat" in original.raw:
        return {"type": "chat", "date": date, "sender_chat": original.raw["sender_chat"]}
    return {"type": "user", "date": date, "sender_user": original.raw["from"]}


def send_chat_action(state: State, params: Params) -> Any:
    """Show that the bot is typing."""
    joined_chat(state, params)
    return True


METHODS: dict[str, Method] = {
    "sendMessage": send_message,
    **{f"send{''.join(word.title() for word in kind.split('_'))}": partial(send_file, kind) for kind in FILE_KINDS},
    "sendMediaGroup": send_media_group,
    "sendLocation": send_location,
    "sendVenue": send_venue,
    "sendContact": send_contact,
    "sendPoll": send_poll,
    "sendDice": send_dice,
    "copyMessage": copy_message,
    "forwardMessage": forward_message,
    "sendChatAction": send_chat_action,
}
