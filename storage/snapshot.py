"""Loads the part of what is stored that a batch's decisions need: few queries, whatever the tables hold."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, Table, and_, func, or_, select, union_all
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncSession

from bot.core.model import Acquaintance, Report, Seen, Strike
from bot.core.outgoing import Purpose, Say
from bot.core.world import MessageId, Needs, Posted, World
from storage import rows
from storage.outbox_rows import COLUMNS, posted_of
from storage.tables import (
    BOUND_NAMES,
    GROUPS,
    MESSAGES,
    OUTBOX,
    PEOPLE,
    REPORTS,
    STRIKES,
    OutboxState,
    constant,
)

_DAY = timedelta(days=1)
_FRESH = timedelta(minutes=1)  # a private notice of that age may still become one about several messages
# bounds for floods, far above what a neighbourhood sees
_REPORTS = 20  # touched last, of one group
_OWN_REPORTS = 30  # touched last, of all the batch's people
_STRIKES = 300  # of all the batch's people
_ALERTS = 5  # told last, to one person
_NOTICES = 50  # of all the batch's chats; those to one place are folded into one
_OF_REPORTS = [each.value for each in (Purpose.ALERT, Purpose.LINE, Purpose.REMINDER, Purpose.ESCALATION)]

Ids = Select[tuple[int]]


async def load_world(session: AsyncSession, needs: Needs, now: datetime, *, also_people: Collection[int] = ()) -> World:
    """What `World` promises, for these needs.

    Bounded for floods: of each group come the 20 reports touched last, of the batch's people the 30 touched last,
    besides those that are named; and the 50 latest notices. In addition to what is promised come private notices
    sent within the last minute, and as people those in ``also_people``, those with bound names, and the groups'
    administrators.
    """
    connection = await session.connection()
    world = World()
    world.names = {row.name: row.person_id for row in await connection.execute(select(BOUND_NAMES))}
    world.groups = {row.chat_id: rows.group_of(row) for row in await connection.execute(select(GROUPS))}
    world.people = await _people(connection, _known_to(world) | needs.people | set(also_people))
    world.strikes = await _strikes(connection, needs.people, now)
    world.messages = await _messages(connection, needs.messages, needs.albums)
    at_places = await _posts_at(connection, needs.messages, needs.keys, now)
    named = needs.reports | {each.report_id for each in world.messages.values() if each.report_id is not None}
    named |= {each.outgoing.report_id for each in at_places.values() if each.outgoing.report_id is not None}
    told = await _alerted(connection, needs.chats)
    world.reports = await _reports(connection, named | told, _groups(world, needs), needs.people, now)
    asked_about = {(r.chat_id, r.message_id) for r in world.reports.values() if r.id in named}
    asked_about |= {place for post in at_places.values() for place in _spoken_of(post)}
    world.messages |= await _messages(connection, asked_about - world.messages.keys(), ())
    world.posts = at_places | await _posts(connection, world.reports, needs.chats | needs.people, now)
    world.next_report_id = (await connection.scalar(select(func.max(REPORTS.c.id))) or 0) + 1
    return world


def _known_to(world: World) -> set[int]:
    administrators = (group.administrators for group in world.groups.values())
    return set(world.names.values()).union(*administrators)


def _groups(world: World, needs: Needs) -> set[int]:
    """The groups that the chats belong to: themselves, and for private ones where the person lives."""
    people = (world.people.get(chat_id) for chat_id in needs.chats if chat_id > 0)
    homes = {who.group_id for who in people if who is not None and who.group_id is not None}
    return homes | {chat_id for chat_id in needs.chats if chat_id < 0}


async def _people(connection: AsyncConnection, ids: Collection[int]) -> dict[int, Acquaintance]:
    if not ids:
        return {}
    found = await connection.execute(select(PEOPLE).where(PEOPLE.c.id.in_(ids)))
    return {row.id: rows.person_of(row) for row in found}


async def _strikes(
    connection: AsyncConnection, people: Collection[int], now: datetime
) -> dict[tuple[int, int], list[Strike]]:
    strikes: dict[tuple[int, int], list[Strike]] = {}
    if people:
        unexpired = STRIKES.c.person_id.in_(people) & (STRIKES.c.expires_at > now)
        latest_first = select(STRIKES).where(unexpired).order_by(STRIKES.c.at.desc()).limit(_STRIKES)
        for row in reversed(list(await connection.execute(latest_first))):
            strikes.setdefault((row.chat_id, row.person_id), []).append(rows.strike_of(row))
    return strikes


async def _messages(
    connection: AsyncConnection, places: Collection[MessageId], albums: Collection[str]
) -> dict[MessageId, Seen]:
    wanted: list[Select[Any]] = []
    if places:
        wanted.append(select(MESSAGES).where(_stands_at(MESSAGES, places)))
    if albums:
        wanted.append(select(MESSAGES).where(MESSAGES.c.album.in_(albums)))
    found = [row for query in wanted for row in await connection.execute(query)]
    return {(row.chat_id, row.message_id): rows.seen_of(row) for row in found}


def _stands_at(table: Table, places: Iterable[MessageId]) -> ColumnElement[bool]:
    """Chat by chat: for a list of pairs SQLite would read the whole table."""
    chats: dict[int, list[int]] = defaultdict(list)
    for chat_id, message_id in places:
        chats[chat_id].append(message_id)
    chat, number = table.c.chat_id, table.c.message_id
    return or_(*(and_(chat == chat_id, number.in_(numbers)) for chat_id, numbers in chats.items()))


async def _reports(
    connection: AsyncConnection,
    named: Collection[int],
    groups: Collection[int],
    reporters: Collection[int],
    now: datetime,
) -> dict[int, Report]:
    recent = select(REPORTS.c.id).where(REPORTS.c.updated_at >= now - _DAY)
    recent = recent.order_by(REPORTS.c.updated_at.desc(), REPORTS.c.id.desc())
    of_groups = recent.limit(_REPORTS)
    parts: list[Ids] = [_whole(of_groups.where(REPORTS.c.group_id == group)) for group in sorted(groups)]
    if reporters:
        parts.append(_whole(recent.where(REPORTS.c.reporter_id.in_(reporters)).limit(_OWN_REPORTS)))
    if named:
        parts.append(select(REPORTS.c.id).where(REPORTS.c.id.in_(named)))
    if not parts:
        return {}
    found = await connection.execute(select(REPORTS).where(REPORTS.c.id.in_(union_all(*parts))))
    return {row.id: rows.report_of(row) for row in found}


def _whole(query: Ids) -> Ids:
    """The query with its order and limit, fit to be a part of a union."""
    return select(*query.subquery().c)


async def _posts_at(
    connection: AsyncConnection, places: Collection[MessageId], keys: Collection[str], now: datetime
) -> dict[str, Posted]:
    wanted = [_stands_at(OUTBOX, places)] if places else []
    if keys:
        wanted.append(OUTBOX.c.key.in_(keys))
    found = [row for each in wanted for row in await connection.execute(select(*COLUMNS).where(each))]
    return {row.key: posted_of(row, now) for row in found}


async def _alerted(connection: AsyncConnection, chats: Collection[int]) -> set[int]:
    """The reports that were last told in these private chats: what is said there may be about them."""
    row = OUTBOX.c
    alerts = select(row.report_id).where(row.purpose == Purpose.ALERT.value).order_by(row.message_id.desc())
    parts = [_whole(alerts.where(row.chat_id == chat_id).limit(_ALERTS)) for chat_id in chats if chat_id > 0]
    return set(await connection.scalars(union_all(*parts))) if parts else set()


def _spoken_of(post: Posted) -> set[MessageId]:
    """The removed messages that a notice tells of."""
    action = post.outgoing.action
    items = action.facts.get("items", ()) if isinstance(action, Say) else ()
    return {(item["chat_id"], item["message_id"]) for item in items}


async def _posts(
    connection: AsyncConnection, reports: Collection[int], chats: Collection[int], now: datetime
) -> dict[str, Posted]:
    """The reports' posts, and the chats' notices that still stand."""
    row = OUTBOX.c
    parts: list[Ids] = []
    if reports:
        parts.append(select(row.id).where(row.report_id.in_(reports), row.purpose.in_(_OF_REPORTS)))
    if chats:
        notices = select(row.id).where(row.purpose == constant(Purpose.NOTICE), row.chat_id.in_(chats))
        sent = notices.where(row.state == constant(OutboxState.SENT))
        standing = (
            notices.where(row.state == constant(OutboxState.WAITING)),
            sent.where(row.gone_at > now),
            sent.where(row.sent_at >= now - _FRESH, row.chat_id > 0),
        )
        parts += [_whole(each.order_by(row.id.desc()).limit(_NOTICES)) for each in standing]
    if not parts:
        return {}
    found = await connection.execute(select(*COLUMNS).where(row.id.in_(union_all(*parts))))
    return {row.key: posted_of(row, now) for row in found}
