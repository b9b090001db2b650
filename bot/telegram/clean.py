"""The edge where strangers' data comes in: texts without what databases choke on, ids that are ids."""

from __future__ import annotations

import json
from typing import Any, TypeGuard

LONGEST_TEXT = 16_384  # Telegram's own limit is 4,096; the rest is room for what it may allow some day
LONGEST_NAME = 256
BIGGEST_ID = 2**63 - 1

_REPLACEMENT = "\N{REPLACEMENT CHARACTER}"


class Untranslatable(ValueError):
    """An update that is not what the Bot API promises; the message says where."""


def clean(text: object, most: int = LONGEST_TEXT) -> str:
    """The text, at most ``most`` characters of it, with NUL and lone surrogates replaced.

    Raises:
        Untranslatable: it is no text.
    """
    if not isinstance(text, str):
        raise Untranslatable(f"a text was expected, not {type(text).__name__}")
    if len(text) > most:
        text = text[:most]
    if "\0" in text:
        text = text.replace("\0", _REPLACEMENT)
    try:
        text.encode()
    except UnicodeEncodeError:
        text = "".join(_REPLACEMENT if "\ud800" <= letter <= "\udfff" else letter for letter in text)
    return text


def is_id(value: object) -> TypeGuard[int]:
    """Whether it is an integer of 64 bits (in JSON, true and 1.0 are none)."""
    return type(value) is int and -BIGGEST_ID <= value <= BIGGEST_ID


def read_json(text: str) -> Any:
    """The value that the JSON text stands for.

    Raises:
        ValueError, RecursionError: it is no JSON, or nested deeper than Python goes.
    """
    try:
        return json.loads(text)
    except json.JSONDecodeError:
        raise
    except ValueError:
        # Python refuses to read whole numbers of more than 4,300 digits; one of them must not cost a batch
        return json.loads(text, parse_int=lambda digits: int(digits) if len(digits) < 100 else float(digits))
