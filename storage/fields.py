"""The kinds of columns that tables are made of, and indexes over a part of their rows."""

from __future__ import annotations

from typing import Any, cast

from sqlalchemy import JSON, BigInteger, Column, Index, Table, text
from sqlmodel import Field, SQLModel

from storage.columns import ROW_NUMBER, Prose, UtcDateTime


def key_field(*, counted: bool = False) -> Any:
    """A single number as primary key; ``counted``: the database gives it."""
    return Field(
        default=None if counted else ...,
        sa_column=Column(ROW_NUMBER, primary_key=True, autoincrement=counted),
    )


def id_field(**options: Any) -> Any:
    """One of Telegram's numbers, or of ours: up to 64 bits."""
    return Field(sa_type=BigInteger, **options)


def prose_field(**options: Any) -> Any:
    """Text of any length, with whatever a chat can carry."""
    return Field(sa_type=Prose, **options)


def moment_field(**options: Any) -> Any:
    """An aware moment."""
    return Field(sa_type=UtcDateTime, **options)


def json_field(*, nullable: bool = False) -> Any:
    """A value as JSON."""
    return Field(default=None if nullable else ..., sa_column=Column(JSON(none_as_null=True), nullable=nullable))


def partial_index(name: str, *columns: str, where: str, unique: bool = False) -> Index:
    """An index over the rows that fulfil a condition."""
    return Index(name, *columns, unique=unique, sqlite_where=text(where), postgresql_where=text(where))


def table_of(row: type[SQLModel]) -> Table:
    """The table that such rows stand in."""
    return cast("Table", row.__table__)  # type: ignore[attr-defined]
