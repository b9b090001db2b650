"""The lexicon: phrases with a meaning, read from `lexicon/*.txt`, in a trie over word classes.

How a file is written is told at the top of `lexicon/README.md`. The trie is built once, when first needed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from functools import cache
from importlib.resources import files

from bot.core.reading.phrases import (
    ANY,
    GAP,
    NUMBER,
    START,
    atoms_of,
    irregular_forms,
    lines_of,
    variants_of,
)
from bot.core.reading.sources import word_files
from bot.core.reading.spelling import Speller, unstretched
from bot.core.reading.trie import Entry, Node, Start, Word
from bot.core.reading.verbs import Tense, english, spanish

_STRETCHED = re.compile(r"([a-z])\1\1")
_CACHED_WORDS = 20_000
_SPACED_FORM = 40  # nobody's word is longer


_NOTHING = Word(frozenset())


class Lexicon:
    """All phrases, and what each word form can stand for."""

    def __init__(self, sources: Iterable[str]) -> None:
        self.root = Node()
        self.start = Node()  # phrases that count only where a message begins
        self._symbols: dict[frozenset[str], int] = {}
        self._symbols_of_item: dict[str, int] = {}
        self._symbols_of_atom: dict[str, list[int]] = {}
        self._verbs: dict[str, list[tuple[str, Tense]]] = {}
        self._limited: dict[str, list[tuple[str, str]]] = {}
        self._classes_of_atom: dict[str, list[str]] = {}
        self._prefixes: set[str] = set()
        self._aliases: dict[str, str] = {}
        self._meant: list[str] = []
        self._real: list[str] = []
        self._lists: dict[str, frozenset[str]] = {}
        self._words: dict[str, Word] = {}
        self._shared: dict[frozenset[int], Word] = {}
        self._steps: set[int] = set()  # symbols that go on with a phrase
        self._leaps: dict[int, int] = {}  # those that stand after a gap, each with a bit of its own
        for source in sources:
            for section, line in lines_of(source):
                self._read(section, line)
        self._speller = Speller(self._meant, self._real)

    def word(self, form: str) -> Word:
        """What a form can stand for; remembered, for people's words are few."""
        word = self._words.get(form)
        if word is None:
            if len(self._words) > _CACHED_WORDS:
                self._words.clear()
                self._shared.clear()
            word = self._words[form] = self._resolve(form)
        return word

    def words(self, forms: list[str]) -> list[Word]:
        """What each of these forms can stand for."""
        known = self._words
        return [known.get(form) or self.word(form) for form in forms]

    def words_named(self, name: str) -> frozenset[str]:
        """One of the lists of `lists.txt`."""
        return self._lists[name]

    def kinds(self, group: str) -> set[str]:
        """The kinds that phrases of a group have."""
        pending, found = [self.root, self.start], set()
        while pending:
            node = pending.pop()
            found |= {entry.kind for entry in node.entries if entry.group == group}
            pending += [*node.steps.values(), *(then for then in (node.any, node.gap) if then is not None)]
        return found

    def has_verb(self, name: str) -> bool:
        """Whether phrases may name this verb."""
        return any(name == verb for forms in self._verbs.values() for verb, _ in forms)

    def just_done(self, form: str) -> Word:
        """A verb's infinitive read as done: "acaban de robar"."""
        known = self._known(self._aliases.get(form, form), as_tense=Tense.DONE)
        return self.word(form) if known is None else known

    def begun(self, form: str) -> Word:
        """A verb's infinitive read as going on: "empezó a golpear"."""
        known = self._known(self._aliases.get(form, form), as_tense=Tense.ONGOING)
        return self.word(form) if known is None else known

    # --- resolving a form -------------------------------------------------------------------------

    def _resolve(self, form: str) -> Word:
        if len(form) > _SPACED_FORM:
            return _NOTHING
        stretched = _STRETCHED.search(form) is not None  # "ayudaaaa" would match ayud*, and lose its meaning
        if not stretched and (known := self._known(form)) is not None:
            return known
        for reading in unstretched(form):
            if (known := self._known(reading)) is not None:
                return known
        if stretched and (known := self._known(form)) is not None:
            return known
        for reading in (form, *unstretched(form)):
            if (meant := self._speller.meant(reading)) and (known := self._known(meant)) is not None:
                return known
        return _NOTHING

    def _known(self, form: str, as_tense: Tense | None = None) -> Word | None:
        form = self._aliases.get(form, form)
        atoms = {form, *(prefix for end in range(2, len(form) + 1) if (prefix := form[:end] + "*") in self._prefixes)}
        tense: Tense | None = None
        for verb, own_tense in self._verbs.get(form, ()):
            verb_tense = as_tense or own_tense
            tense = tense or verb_tense
            atoms.add(f"{{{verb}}}")
            atoms.update(atom for tenses, atom in self._limited.get(verb, ()) if verb_tense in tenses)
        if form.isdigit():
            atoms.add(NUMBER)
        pending = list(atoms)
        while pending:
            for name in self._classes_of_atom.get(pending.pop(), ()):
                if name not in atoms:
                    atoms.add(name)
                    pending.append(name)
        known = {symbol for atom in atoms for symbol in self._symbols_of_atom.get(atom, ())}
        symbols = frozenset(sorted(known))  # sorted, so that phrases are always found in the same order
        small = form in self._lists["small words"]
        if not symbols and tense is None and not small and form not in self._speller.real:
            return None
        word = self._word_of(symbols)
        return word if tense is None and not small else replace(word, tense=tense, small=small)

    def _word_of(self, symbols: frozenset[int]) -> Word:
        """Many forms have the same meanings, and share what follows them."""
        word = self._shared.get(symbols)
        if word is None:
            steps = self.root.steps
            nodes = [steps[symbol] for symbol in symbols if symbol in steps]
            start = Start(nodes) if nodes else None
            leaps = symbols.intersection(self._leaps)
            said = sum(self._leaps[symbol] for symbol in leaps)
            word = self._shared[symbols] = Word(symbols, symbols & self._steps, leaps, said, start)
        return word

    # --- reading the files ------------------------------------------------------------------------

    def _read(self, section: str, line: str) -> None:
        if section == "verbs es":
            for verb in line.split():
                self._add_verb(verb.partition("/")[0], spanish(verb))
        elif section == "verbs en":
            for verb in line.split():
                self._add_verb(verb.partition("/")[0].rstrip("!"), english(verb))
        elif section == "verbs irregular":
            name, *rest = line.split()
            self._add_verb(name, dict(irregular_forms(rest)))
        elif section == "same":
            meaning, _, forms = line.partition(":")
            self._aliases |= dict.fromkeys(forms.split(), meaning.strip())
        elif section == "meant":
            self._meant += line.split()
        elif section == "real":
            self._real += line.split()
        elif section.startswith("list "):
            name = section.removeprefix("list ")
            self._lists[name] = self._lists.get(name, frozenset()).union(line.split())
        elif section.startswith("@"):
            for atom in line.replace(",", " ").split():
                self._learn_atom(atom)
                self._classes_of_atom.setdefault(atom, []).append(section)
        else:
            self._add_phrases(section, line)

    def _add_verb(self, name: str, forms: dict[str, Tense]) -> None:
        for form, tense in forms.items():
            self._verbs.setdefault(form, []).append((name, tense))

    def _add_phrases(self, section: str, line: str) -> None:
        tag, _, weight = section.partition(" ")
        group, _, kind = tag.partition(".")
        entry = Entry(group, kind, float(weight or 1))
        for phrase in line.split(","):
            for items in variants_of(phrase):
                self._place(items, entry)

    def _place(self, items: list[str], entry: Entry) -> None:
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
                self._learn_atom(atom)
                self._symbols_of_atom.setdefault(atom, []).append(symbol)
        return symbol

    def _learn_atom(self, atom: str) -> None:
        if atom.endswith("*"):
            self._prefixes.add(atom)
        elif atom.startswith("{") and "." in atom:
            verb, _, tenses = atom[1:-1].partition(".")
            known = self._limited.setdefault(verb, [])
            if (tenses, atom) not in known:
                known.append((tenses, atom))


@cache
def lexicon() -> Lexicon:
    """The lexicon that the package brings, built when it is first asked for."""
    return Lexicon(word_files("bot.core.reading", "lexicon"))


@cache
def lexicon_of(subject: str, place: str = "people") -> Lexicon:
    """A small lexicon beside the reader's, of one subject (`people/*.txt`), with the same verbs, lists and spelling."""
    folder = files("bot.core.reading")
    shared = (folder / "lexicon" / f"{name}.txt" for name in ("lists", "spelling", "verbs"))
    return Lexicon(file.read_text(encoding="utf-8") for file in (*shared, folder / place / f"{subject}.txt"))
