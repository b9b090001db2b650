"""The response log as a table."""

from __future__ import annotations

from collections.abc import Iterable
from zoneinfo import ZoneInfo

from bot.core.model.report import LogRow
from bot.sandbox.paper import Paper, columns, fitted, wrapped
from bot.sandbox.words import Words

_WIDEST = {"folio": 12, "event": 14, "by": 20}
_COLUMNS = ("time", "folio", "event", "by", "text")


def log_table(log: Iterable[LogRow], zone: ZoneInfo, words: Words, paper: Paper) -> str:
    """The rows in order, local time, the last column wrapped to the paper's width."""
    rows = [
        (
            f"{row.at.astimezone(zone):%H:%M:%S}",
            row.folio,
            words(f"event.{row.event}"),
            row.by_name or "—",
            row.text.replace("\n", " "),
        )
        for row in log
    ]
    if not rows:
        return words("log_empty")
    titles = tuple(words(f"column.{name}") for name in _COLUMNS)
    widths = [
        min(_WIDEST.get(name, 99), max(columns(row[place]) for row in [titles, *rows]))
        for place, name in enumerate(_COLUMNS[:-1])
    ]
    room = max(20, paper.width - sum(widths) - 2 * len(widths))
    lines = [paper.paint(_line(titles, widths, titles[-1]), "bold"), paper.paint("─" * paper.width, "dim")]
    for row in rows:
        first, *more = wrapped(row[-1], room)
        lines.append(_line(row, widths, first))
        lines += [" " * (paper.width - room) + line for line in more]
    return "\n".join(lines)


def _line(row: tuple[str, ...], widths: list[int], last: str) -> str:
    return "  ".join([*(fitted(cell, width) for cell, width in zip(row, widths, strict=False)), last]).rstrip()
