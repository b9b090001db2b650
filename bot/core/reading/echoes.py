"""What is said around somebody else's report: that its author has it too, speaks of it, or perceives it from afar."""

from __future__ import annotations

import re
from functools import lru_cache

from bot.core.reading.lexicon import lexicon_of
from bot.core.reading.matching import Hit, find
from bot.core.reading.text import understand

_VANTAGE = re.compile(
    r"\b(?:desde|from)\b(?:(?!\b(?:que|como|hay|se|parece|en|that|there|how|in|on|at|is|are)\b)[^,.;:!?\n])*",
    re.IGNORECASE,
)
_BARE = frozenset({"+1", "x2", "x3", "x 2"})
_AND = frozenset({"y", "pero", "and", "but"})


def has_it_too(text: str) -> bool:
    """Whether the author says that it is so where they are: "yo también lo oí", "aquí igual"."""
    return text.strip().casefold() in _BARE or (not understand(text).questions and _says(text, "same"))


def agrees(text: str) -> bool:
    """Whether it begins as an answer to what has been said: "sí, …"."""
    return not understand(text).questions and _says(text, "yes", "same")


def told_besides(text: str) -> str:
    """What follows on an echo that it begins with: "ya se metió a mi casa" of "aquí igual, ya se metió a mi casa"."""
    read, end = understand(text), 0
    for hit in sorted(_hits(text), key=lambda hit: hit.first):
        if hit.first <= end + 1 and hit.entry.group in {"same", "yes"}:
            end = max(end, hit.last)
            while end < len(read.forms) and read.forms[end] in _AND:
                end += 1
    return read.clean[read.spans[end][0] :] if end < len(read.forms) else ""


def speaks_of_what_is_known(text: str) -> bool:
    """Whether it refers to something as known: "lo del asalto"."""
    return _says(text, "back")


def tells_of_moving(text: str) -> bool:
    """Whether somebody goes, runs or turns there."""
    return _says(text, "moving")


def supply_that_failed(text: str) -> str | None:
    """What a whole block is without, ``light`` or ``water``; a lamp that is out is one lamp."""
    hits = _hits(text)
    failed = sorted({hit.entry.kind for hit in hits if hit.entry.group == "supply"})
    is_a_lamp = any(hit.entry.group == "lamp" for hit in hits)
    return failed[0] if failed and not is_a_lamp else None


def without_vantage(text: str) -> str:
    """The text without the place from which its author sees, hears or smells it; whole where there is none."""
    return _VANTAGE.sub(" ", text) if _says(text, "afar") else text


def _says(text: str, *groups: str) -> bool:
    return any(hit.entry.group in groups for hit in _hits(text))


@lru_cache(maxsize=64)  # each of the questions above is asked of the same few texts
def _hits(text: str) -> tuple[Hit, ...]:
    return tuple(find(understand(text), lexicon_of("echoes", "replies")))
