"""Column types and the one rule for text, so that whatever a chat can carry fits either database."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from typing import Any

import pydantic_core
from sqlalchemy import BigInteger, DateTime, Dialect, Integer, Text
from sqlalchemy.dialects import sqlite
from sqlalchemy.types import TypeDecorator, TypeEngine

# SQLite makes a table's key its row number, the fastest there is, only when it is called INTEGER
ROW_NUMBER = BigInteger().with_variant(Integer(), "sqlite")

Values = dict[str, Any]
"""A row by the names of its columns."""


def storable(text: str) -> str:
    """The text as both databases can keep it: NUL and lone surrogates become U+FFFD, all else stays."""
    if "\x00" in text:
        text = text.replace("\x00", "\N{REPLACEMENT CHARACTER}")
    if text.isascii():
        return text
    try:
        text.encode()
    except UnicodeEncodeError:
        # by way of UTF-16, two surrogates that belong together become the character that they mean
        return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return text


def to_json(value: Any) -> str:
    """JSON that both databases can keep; text in it stays readable for whoever looks into the table."""
    with suppress(ValueError):  # a lone surrogate
        written = pydantic_core.to_json(value)
        if b"\\u0000" not in written:
            return written.decode()
    return pydantic_core.to_json(_storable_parts(value)).decode()


def from_json(written: str) -> Any:
    """The value again."""
    return pydantic_core.from_json(written)


def _storable_parts(value: Any) -> Any:
    match value:
        case str():
            return storable(value)
        case dict():
            return {storable(str(key)): _storable_parts(part) for key, part in value.items()}
        case list() | tuple():
            return [_storable_parts(part) for part in value]
        case _:
            return value


class Prose(TypeDecorator[str]):
    """Text that somebody wrote."""

    impl = Text
    cache_ok = True

    def bind_processor(self, dialect: Dialect) -> Callable[[str | None], str | None]:
        """On its way in: one function, because most of what is written is text."""
        return lambda value: None if value is None else storable(value)


class _Iso(sqlite.DATETIME):
    """A moment as SQLite keeps it: text, in UTC and saying so; in the order of time when sorted as text."""

    def result_processor(self, dialect: Dialect, coltype: object) -> Callable[[str | None], datetime | None]:
        """On its way out: much of what is loaded are moments, so this has to be quick."""
        return lambda value: None if value is None else datetime.fromisoformat(value)


class UtcDateTime(TypeDecorator[datetime]):
    """An aware moment: stored in UTC and returned in UTC by both databases."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """Which column it is; PostgreSQL's driver speaks in aware moments by itself."""
        return dialect.type_descriptor(_Iso() if dialect.name == "sqlite" else DateTime(timezone=True))  # type: ignore[no-untyped-call]

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """On its way in; raises ValueError for a moment without a time zone."""
        return _in_utc(value)

    def bind_processor(self, dialect: Dialect) -> Callable[[datetime | None], Any]:
        """The same and what the driver wants of it, as one function: a row holds up to nine moments."""
        return as_text if dialect.name == "sqlite" else _in_utc


def _in_utc(moment: datetime | None) -> datetime | None:
    if moment is None or moment.tzinfo is UTC:
        return moment
    if moment.tzinfo is None:
        raise ValueError("a moment without a time zone cannot be stored")
    return moment.astimezone(UTC)


def as_text(moment: datetime | None) -> str | None:
    """A moment as SQLite keeps it: in UTC, with microseconds."""
    utc = _in_utc(moment)
    return None if utc is None else utc.isoformat(" ", "microseconds")
