"""What a monitor asks, and notes from one process to another."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncSession

from bot.core.outgoing import Purpose
from bot.core.roster.model import SECRET
from storage.tables import NOTES, OUTBOX, UPDATES, OutboxState, UpdateState, constant
from storage.upsert import upsert

LAST_UPDATE = "last_update"
_DAY = timedelta(days=1)
_ERRORS = 5  # different ones are enough to see what is wrong


@dataclass(frozen=True, slots=True)
class Note:
    """A value that was noted, and when."""

    value: Any
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Queue:
    """What waits for one purpose. ``oldest_at``: since when the longest waiting should be there."""

    count: int
    oldest_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Failed:
    """An update that could not be handled."""

    update_id: int
    error: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Health:
    """How the program is doing, seen from what it has stored.

    Attributes:
        last_update_at: when an update was handled last; None for never.
        waiting: what should be there by now and is not, by purpose.
        refused: how many outgoing things Telegram refused in the last day; ``refusals``: their latest errors,
            each once.
        failed: how many updates failed in the last day; ``failures``: the latest of them.
    """

    last_update_at: datetime | None
    waiting: dict[Purpose, Queue]
    refused: int
    refusals: tuple[str, ...]
    failed: int
    failures: tuple[Failed, ...]


async def health(session: AsyncSession, now: datetime) -> Health:
    """Look at everything that tells whether messages come in and go out."""
    connection = await session.connection()
    last = await connection.scalar(select(NOTES.c.at).where(NOTES.c.key == LAST_UPDATE))
    refusals = await _refusals(connection, now)
    return Health(
        last_update_at=last,
        waiting=await _waiting(connection, now),
        refused=sum(row.many for row in refusals),
        refusals=tuple(row.last_error or "" for row in refusals[:_ERRORS]),
        failed=await connection.scalar(select(func.count()).select_from(UPDATES).where(*_failed(now))) or 0,
        failures=await _failures(connection, now),
    )


async def _waiting(connection: AsyncConnection, now: datetime) -> dict[Purpose, Queue]:
    found = await connection.execute(
        select(OUTBOX.c.purpose, func.count().label("many"), func.min(OUTBOX.c.wanted_at).label("oldest_at"))
        .where(OUTBOX.c.state == constant(OutboxState.WAITING), OUTBOX.c.wanted_at <= now)
        .group_by(OUTBOX.c.purpose)
    )
    return {Purpose(row.purpose): Queue(count=row.many, oldest_at=row.oldest_at) for row in found}


async def _refusals(connection: AsyncConnection, now: datetime) -> list[Any]:
    found = await connection.execute(
        select(OUTBOX.c.last_error, func.count().label("many"))
        .where(OUTBOX.c.state == constant(OutboxState.REFUSED), OUTBOX.c.attempted_at > now - _DAY)
        .group_by(OUTBOX.c.last_error)
        .order_by(func.max(OUTBOX.c.attempted_at).desc())
    )
    return list(found.all())


def _failed(now: datetime) -> tuple[ColumnElement[bool], ...]:
    return UPDATES.c.state == constant(UpdateState.FAILED), UPDATES.c.received_at > now - _DAY


async def _failures(connection: AsyncConnection, now: datetime) -> tuple[Failed, ...]:
    found = await connection.execute(
        select(UPDATES.c.update_id, UPDATES.c.error, UPDATES.c.received_at)
        .where(*_failed(now))
        .order_by(UPDATES.c.received_at.desc(), UPDATES.c.update_id.desc())
        .limit(_ERRORS)
    )
    return tuple(Failed(update_id=row.update_id, error=row.error or "", at=row.received_at) for row in found)


async def note(session: AsyncSession, key: str, value: Any, at: datetime) -> None:
    """Write down a value (JSON) under its key, in place of the one before."""
    await upsert(await session.connection(), NOTES, [{"key": key, "value": value, "at": at}])


async def notes(session: AsyncSession) -> dict[str, Note]:
    """All that is noted but the secret, which is nobody's to see."""
    connection = await session.connection()
    found = await connection.execute(select(NOTES).where(NOTES.c.key != SECRET))
    return {row.key: Note(row.value, row.at) for row in found}


async def noted(session: AsyncSession, key: str) -> Note | None:
    """What is noted under that key."""
    found = await (await session.connection()).execute(select(NOTES).where(NOTES.c.key == key))
    row = found.one_or_none()
    return Note(row.value, row.at) if row is not None else None


async def notes_named(session: AsyncSession, beginning: str) -> dict[str, Any]:
    """The values of the notes whose keys begin like that, the oldest first."""
    connection = await session.connection()
    found = await connection.execute(
        select(NOTES.c.key, NOTES.c.value)
        .where(NOTES.c.key.startswith(beginning, autoescape=True))
        .order_by(NOTES.c.at, NOTES.c.key)
    )
    return {row.key: row.value for row in found}
