"""What arrives."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.core.model.kinds import Kind


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody on Telegram. ``username`` comes without the ``@``."""

    id: int
    name: str
    username: str | None = None


@dataclass(frozen=True, slots=True)
class Pin:
    """A point on the map in degrees (WGS84); ``title`` is the venue's name where there is one."""

    latitude: float
    longitude: float
    title: str | None = None


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that Telegram keeps for us. ``image``: a document that is a picture, sent as a file.

    Pictures are sent on only after they were cleaned of what cannot be seen in them; all else goes on by its id.
    """

    kind: Kind
    file_id: str
    image: bool = False

    @property
    def is_picture(self) -> bool:
        """Whether it is a still picture, in which a place and a camera may be written."""
        return self.kind is Kind.PHOTO or self.image


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """A message, or the new version of one (``edited``), in a group or in private (``chat_id`` > 0)."""

    update_id: int
    chat_id: int
    message_id: int
    author: Person
    sent_at: datetime
    kind: Kind = Kind.TEXT
    text: str = ""  # or the caption
    links: tuple[str, ...] = ()  # addresses hidden behind words of the text
    thread_id: int | None = None  # the forum topic; None in General and outside of forums
    reply_to: int | None = None
    forwarded: bool = False
    album: str | None = None
    pin: Pin | None = None
    attachment: Attachment | None = None
    edited: bool = False
    as_group: bool = False  # an administrator who writes anonymously, in the group's name

    @property
    def private(self) -> bool:
        """Whether the person writes to the bot alone (Telegram numbers private chats as their people)."""
        return self.chat_id > 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Tap:
    """Somebody pressed a button below a message of the bot. ``data`` is whatever they sent: trust nothing."""

    update_id: int
    tap_id: str
    person: Person
    data: str
    chat_id: int | None = None
    message_id: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Membership:
    """Somebody's standing in a chat changed: the bot's own (``is_me``) or a member's.

    ``status`` is Telegram's: creator, administrator, member, restricted, left, kicked. In a private chat
    ``kicked`` means that the person blocked the bot.
    """

    update_id: int
    chat_id: int
    title: str
    person: Person
    is_me: bool
    status: str
    rights: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Migration:
    """A group became a supergroup and has a new id."""

    update_id: int
    chat_id: int
    new_chat_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Other:
    """An update that asks nothing of us; recorded as seen."""

    update_id: int
    what: str


Incoming = Message | Tap | Membership | Migration | Other
