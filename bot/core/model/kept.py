"""What is kept besides: messages, strikes, people, groups."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.core.model.incoming import Attachment, Message, Person, Pin
from bot.core.model.kinds import Category, Kind, Reason, Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """A message as it is stored, with what was decided of it and why."""

    chat_id: int
    message_id: int
    update_id: int
    person_id: int
    person_name: str
    kind: Kind
    text: str
    sent_at: datetime
    thread_id: int | None = None
    reply_to: int | None = None
    album: str | None = None
    attachment: Attachment | None = None
    pin: Pin | None = None  # where it was sent to point at; without its title
    verdict: Verdict | None = None  # None: not judged (a command, a service message)
    rule: str | None = None
    reason: Reason | None = None
    category: Category | None = None
    emergency: bool = False
    evidence: tuple[str, ...] = ()
    certainty: float = 1.0
    rules_version: str = ""
    report_id: int | None = None
    edited_at: datetime | None = None
    removed_at: datetime | None = None
    struck: bool = False
    flagged: bool = False  # an unknown kind, kept for a human to look at

    @property
    def message(self) -> Message:
        """As it came, but for addresses behind its words, a venue's name, and where it was forwarded from."""
        return Message(
            update_id=self.update_id,
            chat_id=self.chat_id,
            message_id=self.message_id,
            author=Person(self.person_id, self.person_name),
            sent_at=self.sent_at,
            kind=self.kind,
            text=self.text,
            thread_id=self.thread_id,
            reply_to=self.reply_to,
            album=self.album,
            attachment=self.attachment,
            pin=self.pin,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Strike:
    """One breach of the rules by one person in one group; counts until ``expires_at``."""

    chat_id: int
    person_id: int
    message_id: int
    at: datetime
    expires_at: datetime
    reason: Reason
    rule: str
    words: str = ""  # what was written, for the administrators who may have to judge


@dataclass(frozen=True, slots=True, kw_only=True)
class Acquaintance:
    """What the bot knows of a person: whether it may write to them (None: never tried), and where they live."""

    id: int
    name: str
    username: str | None = None
    can_write: bool | None = None
    group_id: int | None = None  # the neighbourhood group they last wrote in


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """A group as Telegram has it now. ``rules_chat`` is the id under which ``rules.yaml`` knows it.

    ``removed``: officers and commanders who left it or were put out of it, and have not come back.
    """

    chat_id: int
    rules_chat: int
    title: str = ""
    administrators: frozenset[int] = frozenset()  # Telegram's own, by id
    rights: frozenset[str] = frozenset()  # the bot's: see telegram.rights
    greeted: bool = False  # an unconfigured group was told its id once
    removed: frozenset[int] = frozenset()
