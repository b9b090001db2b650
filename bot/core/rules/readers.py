"""What single values look like: text, choices, yes and no, numbers, spans and times, people."""

from __future__ import annotations

import re
from collections.abc import Collection, Hashable
from datetime import time, timedelta
from enum import StrEnum
from typing import TypeVar

from bot.core.rules.entry import Entry, Reader
from bot.core.rules.model import Handle
from bot.core.rules.tree import Scalar

T = TypeVar("T")
H = TypeVar("H", bound=Hashable)
S = TypeVar("S", bound=StrEnum)
L = TypeVar("L", bound=str)

LONGEST_TEXT = 200
_INTEGER = re.compile(r"-?[0-9]{1,18}\Z", re.ASCII)
_DECIMAL = re.compile(r"-?[0-9]{1,9}(\.[0-9]{1,15})?\Z", re.ASCII)
_SPAN = re.compile(r"([0-9]{1,6}) ?(s|min|h|days?)\Z", re.ASCII)
_CLOCK = re.compile(r"([01]?[0-9]|2[0-3]):([0-5][0-9])\Z", re.ASCII)
_AT_NAME = re.compile(r"@[A-Za-z][A-Za-z0-9_]{3,31}\Z", re.ASCII)
_UNITS = {"s": "seconds", "min": "minutes", "h": "hours", "day": "days", "days": "days"}
LONGEST_SPAN = timedelta(days=3660)


def plain(entry: Entry) -> str | None:
    """What is written here without quotes; None for anything else."""
    return entry.node.text if isinstance(entry.node, Scalar) and entry.node.plain else None


def text(entry: Entry) -> str:
    """Words, in quotes or not; numbers are words too (``911``)."""
    node = entry.node
    if not isinstance(node, Scalar) or not node.text.strip() or node.empty or plain(entry) in {"true", "false"}:
        entry.wrong(entry.say("a_text"))
        return ""
    if len(node.text) > LONGEST_TEXT:
        entry.wrong(entry.say("shorter", most=LONGEST_TEXT))
        return ""
    return " ".join(node.text.split())


def message(entry: Entry) -> str:
    """What somebody could write in the chat: at most Telegram's length, empty allowed in quotes."""
    node = entry.node
    if not isinstance(node, Scalar) or node.empty:
        entry.wrong(entry.say("a_text"))
        return ""
    if len(node.text) > 4096:
        entry.wrong(entry.say("shorter", most=4096))
    return node.text


def boolean(entry: Entry) -> bool:
    """True or false."""
    if plain(entry) not in {"true", "false"}:
        entry.wrong(entry.say("a_boolean"))
    return plain(entry) == "true"


def one_of(*options: L) -> Reader[L]:
    """One of these words."""

    def read(entry: Entry) -> L:
        written = entry.node.text if isinstance(entry.node, Scalar) else None
        for option in options:
            if option == written:
                return option
        entry.not_in(options)
        return options[0]

    return read


def slug(kinds: type[S]) -> Reader[S]:
    """One of the words of an enumeration."""
    return one_of(*kinds)


def name_of(known: Collection[str]) -> Reader[str]:
    """A name that stands elsewhere in the file. Where nothing could be read there, any will do."""

    def read(entry: Entry) -> str:
        name = text(entry)
        if name and known and name not in known:
            entry.not_in(sorted(known))
        return name

    return read


def tuple_of(reader: Reader[T], *, at_least: int = 0) -> Reader[tuple[T, ...]]:
    """A list of such; those that are wrong are left out."""

    def read(entry: Entry) -> tuple[T, ...]:
        values: list[T] = []
        for item in entry.items(at_least=at_least):
            before = len(entry.problems.found)
            value = reader(item)
            if len(entry.problems.found) == before:
                values.append(value)
        return tuple(values)

    return read


def each_once(reader: Reader[H], *, at_least: int = 0) -> Reader[tuple[H, ...]]:
    """A list of such, none of them twice."""

    def read(entry: Entry) -> tuple[H, ...]:
        lines: dict[H, int] = {}

        def read_one(item: Entry) -> H:
            before = len(entry.problems.found)
            value = reader(item)
            if len(entry.problems.found) > before:
                return value
            if value in lines:
                item.wrong(entry.say("once"), entry.say("found_again", line=lines[value]))
            lines.setdefault(value, item.line)
            return value

        return tuple_of(read_one, at_least=at_least)(entry)

    return read


def span(entry: Entry) -> timedelta:
    """A length of time such as ``5 min``, longer than none."""
    match = _SPAN.match(plain(entry) or _quoted(entry))
    length = timedelta(**{_UNITS[match[2]]: int(match[1])}) if match and int(match[1]) < 10**6 else timedelta()
    if not timedelta() < length <= LONGEST_SPAN:
        entry.wrong(entry.say("a_span"))
        return timedelta(minutes=1)
    return length


def span_between(least: timedelta, most: timedelta, allowed: str) -> Reader[timedelta]:
    """A length of time within these; ``allowed`` is the sentence that says so."""

    def read(entry: Entry) -> timedelta:
        before = len(entry.problems.found)
        length = span(entry)
        if len(entry.problems.found) == before and not least <= length <= most:
            entry.wrong(entry.say(allowed))
            return least
        return length

    return read


def clock(entry: Entry) -> time:
    """A local time such as ``22:00``; ``24:00`` is midnight."""
    written = plain(entry) or _quoted(entry)
    match = _CLOCK.match("0:00" if written == "24:00" else written)
    if not match:
        entry.wrong(entry.say("a_clock"))
        return time()
    return time(int(match[1]), int(match[2]))


def decimal(least: float, most: float) -> Reader[float]:
    """A number within these."""

    def read(entry: Entry) -> float:
        written = plain(entry) or ""
        if not _DECIMAL.match(written) or not least <= float(written) <= most:
            entry.wrong(entry.say("a_number", least=f"{least:g}", most=f"{most:g}"))
            return least
        return float(written)

    return read


def chat_id(entry: Entry) -> int:
    """A group's id, which Telegram makes negative."""
    written = plain(entry) or ""
    if not _INTEGER.match(written) or int(written) >= 0:
        entry.wrong(entry.say("a_chat"))
        return 0
    return int(written)


def handle(entry: Entry) -> Handle:
    """A person: an id, or an ``@name``."""
    written = plain(entry)
    if written is not None and _INTEGER.match(written) and int(written) > 0:
        return int(written)
    quoted = _quoted(entry)
    if _AT_NAME.match(quoted):
        return quoted[1:].lower()
    entry.wrong(entry.say("a_person"))
    return 0


def _quoted(entry: Entry) -> str:
    return entry.node.text if isinstance(entry.node, Scalar) and not entry.node.plain else ""
