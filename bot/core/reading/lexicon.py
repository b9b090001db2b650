"""The lexicon: phrases with a meaning, read from `lexicon/*.txt`, in a trie over word classes.

How a file is written is told at the top of `lexicon/README.md`. The trie is built once, when first needed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from functools import cache
from importlib.resources import files

from bot.core.reading.phrases import NUMBER, irregular_forms, lines_of, variants_of
from bot.core.reading.sources import word_files
from bot.core.reading.spelling import Speller, unstretched
from bot.core.reading.trie import Entry, Phrases, Word
from bot.core.reading.verbs import Tense, english, spanish

_STRETCHED = re.compile(r"([a-z])\1\1")
_CACHED_WORDS = 20_000
_SPACED_FORM = 40  # nobody's word is longer

_NOTHING = Word(frozenset())


class Lexicon:
    """All phrases, and what each word form can stand for.

    Args:
        sources: the text of its files.
        beside: a lexicon whose verbs, lists and spelling it shares.
    """

    def __init__(self, sources: Iterable[str], beside: Lexicon | None = None) -> None:
        self._phrases = Phrases()
        self.start = self._phrases.start
        self._verbs: dict[str, tuple[tuple[str, Tense], ...]] = dict(beside._verbs) if beside else {}
        self._limited: dict[str, list[tuple[str, str]]] = {}
        self._classes_of_atom: dict[str, list[str]] = {}
        self._prefixes: set[str] = set()
        self._aliases: dict[str, str] = dict(beside._aliases) if beside else {}
        self._meant: list[str] = list(beside._meant) if beside else []
        self._real: list[str] = list(beside._real) if beside else []
        self._lists: dict[str, frozenset[str]] = dict(beside._lists) if beside else {}
        self._words: dict[str, Word] = {}
        for source in sources:
            for section, line in lines_of(source):
                self._read(section, line)
        for atom in self._phrases.symbols_of_atom:
            self._learn_atom(atom)
        same = beside is not None and (self._meant, self._real) == (beside._meant, beside._real)
        self._speller: Speller = beside._speller if beside and same else Speller(self._meant, self._real)

    def word(self, form: str) -> Word:
        """What a form can stand for; remembered, for people's words are few."""
        word = self._words.get(form)
        if word is None:
            if len(self._words) > _CACHED_WORDS:
                self._words.clear()
                self._phrases.forget()
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
        return self._phrases.kinds(group)

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
        known = {symbol for atom in atoms for symbol in self._phrases.symbols_of_atom.get(atom, ())}
        symbols = frozenset(sorted(known))  # sorted, so that phrases are always found in the same order
        small = form in self._lists["small words"]
        if not symbols and tense is None and not small and form not in self._speller.real:
            return None
        word = self._phrases.word_of(symbols)
        return word if tense is None and not small else replace(word, tense=tense, small=small)

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
            self._verbs[form] = (*self._verbs.get(form, ()), (name, tense))

    def _add_phrases(self, section: str, line: str) -> None:
        tag, _, weight = section.partition(" ")
        group, _, kind = tag.partition(".")
        entry = Entry(group, kind, float(weight or 1))
        for phrase in line.split(","):
            for items in variants_of(phrase):
                self._phrases.add(items, entry)

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
    return Lexicon([(files("bot.core.reading") / place / f"{subject}.txt").read_text(encoding="utf-8")], _shared())


@cache
def _shared() -> Lexicon:
    folder = files("bot.core.reading") / "lexicon"
    return Lexicon((folder / f"{name}.txt").read_text(encoding="utf-8") for name in ("lists", "spelling", "verbs"))
