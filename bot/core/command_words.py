"""What somebody typed as a command: its name in English, and what follows it."""

from __future__ import annotations

import re

from bot.core.rules.spelling import folded

NAMES = {
    "start": "start",
    "help": "help",
    "ayuda": "help",
    "why": "why",
    "porque": "why",
    "por_que": "why",
    "invitar": "invite",
    "invite": "invite",
    "enlace": "invite",
    "link": "invite",
    "alta": "invite",
    "enrolar": "invite",
    "enroll": "invite",
    "enrol": "invite",
    "guardia": "duty",
    "duty": "duty",
    "turno": "duty",
    "turnos": "duty",
    "roster": "duty",
    "parte": "record",
    "record": "record",
    "informe": "record",
    "iph": "record",
    "resumen": "digest",
    "digest": "digest",
    "donde": "where",
    "where": "where",
    "acuerdo": "agreed",
    "acuerdos": "agreed",
    "agreed": "agreed",
}
"""Every way to call a command, and the command that it calls."""

_LONGEST = {"agreed": 500}
_COMMAND = re.compile(r"/([^\W\d]{1,32})(?:@\w{1,32})?(?:\s+(.{0,600}))?\s*\Z", re.DOTALL)
_LINK_WORD = re.compile(r"[A-Za-z0-9_-]{22}\Z", re.ASCII)
_FOLIO = re.compile(r"(?:[A-Z0-9]{1,12}-)?0*([0-9]{1,12})\Z", re.IGNORECASE)


def parse(text: str) -> tuple[str, str] | None:
    """The command and its argument, or None where the text is none that the bot knows."""
    match = _COMMAND.match(text) if text.startswith("/") else None
    if match is None or (name := NAMES.get(folded(match.group(1)))) is None:
        return None
    argument = (match.group(2) or "").strip()
    return (name, argument) if len(argument) <= _LONGEST.get(name, 200) else None


def is_link_word(argument: str) -> bool:
    """Whether what follows ``/start`` is what a link brings along, and nothing that somebody wrote."""
    return _LINK_WORD.match(argument) is not None


def link_word(text: str) -> str | None:
    """The word of the link by which somebody came (``/start word``)."""
    parsed = parse(text)
    return parsed[1] if parsed and parsed[0] == "start" and parsed[1] else None


def folio_asked(text: str) -> int | None:
    """The report whose folio a ``/why`` or a ``/parte`` names: what has to be loaded to answer it."""
    match = _FOLIO.match(parsed[1]) if (parsed := parse(text)) and parsed[0] in {"why", "record"} else None
    return int(match.group(1)) if match else None
