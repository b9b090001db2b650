"""What a bot may do where: the questions that all methods ask first."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from bot.sandbox.chats import GENERAL_TOPIC, Chat, Message
from bot.sandbox.errors import bad_request, forbidden
from bot.sandbox.params import Params
from bot.sandbox.people import Person
from bot.sandbox.state import State

Method = Callable[[State, Params], Any]


def chat_of(state: State, params: Params, name: str = "chat_id") -> Chat:
    """The chat that is meant, by id or public @name. Raises ApiError when there is none, or it has moved."""
    given = params.text(name)
    if given.startswith("@"):
        named = [chat for chat in state.chats.values() if chat.username and f"@{chat.username}" == given]
        if not named:
            raise bad_request("chat not found")
        return named[0]
    try:
        chat = state.chat(params.needed(name))
    except LookupError:
        raise bad_request("chat not found") from None
    if chat.migrated_to is not None:
        raise bad_request("group chat was upgraded to a supergroup chat", migrate_to_chat_id=chat.migrated_to)
    return chat


def joined_chat(state: State, params: Params, name: str = "chat_id") -> Chat:
    """The same, where the bot must be in it, or be welcome in private. Raises ApiError."""
    chat = chat_of(state, params, name)
    if chat.person is not None:
        _require_welcome(chat.person)
        return chat
    mine = chat.member(state.me)
    where = "channel" if chat.type == "channel" else f"{chat.type} chat"
    if mine.status == "kicked":
        raise forbidden(f"bot was kicked from the {where}")
    if not mine.present:
        raise forbidden(f"bot is not a member of the {where}")
    return chat


def _require_welcome(person: Person) -> None:
    if person.is_bot:
        raise forbidden("bots can't send messages to bots")
    if person.deactivated:
        raise forbidden("user is deactivated")
    if person.blocked:
        raise forbidden("bot was blocked by the user")
    if not person.started:
        raise forbidden("bot can't initiate conversation with a user")


def require_may_send(state: State, chat: Chat) -> None:
    """Raise ApiError where the bot must not write."""
    if chat.person is not None:
        return
    mine = chat.member(state.me)
    silenced = mine.status == "restricted" and not mine.permissions.get("can_send_messages")
    if silenced or (not mine.rules and not chat.permissions["can_send_messages"]):
        raise bad_request("not enough rights to send text messages to the chat")
    if chat.type == "channel" and not mine.rules:
        raise bad_request("need administrator rights in the channel chat")


def require_right(state: State, chat: Chat, right: str, why: str) -> None:
    """Raise ApiError unless the bot has that right of an administrator."""
    if not chat.member(state.me).may(right):
        raise bad_request(why)


def thread_of(chat: Chat, params: Params) -> int | None:
    """The forum topic that is meant. Raises ApiError where there is none, as for General, which has no number."""
    thread = params.number("message_thread_id")
    if not thread:
        return None
    if not chat.is_forum or thread == GENERAL_TOPIC or thread not in chat.topics:
        raise bad_request("message thread not found")
    if chat.topics[thread].closed:
        raise bad_request("TOPIC_CLOSED")
    return thread


def replied_to(chat: Chat, params: Params) -> Message | None:
    """The message that is answered. Raises ApiError when it is gone and that matters."""
    reply = params.mapping("reply_parameters")
    message_id = Params(reply).number("message_id") or params.number("reply_to_message_id")
    if not message_id:
        return None
    message = chat.standing(message_id)
    if message is None and not (reply.get("allow_sending_without_reply") or params.flag("allow_sending_without_reply")):
        raise bad_request("message to be replied not found")
    return message
