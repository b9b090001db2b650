"""The trie of phrases: what a word can stand for, and where the phrases that it begins go on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from bot.core.reading.verbs import Tense


@dataclass(frozen=True, slots=True)
class Entry:
    """What a phrase means: its ``group`` (a category, a reason, "time"…), the ``kind`` within it, and its weight.

    Of phrases with the same ``rival`` that overlap, one counts.
    """

    group: str
    kind: str
    weight: float
    name: str = field(init=False)
    rival: str = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "name", f"{self.group}.{self.kind}")
        # a word may be several cues at once ("ayuda" calls for help and is urgent), but one thing only otherwise
        object.__setattr__(self, "rival", self.name if self.group == "cue" else self.group)


@dataclass(slots=True)
class Node:
    """A step of the trie. ``gap`` leads on after up to three words in between.

    A gap's own node notes in ``awaited`` the words that may end it: a bit for each, as in `Word.said`.
    """

    steps: dict[int, Node] = field(default_factory=dict)
    awaited: int = 0
    any: Node | None = None
    gap: Node | None = None
    entries: list[Entry] = field(default_factory=list)


class Start:
    """Where all phrases that begin with a word go on, whichever of its meanings they begin with."""

    __slots__ = ("any", "awaited", "entries", "gap", "gap_symbols", "step_symbols", "steps")

    def __init__(self, nodes: Iterable[Node]) -> None:
        self.entries: list[Entry] = []
        self.steps: dict[int, list[Node]] = {}
        self.gap: dict[int, list[Node]] = {}
        self.any: list[Node] = []
        self.awaited = 0
        for node in nodes:
            self.entries += node.entries
            for symbol, then in node.steps.items():
                self.steps.setdefault(symbol, []).append(then)
            if node.gap is not None:
                self.awaited |= node.gap.awaited
                for symbol, then in node.gap.steps.items():
                    self.gap.setdefault(symbol, []).append(then)
            if node.any is not None:
                self.any.append(node.any)
        self.step_symbols = frozenset(self.steps)  # sets meet quicker than the keys of a dict do
        self.gap_symbols = frozenset(self.gap)


@dataclass(frozen=True, slots=True)
class Word:
    """A form as the trie sees it: what it stands for, and what begins with it.

    Attributes:
        symbols: all that it stands for; ``steps``: those that go on with a phrase, ``leaps``: those that end a gap,
            which ``said`` holds as bits of a number: whether a sentence has any of many words is one step then.
        small: such words do not count in a gap.
    """

    symbols: frozenset[int]
    steps: frozenset[int] = frozenset()
    leaps: frozenset[int] = frozenset()
    said: int = 0
    start: Start | None = None
    tense: Tense | None = None
    small: bool = False
