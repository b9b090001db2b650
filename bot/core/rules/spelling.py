"""When two spellings are the same name."""

from __future__ import annotations

import unicodedata


def folded(name: str) -> str:
    """A name without accents, capitals and doubled spaces: ``Río Lerma`` and ``RIO LERMA`` are one street."""
    letters = unicodedata.normalize("NFD", name.casefold())
    return " ".join("".join(char for char in letters if not unicodedata.combining(char)).split())
