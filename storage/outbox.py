"""The outbox on its way to Telegram: what is next, what was begun, what became of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import datetime, timedelta
from functools import cache

from sqlalchemy import ColumnElement, Update, and_, bindparam, case, false, func, null, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.core.outgoing import Delivery, Later, Moved, Priority, Refused, Remove, Say, Sent, Waiting
from storage.columns import UtcDateTime, Values
from storage.outbox_rows import WAITING, waiting_of
from storage.tables import OUTBOX, OutboxState, constant

_ROW = OUTBOX.c
_WAITING = _ROW.state == constant(OutboxState.WAITING)
_TO_DELETE = and_(
    _ROW.state.in_([constant(OutboxState.SENT), constant(OutboxState.WITHDRAWN)]),
    _ROW.gone_at.is_not(None),
    _ROW.message_id.is_not(None),
)


async def waiting(
    session: AsyncSession, now: datetime, limit: int, without_chats: Collection[int] = ()
) -> list[Waiting]:
    """What may be sent now, in the order to send it: by priority, then since when it is wanted, then by age.

    With it come the messages that are to be deleted, as notices. Chats in ``without_chats`` are left out.
    """
    connection = await session.connection()
    query = select(*WAITING).limit(limit)
    if without_chats:
        query = query.where(_ROW.chat_id.not_in(without_chats))
    to_send = await connection.execute(
        query.where(_WAITING, _ROW.due_at <= now).order_by(_ROW.priority, _ROW.wanted_at, _ROW.id)
    )
    found = [((row.priority, row.wanted_at, row.id), waiting_of(row)) for row in to_send]
    to_delete = await connection.execute(query.where(_TO_DELETE, _ROW.gone_at <= now).order_by(_ROW.gone_at, _ROW.id))
    found += [((Priority.NOTICE, row.gone_at, row.id), waiting_of(row, delete=True)) for row in to_delete]
    found.sort(key=lambda each: each[0])
    return [each for _, each in found[:limit]]


async def next_due_at(session: AsyncSession) -> datetime | None:
    """When the outbox has something to do next, which may be past; None for nothing at all."""
    connection = await session.connection()
    times = [
        await connection.scalar(select(func.min(_ROW.due_at)).where(_WAITING)),
        await connection.scalar(select(func.min(_ROW.gone_at)).where(_TO_DELETE)),
    ]
    return min((time for time in times if time is not None), default=None)


async def begin(session: AsyncSession, rows: Iterable[Waiting], now: datetime) -> None:
    """Note that these are about to be tried. Commit before trying: then a crash leaves no doubt unnoted."""
    tried = [{"row_key": row.key, "now": now, "doubt": not row.delete} for row in rows]
    if tried:
        await (await session.connection()).execute(_statements()["begun"], tried)


async def finish(session: AsyncSession, deliveries: Iterable[Delivery], now: datetime) -> None:
    """Write down what became of these.

    While one was on its way it may have been revised or withdrawn: then its row has gone on, and keeps going.
    """
    work: dict[str, list[Values]] = defaultdict(list)
    for delivery in deliveries:
        name, values = _end(delivery, now)
        work[name].append({"row_key": delivery.waiting.key} | values)
    connection = await session.connection()
    for name, rows in work.items():
        await connection.execute(_statements()[name], rows)


def _end(delivery: Delivery, now: datetime) -> tuple[str, Values]:
    """Which statement writes this end, and its values."""
    waiting = delivery.waiting
    revision = {"row_revision": waiting.revision}
    match delivery.outcome:
        case Sent() if waiting.delete:
            return "deleted", {}
        case Later(seconds, error) if waiting.delete:
            return "delete_later", {"later": now + timedelta(seconds=seconds), "error": error}
        case Refused(error) if waiting.delete:
            return "not_deleted", {"error": error}
        case Moved() if waiting.delete or isinstance(waiting.action, Remove):
            return "lost", {"error": "the group has a new id"}
        case Sent(message_id):
            return "sent", revision | {"new_message_id": message_id, "now": now, "until": _until(waiting, now)}
        case Later(seconds, error, perhaps_arrived=perhaps):
            doubt = waiting.perhaps_arrived or perhaps
            # what is not urgent is begun without a note, so it is counted here
            values = {"later": now + timedelta(seconds=seconds), "error": error, "doubt": doubt}
            return "later", revision | values | {"tried": waiting.attempts + 1}
        case Moved(new_chat_id):
            return "moved", {"new_chat_id": new_chat_id, "now": now, "doubt": waiting.perhaps_arrived}
        case Refused(error):
            return "refused", revision | {"error": error, "now": now}


def _until(waiting: Waiting, now: datetime) -> datetime | None:
    lasts = waiting.action.lasts if isinstance(waiting.action, Say) else None
    return None if lasts is None else now + lasts


@cache
def _statements() -> dict[str, Update]:
    this = update(OUTBOX).where(_ROW.key == bindparam("row_key"))
    now, later, until = (bindparam(name, type_=UtcDateTime) for name in ("now", "later", "until"))
    error, doubt = bindparam("error", type_=_ROW.last_error.type), bindparam("doubt", type_=_ROW.in_doubt.type)
    revision = bindparam("row_revision", type_=_ROW.revision.type)
    message_id = func.coalesce(bindparam("new_message_id", type_=_ROW.message_id.type), _ROW.message_id)
    latest, waits = _ROW.revision == revision, _ROW.state == OutboxState.WAITING.value
    withdrawn = _ROW.state == OutboxState.WITHDRAWN.value
    # sent again while it was being deleted: then there is nothing left to edit
    forget_if_waiting = case((waits, null()), else_=_ROW.message_id)
    return {
        "begun": this.values(attempts=_ROW.attempts + 1, attempted_at=now, in_doubt=or_(_ROW.in_doubt, doubt)),
        "sent": this.values(
            state=_state_if(waits & latest, OutboxState.SENT),
            delivered_revision=revision,
            message_id=message_id,
            sent_at=now,
            gone_at=case((withdrawn & message_id.is_not(None), now), (latest, until), else_=null()),
            attempts=case((latest, _ROW.attempts), else_=0),
            in_doubt=false(),
            last_error=null(),
        ),
        "later": this.values(
            due_at=later,
            last_error=error,
            in_doubt=doubt,
            attempts=case((latest, bindparam("tried", type_=_ROW.attempts.type)), else_=_ROW.attempts),
        ),
        "moved": this.values(
            chat_id=bindparam("new_chat_id", type_=_ROW.chat_id.type),
            message_id=null(),
            reply_to=null(),
            gone_at=null(),
            due_at=now,
            in_doubt=doubt,
        ),
        "refused": this.values(
            state=_state_if(waits & latest, OutboxState.REFUSED),
            last_error=error,
            in_doubt=false(),
            attempted_at=now,  # what is not urgent is begun without a note
        ),
        "deleted": this.values(
            state=_state_if(~waits, OutboxState.DELETED), message_id=forget_if_waiting, gone_at=null()
        ),
        "delete_later": this.values(gone_at=case((waits, null()), else_=later), last_error=error),
        "not_deleted": this.values(
            state=_state_if(~waits, OutboxState.REFUSED),
            message_id=forget_if_waiting,
            gone_at=null(),
            last_error=error,
        ),
        "lost": this.values(state=OutboxState.WITHDRAWN.value, message_id=null(), gone_at=null(), last_error=error),
    }


def _state_if(condition: ColumnElement[bool], then: OutboxState) -> ColumnElement[str]:
    return case((condition, then.value), else_=_ROW.state)
