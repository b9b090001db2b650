"""What people do: they write and press. Each deed becomes the update that Telegram would make of it."""

from __future__ import annotations

import copy

from bot.sandbox.chats import Chat, Message
from bot.sandbox.comings import Comings, NotAllowed, Where, Who
from bot.sandbox.contents import Pin, content_of, text_content
from bot.sandbox.people import ANONYMOUS_ADMIN_ID, Person, Raw
from bot.sandbox.state import Tap

_NOBODY = Person(ANONYMOUS_ADMIN_ID, "Group", "GroupAnonymousBot", is_bot=True)


class Crowd(Comings):
    """The people's side. Everywhere, ``chat=None`` is the person's private chat with the bot."""

    # --- the bot and I ----------------------------------------------------------------------------

    def start_bot(self, person: Who, payload: str = "") -> Message:
        """Press Start, perhaps through a link that carries something."""
        person = self.person(person)
        if person.blocked:
            self._private_standing(person, blocked=False)
        person.started = True
        return self.say(person, None, f"/start {payload}".rstrip())

    def block_bot(self, person: Who) -> None:
        """Stop and block the bot."""
        self._private_standing(self.person(person), blocked=True)

    def unblock_bot(self, person: Who) -> None:
        """Let the bot write again."""
        self._private_standing(self.person(person), blocked=False)

    # --- speaking ---------------------------------------------------------------------------------

    def say(
        self,
        person: Who,
        chat: Where | None,
        text: str = "",
        *,
        kind: str = "text",
        reply_to: int | None = None,
        thread: int | None = None,
        forwarded: bool | str = False,
        album: str | None = None,
        pin: Pin | None = None,
        seconds: int = 7,
        data: bytes = b"",
        title: str = "",
        emoji: str = "",
        entities: list[Raw] | None = None,
        as_group: bool = False,
        more: Raw | None = None,
    ) -> Message:
        """Write a message of any kind: ``kind`` is a word of `contents.KINDS`.

        ``forwarded`` is True, or the name of who wrote it first; messages with the same ``album`` are one; a voice
        note or video plays so many ``seconds``; ``data`` are a file's bytes and ``title`` its name; ``as_group``:
        an administrator writes anonymously; ``more``: further fields of the message, as the Bot API has them.
        """
        person = self.person(person)
        chat = self.chat(person.id if chat is None else chat)
        self._may_write(person, chat)
        content = content_of(kind, text, self.files, pin=pin, seconds=seconds, data=data, title=title, emoji=emoji)
        if entities is not None and text:
            content |= text_content(text, entities, caption="caption" in content)
        if forwarded:
            name = forwarded if isinstance(forwarded, str) else "Alguien"
            content["forward_origin"] = {"type": "hidden_user", "date": self.now - 600, "sender_user_name": name}
        if album is not None:
            content["media_group_id"] = album
        if as_group:
            content["sender_chat"] = chat.raw()
        sender = _NOBODY if as_group else person
        message = self.post(chat, sender, content | (more or {}), reply_to=chat.standing(reply_to), thread=thread)
        self.publish(message)
        return message

    def edit(self, chat: Where, message_id: int, text: str) -> Message:
        """Its author writes something else instead."""
        message = self.message(chat, message_id)
        caption = "text" not in message.raw
        for name in ("text", "entities", "caption", "caption_entities"):
            message.raw.pop(name, None)
        message.raw |= text_content(text, caption=caption)
        return self._edited(message)

    def move(self, chat: Where, message_id: int, pin: Pin, *, ended: bool = False) -> Message:
        """Somebody who shares a live location has moved on, or stops sharing."""
        message = self.message(chat, message_id)
        message.raw["location"] |= {"latitude": pin[0], "longitude": pin[1]}
        if ended:
            del message.raw["location"]["live_period"]
        return self._edited(message)

    def _edited(self, message: Message) -> Message:
        message.raw["edit_date"] = self.now
        message.keep_version(self.clock())
        self.publish(message, "edited_message")
        return message

    def remove(self, person: Who, chat: Where, message_id: int) -> None:
        """A person deletes a message; Telegram tells no bot."""
        self.delete(self.message(chat, message_id), self.person(person))

    def pin_message(self, person: Who, chat: Where, message_id: int) -> Message:
        """Pin a message."""
        pinned = self.message(chat, message_id)
        self.chat(chat).pinned = message_id
        inner = {k: v for k, v in pinned.raw.items() if k != "reply_to_message"}
        return self.service(chat, person, {"pinned_message": inner})

    def react(self, person: Who, chat: Where, message_id: int, emoji: str) -> None:
        """React to a message with an emoji; only an administrator bot hears of it, and only if it asked."""
        chat, person = self.chat(chat), self.person(person)
        if chat.is_group and not chat.member(self.me).rules:
            return
        new = [{"type": "emoji", "emoji": emoji}] if emoji else []
        reaction = {"chat": chat.raw(), "message_id": message_id, "user": person.raw(), "date": self.now}
        self.updates.put("message_reaction", reaction | {"old_reaction": [], "new_reaction": new})

    def _may_write(self, person: Person, chat: Chat) -> None:
        if chat.type == "private":
            return
        if chat.migrated_to is not None:
            raise NotAllowed(f"the group {chat.id} is now {chat.migrated_to}")
        member = chat.member(person)
        member.expire(self.now)
        if not member.present:
            raise NotAllowed(f"{person.name} is not in {chat.title}")
        if member.status == "restricted" and not member.permissions.get("can_send_messages"):
            raise NotAllowed(f"{person.name} may not write in {chat.title}")

    # --- buttons ----------------------------------------------------------------------------------

    def press(self, person: Who, chat: Where | None, message_id: int, button: str) -> Tap:
        """Press the button with that text, data, or part of its text. Raises LookupError when there is none."""
        chat = self.chat(self.person(person).id if chat is None else chat)
        message = self.message(chat, message_id)
        wanted = button.casefold()
        for fits in (
            lambda b: b["text"].casefold() == wanted,
            lambda b: b.get("callback_data") == button,
            lambda b: wanted in b["text"].casefold(),
        ):
            for candidate in message.buttons if message.stands else []:
                if "callback_data" in candidate and fits(candidate):
                    tap = self.forge_tap(person, candidate["callback_data"], chat, message_id)
                    tap.label = candidate["text"]
                    return tap
        there = ", ".join(b["text"] for b in message.buttons) or "none"
        raise LookupError(f"no button {button!r} below message {message_id}; there are: {there}")

    def forge_tap(self, person: Who, data: str, chat: Where | None = None, message_id: int | None = None) -> Tap:
        """Send any button's data, as a made-up client can; no message need carry it."""
        person = self.person(person)
        chat = self.chat(person.id if chat is None else chat)
        message = chat.messages.get(message_id) if message_id is not None else None
        tap_id = str(4_382_000_000_000_000_000 + len(self.taps))
        tap = Tap(tap_id, self.next_order(), person, self.clock(), data, message)
        self.taps[tap.id] = tap
        query: Raw = {"id": tap.id, "from": person.raw(), "chat_instance": str(-chat.id), "data": data}
        if message is not None:
            query["message"] = copy.deepcopy(message.raw)
        elif message_id is not None:
            query["message"] = {"chat": chat.raw(), "message_id": message_id, "date": 0}
        if message is not None and not message.stands:
            query["message"] = {"chat": chat.raw(), "message_id": message.id, "date": 0}
        self.updates.put("callback_query", query)
        return tap

    # --- the line itself --------------------------------------------------------------------------

    def redeliver(self, update_ids: list[int] | None = None) -> None:
        """Give updates again that the bot has confirmed already; None is all there ever were."""
        self.updates.again(update_ids)

    def push(self, update: Raw) -> int:
        """Put anything into the queue as an update, however broken; its id."""
        return self.updates.put_raw(update)
