"""The program's own log: stable event names, facts beside them, nothing of what neighbours write."""

from __future__ import annotations

import json
import logging
from datetime import UTC, datetime
from typing import Any

_STANDARD = frozenset(logging.makeLogRecord({}).__dict__) | {"message", "asctime", "taskName"}


def set_up(level: str, format_: str, *filters: logging.Filter) -> None:
    """Log to standard error at ``level``, as lines for people (``console``) or for machines (``json``)."""
    handler = logging.StreamHandler()
    handler.setFormatter(_Json() if format_ == "json" else _Console())
    for each in filters:
        handler.addFilter(each)
    logging.basicConfig(level=level.upper(), handlers=[handler], force=True)
    for noisy in ("aiosqlite", "asyncio", "alembic", "sqlalchemy", "uvicorn"):
        logging.getLogger(noisy).setLevel(logging.WARNING)


def _facts(record: logging.LogRecord) -> dict[str, Any]:
    return {name: value for name, value in record.__dict__.items() if name not in _STANDARD}


def _traceback(record: logging.LogRecord) -> str:
    """As the filters have left it, if one of them looked at it."""
    return record.exc_text or logging.Formatter().formatException(record.exc_info or (None, None, None))


class _Console(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        at = datetime.fromtimestamp(record.created, UTC).astimezone().strftime("%Y-%m-%d %H:%M:%S")
        facts = " ".join(f"{name}={value}" for name, value in _facts(record).items())
        line = f"{at} {record.levelname:7} {record.getMessage()}{' ' if facts else ''}{facts}"
        return f"{line}\n{_traceback(record)}" if record.exc_info else line


class _Json(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        row: dict[str, Any] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "event": record.getMessage(),
            **_facts(record),
        }
        if record.exc_info:
            row["error"] = _traceback(record)
        return json.dumps(row, ensure_ascii=False, default=str)
