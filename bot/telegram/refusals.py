"""What a 400 of Telegram means. It has no codes for that, only sentences: this is the one place that reads them."""

from __future__ import annotations

from enum import Enum, auto

from telegram.error import BadRequest


class Why(Enum):
    """Why Telegram refused, as far as it makes a difference to us."""

    UNCHANGED = auto()  # an edit that changes nothing
    GONE = auto()  # the message is not there any more, or cannot be edited any more
    NO_CAPTION = auto()  # it is a text
    TOO_LATE = auto()  # a tap that was answered already, or too long ago
    NO_CHAT = auto()  # Telegram does not let us know this chat or person
    NO_TOPIC = auto()  # the forum topic was closed or deleted
    NO_RIGHT = auto()  # the bot may not do that there
    OTHER = auto()


_SENTENCES: tuple[tuple[str, Why], ...] = (
    ("message is not modified", Why.UNCHANGED),
    ("message to edit not found", Why.GONE),
    ("message can't be edited", Why.GONE),
    ("message to delete not found", Why.GONE),
    ("message identifier is not specified", Why.GONE),
    ("message_id_invalid", Why.GONE),
    ("there is no text in the message to edit", Why.GONE),
    ("there is no caption in the message to edit", Why.NO_CAPTION),
    ("query is too old", Why.TOO_LATE),
    ("query id is invalid", Why.TOO_LATE),
    ("query_id_invalid", Why.TOO_LATE),
    ("chat not found", Why.NO_CHAT),
    ("user not found", Why.NO_CHAT),
    ("peer_id_invalid", Why.NO_CHAT),
    ("user_is_blocked", Why.NO_CHAT),
    ("input_user_deactivated", Why.NO_CHAT),
    ("thread not found", Why.NO_TOPIC),
    ("topic_closed", Why.NO_TOPIC),
    ("topic_deleted", Why.NO_TOPIC),
    ("topic closed", Why.NO_TOPIC),
    ("not enough rights", Why.NO_RIGHT),
    ("need administrator rights", Why.NO_RIGHT),
    ("have no rights", Why.NO_RIGHT),
    ("have no write access", Why.NO_RIGHT),
    ("chat_write_forbidden", Why.NO_RIGHT),
    ("chat_admin_required", Why.NO_RIGHT),
    ("message can't be deleted", Why.NO_RIGHT),
    ("user is an administrator", Why.NO_RIGHT),
    ("user_admin_invalid", Why.NO_RIGHT),
    ("can't remove chat owner", Why.NO_RIGHT),
)


def why(exc: BadRequest) -> Why:
    """The meaning of Telegram's sentence."""
    said = exc.message.casefold()
    return next((meaning for sentence, meaning in _SENTENCES if sentence in said), Why.OTHER)
