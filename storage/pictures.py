"""The pictures that wait to be looked at."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from storage.chat_tables import MESSAGES, PICTURES


@dataclass(frozen=True, slots=True, kw_only=True)
class ToLookAt:
    """A picture whose turn has come. ``of_use``: its message belongs to no report; else nobody need look."""

    chat_id: int
    message_id: int
    person_id: int
    album: str | None
    file_id: str
    attempts: int
    of_use: bool


_ROW = PICTURES.c
_DUE = (
    select(
        _ROW.chat_id,
        _ROW.message_id,
        _ROW.file_id,
        _ROW.attempts,
        MESSAGES.c.person_id,
        MESSAGES.c.album,
        MESSAGES.c.report_id.is_(None).label("of_use"),
    )
    .join(MESSAGES, and_(MESSAGES.c.chat_id == _ROW.chat_id, MESSAGES.c.message_id == _ROW.message_id))
    .order_by(_ROW.due_at, _ROW.message_id)
)


async def due(session: AsyncSession, now: datetime, limit: int) -> list[ToLookAt]:
    """Those whose time has come, the longest due first."""
    connection = await session.connection()
    found = await connection.execute(_DUE.where(_ROW.due_at <= now).limit(limit))
    return [
        ToLookAt(
            chat_id=row.chat_id,
            message_id=row.message_id,
            person_id=row.person_id,
            album=row.album,
            file_id=row.file_id,
            attempts=row.attempts,
            of_use=bool(row.of_use),
        )
        for row in found
    ]


async def postpone(session: AsyncSession, picture: ToLookAt, until: datetime | None) -> None:
    """It could not be looked at; try again then, or (None) never."""
    await (await session.connection()).execute(
        update(PICTURES)
        .where(
            _ROW.chat_id == picture.chat_id,
            _ROW.message_id == picture.message_id,
            _ROW.file_id == picture.file_id,  # it may have been replaced meanwhile
        )
        .values(due_at=until, attempts=_ROW.attempts + 1)
    )


async def next_due_at(session: AsyncSession) -> datetime | None:
    """When the next is or was due; None when none waits."""
    earliest = select(func.min(_ROW.due_at)).where(_ROW.due_at.is_not(None))  # so that its index serves
    moment: datetime | None = await (await session.connection()).scalar(earliest)
    return moment
