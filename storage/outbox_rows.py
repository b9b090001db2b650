"""The outbox's rows as values: what they do to somebody, and how far they have come."""

from __future__ import annotations

from datetime import datetime
from typing import Any, cast

from sqlalchemy import Column, Row

from bot.core.outgoing import Action, Outgoing, Priority, Purpose, Say, Waiting
from bot.core.world import Posted
from storage.columns import Values, from_json, storable, to_json
from storage.payload import method_of, pack, unpack
from storage.tables import OUTBOX, OutboxState


def content_row(outgoing: Outgoing) -> Values:
    """The columns that an outgoing thing fills by itself."""
    action = outgoing.action
    return {
        "key": storable(outgoing.key),
        "method": method_of(action),
        "chat_id": action.chat_id,
        "payload": pack(action),
        "facts": _facts(action),
        "reply_to": getattr(action, "reply_to", None),
        "priority": outgoing.priority.value,
        "purpose": outgoing.purpose.value,
        "report_id": outgoing.report_id,
    }


def _facts(action: Action) -> Values:
    """As they will come back: equal facts must not look like changed ones."""
    if not isinstance(action, Say) or not action.facts:
        return {}
    return cast("Values", from_json(to_json(dict(action.facts))))


def _columns(*names: str) -> tuple[Column[Any], ...]:
    return tuple(OUTBOX.c[name] for name in names)


# what the two functions below read; the rest of a row is not worth fetching
WAITING = _columns(
    "id", "key", "method", "chat_id", "payload", "facts", "reply_to", "priority", "purpose", "report_id",
    "revision", "message_id", "attempts", "in_doubt", "wanted_at", "created_at", "gone_at",
)  # fmt: skip
POSTED = _columns(
    "key", "method", "chat_id", "payload", "facts", "reply_to", "priority", "purpose", "report_id", "state",
    "message_id", "wanted_at", "gone_at",
)  # fmt: skip


def waiting_of(row: Row[Any], *, delete: bool = False) -> Waiting:
    """The row on its way to Telegram."""
    return Waiting(
        key=row.key,
        action=unpack(row.method, row.payload, chat_id=row.chat_id, reply_to=row.reply_to, facts=row.facts),
        priority=Priority.NOTICE if delete else Priority(row.priority),
        purpose=Purpose(row.purpose),
        revision=row.revision,
        attempts=row.attempts,
        perhaps_arrived=row.in_doubt,
        message_id=row.message_id,
        report_id=row.report_id,
        delete=delete,
        created_at=row.created_at,
        wanted_at=row.wanted_at,
    )


def posted_of(row: Row[*tuple[Any, ...]], now: datetime) -> Posted:
    """The row as decisions see it; a batch has hundreds of these."""
    key, method, chat_id, payload, facts, reply_to, priority, purpose, report_id, state, message_id, due_at, gone_at = (
        row
    )
    outgoing = Outgoing(
        key=key,
        action=unpack(method, payload, chat_id=chat_id, reply_to=reply_to, facts=facts),
        priority=Priority(priority),
        purpose=Purpose(purpose),
        report_id=report_id,
        due_at=due_at,
    )
    return Posted(outgoing, message_id, stands(state, gone_at, now))


def stands(state: str, gone_at: datetime | None, now: datetime) -> bool:
    """Whether it waits to be sent, or was sent and is not yet due to be deleted."""
    return state == OutboxState.WAITING or (state == OutboxState.SENT and (gone_at is None or gone_at > now))
