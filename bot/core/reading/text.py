"""Text as people type it, made plain: lower case, no accents, no look-alike letters, cut into tokens.

Every step keeps one character for one character of `clean` text, so that evidence can be quoted as it was written.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

LONGEST = 4096  # what a chat message can hold; of anything longer the two ends are read
_HEAD = 3072
_MOST_TOKENS = 900

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
    r"[0-9]+(?=(?:mins?|minutos?|minutes|secs?|hrs?|horas?|hours|am|pm|dias?|days|pesos|mil|km|yo)\b)"
    r"|[a-z0-9]+|[.!?;\n…]+|[,:()\-–—\"“”]|[^\x00-\x7f]|[$%]"
)
_PARTING = frozenset(",:;()-–—")
_INSIDE = re.compile(r"(?<=[a-z0-9])['’´`](?=[a-z])")
_SPACED = re.compile(r"(?<![^\W_])(?:[a-z0-9][ .\-_*]){3,}[a-z0-9](?![^\W_])")
_SPACER = re.compile(r"[ .\-_*]")
_MASKED = re.compile(r"(?<=[a-z])[*@$](?=[a-z])")


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
class Token:
    """A word, number or sign. ``start`` and ``end`` point into the clean text."""

    form: str
    start: int
    end: int
    sentence: int


@dataclass(slots=True)
class Text:
    """A message made readable: the clean original, and its tokens."""

    clean: str
    tokens: list[Token]
    sentences: int
    questions: frozenset[int]
    shouted: bool

    def quote(self, first: int, last: int) -> str:
        """The words from token ``first`` up to but without ``last``, as they were written."""
        return self.clean[self.tokens[first].start : self.tokens[last - 1].end]

    def parted(self, before: Token, after: Token) -> bool:
        """Whether a comma, colon or dash stands between two neighbouring tokens."""
        return any(char in _PARTING for char in self.clean[before.end : after.start])


def bounded(text: str) -> str:
    """The text, or its beginning and its end where it is longer than any message can be."""
    if len(text) <= LONGEST:
        return text
    return f"{text[:_HEAD]} \n {text[_HEAD - LONGEST :]}"


def understand(text: str) -> Text:
    """Make any text readable. Never raises, and looks at no more than `LONGEST` characters."""
    text = bounded(text)
    clean = text if text.isascii() and text.isprintable() else _visible(text)
    plain = clean.translate(_PLAIN)
    tokens, questions, sentence = _cut(plain)
    letters = sum(map(str.isalpha, clean))
    shouted = letters > 12 and sum(map(str.isupper, clean)) > 0.7 * letters
    return Text(clean, tokens, sentence + 1, frozenset(questions), shouted)


def plain_words(text: str) -> str:
    """The text's words, plain, with one space around each: what phrases of the rules are looked up in."""
    return " " + " ".join(token.form for token in understand(text).tokens) + " "


def _visible(text: str) -> str:
    return unicodedata.normalize("NFC", text).translate(_UNSEEN)


def _cut(plain: str) -> tuple[list[Token], set[int], int]:
    plain = _without_tricks(plain)
    tokens: list[Token] = []
    questions: set[int] = set()
    sentence = 0
    open_question = False
    for match in _TOKEN.finditer(plain):
        form = match.group()
        first = form[0]
        if (first.isalnum() and first.isascii()) or first in "$%":
            if "'" in form:
                form = form.replace("'", "")
            tokens.append(Token(form, match.start(), match.end(), sentence))
        elif first in ".!?;\n…":
            if "?" in form or open_question:
                questions.add(sentence)
                open_question = False
            if form != "." or not (tokens and tokens[-1].form in _ABBREVIATIONS) or "\n" in form:
                sentence += 1
        elif first == "¿":
            open_question = True
        elif not first.isascii() and unicodedata.category(first)[0] in "LS":
            tokens.append(Token(form, match.start(), match.end(), sentence))
        if len(tokens) >= _MOST_TOKENS:
            break
    if open_question:
        questions.add(sentence)
    return tokens, questions, sentence


def _without_tricks(plain: str) -> str:
    """Join s p a c e d letters and can't → cant, at the same length: what is dropped moves to the word's end."""
    if _INSIDE.search(plain):
        plain = re.sub(r"[a-z0-9]+(?:['’´`][a-z]+)+", _close_up, plain)
    if _MASKED.search(plain):
        plain = _MASKED.sub(lambda match: {"@": "a", "$": "s", "*": "*"}[match.group()], plain)
    if _SPACED.search(plain):
        plain = _SPACED.sub(_close_up_spaced, plain)
    return plain


def _close_up(match: re.Match[str]) -> str:
    word = match.group()
    closed = re.sub(r"['’´`]", "", word)
    return closed + " " * (len(word) - len(closed))


def _close_up_spaced(match: re.Match[str]) -> str:
    word = match.group()
    if not sum(map(str.isalpha, word)) >= 4:
        return word
    closed = _SPACER.sub("", word)
    return closed + " " * (len(word) - len(closed))
