"""Loads the part of what is stored that a batch's decisions need: few queries, whatever the tables hold."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Any

from sqlalchemy import Select, Table, and_, bindparam, func, or_, select, union_all
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncSession

from bot.core.model.kept import Acquaintance, Seen, Strike
from bot.core.model.kinds import Reason
from bot.core.model.meaning import Picture
from bot.core.model.report import Report
from bot.core.outgoing import Purpose, Say
from bot.core.world import MessageId, Needs, Posted, World
from storage import rows
from storage.listed import within
from storage.outbox_rows import POSTED, posted_of
from storage.service import load_service, recorded_reports
from storage.tables import (
    BOUND_NAMES,
    GROUPS,
    MESSAGES,
    OUTBOX,
    PEOPLE,
    PICTURES,
    REPORTS,
    STRIKES,
    OutboxState,
    constant,
)

_DAY = timedelta(days=1)
_FRESH = timedelta(minutes=1)  # a private notice of that age may still become one about several messages
# bounds for floods, far above what a neighbourhood sees
_LATELY = timedelta(hours=1)  # longer than any follow-up that makes sense
_PICTURES = 50  # of all the batch's people
_REMOVED_PICTURES = 1000  # latest, of one group
_REPORTS = 20  # touched last, of one group
_HOMES = 10  # groups that somebody unknown may live in
_OWN_REPORTS = 30  # touched last, of all the batch's people
_STRIKES = 300  # of all the batch's people
_ALERTS = 5  # told last, to one person
_NOTICES = 50  # of all the batch's chats; those to one place are folded into one
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

Ids = Select[tuple[int]]


async def load_world(session: AsyncSession, needs: Needs, now: datetime, *, also_people: Collection[int] = ()) -> World:
    """What `World` promises, for these needs.

    Bounded for floods: of each group come the 20 reports touched last, of the batch's people the 30 touched last,
    besides those that are named; and the 50 latest notices. In addition to what is promised come private notices
    sent within the last minute, and as people those in ``also_people``, those with bound names, the groups'
    administrators, and those who reported what is named.
    """
    connection = await session.connection()
    world = World()
    world.names = {row.name: row.person_id for row in await connection.execute(_ALL_NAMES)}
    world.groups = {row.chat_id: rows.group_of(row) for row in await connection.execute(_ALL_GROUPS)}
    world.people = await _people(connection, _known_to(world) | needs.people | set(also_people))
    world.strikes = await _strikes(connection, needs.people, now)
    world.messages = await _messages(connection, needs.messages, needs.albums)
    world.messages |= await _loose(connection, needs.people, now)
    at_places = await _posts_at(connection, needs.messages, needs.keys, now)
    named = needs.reports | {each.report_id for each in world.messages.values() if each.report_id is not None}
    named |= {each.outgoing.report_id for each in at_places.values() if each.outgoing.report_id is not None}
    named |= await recorded_reports(connection, needs)
    told = await _alerted(connection, needs.chats)
    world.reports = await _reports(connection, named | told, _groups(world, needs), needs.people, now)
    asked_about = {(r.chat_id, r.message_id) for r in world.reports.values() if r.id in named}
    asked_about |= {place for report in world.reports.values() for place in _witnessed_by(needs.people, report)}
    asked_about |= {place for post in at_places.values() for place in _spoken_of(post)}
    world.messages |= await _messages(connection, asked_about - world.messages.keys(), ())
    if needs.pictures:
        world.pictures = await _pictures(connection, world.messages.keys())
        world.removed_pictures = {chat: await _removed_pictures(connection, chat) for chat in needs.pictures}
    world.posts = at_places | await _posts(connection, world.reports, needs.chats | needs.people, now)
    world.next_report_id = (await connection.scalar(_LAST_REPORT) or 0) + 1
    who_reported = {world.reports[i].reporter_id for i in named & world.reports.keys()}
    who_reported |= {each.person_id for i in named & world.reports.keys() for each in world.reports[i].witnesses}
    world.people |= await _people(connection, who_reported - world.people.keys())
    await load_service(connection, world, needs, now)
    return world


def _witnessed_by(people: Collection[int], report: Report) -> set[MessageId]:
    """What these people wrote as witnesses of the report: it may turn out to be another one."""
    here = {each.message_id: each.chat_id for each in report.witnesses if each.person_id in people}
    # a group may have moved since, and took its messages along
    return {(report.group_id if chat_id < 0 else chat_id, number) for number, chat_id in here.items()}


def _known_to(world: World) -> set[int]:
    administrators = (group.administrators for group in world.groups.values())
    return set(world.names.values()).union(*administrators)


def _groups(world: World, needs: Needs) -> set[int]:
    """The groups that the chats belong to: themselves, and for private ones where the person lives, or may live."""
    people = [world.people.get(chat_id) for chat_id in needs.chats if chat_id > 0]
    homes = {who.group_id for who in people if who is not None and who.group_id is not None}
    if any(who is None or who.group_id is None for who in people):
        homes |= set(sorted(world.groups)[:_HOMES])  # what they tell may be known in any of them
    return homes | {chat_id for chat_id in needs.chats if chat_id < 0}


# Statements are built once: building them anew for each batch would cost more than running them.

_ALL_NAMES = select(BOUND_NAMES)
_ALL_GROUPS = select(GROUPS)
_LAST_REPORT = select(func.max(REPORTS.c.id))
_PEOPLE = select(PEOPLE).where(within(PEOPLE.c.id, "ids"))


async def _people(connection: AsyncConnection, ids: Collection[int]) -> dict[int, Acquaintance]:
    found = await connection.execute(_PEOPLE, {"ids": ids}) if ids else ()
    return {row.id: rows.person_of(row) for row in found}


_UNEXPIRED = (
    select(STRIKES)
    .where(within(STRIKES.c.person_id, "people"), STRIKES.c.expires_at > bindparam("now"))
    .order_by(STRIKES.c.at.desc())
    .limit(_STRIKES)
)


async def _strikes(
    connection: AsyncConnection, people: Collection[int], now: datetime
) -> dict[tuple[int, int], list[Strike]]:
    strikes: dict[tuple[int, int], list[Strike]] = {}
    if people:
        latest_first = await connection.execute(_UNEXPIRED, {"people": people, "now": now})
        for row in reversed(latest_first.all()):
            strikes.setdefault((row.chat_id, row.person_id), []).append(rows.strike_of(row))
    return strikes


def _at_places(query: Select[Any], table: Table) -> Select[Any]:
    """Those that stand at one of these numbers in one of these chats: for a list of pairs SQLite reads everything."""
    return query.where(within(table.c.chat_id, "chats"), within(table.c.message_id, "numbers"))


def _chats_and_numbers(places: Collection[MessageId]) -> dict[str, set[int]]:
    return {"chats": {chat_id for chat_id, _ in places}, "numbers": {number for _, number in places}}


_MESSAGES_AT = _at_places(select(MESSAGES), MESSAGES)
_OF_ALBUMS = select(MESSAGES).where(within(MESSAGES.c.album, "albums"))


async def _messages(
    connection: AsyncConnection, places: Collection[MessageId], albums: Collection[str]
) -> dict[MessageId, Seen]:
    found: dict[MessageId, Seen] = {}
    if places:
        at_places = await connection.execute(_MESSAGES_AT, _chats_and_numbers(places))
        found = {at: rows.seen_of(row) for row in at_places if (at := (row.chat_id, row.message_id)) in places}
    if albums:
        of_albums = await connection.execute(_OF_ALBUMS, {"albums": albums})
        found |= {(row.chat_id, row.message_id): rows.seen_of(row) for row in of_albums}
    return found


_LOOSE = (
    select(MESSAGES)
    .where(
        within(MESSAGES.c.person_id, "people"),
        MESSAGES.c.report_id.is_(None),
        or_(MESSAGES.c.attachment_file.is_not(None), MESSAGES.c.latitude.is_not(None)),
        MESSAGES.c.sent_at > bindparam("since"),
    )
    .order_by(MESSAGES.c.sent_at.desc())
    .limit(_PICTURES)
)


async def _loose(connection: AsyncConnection, people: Collection[int], now: datetime) -> dict[MessageId, Seen]:
    """The files and points that the people sent lately and that belong to no report: words may be about to come."""
    if not people:
        return {}
    found = await connection.execute(_LOOSE, {"people": people, "since": now - _LATELY})
    return {(row.chat_id, row.message_id): rows.seen_of(row) for row in found}


_PICTURES_AT = _at_places(select(PICTURES), PICTURES).where(PICTURES.c.kind.is_not(None))


async def _pictures(connection: AsyncConnection, places: Collection[MessageId]) -> dict[MessageId, Picture]:
    if not places:
        return {}
    found = await connection.execute(_PICTURES_AT, _chats_and_numbers(places))
    return {at: rows.picture_of(row) for row in found if (at := (row.chat_id, row.message_id)) in places}


_OF_REMOVED = (
    select(PICTURES.c.fingerprint, MESSAGES.c.reason)
    .join(
        MESSAGES,
        and_(MESSAGES.c.chat_id == PICTURES.c.chat_id, MESSAGES.c.message_id == PICTURES.c.message_id),
    )
    .where(
        PICTURES.c.chat_id == bindparam("chat"),
        PICTURES.c.fingerprint.is_not(None),
        MESSAGES.c.struck,
        MESSAGES.c.reason.is_not(None),
    )
    .order_by(PICTURES.c.message_id.desc())
    .limit(_REMOVED_PICTURES)
)


async def _removed_pictures(connection: AsyncConnection, chat_id: int) -> tuple[tuple[int, Reason], ...]:
    found = await connection.execute(_OF_REMOVED, {"chat": chat_id})
    return tuple((int(row.fingerprint, 16), Reason(row.reason)) for row in found)


async def _reports(
    connection: AsyncConnection,
    named: Collection[int],
    groups: Collection[int],
    reporters: Collection[int],
    now: datetime,
) -> dict[int, Report]:
    if not (named or groups or reporters):
        return {}
    wanted: dict[str, Any] = {"named": named, "reporters": reporters, "since": now - _DAY}
    wanted |= {f"group{number}": group for number, group in enumerate(groups)}
    found = await connection.execute(_reports_query(len(groups)), wanted)
    return {row.id: rows.report_of(row) for row in found}


@lru_cache(maxsize=128)
def _reports_query(groups: int) -> Select[Any]:
    row = REPORTS.c
    recent = select(row.id).where(row.updated_at >= bindparam("since"))
    recent = recent.order_by(row.updated_at.desc(), row.id.desc())
    parts = [
        select(row.id).where(within(row.id, "named")),
        _whole(recent.where(within(row.reporter_id, "reporters")).limit(_OWN_REPORTS)),
    ]
    parts += [_whole(recent.where(row.group_id == bindparam(f"group{n}")).limit(_REPORTS)) for n in range(groups)]
    return select(REPORTS).where(row.id.in_(union_all(*parts)))


def _whole(query: Ids) -> Ids:
    """The query with its order and limit, fit to be a part of a union."""
    return select(*query.subquery().c)


_POSTS_AT = _at_places(select(*POSTED), OUTBOX)
_POSTS_OF_KEYS = select(*POSTED).where(within(OUTBOX.c.key, "keys"))


async def _posts_at(
    connection: AsyncConnection, places: Collection[MessageId], keys: Collection[str], now: datetime
) -> dict[str, Posted]:
    found: dict[str, Posted] = {}
    if places:
        at_places = await connection.execute(_POSTS_AT, _chats_and_numbers(places))
        found = {row.key: posted_of(row, now) for row in at_places if (row.chat_id, row.message_id) in places}
    if keys:
        found |= {row.key: posted_of(row, now) for row in await connection.execute(_POSTS_OF_KEYS, {"keys": keys})}
    return found


async def _alerted(connection: AsyncConnection, chats: Collection[int]) -> set[int]:
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
    return union_all(*(_whole(latest.where(row.chat_id == bindparam(f"chat{number}"))) for number in range(chats)))


def _spoken_of(post: Posted) -> set[MessageId]:
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
    return [_whole(each.order_by(row.id.desc()).limit(_NOTICES)) for each in standing]


_POSTS = select(*POSTED).where(
    OUTBOX.c.id.in_(
        union_all(
            select(OUTBOX.c.id).where(within(OUTBOX.c.report_id, "reports"), OUTBOX.c.purpose.in_(_OF_REPORTS)),
            *_standing_notices(),
        )
    )
)


async def _posts(
    connection: AsyncConnection, reports: Collection[int], chats: Collection[int], now: datetime
) -> dict[str, Posted]:
    """The reports' posts, and the chats' notices that still stand."""
    if not (reports or chats):
        return {}
    found = await connection.execute(_POSTS, {"reports": reports, "chats": chats, "now": now, "fresh": now - _FRESH})
    return {row.key: posted_of(row, now) for row in found}
