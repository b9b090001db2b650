"""Proves the response log whole, or names the first row that is not: one walk along it, in constant memory."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from enum import StrEnum
from typing import Any, NamedTuple

from sqlalchemy import Row, Select, String, select, type_coerce
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncSession

from storage.chain import BEFORE_THE_FIRST, CONTENT, hash_of
from storage.columns import as_text
from storage.tables import RESPONSE_LOG

_AT_ONCE = 1000


class Flaw(StrEnum):
    """What is wrong with a row."""

    CHANGED = "changed"  # it is not as it was written
    MISSING = "missing"  # what it was written after is gone
    INSERTED = "inserted"  # something stands before it that did not when it was written
    ORDER = "order"  # what it was written after comes later


class Broken(NamedTuple):
    """The first row that is not as it was written; ``number``: its place in the log, from 1."""

    number: int
    folio: str
    at: str
    event: str
    flaw: Flaw


class Whole(NamedTuple):
    """Every row is as it was written, and none is missing before the last one.

    ``found``: the number and moment of the row whose hash begins as was asked for.
    """

    rows: int
    first: str | None = None
    last: str | None = None
    head: str = BEFORE_THE_FIRST
    found: tuple[int, str] | None = None


_TABLE = RESPONSE_LOG.c
# as it is stored, so that no value that somebody put there can stop the walk
_CONTENT = [type_coerce(_TABLE[name], String) if name == "facts" else _TABLE[name] for name in CONTENT]


async def verify(
    session: AsyncSession, head: str | None = None, progress: Callable[[int], None] = lambda rows: None
) -> Whole | Broken:
    """Walk along the chain. ``head``: the beginning of a hash that has to be in it; `Whole.found` tells where."""
    connection = await session.connection()
    at = type_coerce(_TABLE.at, String) if connection.dialect.name == "sqlite" else _TABLE.at
    content = [at if name == "at" else column for name, column in zip(CONTENT, _CONTENT, strict=True)]
    walk: Select[Any] = select(*content, _TABLE.previous, _TABLE.hash, _TABLE.id).order_by(_TABLE.id)
    whole = Whole(0)
    async with connection.stream(walk, execution_options={"yield_per": _AT_ONCE}) as result:
        async for rows in result.partitions():  # row by row, waiting costs more than checking
            for row in rows:
                *values, previous, own, _ = row
                number = whole.rows + 1
                if hash_of(previous, values) != own:
                    return _broken(number, row, Flaw.CHANGED)
                if previous != whole.head:
                    return _broken(number, row, await _why_unlinked(connection, row))
                moment = _moment(row.at)
                found = (number, moment) if head and own.startswith(head) else whole.found
                whole = Whole(number, whole.first or moment, moment, own, found)
            progress(whole.rows)
    return whole


async def _why_unlinked(connection: AsyncConnection, row: Row[Any]) -> Flaw:
    if row.previous == BEFORE_THE_FIRST:
        return Flaw.INSERTED
    before = await connection.scalar(select(_TABLE.id).where(_TABLE.hash == row.previous))
    if before is None:
        return Flaw.MISSING
    return Flaw.ORDER if before > row.id else Flaw.INSERTED


def _broken(number: int, row: Row[Any], flaw: Flaw) -> Broken:
    return Broken(number, str(row.folio), _moment(row.at), str(row.event), flaw)


def _moment(at: Any) -> str:
    return as_text(at) or "" if isinstance(at, datetime) else str(at)
