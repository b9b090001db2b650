"""How well reports of one incident are merged, on the conversations of `tests/conversations`.

Every two messages of a conversation are a pair: of one incident or of two, merged into one report or not. Precision
is how many of the merged pairs are of one incident, recall how many of those of one incident were merged.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import combinations
from pathlib import Path

from bot.core.decide import decide
from bot.core.model.incoming import Message, Person
from bot.core.rules.model import Rules
from bot.core.scene import Scene
from bot.core.world import World

CONVERSATIONS = Path(__file__).parent.parent / "tests" / "conversations"
START = datetime(2019, 1, 13, 2, 0, tzinfo=UTC)
_KEPT_ASIDE = 2  # the remainder of a conversation's number by three
_LINE = re.compile(r"(\d+) (\w+) (\w) (.+)")


@dataclass(frozen=True, slots=True)
class Spoken:
    """One message of a conversation, and the incident that it tells of."""

    minute: int
    author: str
    incident: str
    text: str


@dataclass(frozen=True, slots=True)
class Conversation:
    """What several neighbours wrote, in order. ``aside``: kept aside for measuring."""

    title: str
    messages: tuple[Spoken, ...]
    aside: bool


@dataclass(frozen=True, slots=True)
class Merging:
    """Pairs of messages: of one incident, merged, and both."""

    of_one: int
    merged: int
    right: int

    @property
    def precision(self) -> float:
        """Of the merged pairs, the share that is of one incident."""
        return self.right / self.merged if self.merged else 1.0

    @property
    def recall(self) -> float:
        """Of the pairs of one incident, the share that was merged."""
        return self.right / self.of_one if self.of_one else 1.0


def conversations() -> list[Conversation]:
    """All of them."""
    return [each for path in sorted(CONVERSATIONS.glob("*.txt")) for each in _in_file(path)]


def reports_of(conversation: Conversation, rules: Rules) -> list[int | None]:
    """The report that each message of a conversation came to belong to, when the real code decided."""
    world = World()
    group = rules.groups[0].chat
    people = {name: number for number, name in enumerate(dict.fromkeys(m.author for m in conversation.messages), 1)}
    for number, spoken in enumerate(conversation.messages, 1):
        now = START + timedelta(minutes=spoken.minute, seconds=number)
        author = Person(900_000 + people[spoken.author], spoken.author.title())
        message = Message(
            update_id=number, chat_id=group, message_id=number, author=author, sent_at=now, text=spoken.text
        )
        world.apply(decide(message, Scene(world, rules, now)).effects)
    return [world.messages[group, number].report_id for number in range(1, len(conversation.messages) + 1)]


def measured(those: Iterable[Conversation], rules: Rules) -> Merging:
    """The pairs of these conversations. A message that made no report is merged with none."""
    of_one = merged = right = 0
    for conversation in those:
        told = zip(conversation.messages, reports_of(conversation, rules), strict=True)
        for (one, report), (other, another) in combinations(told, 2):
            is_one, is_merged = one.incident == other.incident, report is not None and report == another
            of_one += is_one
            merged += is_merged
            right += is_one and is_merged
    return Merging(of_one, merged, right)


def print_merging(rules: Rules) -> None:
    """Precision and recall, of what was in view and of what is kept aside."""
    everything = conversations()
    print(f"\n{'merging':12} {'conversations':>14} {'pairs of one':>13} {'precision':>10} {'recall':>8}")
    for name, aside in (("in view", False), ("kept aside", True)):
        those = [each for each in everything if each.aside is aside]
        found = measured(those, rules)
        print(f"{name:12} {len(those):>14} {found.of_one:>13} {found.precision:>10.1%} {found.recall:>8.1%}")


def _in_file(path: Path) -> Iterable[Conversation]:
    parts = re.split(r"^== ", path.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]
    for number, part in enumerate(parts):
        title, *lines = part.strip().splitlines()
        messages = tuple(_spoken(line) for line in lines if line.strip())
        yield Conversation(title, messages, number % 3 == _KEPT_ASIDE)


def _spoken(line: str) -> Spoken:
    match = _LINE.fullmatch(line.strip())
    if match is None:
        raise ValueError(f"not «minute author incident text»: {line}")
    return Spoken(int(match[1]), match[2], match[3], match[4])
