"""What somebody typed as a command: its name in English, and what follows it."""

from __future__ import annotations

import re

NAMES = {
    "start": "start",
    "help": "help",
    "ayuda": "help",
    "why": "why",
    "porque": "why",
    "por_que": "why",
}
"""Every way to call a command, and the command that it calls."""

_COMMAND = re.compile(r"/([A-Za-z_]{1,32})(?:@\w{1,32})?(?:\s+(.{0,200}))?\s*\Z", re.DOTALL)
_FOLIO = re.compile(r"(?:[A-Z0-9]{1,12}-)?0*([0-9]{1,12})\Z", re.IGNORECASE)


def parse(text: str) -> tuple[str, str] | None:
    """The command and its argument, or None where the text is none that the bot knows."""
    match = _COMMAND.match(text) if text.startswith("/") else None
    if match is None or (name := NAMES.get(match.group(1).lower())) is None:
        return None
    return name, (match.group(2) or "").strip()


def folio_asked(text: str) -> int | None:
    """The report whose folio a ``/why`` names: what has to be loaded to answer it."""
    match = _FOLIO.match(parsed[1]) if (parsed := parse(text)) and parsed[0] == "why" else None
    return int(match.group(1)) if match else None
