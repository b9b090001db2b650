"""Puts things into the outbox, revises what is there already, and takes things back."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta

from sqlalchemy import bindparam, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.core.effects import Send, Withdraw
from bot.core.outgoing import Outgoing, Purpose
from storage.columns import Values, storable
from storage.listed import within
from storage.many import run_many
from storage.outbox_rows import content_row, stands
from storage.payload import SAY
from storage.tables import OUTBOX, OutboxState
from storage.upsert import add

_REVISABLE = (
    "method", "chat_id", "payload", "facts", "reply_to", "priority", "purpose", "report_id",
    "state", "revision", "message_id", "attempts", "in_doubt", "wanted_at", "due_at", "gone_at",
)  # fmt: skip
_KNOWN = select(OUTBOX.c.id, OUTBOX.c.key, *(OUTBOX.c[name] for name in _REVISABLE)).where(within(OUTBOX.c.key, "keys"))
_REVISE = (
    update(OUTBOX)
    .where(OUTBOX.c.id == bindparam("row_id"))
    .values({name: bindparam(f"new_{name}") for name in _REVISABLE})
)


async def post(connection: AsyncConnection, effects: Sequence[Send | Withdraw], now: datetime) -> None:
    """Write what these come to, one after the other."""
    if not effects:
        return
    rows = await _known(connection, {_key(effect) for effect in effects})
    touched: dict[str, Values] = {}
    for effect in effects:
        key = _key(effect)
        after = _after(effect, rows.get(key), now)
        if after is not None:
            rows[key] = touched[key] = after
    await add(connection, OUTBOX, [row for row in touched.values() if "id" not in row])
    revised = [
        {"row_id": row["id"]} | {f"new_{name}": row[name] for name in _REVISABLE}
        for row in touched.values()
        if "id" in row
    ]
    await run_many(connection, _REVISE, revised)


_RENEW = (
    update(OUTBOX)
    .where(
        OUTBOX.c.chat_id == bindparam("chat"),
        OUTBOX.c.state == OutboxState.REFUSED.value,
        OUTBOX.c.purpose.in_([Purpose.ADMIN.value, Purpose.PROPOSAL.value]),
        OUTBOX.c.attempted_at > bindparam("since"),
    )
    .values(state=OutboxState.WAITING.value, wanted_at=bindparam("now"), due_at=bindparam("now"))
)


async def renew(connection: AsyncConnection, chats: Collection[int], now: datetime) -> None:
    """Send again the news that these people were to have in the last day and could not be brought."""
    for chat in chats:
        await connection.execute(_RENEW, {"chat": chat, "since": now - timedelta(days=1), "now": now})


async def _known(connection: AsyncConnection, keys: Collection[str]) -> dict[str, Values]:
    found = await connection.execute(_KNOWN, {"keys": keys})
    return {row.key: dict(row._mapping) for row in found}


def _key(effect: Send | Withdraw) -> str:
    return storable(effect.outgoing.key if isinstance(effect, Send) else effect.key)


def _after(effect: Send | Withdraw, before: Values | None, now: datetime) -> Values | None:
    """The row once the effect is done; None where it changes nothing."""
    match effect:
        case Send(outgoing):
            return _new(outgoing, now) if before is None else _revised(before, outgoing, now)
        case Withdraw():
            return None if before is None else _withdrawn(before, now)


def _new(outgoing: Outgoing, now: datetime) -> Values:
    return content_row(outgoing) | {
        "state": OutboxState.WAITING.value,
        "revision": 1,
        "delivered_revision": 0,
        "message_id": None,
        "attempts": 0,
        "in_doubt": False,
        "wanted_at": outgoing.due_at or now,
        "due_at": outgoing.due_at or now,
        "created_at": now,
        "gone_at": None,
    }


def _revised(before: Values, outgoing: Outgoing, now: datetime) -> Values | None:
    content = content_row(outgoing)
    if before["method"] != SAY or content["method"] != SAY:
        return None  # it is done once, whatever became of it
    same_chat = before["chat_id"] == content["chat_id"]
    if same_chat and before["payload"] == content["payload"] and stands(before["state"], before["gone_at"], now):
        # nobody would see a difference; only what later revisions need to know may have changed
        return None if before["facts"] == content["facts"] else before | {"facts": content["facts"]}
    # an edit that was refused once will be refused again, so what follows is a message of its own
    there = same_chat and before["state"] not in {OutboxState.DELETED, OutboxState.REFUSED}
    message_id = before["message_id"] if there else None
    in_doubt = before["in_doubt"] and same_chat and message_id is None
    wanted_at = outgoing.due_at or now
    if before["state"] == OutboxState.WAITING and message_id is None and same_chat:
        wanted_at = min(wanted_at, before["wanted_at"])  # it is late by what it is late, whatever it says by now
    return (
        before
        | content
        | {
            "state": OutboxState.WAITING.value,
            "revision": before["revision"] + 1,
            "message_id": message_id,
            "attempts": before["attempts"] if in_doubt else 0,
            "in_doubt": in_doubt,
            "wanted_at": wanted_at,
            "due_at": outgoing.due_at or now,
            "gone_at": None,
        }
    )


def _withdrawn(before: Values, now: datetime) -> Values | None:
    """Deleted at once where it stands. What is on its way just now is deleted when it has arrived."""
    if before["state"] in {OutboxState.WITHDRAWN, OutboxState.DELETED}:
        return None
    stands_somewhere = before["message_id"] is not None
    if before["state"] == OutboxState.REFUSED and not stands_somewhere:
        return None
    return before | {"state": OutboxState.WITHDRAWN.value, "gone_at": now if stands_somewhere else None}
