"""Telegram counts texts in UTF-16 units."""

from __future__ import annotations

_MORE = "…"


def cut(text: str, most: int) -> str:
    """The text, at most ``most`` UTF-16 units of it; no character is torn, and a dot row shows that some is missing."""
    if len(text) * 2 <= most:
        return text
    units = text.encode("utf-16-le", "surrogatepass")
    if len(units) <= most * 2:
        return text
    return units[: (most - 1) * 2].decode("utf-16-le", "ignore") + _MORE
