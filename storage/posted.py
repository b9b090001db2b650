"""Loads what decisions need to know of the bot's own messages: where they stand, and which still do."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Any

from sqlalchemy import bindparam, select, union_all
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.core.outgoing import Purpose, Say
from bot.core.world import MessageId, Posted
from storage.listed import Ids, at_places, by_chat_and_number, whole, within
from storage.outbox_rows import POSTED, posted_of
from storage.tables import OUTBOX, OutboxState, constant

_OF_REPORTS = [
    constant(each)
    for each in (
        Purpose.ALERT,
        Purpose.LINE,
        Purpose.REMINDER,
        Purpose.ESCALATION,
        Purpose.CLOSING,
        Purpose.RECORD,
        Purpose.REFERRAL,
    )
]

# bounds for floods, far above what a neighbourhood sees
_NOTICES = 50  # of all the batch's chats; those to one place are folded into one
_ALERTS = 5  # told last, to one person
_FRESH = timedelta(minutes=1)  # a private notice of that age may still become one about several messages

_POSTS_AT = at_places(select(*POSTED), OUTBOX)
_POSTS_OF_KEYS = select(*POSTED).where(within(OUTBOX.c.key, "keys"))


async def at_places_or_keys(
    connection: AsyncConnection, places: Collection[MessageId], keys: Collection[str], now: datetime
) -> dict[str, Posted]:
    """The posts at these places, and those with these keys."""
    found: dict[str, Posted] = {}
    if places:
        there = await connection.execute(_POSTS_AT, by_chat_and_number(places))
        found = {row.key: posted_of(row, now) for row in there if (row.chat_id, row.message_id) in places}
    if keys:
        found |= {row.key: posted_of(row, now) for row in await connection.execute(_POSTS_OF_KEYS, {"keys": keys})}
    return found


async def reports_told(connection: AsyncConnection, chats: Collection[int]) -> set[int]:
    """The reports that were last told in these private chats: what is said there may be about them."""
    private = [chat_id for chat_id in chats if chat_id > 0]
    if not private:
        return set()
    wanted = {f"chat{number}": chat_id for number, chat_id in enumerate(private)}
    return set(await connection.scalars(_alerted_query(len(private)), wanted))


@lru_cache(maxsize=128)
def _alerted_query(chats: int) -> Any:
    row = OUTBOX.c
    alerts = select(row.report_id).where(row.purpose == constant(Purpose.ALERT)).order_by(row.message_id.desc())
    latest = alerts.limit(_ALERTS)
    return union_all(*(whole(latest.where(row.chat_id == bindparam(f"chat{number}"))) for number in range(chats)))


def spoken_of(post: Posted) -> set[MessageId]:
    """The removed messages that a notice tells of."""
    action = post.outgoing.action
    items = action.facts.get("items", ()) if isinstance(action, Say) else ()
    return {(item["chat_id"], item["message_id"]) for item in items}


def _standing_notices() -> list[Ids]:
    row = OUTBOX.c
    notices = select(row.id).where(row.purpose == constant(Purpose.NOTICE), within(row.chat_id, "chats"))
    sent = notices.where(row.state == constant(OutboxState.SENT))
    standing = (
        notices.where(row.state == constant(OutboxState.WAITING)),
        sent.where(row.gone_at > bindparam("now")),
        sent.where(row.sent_at >= bindparam("fresh"), row.chat_id > 0),
    )
    return [whole(each.order_by(row.id.desc()).limit(_NOTICES)) for each in standing]


_POSTS = select(*POSTED).where(
    OUTBOX.c.id.in_(
        union_all(
            select(OUTBOX.c.id).where(within(OUTBOX.c.report_id, "reports"), OUTBOX.c.purpose.in_(_OF_REPORTS)),
            *_standing_notices(),
        )
    )
)


async def of_reports(
    connection: AsyncConnection, reports: Collection[int], chats: Collection[int], now: datetime
) -> dict[str, Posted]:
    """The reports' posts, and the chats' notices that still stand."""
    if not (reports or chats):
        return {}
    found = await connection.execute(_POSTS, {"reports": reports, "chats": chats, "now": now, "fresh": now - _FRESH})
    return {row.key: posted_of(row, now) for row in found}
