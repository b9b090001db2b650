"""A scenario's people and groups put into the sandbox, and its steps done one after another."""

from __future__ import annotations

import re
from typing import Any

from bot.sandbox.chats import Chat, Message
from bot.sandbox.clock import VirtualClock
from bot.sandbox.people import USUAL_BOT_RIGHTS, Person
from bot.sandbox.scenario import BOT, PRIVATE, Scenario, Step
from bot.sandbox.server import SandboxTelegram
from bot.sandbox.state import Tap

_LINK = re.compile(r"https://t\.me/\w+\?start=([A-Za-z0-9_-]+)")


class CannotPlay(Exception):
    """A step asks for what is not there: a message, a button."""


class Stage:
    """Where a scenario is played.

    Attributes:
        telegram: the stand-in for Telegram; its clock is the scenario's.
        labels: messages that steps gave a name.
        last_tap: the button that each person pressed last.
        links: what the link to the bot carries that each person had last.
    """

    def __init__(self, scenario: Scenario, clock: VirtualClock, **options: Any) -> None:
        """``options``: what else `SandboxTelegram` may be told."""
        self.scenario = scenario
        self.telegram = SandboxTelegram(clock, **options)
        self.labels: dict[str, Message] = {}
        self.last_tap: dict[str, Tap] = {}
        self.links: dict[str, str] = {}
        self._chats = {label: group.chat for label, group in scenario.groups.items()}
        for entry in scenario.people.values():
            self.telegram.add_person(entry.id, entry.name, entry.username, started=entry.started)
        for label in scenario.groups:
            self._found(label)

    def _found(self, label: str) -> None:
        group = self.scenario.groups[label]
        members = self.scenario.people if group.members is None else group.members
        chat = self.telegram.add_group(
            group.chat,
            group.title,
            kind="group" if group.kind == "group" else "supergroup",
            members=[self.scenario.people[name].id for name in members],
            administrators=[self.scenario.people[name].id for name in group.administrators],
            bot=group.bot,
            rights=USUAL_BOT_RIGHTS if group.rights is None else tuple(group.rights),
            forum=group.kind == "forum",
        )
        for topic in group.topics:
            self.telegram.add_topic(chat, topic)

    # --- names ------------------------------------------------------------------------------------

    def person(self, label: str) -> Person:
        """The person whom the scenario calls so; ``bot`` is the bot."""
        return self.telegram.me if label == BOT else self.telegram.person(self.scenario.people[label].id)

    def chat(self, label: str | None, who: str | None = None) -> Chat:
        """The chat that the scenario calls so; a person's is their private one; none is the first group."""
        if label == PRIVATE and who is not None:
            label = who
        if label in self.scenario.people:
            return self.telegram.chat(self.person(label).id)
        return self.telegram.chat(self._chats[label or next(iter(self._chats))])

    def find(self, words: str, chat: Chat) -> Message:
        """The message with that label, or the newest of the chat that says so. Raises CannotPlay."""
        if words in self.labels:
            return self.labels[words]
        for message in reversed(chat.messages.values()):
            if message.stands and words in message.text:
                return message
        raise CannotPlay(f"no message in {chat.title or 'private'} is called {words!r} or says so")

    # --- steps ------------------------------------------------------------------------------------

    def perform(self, step: Step) -> None:
        """Do what the step says, now. Raises CannotPlay, or NotAllowed where Telegram would not let them."""
        for deed in step.deeds:
            getattr(self, f"_{deed}")(step)

    def _says(self, step: Step) -> None:
        chat = self.chat(step.where, step.who)
        message = self.telegram.say(
            self._who(step),
            chat,
            step.says or "",
            kind=step.sends or "text",
            reply_to=None if step.reply_to is None else self.find(step.reply_to, chat).id,
            thread=self._topic(chat, step.topic),
            forwarded=step.forwarded,
            album=step.album,
            pin=step.pin,
            seconds=step.seconds,
            data=self._picture(step),
            title=step.title,
            emoji=step.emoji,
            as_group=step.anonymous,
        )
        if step.label is not None:
            self.labels[step.label] = message

    def _edits(self, step: Step) -> None:
        message = self.labels[str(step.edits)]
        self.telegram.edit(message.chat_id, message.id, step.to or "")

    def _deletes(self, step: Step) -> None:
        message = self.find(str(step.deletes), self.chat(step.where, step.who))
        self.telegram.remove(self._who(step), message.chat_id, message.id)

    def _pins(self, step: Step) -> None:
        message = self.find(str(step.pins), self.chat(step.where, step.who))
        self.telegram.pin_message(self._who(step), message.chat_id, message.id)

    def _reacts(self, step: Step) -> None:
        message = self.find(str(step.below), self.chat(step.where, step.who))
        self.telegram.react(self._who(step), message.chat_id, message.id, str(step.reacts))

    def _moves(self, step: Step) -> None:
        message = self.labels[str(step.moves)]
        if step.pin is None:
            raise CannotPlay(f"where does {step.who} move to? (pin)")
        self.telegram.move(message.chat_id, message.id, step.pin)

    def _presses(self, step: Step) -> None:
        message = self._with_button(step)
        tap = self.telegram.press(self._who(step), message.chat_id, message.id, str(step.presses))
        self.last_tap[str(step.who)] = tap

    def _forges(self, step: Step) -> None:
        chat = self.chat(step.where, step.who)
        message_id = None if step.below is None else self.find(step.below, chat).id
        self.last_tap[str(step.who)] = self.telegram.forge_tap(self._who(step), str(step.forges), chat, message_id)

    def _does(self, step: Step) -> None:
        telegram, person, by = self.telegram, self._who(step), None if step.to is None else self.person(step.to)
        match step.does:
            case "start":
                telegram.start_bot(person, self._payload(step))
            case "block":
                telegram.block_bot(person)
            case "unblock":
                telegram.unblock_bot(person)
            case "join" | "leave" | "promote" | "demote" as deed:
                getattr(telegram, deed)(person, self.chat(step.where, step.who), by=by)

    def _payload(self, step: Step) -> str:
        """What the link brings along that the bot last wrote to somebody; it is remembered, as if it were copied."""
        if step.link_of is None:
            return step.payload
        for message in self.chat(PRIVATE, step.link_of).messages.values():
            if found := _LINK.search(message.text):
                self.links[step.link_of] = found[1]
        if step.link_of not in self.links:
            raise CannotPlay(f"{step.link_of} has no link")
        return self.links[step.link_of]

    def _migrates(self, step: Step) -> None:
        label = str(step.migrates)
        new_id = step.to_chat or -1_000_000_000_000 + self._chats[label]
        self.telegram.migrate(self._chats[label], new_id)
        self._chats[label] = new_id

    def _redelivers(self, step: Step) -> None:
        self.telegram.redeliver()

    def _who(self, step: Step) -> Person:
        return self.person(str(step.who))

    def _topic(self, chat: Chat, name: str | None) -> int | None:
        if name is None:
            return None
        for topic in chat.topics.values():
            if topic.name == name:
                return topic.id
        raise CannotPlay(f"{chat.title} has no topic {name!r}")

    def _picture(self, step: Step) -> bytes:
        return b"" if step.picture is None else (self.scenario.file.parent / step.picture).read_bytes()

    def _with_button(self, step: Step) -> Message:
        """The newest message that has the button: in the chat that is named, or in private first."""
        named = [self.chat(step.where, step.who)] if step.where is not None else []
        chats = named or [self.chat(PRIVATE, step.who), *(self.chat(label) for label in self._chats)]
        wanted = str(step.presses).casefold()
        for chat in chats:
            for message in reversed(chat.messages.values()):
                if not message.stands or (step.below is not None and not self._is(step.below, message)):
                    continue
                if any(wanted in b["text"].casefold() for b in message.buttons):
                    return message
        raise CannotPlay(f"{step.who} sees no button {step.presses!r}")

    def _is(self, words: str, message: Message) -> bool:
        if words in self.labels:
            labelled = self.labels[words]
            return message is labelled or message.raw.get("reply_to_message", {}).get("message_id") == labelled.id
        return words in message.text
