"""One place of the rules file while it is read: what stands there, where that is, and where mistakes are noted.

A reader is a function from an `Entry` to a value. Where the entry is wrong it notes a problem and answers a stand-in
of the right type, so that the rest of the file is still looked at; nobody ever sees the stand-ins.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Iterable
from dataclasses import dataclass, field
from typing import TypeVar

from rapidfuzz import fuzz, process

from bot.core.rules.problems import Problems, shown
from bot.core.rules.tree import Mapping, Node, Scalar, Sequence
from bot.core.rules.wording import Wording

T = TypeVar("T")
D = TypeVar("D")
_WORDS_OF_YAML = {"true", "false"}


@dataclass(frozen=True, slots=True)
class Entry:
    """A node of the file with its path."""

    node: Node
    path: str
    problems: Problems
    say: Wording

    @property
    def line(self) -> int:
        """Where it stands, from 1."""
        return self.node.line

    def found(self) -> str:
        """What stands here, in the reader's words."""
        match self.node:
            case Scalar() if self.node.empty:
                return self.say("found_nothing")
            case Scalar(text, plain=True) if text in _WORDS_OF_YAML:
                return self.say("found_boolean", found=text)
            case Scalar(text):
                return self.say("found_text", found=shown(text))
            case Sequence():
                return self.say("found_list")
            case Mapping():
                return self.say("found_map")

    def wrong(self, allowed: str, found: str | None = None) -> None:
        """Note that what stands here is not what is ``allowed``."""
        self.problems.add(self.line, self.path, found or self.found(), allowed)

    def not_in(self, options: Collection[str], found: str | None = None, allowed: str | None = None) -> None:
        """Note that what stands here is none of the options, which are listed unless ``allowed`` says it shorter."""
        written = self.node.text if isinstance(self.node, Scalar) else ""
        guess = closest(written, options)
        what = found or self.found()
        if guess is not None:
            what += " " + self.say("did_you_mean", guess=guess)
        self.wrong(allowed or self.say.one_of(list(options)), what)

    def at(self, node: Node, step: str) -> Entry:
        """What is below, under this step of the path."""
        return Entry(node, f"{self.path}{step}", self.problems, self.say)

    def items(self, *, at_least: int = 0) -> tuple[Entry, ...]:
        """The entries of a list; wrong where it is none."""
        if not isinstance(self.node, Sequence):
            self.wrong(self.say("a_list"))
            return ()
        if len(self.node.items) < at_least:
            self.wrong(self.say("at_least", count=at_least), self.say("found_empty_list"))
        return tuple(self.at(item, f"[{index}]") for index, item in enumerate(self.node.items))

    def pairs(self, options: Collection[str]) -> dict[str, Entry]:
        """The entries of a map by key, each of which must be one of the options; wrong where it is no map."""
        if not isinstance(self.node, Mapping):
            self.wrong(self.say("a_map", options=self.say.one_of(list(options))))
            return {}
        known: dict[str, Entry] = {}
        for key, value in self.node.entries:
            step = f".{key.text}" if self.path else key.text
            if key.text in known:
                self.at(key, step).wrong(self.say("once"), self.say("found_again", line=known[key.text].line))
            elif key.text in options:
                known[key.text] = self.at(value, step)
            else:
                self.at(key, step).not_in(options, self.say("unknown_key", found=shown(key.text)))
        return known

    def fields(self, required: Iterable[str] = (), optional: Iterable[str] = ()) -> Fields:
        """A map with these keys; a missing one is noted here."""
        required = tuple(required)
        known = self.pairs((*required, *optional))
        if isinstance(self.node, Mapping):
            there = {key.text for key, _ in self.node.entries}
            for key in required:
                if key not in there:
                    self.wrong(self.say("needed"), self.say("missing_key", key=key))
        return Fields(known)


Reader = Callable[[Entry], T]


@dataclass(frozen=True, slots=True)
class Fields:
    """The known keys of a map that are there."""

    entries: dict[str, Entry]

    def read(self, key: str, reader: Reader[T], default: D) -> T | D:
        """What this key says; the default where it is not there."""
        return reader(self.entries[key]) if key in self.entries else default

    def get(self, key: str) -> Entry | None:
        """The entry of this key, if it is there."""
        return self.entries.get(key)

    def __contains__(self, key: str) -> bool:
        return key in self.entries


@dataclass(slots=True)
class Once:
    """Notes who or what is listed twice."""

    lines: dict[Hashable, int] = field(default_factory=dict)

    def check(self, entry: Entry | None, value: Hashable) -> None:
        """Note it if the value was checked before; an empty one was noted as missing or wrong."""
        if entry is None or value in {0, ""}:
            return
        if value in self.lines:
            entry.wrong(entry.say("once"), entry.say("found_again", line=self.lines[value]))
        self.lines.setdefault(value, entry.line)


def closest(written: str, options: Collection[str]) -> str | None:
    """The option that was probably meant."""
    if not written.strip():
        return None
    best = process.extractOne(
        written[:60].casefold(), options, scorer=fuzz.ratio, processor=str.casefold, score_cutoff=60
    )
    return None if best is None else best[0]
