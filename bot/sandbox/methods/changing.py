"""Editing, deleting, pinning, and answering a pressed button."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from bot.sandbox.chats import Chat, Message
from bot.sandbox.contents import FILE_KINDS
from bot.sandbox.errors import ApiError, bad_request
from bot.sandbox.methods.access import Method, joined_chat, require_right
from bot.sandbox.methods.content import caption_of, keyboard_of, text_of
from bot.sandbox.params import Params
from bot.sandbox.people import Raw
from bot.sandbox.state import State, require_message
from bot.sandbox.text import utf16_length

DELETABLE_FOR = timedelta(hours=48)
TAP_LASTS = timedelta(minutes=1)
LONGEST_POPUP = 200
_NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same as a current "
    "content and reply markup of the message"
)
_TEXT_FIELDS = ("text", "entities", "caption", "caption_entities", "reply_markup")


def _own(state: State, params: Params) -> Message:
    message = require_message(joined_chat(state, params), params.number("message_id"), "edit")
    if message.sender is not state.me or "forward_origin" in message.raw:
        raise bad_request("message can't be edited")
    return message


def _revise(state: State, message: Message, content: Raw) -> Raw:
    """Put the new content in the place of the old; what is not given is gone, buttons too."""
    before = {name: message.raw.get(name) for name in _TEXT_FIELDS}
    if before == {name: content.get(name) for name in _TEXT_FIELDS}:
        raise bad_request(_NOT_MODIFIED)
    if state.limits is not None:
        chat = state.chats[message.chat_id]
        state.limits.count(chat.id, state.clock(), group=chat.is_group)
    for name in _TEXT_FIELDS:
        message.raw.pop(name, None)
    message.raw |= content | {"edit_date": state.now}
    message.keep_version(state.clock())
    return message.raw


def edit_text(state: State, params: Params) -> Any:
    """Another text, and other buttons or none."""
    message = _own(state, params)
    content = text_of(params) | keyboard_of(params)
    if "text" not in message.raw:
        raise bad_request("there is no text in the message to edit")
    return _revise(state, message, content)


def edit_caption(state: State, params: Params) -> Any:
    """Another caption, and other buttons or none."""
    message = _own(state, params)
    if not any(kind in message.raw for kind in FILE_KINDS):
        raise bad_request("there is no caption in the message to edit")
    return _revise(state, message, caption_of(params) | keyboard_of(params))


def edit_markup(state: State, params: Params) -> Any:
    """Other buttons or none."""
    message = _own(state, params)
    words = {name: message.raw[name] for name in _TEXT_FIELDS[:-1] if name in message.raw}
    return _revise(state, message, words | keyboard_of(params))


def delete_message(state: State, params: Params) -> Any:
    """Make a message vanish."""
    chat = joined_chat(state, params)
    message = require_message(chat, params.number("message_id"), "delete")
    if not _may_delete(state, chat, message):
        raise bad_request("message can't be deleted")
    state.delete(message, state.me)
    return True


def delete_messages(state: State, params: Params) -> Any:
    """Make several vanish; those that are gone already are skipped."""
    chat = joined_chat(state, params)
    wanted = params.numbers("message_ids")
    if not 1 <= len(wanted) <= 100:
        raise bad_request("message_ids must have 1-100 items")
    for message in filter(None, map(chat.standing, wanted)):
        if not _may_delete(state, chat, message):
            raise bad_request("message can't be deleted")
        state.delete(message, state.me)
    return True


def _may_delete(state: State, chat: Chat, message: Message) -> bool:
    if state.clock() - message.at > DELETABLE_FOR:
        return False
    if chat.person is not None or message.sender is state.me:
        return True
    return chat.member(state.me).may("can_delete_messages")


def pin_message(state: State, params: Params) -> Any:
    """Pin a message to the top."""
    chat = joined_chat(state, params)
    message = require_message(chat, params.number("message_id"), "pin")
    if chat.is_group:
        require_right(state, chat, "can_pin_messages", "not enough rights to manage pinned messages in the chat")
    chat.pinned = message.id
    return True


def unpin_message(state: State, params: Params) -> Any:
    """Take it down again."""
    chat = joined_chat(state, params)
    if chat.is_group:
        require_right(state, chat, "can_pin_messages", "not enough rights to manage pinned messages in the chat")
    chat.pinned = None
    return True


def set_reaction(state: State, params: Params) -> Any:
    """React to a message."""
    message = require_message(joined_chat(state, params), params.number("message_id"), "react")
    message.reactions = params.objects("reaction")
    return True


def answer_tap(state: State, params: Params) -> Any:
    """End the spinning of a pressed button, perhaps with a few words."""
    tap = state.taps.get(params.text("callback_query_id"))
    if tap is None or tap.answer is not None or state.clock() - tap.at > TAP_LASTS:
        raise bad_request("query is too old and response timeout expired or query ID is invalid")
    if utf16_length(params.text("text")) > LONGEST_POPUP:
        raise ApiError(400, "Bad Request: MESSAGE_TOO_LONG")
    tap.answer, tap.alert = params.text("text"), params.flag("show_alert")
    return True


METHODS: dict[str, Method] = {
    "editMessageText": edit_text,
    "editMessageCaption": edit_caption,
    "editMessageReplyMarkup": edit_markup,
    "deleteMessage": delete_message,
    "deleteMessages": delete_messages,
    "pinChatMessage": pin_message,
    "unpinChatMessage": unpin_message,
    "unpinAllChatMessages": unpin_message,
    "setMessageReaction": set_reaction,
    "answerCallbackQuery": answer_tap,
}
