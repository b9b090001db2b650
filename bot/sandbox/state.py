"""All that the stand-in for Telegram knows: people, chats, messages, files, updates that wait."""

from __future__ import annotations

import copy
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from bot.sandbox.chats import Chat, Message
from bot.sandbox.errors import ApiError, bad_request
from bot.sandbox.files import Files
from bot.sandbox.limits import Limits
from bot.sandbox.people import Member, Person, Raw
from bot.sandbox.updates import Updates

BOT_ID = 7_000_000_001


@dataclass(slots=True)
class Tap:
    """A button that somebody pressed, as it was then, and the pop-up that answered it (None: none yet)."""

    id: str
    order: int
    person: Person
    at: datetime
    data: str
    message: Message | None
    answer: str | None = None
    alert: bool = False
    label: str | None = None


@dataclass(frozen=True, slots=True)
class Call:
    """What the bot asked for, and what it got."""

    at: datetime
    order: int
    method: str
    params: dict[str, Any]
    result: Any = None
    error: ApiError | None = None


@dataclass(slots=True)
class Webhook:
    """Where updates are sent; nowhere while ``url`` is empty."""

    url: str = ""
    secret: str = ""
    last_error: str = ""
    last_error_at: int = 0


@dataclass(slots=True)
class Bot:
    """The one bot. ``reads_all``: its privacy mode is off."""

    person: Person
    reads_all: bool = False
    commands: dict[tuple[str, str], list[Raw]] = field(default_factory=dict)  # by scope and language
    texts: dict[str, str] = field(default_factory=dict)  # name, description…


class State:
    """Everything there is, and the few ways to change it that people and the bot share."""

    def __init__(
        self,
        clock: Callable[[], datetime],
        bot_name: str = "Cuadrante",
        *,
        bot_username: str = "cuadrante_bot",
        reads_all: bool = False,
        flood_limits: bool = False,
    ) -> None:
        self.clock = clock
        self.me = Person(BOT_ID, bot_name, bot_username, is_bot=True)
        self.bot = Bot(self.me, reads_all)
        self.people: dict[int, Person] = {self.me.id: self.me}
        self.chats: dict[int, Chat] = {}
        self.files = Files()
        self.updates = Updates()
        self.taps: dict[str, Tap] = {}
        self.calls: list[Call] = []
        self.webhook = Webhook()
        self.limits = Limits() if flood_limits else None
        self._account_ids = 0
        self._order = 0

    def next_order(self) -> int:
        """Grows with everything that happens: what came before what, when the clock stands still."""
        self._order += 1
        return self._order

    @property
    def now(self) -> int:
        """The time in Unix seconds, as messages carry it."""
        return int(self.clock().timestamp())

    # --- looking up -------------------------------------------------------------------------------

    def person(self, who: Person | int) -> Person:
        """The person with that id. Raises LookupError."""
        if isinstance(who, Person):
            return who
        if who not in self.people:
            raise LookupError(f"nobody has the id {who}")
        return self.people[who]

    def chat(self, where: Chat | int) -> Chat:
        """The chat with that id; a person's id is their private chat with the bot. Raises LookupError."""
        if isinstance(where, Chat):
            return where
        if where in self.chats:
            return self.chats[where]
        person = self.people.get(where)
        if person is None:
            raise LookupError(f"no chat has the id {where}")
        self.chats[where] = Chat(where, "private", person=person)
        return self.chats[where]

    def message(self, where: Chat | int, message_id: int) -> Message:
        """A message, standing or gone. Raises LookupError."""
        chat = self.chat(where)
        if message_id not in chat.messages:
            raise LookupError(f"no message {message_id} in chat {chat.id}")
        return chat.messages[message_id]

    # --- messages ---------------------------------------------------------------------------------

    def post(
        self,
        chat: Chat,
        sender: Person | None,
        content: Raw,
        *,
        reply_to: Message | None = None,
        thread: int | None = None,
    ) -> Message:
        """Put a message into a chat."""
        raw: Raw = {"message_id": self._next_message_id(chat), "date": self.now, "chat": chat.raw()}
        if sender is not None:
            raw["from"] = sender.raw()
        raw |= _threading(chat, reply_to, thread) | copy.deepcopy(content)
        message = Message(chat.id, raw, self.clock(), sender, self.next_order())
        message.keep_version(self.clock())
        chat.messages[message.id] = message
        return message

    def publish(self, message: Message, kind: str = "message", *, service: bool = False) -> int | None:
        """Let the bot know of somebody's message, where it may see it; the update's id."""
        chat = self.chats[message.chat_id]
        if not self._bot_sees(chat, message, service=service):
            return None
        if chat.type == "channel":
            kind = {"message": "channel_post", "edited_message": "edited_channel_post"}[kind]
        return self.updates.put(kind, copy.deepcopy(message.raw))

    def delete(self, message: Message, by: Person | None) -> None:
        """Make a message vanish."""
        message.deleted_at = self.clock()
        message.deleted_by = by

    def change_standing(self, chat: Chat, new: Member, by: Person) -> None:
        """Give somebody a new standing, and tell the bot if it may know."""
        old = chat.member(new.person)
        chat.members[new.person.id] = new
        mine = new.person.id == self.me.id
        if not mine and not chat.member(self.me).rules:
            return
        change = {"chat": chat.raw(), "from": by.raw(), "date": self.now}
        self.updates.put(
            "my_chat_member" if mine else "chat_member",
            change | {"old_chat_member": old.raw(), "new_chat_member": new.raw()},
        )

    def _next_message_id(self, chat: Chat) -> int:
        if chat.type in ("supergroup", "channel"):
            chat.last_id += 1
            return chat.last_id
        self._account_ids += 1  # private chats and basic groups share the account's numbers
        return self._account_ids

    def _bot_sees(self, chat: Chat, message: Message, *, service: bool) -> bool:
        if message.sender is not None and message.sender.is_bot and "sender_chat" not in message.raw:
            return service and message.sender.id != self.me.id
        if chat.type == "private":
            return True
        mine = chat.member(self.me)
        if not mine.present:
            return False
        if service or mine.rules or (self.bot.reads_all and chat.is_group):
            return True
        return chat.is_group and self._meant_for_bot(message)

    def _meant_for_bot(self, message: Message) -> bool:
        """What a bot in privacy mode gets of a group: commands, and replies to its own messages."""
        if message.raw.get("reply_to_message", {}).get("from", {}).get("id") == self.me.id:
            return True
        command, _, whose = message.text.split(" ")[0].partition("@")
        return command.startswith("/") and whose.lower() in ("", str(self.me.username).lower())


def require_message(chat: Chat, message_id: int | None, purpose: str) -> Message:
    """The message that a method is about. Raises ApiError when it does not stand there."""
    if (message := chat.standing(message_id)) is None:
        raise bad_request(f"message to {purpose} not found")
    return message


def _threading(chat: Chat, reply_to: Message | None, thread: int | None) -> Raw:
    """How a message hangs together with others, as Telegram says it.

    Two surprises are Telegram's own: a message in a topic replies to the topic's first message unless it replies
    to another, and a reply in a supergroup without topics carries a thread number as well.
    """
    raw: Raw = {}
    if chat.is_forum and thread is not None:
        raw |= {"message_thread_id": thread, "is_topic_message": True}
        reply_to = reply_to or chat.messages.get(thread)
    elif chat.type == "supergroup" and not chat.is_forum and reply_to is not None:
        raw["message_thread_id"] = reply_to.raw.get("message_thread_id", reply_to.id)
    if reply_to is not None:
        raw["reply_to_message"] = {k: v for k, v in reply_to.raw.items() if k != "reply_to_message"}
    return raw
