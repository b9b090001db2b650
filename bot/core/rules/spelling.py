"""When two spellings are the same name, and what stands for a name where there is no room for it."""

from __future__ import annotations

import hashlib
import re
import unicodedata

MARK = re.compile(r"[0-9a-f]{10}\Z", re.ASCII)
"""What `mark_of` makes of a name."""


def folded(name: str) -> str:
    """A name without accents, capitals and doubled spaces: ``Río Lerma`` and ``RIO LERMA`` are one street."""
    letters = unicodedata.normalize("NFD", name.casefold())
    return " ".join("".join(char for char in letters if not unicodedata.combining(char)).split())


def mark_of(name: str) -> str:
    """Ten digits that stand for a name in a button: short, and the same as long as the name is."""
    return hashlib.sha256(name.encode("utf-8", "surrogatepass")).hexdigest()[:10]
