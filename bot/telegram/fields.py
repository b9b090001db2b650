"""Readers of the Bot API's documented JSON, one field at a time.

`whole`, `text` and `part` are for what an update is nothing without: they refuse what is not as documented. The
``maybe_`` readers are for all the rest: what is missing or odd there is not there, and costs nobody the update.
"""

from __future__ import annotations

from collections.abc import Mapping

from bot.telegram.clean import LONGEST_TEXT, Untranslatable, clean, is_id

Raw = Mapping[str, object]

_SORTS: Mapping[type, str] = {
    bool: "a boolean",
    dict: "an object",
    float: "a number",
    int: "a number",
    list: "a list",
    str: "a text",
}


def whole(raw: Raw, name: str, of: str = "") -> int:
    """The integer in this field; ``of`` names the object around it in what is said when it is none.

    Raises:
        Untranslatable: it is none, or has more than 64 bits.
    """
    value = raw.get(name)
    if is_id(value):
        return value
    raise unlike(value, name, "an integer of 64 bits", of)


def text(raw: Raw, name: str, most: int = LONGEST_TEXT) -> str:
    """The text in this field, cleaned, at most ``most`` characters of it.

    Raises:
        Untranslatable: it is none.
    """
    value = raw.get(name)
    if isinstance(value, str):
        return clean(value, most)
    raise unlike(value, name, "a text")


def part(raw: Raw, name: str) -> Raw:
    """The object in this field.

    Raises:
        Untranslatable: it is none.
    """
    value = raw.get(name)
    if isinstance(value, dict):
        return value
    raise unlike(value, name, "an object")


def maybe_whole(raw: Raw, name: str) -> int | None:
    """The integer of at most 64 bits in this field, if it is one."""
    value = raw.get(name)
    return value if is_id(value) else None


def maybe_text(raw: Raw, name: str, most: int = LONGEST_TEXT) -> str | None:
    """The text in this field, if it is one, cleaned, at most ``most`` characters of it."""
    value = raw.get(name)
    return clean(value, most) if isinstance(value, str) else None


def maybe_part(raw: Raw, name: str) -> Raw | None:
    """The object in this field, if it is one."""
    value = raw.get(name)
    return value if isinstance(value, dict) else None


def parts(raw: Raw, name: str) -> list[Raw]:
    """The objects in this field's list, in order."""
    value = raw.get(name)
    return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []


def unlike(value: object, name: str, expected: str, of: str = "") -> Untranslatable:
    """What to raise over a value: it names the field and the sort of what is there, never what people wrote."""
    path = f"{of}.{name}" if of else name
    if value is None:
        return Untranslatable(f"{path} is missing")
    return Untranslatable(f"{path} is {_SORTS.get(type(value), 'no JSON')}, not {expected}")
