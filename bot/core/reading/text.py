"""Text as people type it, made plain: lower case, no accents, no look-alike letters, cut into tokens.

Every step keeps one character for one character of `clean` text, so that evidence can be quoted as it was written.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

LONGEST = 4096  # what a chat message can hold; of anything longer the two ends are read
_HEAD = 3072
_MOST_TOKENS = 900
_TOO_SHORT_TO_SHOUT = 12  # letters
_SHOUTED = 0.7  # of the letters are capitals
_FEWEST_CAPITALS = 9  # no text that has fewer is both long enough and shouted

# An abbreviation's full stop ends no sentence.
_ABBREVIATIONS = frozenset(
    {
        "esq", "no", "num", "av", "avda", "dr", "dra", "sta", "sto", "col", "int", "ext", "depto",
        "dep", "of", "cmte", "cmdte", "st", "rd", "ave", "mr", "mrs", "ms", "sr", "sra", "srita",
        "lic", "c", "prof", "gral", "cd", "edo", "hrs", "hr", "min", "mins", "pm", "am", "p", "m", "a",
        "approx", "aprox", "tel", "apt", "bldg", "blvd", "ln", "ct", "nte", "pte", "ote",
    }
)  # fmt: skip
_TOKEN = re.compile(
    r"([a-z][a-z0-9]*"
    r"|[0-9]+(?=(?:mins?|minutos?|minutes|secs?|hrs?|horas?|hours|am|pm|dias?|days|pesos|mil|km|yo)\b)"
    r"|[0-9][a-z0-9]*|[$%])"
    r"|([.!?;\n…]+)"
    r"|[^\x00-\x7f]"
)
_WORD, _STOP = 1, 2
_PARTING = frozenset(",:;()-–—")
_APOSTROPHES = re.compile(r"[a-z0-9]+(?:'[a-z]+)+")
_MAY_BE_SPACED = re.compile(r"[ .\-_*][a-z0-9][ .\-_*][a-z0-9][ .\-_*]")  # quicker to search for
_SPACED = re.compile(r"(?<![^\W_])(?:[a-z0-9][ .\-_*]){3,}[a-z0-9](?![^\W_])")
_SPACER = re.compile(r"[ .\-_*]")
_MASKED = re.compile(r"(?<=[a-z])[@$](?=[a-z])")


class _Plain(dict[int, "str | None"]):
    """Maps a character to one plain character, or to nothing; learns each when it is first met."""

    def __missing__(self, code: int) -> str | None:
        plain = _plain_character(chr(code))
        self[code] = plain
        return plain


_LOOKALIKE = str.maketrans(
    "АВЕКМНОРСТУХавекмнорстухіјѕԁԛԝΑΒΕΖΗΙΚΜΝΟΡΤΥΧαβεικνορτυχıøłđʼ‘’´`",
    "abekmhopctyxabekmhopctyxijsdqwabezhikmnoptyxabeiknoptuxiold'''''",
)


def _plain_character(char: str) -> str:
    looked_up = char.translate(_LOOKALIKE)
    if looked_up != char:
        return looked_up
    for part in unicodedata.normalize("NFKD", char):
        if part.isascii() and part.isprintable():
            return part.lower()
    return char


class _Unseen(dict[int, "int | str | None"]):
    """Drops what cannot be seen: zero-width characters, joiners, direction marks, lone surrogates, controls."""

    def __missing__(self, code: int) -> int | str | None:
        kept: int | str | None = code
        category = unicodedata.category(chr(code))
        if code in (0x0A, 0x0D, 0x09, 0x85, 0x2028, 0x2029):
            kept = "\n" if code != 0x09 else " "
        elif category == "Zs":
            kept = " "
        elif category in ("Cf", "Cs", "Cc", "Co", "Mn", "Me") or 0x1F3FB <= code <= 0x1F3FF:
            kept = None
        self[code] = kept
        return kept


_PLAIN = _Plain()
_UNSEEN = _Unseen()


@dataclass(slots=True)
class Text:
    """A message made readable.

    Attributes:
        clean: the original without what cannot be seen.
        forms: its words, numbers and signs, plain.
        spans: where each stands in the clean text; ``sentence_of``: in which sentence.
    """

    clean: str
    forms: list[str]
    spans: list[tuple[int, int]]
    sentence_of: list[int]
    sentences: int
    questions: frozenset[int]
    shouted: bool

    def quote(self, first: int, last: int) -> str:
        """The words from ``first`` up to but without ``last``, as they were written."""
        return self.clean[self.spans[first][0] : self.spans[last - 1][1]]

    def parted(self, at: int) -> bool:
        """Whether a comma, colon or dash stands between a word and the next one."""
        return not _PARTING.isdisjoint(self.clean[self.spans[at][1] : self.spans[at + 1][0]])


def bounded(text: str) -> str:
    """The text, or its beginning and its end where it is longer than any message can be."""
    if len(text) <= LONGEST:
        return text
    return f"{text[:_HEAD]} \n {text[_HEAD - LONGEST :]}"


@lru_cache(maxsize=64)  # a message is asked many things, each beside the reports of these minutes
def understand(text: str) -> Text:
    """Make any text readable. Never raises, and looks at no more than `LONGEST` characters."""
    text = bounded(text)
    if text.isascii() and text.isprintable():
        clean = text
        plain = text.lower().replace("`", "'")
    else:
        clean = _visible(text)
        plain = clean.translate(_PLAIN)
    return _cut(_without_tricks(plain), clean)


def plain_words(text: str) -> str:
    """The text's words, plain, with one space around each: what phrases of the rules are looked up in."""
    return f" {' '.join(understand(text).forms)} "


def _visible(text: str) -> str:
    return unicodedata.normalize("NFC", text).translate(_UNSEEN)


def _is_shouted(clean: str) -> bool:
    capitals = sum(map(str.isupper, clean))
    if capitals < _FEWEST_CAPITALS:
        return False
    letters = sum(map(str.isalpha, clean))
    return letters > _TOO_SHORT_TO_SHOUT and capitals > _SHOUTED * letters


def _cut(plain: str, clean: str) -> Text:
    forms: list[str] = []
    spans: list[tuple[int, int]] = []
    sentence_of: list[int] = []
    questions: set[int] = set()
    sentence = 0
    open_question = False
    for match in _TOKEN.finditer(plain):
        kind = match.lastindex
        form = match[0]
        if kind == _STOP:
            if "?" in form or open_question:
                questions.add(sentence)
                open_question = False
            if form != "." or not (forms and forms[-1] in _ABBREVIATIONS):
                sentence += 1
            continue
        if form == "¿":
            open_question = True
        elif kind == _WORD or unicodedata.category(form)[0] in "LS":
            forms.append(form)
            spans.append(match.span())
            sentence_of.append(sentence)
            if len(forms) == _MOST_TOKENS:
                break
    if open_question:
        questions.add(sentence)
    return Text(clean, forms, spans, sentence_of, sentence + 1, frozenset(questions), _is_shouted(clean))


def _without_tricks(plain: str) -> str:
    """Join s p a c e d letters and can't → cant, at the same length: what is dropped moves to the word's end."""
    if "'" in plain:
        plain = _APOSTROPHES.sub(_close_up, plain)
    if "@" in plain or "$" in plain:
        plain = _MASKED.sub(lambda match: "a" if match[0] == "@" else "s", plain)
    if _MAY_BE_SPACED.search(plain):
        plain = _SPACED.sub(_close_up_spaced, plain)
    return plain


def _close_up(match: re.Match[str]) -> str:
    word = match.group()
    closed = word.replace("'", "")
    return closed + " " * (len(word) - len(closed))


def _close_up_spaced(match: re.Match[str]) -> str:
    word = match.group()
    if not sum(map(str.isalpha, word)) >= 4:
        return word
    closed = _SPACER.sub("", word)
    return closed + " " * (len(word) - len(closed))
