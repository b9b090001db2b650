"""The trie of phrases: what a word can stand for, and where the phrases that it begins go on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from bot.core.reading.phrases import ANY, GAP, START, atoms_of
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


class Phrases:
    """The whole trie. Words that stand for one another in a phrase have one symbol, by which its steps go."""

    def __init__(self) -> None:
        self.root = Node()
        self.start = Node()  # phrases that count only where a message begins
        self.symbols_of_atom: dict[str, list[int]] = {}
        self._symbols: dict[frozenset[str], int] = {}
        self._symbols_of_item: dict[str, int] = {}
        self._steps: set[int] = set()  # symbols that go on with a phrase
        self._leaps: dict[int, int] = {}  # those that stand after a gap, each with a bit of its own
        self._shared: dict[frozenset[int], Word] = {}

    def add(self, items: list[str], entry: Entry) -> None:
        """Take a phrase in, which means that."""
        node = self.root
        if items[0] == START:
            node, items = self.start, items[1:]
        before = START if node is self.start else ""
        for item in items:
            if item == GAP:
                node.gap = node.gap or Node()
                node = node.gap
            elif item == ANY:
                node.any = node.any or Node()
                node = node.any
            else:
                node = self._step(node, self._symbol(item), before)
            before = item
        node.entries.append(entry)

    def word_of(self, symbols: frozenset[int]) -> Word:
        """What a form with these symbols begins. Many forms have the same meanings, and share what follows them."""
        word = self._shared.get(symbols)
        if word is None:
            steps = self.root.steps
            nodes = [steps[symbol] for symbol in symbols if symbol in steps]
            start = Start(nodes) if nodes else None
            leaps = symbols.intersection(self._leaps)
            said = sum(self._leaps[symbol] for symbol in leaps)
            word = self._shared[symbols] = Word(symbols, symbols & self._steps, leaps, said, start)
        return word

    def forget(self) -> None:
        """Make room: what forms share is made anew when it is asked for."""
        self._shared.clear()

    def kinds(self, group: str) -> set[str]:
        """The kinds that phrases of a group have."""
        pending, found = [self.root, self.start], set()
        while pending:
            node = pending.pop()
            found |= {entry.kind for entry in node.entries if entry.group == group}
            pending += [*node.steps.values(), *(then for then in (node.any, node.gap) if then is not None)]
        return found

    def _step(self, node: Node, symbol: int, before: str) -> Node:
        if before == GAP:
            node.awaited |= self._leaps.setdefault(symbol, 1 << len(self._leaps))
        elif before:
            self._steps.add(symbol)
        then = node.steps.get(symbol)
        if then is None:
            then = node.steps[symbol] = Node()
        return then

    def _symbol(self, item: str) -> int:
        symbol = self._symbols_of_item.get(item)
        if symbol is None:
            symbol = self._symbols_of_item[item] = self._symbol_of(frozenset(atoms_of(item)))
        return symbol

    def _symbol_of(self, atoms: frozenset[str]) -> int:
        symbol = self._symbols.get(atoms)
        if symbol is None:  # however its alternatives are ordered
            symbol = self._symbols[atoms] = len(self._symbols)
            for atom in atoms:
                self.symbols_of_atom.setdefault(atom, []).append(symbol)
        return symbol
