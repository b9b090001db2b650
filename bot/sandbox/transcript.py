"""A played conversation as people would see it, chat by chat in the order in which things happened."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from bot.sandbox.chats import Chat, Message
from bot.sandbox.describe import media_of, service_of
from bot.sandbox.paper import Paper, columns, fitted, legible, wrapped
from bot.sandbox.people import Person, Raw
from bot.sandbox.state import Call, State, Tap
from bot.sandbox.words import Words

_TIME = 7  # columns
_LONGEST_NAME = 18
_LONGEST_QUOTE = 40


@dataclass(frozen=True, slots=True)
class Entry:
    """Something that happened in a chat, as it is printed. A private chat is known by its person."""

    order: int
    chat: str
    private: bool
    text: str


class Transcript:
    """Renders what happened in a sandbox."""

    def __init__(self, state: State, zone: ZoneInfo, words: Words, paper: Paper) -> None:
        self._state, self._zone, self._words, self._paper = state, zone, words, paper
        names = [columns(person.name) for person in state.people.values()]
        self._name_width = min(_LONGEST_NAME, max(names, default=0))
        self._indent = " " * (_TIME + self._name_width + 2)

    def text(self, notes: Iterable[tuple[datetime, str]] = ()) -> str:
        """All of it. ``notes`` are told in between, each before what happens from its moment on."""
        lines: list[str] = []
        waiting = sorted(notes)
        heading = ""
        for at, title, text in self._blocks():
            while waiting and waiting[0][0] <= at:
                note = self._note(*waiting.pop(0))
                lines += ["", note] if lines else [note]
                heading = ""
            if title != heading:
                rule = "─" * max(3, self._paper.width - columns(title) - 4)
                lines += ["", f"{self._paper.paint(f'── {title}', 'bold')} {self._paper.paint(rule, 'dim')}"]
                heading = title
            lines.append(text)
        return "\n".join([*lines, *(self._note(*note) for note in waiting)]).strip("\n")

    def _blocks(self) -> Iterator[tuple[datetime, str, str]]:
        """Time, heading and text; what the bot told several people alike is told once, under all their names."""
        pending: tuple[datetime, Entry, list[str]] | None = None
        for at, entry in self._entries():
            if pending is not None:
                if entry.private and pending[1].private and entry.text == pending[1].text:
                    if entry.chat not in pending[2]:
                        pending[2].append(entry.chat)
                    continue
                yield self._block(*pending)
            pending = at, entry, [entry.chat]
        if pending is not None:
            yield self._block(*pending)

    def _block(self, at: datetime, entry: Entry, chats: list[str]) -> tuple[datetime, str, str]:
        title = f"{self._words('private')} · {', '.join(chats)}" if entry.private else entry.chat
        return at, legible(title), entry.text

    def _entries(self) -> list[tuple[datetime, Entry]]:
        entries = [
            (message.at, self._message(chat, message))
            for chat in self._state.chats.values()
            for message in chat.messages.values()
        ]
        entries += [(tap.at, self._tap(tap)) for tap in self._state.taps.values()]
        for call in self._state.calls:
            if (text := self._sanction(call)) is not None:
                chat = self._state.chat(int(call.params["chat_id"]))
                entries.append((call.at, Entry(call.order, chat.title, False, self._aside(call.at, text))))
        return sorted(entries, key=lambda pair: pair[1].order)

    # --- single entries ---------------------------------------------------------------------------

    def _message(self, chat: Chat, message: Message) -> Entry:
        service = service_of(message.raw, self._words)
        text = self._aside(message.at, service) if service is not None else self._said(message)
        return self._entry(chat, message.order, text)

    def _entry(self, chat: Chat, order: int, text: str) -> Entry:
        name = chat.title if chat.person is None else chat.person.name
        return Entry(order, name, chat.person is not None, text)

    def _said(self, message: Message) -> str:
        paper, raw = self._paper, message.raw
        lines = [paper.paint(legible(line), "dim") for line in self._before(message)]
        styles = () if message.stands else ("dim", "strike")
        content = [part for part in (media_of(raw, self._words), message.text) if part]
        separator = "\n" if len(message.text) > _LONGEST_QUOTE else " "
        lines += [paper.paint(line, *styles) for line in wrapped(separator.join(content), self._room)]
        lines += [
            paper.paint(part, "dim") for line in self._first_buttons(message) for part in wrapped(line, self._room)
        ]
        for row in message.keyboard:
            lines += [paper.paint(part, "cyan") for part in wrapped(_in_a_row([row]), self._room)]
        lines += [paper.paint(part, "dim") for line in self._after(message) for part in wrapped(line, self._room)]
        return self._laid_out(message.at, message.sender, lines)

    @property
    def _room(self) -> int:
        return self._paper.width - len(self._indent)

    def _before(self, message: Message) -> Iterator[str]:
        raw = message.raw
        if origin := raw.get("forward_origin"):
            name = origin.get("sender_user_name") or origin.get("sender_user", {}).get("first_name", "?")
            yield self._words("forwarded", name=name)
        original = raw.get("reply_to_message")
        if original is not None and "forum_topic_created" not in original:
            quote = " ".join(part for part in (media_of(original, self._words), _text(original)) if part)
            short = fitted(quote.replace("\n", " "), _LONGEST_QUOTE).rstrip()
            yield self._words("replies", name=original.get("from", {}).get("first_name", "?"), text=short)

    def _first_buttons(self, message: Message) -> Iterator[str]:
        """Those that are pressed already or out of date: people saw them all the same."""
        if not message.keyboard:
            yield from (_in_a_row([row]) for row in message.first_keyboard)
        elif message.first_keyboard != message.keyboard:
            yield self._words("at_first", buttons=_in_a_row(message.first_keyboard))

    def _after(self, message: Message) -> Iterator[str]:
        mine = message.sender is self._state.me
        times = [self._at(at) for at, _ in message.versions[1:]]
        changes = dict.fromkeys(at for at in times if not mine or at != self._at(message.at))
        if changes:
            yield self._words("edited", times=" · ".join(changes))
        if changes and not mine:
            yield self._words("before", text=message.versions[0][1])
        if message.deleted_at is not None:
            by = message.deleted_by
            key = "withdrawn" if by is not self._state.me else "vanished" if mine else "removed"
            yield self._words(key, time=self._at(message.deleted_at), name=by.name if by else "")

    def _tap(self, tap: Tap) -> Entry:
        text = f"▸ [{tap.label or tap.data}]"
        if tap.answer:
            text += f"  {self._words('popup', text=tap.answer)}"
        lines = [self._paper.paint(line, "cyan") for line in wrapped(text, self._room)]
        where = self._state.chat(tap.message.chat_id if tap.message is not None else tap.person.id)
        return self._entry(where, tap.order, self._laid_out(tap.at, tap.person, lines))

    def _sanction(self, call: Call) -> str | None:
        if call.error is not None or call.method.lower() not in ("restrictchatmember", "banchatmember"):
            return None
        name = self._state.person(int(call.params["user_id"])).name
        if call.method.lower() == "banchatmember":
            return self._words("banned", name=name)
        if "true" in str(call.params.get("permissions", "")).lower():
            return self._words("freed", name=name)
        until = int(call.params.get("until_date") or 0)
        if not until:
            return self._words("muted_for_good", name=name)
        return self._words("muted", name=name, time=self._at(datetime.fromtimestamp(until, UTC)))

    # --- layout -----------------------------------------------------------------------------------

    def _laid_out(self, at: datetime, sender: Person | None, lines: list[str]) -> str:
        name = fitted(sender.name if sender is not None else "", self._name_width)
        mine = sender is self._state.me
        head = f"{self._paper.paint(self._at(at), 'dim')}  {self._paper.paint(name, 'green' if mine else 'bold')}  "
        return head + f"\n{self._indent}".join(lines)

    def _aside(self, at: datetime, text: str) -> str:
        return self._paper.paint(legible(f"{self._at(at)}  · {text} ·"), "dim")

    def _note(self, at: datetime, text: str) -> str:
        lines = wrapped(text, self._paper.width - _TIME - 2)
        return "\n".join(self._paper.paint(f"{' ' * _TIME}▌ {line}", "yellow") for line in lines)

    def _at(self, moment: datetime) -> str:
        return f"{moment.astimezone(self._zone):%H:%M}"


def _in_a_row(keyboard: list[list[Raw]]) -> str:
    return " ".join(f"[{button['text']}]" for row in keyboard for button in row)


def _text(raw: Raw) -> str:
    return str(raw.get("text") or raw.get("caption") or "")
