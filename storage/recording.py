"""Writes what decisions ask for: each table's rows at once, in the caller's transaction."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, delete, update
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncSession

from bot.core.effects import (
    AddStrike,
    BindName,
    ChangeDuty,
    Effect,
    Forget,
    ForgiveStrike,
    KeepPicture,
    Know,
    Log,
    LookAt,
    MoveGroup,
    Remember,
    Renew,
    SaveGroup,
    SaveInvitation,
    SaveMessage,
    SavePromise,
    SaveRecord,
    SaveReferral,
    SaveReport,
    Send,
    Withdraw,
)
from storage import chain, report_rows, rows, service_rows
from storage.chat_tables import BOUND_NAMES, GROUPS, MESSAGES, PEOPLE, PICTURES, STRIKES
from storage.columns import Values
from storage.many import run_many
from storage.moving import move_group
from storage.posting import post, renew
from storage.service_tables import DUTY_CHANGES, INVITATIONS, PROMISES, REFERRALS, SCENE_RECORDS
from storage.tables import NOTES, REPORTS
from storage.upsert import add_missing, upsert


async def record(session: AsyncSession, effects: Iterable[Effect], now: datetime) -> None:
    """Make the effects, in their order, what is stored from now on."""
    connection = await session.connection()
    batch = _Batch()
    for effect in effects:
        if isinstance(effect, MoveGroup):
            # what came before goes to the old id first, and moves with it
            await batch.store(connection, now)
            batch = _Batch()
            await move_group(connection, effect.chat_id, effect.new_chat_id)
        else:
            batch.add(effect)
    await batch.store(connection, now)


_FORGIVE = delete(STRIKES).where(STRIKES.c.chat_id == bindparam("chat"), STRIKES.c.message_id == bindparam("message"))
_FORGET = delete(NOTES).where(NOTES.c.key == bindparam("note"))


_SUPERSEDE = (
    update(INVITATIONS)
    .where(
        INVITATIONS.c.handle == bindparam("of"),
        INVITATIONS.c.used_at.is_(None),
        INVITATIONS.c.token_hash != bindparam("latest"),
        INVITATIONS.c.expires_at > bindparam("at"),
    )
    .values(expires_at=bindparam("at"))
)
"""A new invitation makes the older ones for the same person worthless."""


@dataclass(slots=True)
class _Batch:
    """Rows by table and key; of several states of one thing only the last is written."""

    messages: dict[Any, Values] = field(default_factory=dict)
    pictures: dict[Any, Values] = field(default_factory=dict)
    reports: dict[int, Values] = field(default_factory=dict)
    people: dict[int, Values] = field(default_factory=dict)
    names: dict[str, Values] = field(default_factory=dict)
    groups: dict[int, Values] = field(default_factory=dict)
    invitations: dict[str, Values] = field(default_factory=dict)
    duty: dict[Any, Values] = field(default_factory=dict)
    records: dict[int, Values] = field(default_factory=dict)
    referrals: dict[int, Values] = field(default_factory=dict)
    promises: dict[int, Values] = field(default_factory=dict)
    notes: dict[str, str] = field(default_factory=dict)
    forgotten: list[Values] = field(default_factory=list)
    strikes: dict[Any, Values] = field(default_factory=dict)
    forgiven: list[Values] = field(default_factory=list)
    log: list[Values] = field(default_factory=list)
    outgoing: list[Send | Withdraw] = field(default_factory=list)
    renewed: list[int] = field(default_factory=list)

    def add(self, effect: Effect) -> None:
        match effect:
            case SaveMessage(seen):
                self.messages[seen.chat_id, seen.message_id] = rows.message_row(seen)
            case LookAt():
                self.pictures[effect.chat_id, effect.message_id] = rows.wish_row(effect)
            case KeepPicture():
                self.pictures[effect.chat_id, effect.message_id] = rows.picture_row(effect)
            case SaveReport(report):
                self.reports[report.id] = report_rows.report_row(report)
            case Log(row):
                self.log.append(report_rows.log_row(row))
            case AddStrike(strike):
                self.strikes[strike.chat_id, strike.message_id] = rows.strike_row(strike)
            case ForgiveStrike(chat_id, message_id):
                self.strikes.pop((chat_id, message_id), None)
                self.forgiven.append({"chat": chat_id, "message": message_id})
            case Know(who):
                self.people[who.id] = rows.person_row(who)
            case BindName(name, person_id):
                self.names[name] = {"name": name, "person_id": person_id}
            case SaveGroup(group):
                self.groups[group.chat_id] = rows.group_row(group)
            case SaveInvitation(invitation):
                self.invitations.pop(invitation.token_hash, None)  # the last of them stands last
                self.invitations[invitation.token_hash] = service_rows.invitation_row(invitation)
            case ChangeDuty(change):
                self.duty[change.quadrant, change.starts_at, change.officer] = service_rows.duty_change_row(change)
            case SaveRecord(scene_record):
                self.records[scene_record.id] = service_rows.record_row(scene_record)
            case SaveReferral(referral):
                self.referrals[referral.report_id] = service_rows.referral_row(referral)
            case SavePromise(promise):
                self.promises[promise.id] = service_rows.promise_row(promise)
            case Remember(key, value):
                self.notes[key] = value
            case Forget(key):
                self.notes.pop(key, None)
                self.forgotten.append({"note": key})
            case Renew(chat_id):
                self.renewed.append(chat_id)
            case Send() | Withdraw():
                self.outgoing.append(effect)

    def _superseding(self) -> list[Values]:
        latest = {row["handle"]: row for row in self.invitations.values() if row["used_at"] is None}
        return [{"of": handle, "latest": row["token_hash"], "at": row["issued_at"]} for handle, row in latest.items()]

    async def store(self, connection: AsyncConnection, now: datetime) -> None:
        await upsert(connection, GROUPS, list(self.groups.values()))
        await upsert(connection, PEOPLE, list(self.people.values()))
        await upsert(connection, BOUND_NAMES, list(self.names.values()))
        await upsert(connection, MESSAGES, list(self.messages.values()))
        await upsert(connection, PICTURES, list(self.pictures.values()))
        await upsert(connection, REPORTS, list(self.reports.values()))
        await upsert(connection, INVITATIONS, list(self.invitations.values()))
        await run_many(connection, _SUPERSEDE, self._superseding())
        await upsert(connection, DUTY_CHANGES, list(self.duty.values()))
        await upsert(connection, SCENE_RECORDS, list(self.records.values()))
        await upsert(connection, REFERRALS, list(self.referrals.values()))
        await run_many(connection, _FORGET, self.forgotten)
        await upsert(connection, PROMISES, list(self.promises.values()))
        await upsert(connection, NOTES, [{"key": k, "value": v, "at": now} for k, v in self.notes.items()])
        await run_many(connection, _FORGIVE, self.forgiven)
        await add_missing(connection, STRIKES, list(self.strikes.values()))
        await chain.append(connection, self.log)
        await post(connection, self.outgoing, now)
        await renew(connection, self.renewed, now)
