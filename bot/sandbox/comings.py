"""Who is there, and who comes and goes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from bot.sandbox.chats import Chat, Message, Topic
from bot.sandbox.people import ADMIN_RIGHTS, USUAL_BOT_RIGHTS, Member, Person, Raw
from bot.sandbox.state import State

Who = Person | int
Where = Chat | int


class NotAllowed(Exception):
    """Telegram would not let that person do it."""


class Comings(State):
    """People, groups, and people's standing in them."""

    # --- who and where ----------------------------------------------------------------------------

    def add_person(
        self, person_id: int, name: str, username: str | None = None, *, started: bool = False, is_bot: bool = False
    ) -> Person:
        """Let somebody have an account. ``started``: they pressed Start some time ago."""
        self.people[person_id] = Person(person_id, name, username, started=started, is_bot=is_bot)
        return self.people[person_id]

    def add_group(
        self,
        chat_id: int,
        title: str,
        *,
        kind: str = "supergroup",
        members: list[int] | None = None,
        administrators: list[int] | None = None,
        bot: str = "administrator",
        rights: tuple[str, ...] = USUAL_BOT_RIGHTS,
        forum: bool = False,
        username: str | None = None,
    ) -> Chat:
        """Found a group, quietly. ``members``: None is everybody. ``bot``: its status there, with those rights."""
        chat = Chat(chat_id, kind, title, username, is_forum=forum)
        chat.last_id = 1  # "the group was created", which is General in a forum
        for person in [self.person(i) for i in (self.people if members is None else members)]:
            chat.members[person.id] = Member(person)
        for person in map(self.person, administrators or []):
            chat.members[person.id] = Member(person, "administrator", frozenset(ADMIN_RIGHTS))
        chat.members[self.me.id] = Member(self.me, bot, frozenset(rights) if bot == "administrator" else frozenset())
        self.chats[chat_id] = chat
        return chat

    def add_topic(self, chat: Where, name: str, *, by: Who | None = None) -> int:
        """Open a forum's topic; its number."""
        chat, sender = self.chat(chat), None if by is None else self.person(by)
        message = self.post(chat, sender, {"forum_topic_created": {"name": name, "icon_color": 7322096}})
        message.raw |= {"message_thread_id": message.id, "is_topic_message": True}
        chat.topics[message.id] = Topic(message.id, name)
        self.publish(message, service=True)
        return message.id

    def _private_standing(self, person: Person, *, blocked: bool) -> None:
        old, new = Member(self.me, "member"), Member(self.me, "kicked")
        before, after = (old, new) if blocked else (new, old)
        person.blocked = blocked
        change = {"chat": self.chat(person.id).raw(), "from": person.raw(), "date": self.now}
        self.updates.put("my_chat_member", change | {"old_chat_member": before.raw(), "new_chat_member": after.raw()})

    # --- coming and going -------------------------------------------------------------------------

    def service(self, chat: Where, person: Who, content: Raw) -> Message:
        """Telegram writes what somebody did: a new title, a pinned message, a call."""
        message = self.post(self.chat(chat), self.person(person), content)
        self.publish(message, service=True)
        return message

    def join(self, person: Who, chat: Where, *, by: Who | None = None, announced: bool = True) -> None:
        """Come into a group, perhaps because somebody added them."""
        person, chat = self.person(person), self.chat(chat)
        adder = person if by is None else self.person(by)
        if by is None and chat.member(person).status == "kicked":
            raise NotAllowed(f"{person.name} was banned from {chat.title}")
        self.change_standing(chat, Member(person), adder)
        if announced:
            self.service(chat, adder, {"new_chat_members": [person.raw()]})

    def leave(self, person: Who, chat: Where, *, by: Who | None = None) -> None:
        """Leave a group, or be thrown out of it by an administrator."""
        person, chat = self.person(person), self.chat(chat)
        remover = person if by is None else self.person(by)
        self.service(chat, remover, {"left_chat_member": person.raw()})
        self.change_standing(chat, Member(person, "left" if by is None else "kicked"), remover)

    def promote(self, person: Who, chat: Where, *, by: Who | None = None, rights: Iterable[str] = ADMIN_RIGHTS) -> None:
        """Make somebody (the bot too) an administrator with those rights."""
        person, chat = self.person(person), self.chat(chat)
        boss = person if by is None else self.person(by)
        self.change_standing(chat, Member(person, "administrator", frozenset(rights)), boss)

    def demote(self, person: Who, chat: Where, *, by: Who | None = None) -> None:
        """Make an administrator a member again."""
        person, chat = self.person(person), self.chat(chat)
        self.change_standing(chat, Member(person), person if by is None else self.person(by))

    def migrate(self, chat: Where, new_chat_id: int, *, by: Who | None = None) -> Chat:
        """Turn a group into a supergroup, which has another id and none of the old messages."""
        old = self.chat(chat)
        new = Chat(new_chat_id, "supergroup", old.title, permissions=old.permissions)
        new.members = {person_id: replace(member) for person_id, member in old.members.items()}
        self.chats[new_chat_id] = new
        people = [member.person for member in old.members.values() if not member.person.is_bot]
        sender = self.person(by) if by is not None else next(iter(people), None)
        moved = self.post(old, sender, {"migrate_to_chat_id": new_chat_id})
        old.migrated_to = new_chat_id
        self.publish(moved, service=True)
        self.publish(self.post(new, sender, {"migrate_from_chat_id": old.id}), service=True)
        return new
