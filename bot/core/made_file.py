"""Files that the program makes itself: a record as PDF, a chart, a map.

Whoever wants one sent puts its name into an outgoing message and draws nothing::

    Send(Outgoing(key="digest:chart:2026-11-21:6001", action=Say(
        chat_id=6001, text="Ayer: 3 reportes", instead="Ayer: 3 reportes (sin gráfica)", made="chart:2026-11-21"), …))

The outbox keeps the name alone. At the moment of sending, and anew at each attempt, the sender asks for ``chart`` of
``2026-11-21``; who makes that is one entry of the table in ``bot/making.py``. ``text`` is the caption (Telegram shows
1,024 characters), ``instead`` what is said where the file cannot be made or is refused; one of them should have words.
The same key again with other words edits the caption; the file stays as it was sent, so another file needs another key.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class MadeFile:
    """A file to be sent under its name. ``picture``: shown as one in the chat (PNG or JPEG), else a document."""

    name: str
    data: bytes
    picture: bool = False


Make = Callable[[str], Awaitable[MadeFile | None]]
"""Makes the file of that name; None where there is nothing to make it of. What it raises is tried again."""
