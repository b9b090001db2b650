"""What the bot does in the world: values that the outbox keeps until Telegram has them.

Each has a ``key``. The same key again means the same thing again, so nothing is done twice; a `Say` with a known
key and new content is an edit in place of the message that is there already.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import IntEnum, StrEnum
from typing import Any

from bot.core.model.incoming import Attachment


class Priority(IntEnum):
    """What goes first when Telegram's limits make things wait."""

    EMERGENCY = 0
    ESCALATION = 1
    ANSWER = 2
    NOTICE = 3
    DIGEST = 4


class Purpose(StrEnum):
    """What an outgoing message is for; decides what happens when it cannot be delivered."""

    ALERT = "alert"  # a report, to an officer or commander in private
    ATTACHMENT = "attachment"  # a picture or a removed original that goes with an alert
    REMINDER = "reminder"  # an alert again, because nobody answered
    CLOSING = "closing"  # what became of a report: asks the officer for a line, tells who reported it
    LINE = "line"  # a report's one line in the group
    ESCALATION = "escalation"  # the word to the group that nobody answered
    NOTICE = "notice"  # why a message went
    REMOVAL = "removal"
    SANCTION = "sanction"  # a mute or an expulsion
    PROPOSAL = "proposal"  # an expulsion for a human to decide
    ADMIN = "admin"  # something that the administrators should know
    ANSWER = "answer"  # to a tap, a command, a private message
    REFERRAL = "referral"  # what an officer hands over to an agency, and what became of it
    RECORD = "record"  # a question of the record that an officer makes at the scene
    DIGEST = "digest"  # a day's figures, to a commander in private


@dataclass(frozen=True, slots=True)
class Button:
    """A button below a message; ``data`` is made by ``bot.core.buttons`` and holds at most 64 bytes."""

    text: str
    data: str


Keyboard = tuple[tuple[Button, ...], ...]


def in_rows(buttons: Sequence[Button], width: int = 2) -> Keyboard:
    """The buttons in their order, so many to a row."""
    return tuple(tuple(buttons[at : at + width]) for at in range(0, len(buttons), width))


@dataclass(frozen=True, slots=True, kw_only=True)
class Say:
    """A plain-text message (no markup: what people write stays data), kept up to date by its key.

    ``instead``: the text that is sent where the attached picture cannot be had or cleaned. ``lasts``: deleted that long
    after it was delivered. ``facts``: what later revisions need to know (JSON). ``made``: a file that the program makes
    at the moment of sending from what is stored then, named by what it is and of what (``record:12``).
    """

    chat_id: int
    text: str
    buttons: Keyboard = ()
    reply_to: int | None = None
    thread_id: int | None = None
    attachment: Attachment | None = None  # then ``text`` is its caption (or empty)
    instead: str = ""
    silent: bool = False
    lasts: timedelta | None = None
    facts: Mapping[str, Any] = field(default_factory=dict)
    made: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Remove:
    """Delete somebody's message from a group."""

    chat_id: int
    message_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Mute:
    """Let somebody read but not write until then."""

    chat_id: int
    person_id: int
    until: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Unmute:
    """Let somebody write again, as every member may."""

    chat_id: int
    person_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Expel:
    """Remove somebody from a group for good."""

    chat_id: int
    person_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerTap:
    """The small pop-up that ends the spinning of a pressed button. Worth nothing after some seconds."""

    chat_id: int  # the person's, for ordering
    tap_id: str
    text: str


Action = Say | Remove | Mute | Unmute | Expel | AnswerTap


@dataclass(frozen=True, slots=True, kw_only=True)
class Outgoing:
    """One action for the outbox.

    Attributes:
        key: stable name, at most 200 characters: ``line:17``, ``alert:17:5001``, ``remove:-100:42``.
        due_at: not before then; None is now.
    """

    key: str
    action: Action
    priority: Priority
    purpose: Purpose
    report_id: int | None = None
    due_at: datetime | None = None


def key_of_news(purpose: Purpose, about: str, administrator: int) -> str:
    """The key of a piece of news (``about``) for one administrator."""
    return f"{purpose}:{about}:{administrator}"


# --- what became of it ------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """An outbox row on its way to Telegram.

    Attributes:
        revision: grows with each new content of the same key.
        message_id: where an earlier revision already stands, else None.
        attempts: how often sending was begun before this time.
        perhaps_arrived: one of those attempts has no known end, so somebody may have it already.
        delete: the message has lasted long enough and is to be deleted.
        wanted_at: since when it should be there.
    """

    key: str
    action: Action
    priority: Priority
    purpose: Purpose
    revision: int
    attempts: int = 0
    perhaps_arrived: bool = False
    message_id: int | None = None
    report_id: int | None = None
    delete: bool = False
    created_at: datetime
    wanted_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Sent:
    """Telegram has it; ``message_id`` is None for what leaves no message."""

    message_id: int | None = None


@dataclass(frozen=True, slots=True)
class Later:
    """Telegram, or the way to it, does not take it now. ``telegram_down`` tells no answer from a refusal.

    ``not_ready``: its picture could not be fetched yet. That says nothing of its chat, nor of other messages.
    """

    seconds: float
    error: str
    telegram_down: bool = False
    perhaps_arrived: bool = False
    not_ready: bool = False


@dataclass(frozen=True, slots=True)
class Moved:
    """The group has become a supergroup with this id."""

    new_chat_id: int


@dataclass(frozen=True, slots=True)
class Refused:
    """It will never be taken. ``forbidden``: the person never pressed Start or blocked the bot, or it has no right."""

    error: str
    forbidden: bool = False


Outcome = Sent | Later | Moved | Refused


@dataclass(frozen=True, slots=True)
class Delivery:
    """What became of one waiting row."""

    waiting: Waiting
    outcome: Outcome
