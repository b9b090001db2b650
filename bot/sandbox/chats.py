"""Chats and the messages that stand in them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from bot.sandbox.people import PERMISSIONS, Member, Person, Raw

GENERAL_TOPIC = 1


@dataclass(slots=True)
class Message:
    """A message as the Bot API shows it (``raw``), with what only the sandbox knows.

    ``order`` counts through all chats. ``versions``: when it said what, the oldest first; more than
    one where it was edited.
    """

    chat_id: int
    raw: Raw
    at: datetime
    sender: Person | None
    order: int
    versions: list[tuple[datetime, str]] = field(default_factory=list)
    deleted_at: datetime | None = None
    deleted_by: Person | None = None
    first_keyboard: list[list[Raw]] = field(default_factory=list)
    reactions: list[Raw] = field(default_factory=list)

    @property
    def id(self) -> int:
        """Its number in the chat."""
        return int(self.raw["message_id"])

    @property
    def text(self) -> str:
        """What it says: its text or its caption."""
        return str(self.raw.get("text") or self.raw.get("caption") or "")

    @property
    def stands(self) -> bool:
        """Whether it has not been deleted."""
        return self.deleted_at is None

    @property
    def keyboard(self) -> list[list[Raw]]:
        """The rows of buttons below it."""
        rows: list[list[Raw]] = self.raw.get("reply_markup", {}).get("inline_keyboard", [])
        return rows

    @property
    def buttons(self) -> list[Raw]:
        """The buttons below it, row after row."""
        return [button for row in self.keyboard for button in row]

    def keep_version(self, at: datetime) -> None:
        """Remember what it says now, if that is new, and the first buttons it had."""
        self.first_keyboard = self.first_keyboard or self.keyboard
        if not self.versions or self.versions[-1][1] != self.text:
            self.versions.append((at, self.text))


@dataclass(slots=True)
class Topic:
    """A forum's topic; its number is that of the message that opened it."""

    id: int
    name: str
    closed: bool = False


@dataclass(slots=True)
class Chat:
    """A private chat, group, supergroup or channel. A private chat has its person's id."""

    id: int
    type: str
    title: str = ""
    username: str | None = None
    is_forum: bool = False
    person: Person | None = None
    members: dict[int, Member] = field(default_factory=dict)
    messages: dict[int, Message] = field(default_factory=dict)
    topics: dict[int, Topic] = field(default_factory=dict)
    permissions: dict[str, bool] = field(default_factory=lambda: dict.fromkeys(PERMISSIONS, True))
    migrated_to: int | None = None
    last_id: int = 0
    pinned: int | None = None

    @property
    def is_group(self) -> bool:
        """Whether it is a group or a supergroup."""
        return self.type in ("group", "supergroup")

    def member(self, person: Person) -> Member:
        """Somebody's standing here; who never came is as good as who left."""
        return self.members.get(person.id) or Member(person, "left")

    def standing(self, message_id: int | None) -> Message | None:
        """The message with that number, unless it is gone."""
        message = self.messages.get(message_id) if message_id is not None else None
        return message if message is not None and message.stands else None

    def raw(self) -> Raw:
        """The chat as a Bot API `Chat`."""
        chat: Raw = {"id": self.id, "type": self.type}
        if self.person is not None:
            chat["first_name"] = self.person.name
            name = self.person.username
        else:
            chat["title"] = self.title
            name = self.username
        if name:
            chat["username"] = name
        return chat | ({"is_forum": True} if self.is_forum else {})
