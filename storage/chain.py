"""The response log as a chain: each row carries the hash of the one before, so that no row can be changed unseen.

A row's hash is the SHA-256 of its canonical form: a JSON array without spaces, in UTF-8, of the hash before (64 zeros
before the first row) and the row's values in the order of `CONTENT`. The moment is written as SQLite keeps it
(``2019-01-13 03:00:00.000000+00:00``), the facts as the very text that is stored. This form can never change: rows
that were written with it will always be checked with it. Rows follow each other in the order of their ids.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from hashlib import sha256
from typing import Any, NamedTuple

from sqlalchemy import bindparam, func, select
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncSession

from storage.columns import Values, as_text, to_json
from storage.tables import RESPONSE_LOG
from storage.upsert import add

BEFORE_THE_FIRST = "0" * 64
CONTENT = ("report_id", "folio", "at", "event", "by_id", "by_name", "role", "text", "facts")


class Head(NamedTuple):
    """The last row up to some moment: its hash, and how many rows there are up to it."""

    hash: str
    rows: int


_LAST = select(RESPONSE_LOG.c.hash).order_by(RESPONSE_LOG.c.id.desc()).limit(1)
_LAST_BEFORE = (
    select(RESPONSE_LOG.c.id, RESPONSE_LOG.c.hash)
    .where(RESPONSE_LOG.c.at < bindparam("moment"))
    .order_by(RESPONSE_LOG.c.id.desc())
    .limit(1)
)
_ROWS_UP_TO = select(func.count()).where(RESPONSE_LOG.c.id <= bindparam("last"))


async def append(connection: AsyncConnection, log: Sequence[Values]) -> None:
    """Add rows at the end of the log. The caller's transaction is the only one that writes (`Database.write`)."""
    if log:
        last = await connection.scalar(_LAST)
        await add(connection, RESPONSE_LOG, chained(log, last or BEFORE_THE_FIRST))


async def head_before(session: AsyncSession, moment: datetime) -> Head | None:
    """The last row of before that moment; None where there is none."""
    connection = await session.connection()
    last = (await connection.execute(_LAST_BEFORE, {"moment": moment})).first()
    if last is None:
        return None
    rows = await connection.scalar(_ROWS_UP_TO, {"last": last.id})
    return Head(last.hash, rows or 0)


def chained(log: Sequence[Values], previous: str) -> list[Values]:
    """The rows as they are stored after the one with that hash."""
    found = []
    for row in log:
        sealed = row | {"previous": previous, "hash": hash_of(previous, [row[name] for name in CONTENT])}
        previous = sealed["hash"]
        found.append(sealed)
    return found


def hash_of(previous: str, content: Iterable[Any]) -> str:
    """What seals a row after the one with that hash. ``content``: its values, in the order of `CONTENT`."""
    return sha256(to_json([previous, *map(_plain, content)]).encode()).hexdigest()


def _plain(value: Any) -> Any:
    if value is None or isinstance(value, str | int):  # a state is a string too
        return value
    if isinstance(value, datetime):
        return as_text(value)
    # whatever else somebody put into a column has a hash as well: it is the wrong one
    return to_json(value) if isinstance(value, dict) else repr(value)
