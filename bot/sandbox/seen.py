"""The sandbox's state as JSON, for whoever looks from another process."""

from __future__ import annotations

from typing import Any

from bot.sandbox.chats import Chat, Message
from bot.sandbox.state import State, Tap


def state_of(state: State) -> dict[str, Any]:
    """Chats with their messages, taps, the updates that wait, and every call of the bot's but getUpdates."""
    return {
        "chats": {str(chat_id): _chat(chat) for chat_id, chat in state.chats.items()},
        "taps": [_tap(tap) for tap in state.taps.values()],
        "waiting": [update["update_id"] for update in state.updates.waiting],
        "calls": [
            {
                "at": call.at.isoformat(),
                "method": call.method,
                "params": {name: value for name, value in call.params.items() if isinstance(value, str | int | float)},
                "error": call.error.answer() if call.error else None,
            }
            for call in state.calls
        ],
    }


def _chat(chat: Chat) -> dict[str, Any]:
    members = {str(person_id): member.raw() for person_id, member in chat.members.items()}
    return {"chat": chat.raw(), "members": members, "messages": [_message(m) for m in chat.messages.values()]}


def _message(message: Message) -> dict[str, Any]:
    versions = [text for _, text in message.versions]
    return {"stands": message.stands, "versions": versions, "message": message.raw}


def _tap(tap: Tap) -> dict[str, Any]:
    return {"person": tap.person.id, "data": tap.data, "answer": tap.answer, "alert": tap.alert}
