"""Loads the part of what is stored that a batch's decisions need: few queries, whatever the tables hold."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Any

from sqlalchemy import Select, and_, bindparam, func, or_, select, union_all
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncSession

from bot.core.model.kept import Acquaintance, Seen, Strike
from bot.core.model.kinds import Reason
from bot.core.model.meaning import Picture
from bot.core.model.report import Report
from bot.core.world import MessageId, Needs, World
from storage import posted, report_rows, rows
from storage.chat_tables import BOUND_NAMES, GROUPS, MESSAGES, PEOPLE, PICTURES, STRIKES
from storage.listed import at_places, by_chat_and_number, whole, within
from storage.service import load_service, recorded_reports
from storage.tables import REPORTS

_DAY = timedelta(days=1)
# bounds for floods, far above what a neighbourhood sees
_LATELY = timedelta(hours=1)  # longer than any follow-up that makes sense
_PICTURES = 50  # of all the batch's people
_REMOVED_PICTURES = 1000  # latest, of one group
_REPORTS = 20  # touched last, of one group
_HOMES = 10  # groups that somebody unknown may live in
_OWN_REPORTS = 30  # touched last, of all the batch's people
_STRIKES = 300  # of all the batch's people


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
    referred_to = await posted.at_places_or_keys(connection, needs.messages, needs.keys, now)
    named = needs.reports | {each.report_id for each in world.messages.values() if each.report_id is not None}
    named |= {each.outgoing.report_id for each in referred_to.values() if each.outgoing.report_id is not None}
    named |= await recorded_reports(connection, needs)
    told = await posted.reports_told(connection, needs.chats)
    world.reports = await _reports(connection, named | told, _groups(world, needs), needs.people, now)
    asked_about = {(r.chat_id, r.message_id) for r in world.reports.values() if r.id in named}
    asked_about |= {place for report in world.reports.values() for place in _witnessed_by(needs.people, report)}
    asked_about |= {place for post in referred_to.values() for place in posted.spoken_of(post)}
    world.messages |= await _messages(connection, asked_about - world.messages.keys(), ())
    if needs.pictures:
        world.pictures = await _pictures(connection, world.messages.keys())
        world.removed_pictures = {chat: await _removed_pictures(connection, chat) for chat in needs.pictures}
    world.posts = referred_to | await posted.of_reports(connection, world.reports, needs.chats | needs.people, now)
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


_MESSAGES_AT = at_places(select(MESSAGES), MESSAGES)
_OF_ALBUMS = select(MESSAGES).where(within(MESSAGES.c.album, "albums"))


async def _messages(
    connection: AsyncConnection, places: Collection[MessageId], albums: Collection[str]
) -> dict[MessageId, Seen]:
    found: dict[MessageId, Seen] = {}
    if places:
        there = await connection.execute(_MESSAGES_AT, by_chat_and_number(places))
        found = {at: rows.seen_of(row) for row in there if (at := (row.chat_id, row.message_id)) in places}
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


_PICTURES_AT = at_places(select(PICTURES), PICTURES).where(PICTURES.c.kind.is_not(None))


async def _pictures(connection: AsyncConnection, places: Collection[MessageId]) -> dict[MessageId, Picture]:
    if not places:
        return {}
    found = await connection.execute(_PICTURES_AT, by_chat_and_number(places))
    return {at: rows.picture_of(row) for row in found if (at := (row.chat_id, row.message_id)) in places}


_OF_REMOVED = (
    select(PICTURES.c.fingerprint, MESSAGES.c.reason)
    .select_from(MESSAGES)
    .join(
        PICTURES,
        and_(PICTURES.c.chat_id == MESSAGES.c.chat_id, PICTURES.c.message_id == MESSAGES.c.message_id),
    )
    .where(
        MESSAGES.c.chat_id == bindparam("chat"),
        MESSAGES.c.struck,
        MESSAGES.c.reason.is_not(None),
        MESSAGES.c.attachment_file.is_not(None),  # as every picture has, and their index
        PICTURES.c.fingerprint.is_not(None),
    )
    .order_by(MESSAGES.c.message_id.desc())
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
    return {row.id: report_rows.report_of(row) for row in found}


@lru_cache(maxsize=128)
def _reports_query(groups: int) -> Select[Any]:
    row = REPORTS.c
    recent = select(row.id).where(row.updated_at >= bindparam("since"))
    recent = recent.order_by(row.updated_at.desc(), row.id.desc())
    parts = [
        select(row.id).where(within(row.id, "named")),
        whole(recent.where(within(row.reporter_id, "reporters")).limit(_OWN_REPORTS)),
    ]
    parts += [whole(recent.where(row.group_id == bindparam(f"group{n}")).limit(_REPORTS)) for n in range(groups)]
    return select(REPORTS).where(row.id.in_(union_all(*parts)))
