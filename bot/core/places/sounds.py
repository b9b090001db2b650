"""How a word sounds in Mexico, so that "frezno", "rivera" and "gonsales" find what they mean."""

from __future__ import annotations

import re
from functools import partial

_SAME = tuple(
    partial(re.compile(pattern).sub, to)
    for pattern, to in (
        (r"ph", "f"),
        (r"ch", "#"),
        (r"qu(?=[ei])|[kq]", "c"),
        (r"c(?=[ei])|z|x", "s"),
        (r"g(?=[ei])", "j"),
        (r"gu(?=[ei])", "g"),
        (r"ll|y", "i"),
        (r"v|w", "b"),
        (r"h", ""),
        (r"n(?=[pb])", "m"),
        (r"(.)\1+", r"\1"),
    )
)


def sound(word: str) -> str:
    """What a folded word sounds like; the same for words that are often taken for one another in writing."""
    for same in _SAME:
        word = same(word)
    return word
