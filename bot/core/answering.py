"""The bot's own short answers: below what somebody wrote to it, and above the button that somebody pressed."""

from __future__ import annotations

from dataclasses import dataclass

from bot.core.effects import Effect, Send
from bot.core.model.incoming import Message, Tap
from bot.core.outgoing import AnswerTap, Keyboard, Outgoing, Priority, Purpose, Say


@dataclass(frozen=True, slots=True)
class Reply:
    """What a command is answered with: words with buttons, and whatever else follows."""

    text: str = ""
    buttons: Keyboard = ()
    effects: tuple[Effect, ...] = ()


def answer(message: Message, text: str, keyboard: Keyboard = ()) -> Outgoing:
    """A reply to what somebody wrote to the bot."""
    return answer_below(message.chat_id, message.message_id, text, keyboard, message.thread_id)


def answer_below(
    chat_id: int, message_id: int, text: str, keyboard: Keyboard = (), thread_id: int | None = None
) -> Outgoing:
    """The reply to the message that stands there; said again, it takes the place of what was said."""
    return Outgoing(
        key=f"answer:{chat_id}:{message_id}",
        action=Say(chat_id=chat_id, text=text, buttons=keyboard, reply_to=message_id, thread_id=thread_id),
        priority=Priority.ANSWER,
        purpose=Purpose.ANSWER,
    )


def answer_tap(tap: Tap, text: str) -> Send:
    """The small pop-up that ends the spinning of a pressed button."""
    return Send(
        Outgoing(
            key=f"tap:{tap.tap_id}"[:200],
            action=AnswerTap(chat_id=tap.person.id, tap_id=tap.tap_id, text=text[:200]),
            priority=Priority.ANSWER,
            purpose=Purpose.ANSWER,
        )
    )
