"""Updates as they come: what one is, and what can be said of one that is none."""

from __future__ import annotations

import json
import zlib
from collections.abc import Callable, Iterable
from typing import Any

from bot.core.model.incoming import Incoming
from bot.core.wording import quoted

Raw = dict[str, Any]
Broken = tuple[int, Exception, Raw]
"""The number of an update that cannot be read, why, and what it was."""


def translated(raws: Iterable[Raw], translate: Callable[[Raw], Incoming]) -> tuple[dict[int, Incoming], list[Broken]]:
    """Those that can be read, by their numbers, each once; and the others."""
    incoming: dict[int, Incoming] = {}
    broken: list[Broken] = []
    for raw in raws:
        try:
            read = translate(raw)
        except Exception as exc:  # whatever it is, it is that update's own fault
            broken.append((id_of(raw), exc, raw))
        else:
            incoming.setdefault(read.update_id, read)
    return incoming, broken


def id_of(raw: Raw) -> int:
    """The update's id; one that has none gets a negative one of its own, always the same."""
    update_id = raw.get("update_id")
    if type(update_id) is int and 0 <= update_id < 2**63:
        return update_id
    return -1 - zlib.crc32(json.dumps(raw, sort_keys=True, default=str).encode())


def words_of(raw: Raw) -> str:
    """What a message said that could not be handled, as far as it can be found."""
    message = raw.get("message") or raw.get("edited_message")
    text = (message.get("text") or message.get("caption")) if isinstance(message, dict) else None
    return quoted(text, 500) if isinstance(text, str) else ""
