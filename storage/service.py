"""Loads what decisions need to know of the service: who may come in, who serves, what is recorded and referred."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import bindparam, func, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.core.world import Needs, World
from storage import service_rows
from storage.listed import within
from storage.service_tables import DUTY_CHANGES, INVITATIONS, PROMISES, REFERRALS, SCENE_RECORDS
from storage.tables import NOTES

_PAST_SHIFTS = timedelta(days=2)
_FULFILLED = timedelta(days=31)

_DUTY = select(DUTY_CHANGES).where(DUTY_CHANGES.c.starts_at > bindparam("since"))
_INVITATIONS = select(INVITATIONS).where(within(INVITATIONS.c.token_hash, "hashes"))
_NOTES = select(NOTES.c.key, NOTES.c.value).where(within(NOTES.c.key, "keys"))
_LAST_RECORD = select(func.max(SCENE_RECORDS.c.id))
_UNFINISHED = within(SCENE_RECORDS.c.officer_id, "people") & SCENE_RECORDS.c.finished_at.is_(None)
_RECORDED = select(SCENE_RECORDS.c.report_id).where(or_(within(SCENE_RECORDS.c.id, "ids"), _UNFINISHED))
_OWN = within(SCENE_RECORDS.c.officer_id, "people") & within(SCENE_RECORDS.c.report_id, "loaded")
_RECORDS = select(SCENE_RECORDS).where(
    or_(within(SCENE_RECORDS.c.id, "ids"), within(SCENE_RECORDS.c.report_id, "reports"), _OWN, _UNFINISHED)
)
_LAST_PROMISE = select(func.max(PROMISES.c.id))
_PROMISES = select(PROMISES).where(or_(PROMISES.c.done_at.is_(None), PROMISES.c.done_at > bindparam("since")))
_REFERRALS = select(REFERRALS).where(within(REFERRALS.c.report_id, "reports"))


async def load_service(connection: AsyncConnection, world: World, needs: Needs, now: datetime) -> None:
    """Fill in what `World` promises of these."""
    changes = map(service_rows.duty_change_of, await connection.execute(_DUTY, {"since": now - _PAST_SHIFTS}))
    world.duty_changes = {(change.quadrant, change.starts_at, change.officer): change for change in changes}
    if needs.invitations:
        found = await connection.execute(_INVITATIONS, {"hashes": needs.invitations})
        world.invitations = {row.token_hash: service_rows.invitation_of(row) for row in found}
    if needs.notes:
        notes = await connection.execute(_NOTES, {"keys": needs.notes})
        world.notes = {row.key: row.value for row in notes}
    if needs.promises:
        promises = map(service_rows.promise_of, await connection.execute(_PROMISES, {"since": now - _FULFILLED}))
        world.promises = {promise.id: promise for promise in promises}
        world.next_promise_id = (await connection.scalar(_LAST_PROMISE) or 0) + 1
    await _load_records(connection, world, needs)
    if world.reports:
        found = await connection.execute(_REFERRALS, {"reports": world.reports.keys()})
        world.referrals = {row.report_id: service_rows.referral_of(row) for row in found}


async def recorded_reports(connection: AsyncConnection, needs: Needs) -> set[int]:
    """The reports of the records that are named, and of the unfinished ones of those who write in private."""
    people = _in_private(needs)
    if not (needs.records or people):
        return set()
    return set(await connection.scalars(_RECORDED, {"ids": needs.records, "people": people}))


async def _load_records(connection: AsyncConnection, world: World, needs: Needs) -> None:
    """Of those who write in private: only there is a record made."""
    people = _in_private(needs)
    if needs.records or people:
        wanted = {"ids": needs.records, "reports": needs.reports, "people": people, "loaded": world.reports.keys()}
        found = await connection.execute(_RECORDS, wanted)
        world.records = {row.id: service_rows.record_of(row) for row in found}
        world.next_record_id = (await connection.scalar(_LAST_RECORD) or 0) + 1


def _in_private(needs: Needs) -> set[int]:
    return {chat_id for chat_id in needs.chats if chat_id > 0}
