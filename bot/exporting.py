"""``cuadrante export``: what is stored, as JSON Lines or CSV, streamed."""

from __future__ import annotations

import csv
import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Protocol, TextIO

from bot.rules_file import RulesFile
from bot.settings import Settings
from storage import exports
from storage.database import Database


class _Writer(Protocol):
    def __call__(self, row: Mapping[str, Any]) -> None: ...


async def export_to(
    to: TextIO, settings: Settings, what: str, format_: str, since: datetime | None, until: datetime | None
) -> None:
    """Write every report, or every row of the response log, between two moments of local time, oldest first."""
    zone = RulesFile(settings.rules_file).load().timezone
    from_at = since.replace(tzinfo=zone) if since else None
    until_at = until.replace(tzinfo=zone) if until else None
    fields = exports.REPORT_FIELDS if what == "reports" else exports.LOG_FIELDS
    write = _csv(to, fields) if format_ == "csv" else _jsonl(to)
    database = await Database.open(settings.database_url)
    try:
        async with database.read() as session:
            rows = exports.reports if what == "reports" else exports.log
            async for row in rows(session, from_at, until_at):
                write({name: _plain(value) for name, value in row.items()})
    finally:
        await database.close()


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, datetime) else value


def _jsonl(to: TextIO) -> _Writer:
    def write(row: Mapping[str, Any]) -> None:
        to.write(json.dumps(row, ensure_ascii=False) + "\n")

    return write


def _csv(to: TextIO, fields: Sequence[str]) -> _Writer:
    writer = csv.DictWriter(to, fieldnames=fields)
    writer.writeheader()

    def write(row: Mapping[str, Any]) -> None:
        writer.writerow({name: _harmless(value) for name, value in row.items()})

    return write


def _harmless(value: Any) -> Any:
    """What a spreadsheet would take for a formula stays text."""
    return f"'{value}" if isinstance(value, str) and value[:1] in "=+-@\t\r" and value else value
