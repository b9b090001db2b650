"""The referrals that wait: to be sent, for their number, or for news of them."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.core.referrals.model import Referral
from storage.service_rows import referral_of
from storage.service_tables import REFERRALS

_ROW = REFERRALS.c


async def due(session: AsyncSession, now: datetime, limit: int) -> list[Referral]:
    """Those whose time has come, the longest due first."""
    query = select(REFERRALS).where(_ROW.due_at <= now).order_by(_ROW.due_at, _ROW.report_id).limit(limit)
    return list(map(referral_of, await (await session.connection()).execute(query)))


async def claim(session: AsyncSession, referral: Referral, until: datetime) -> bool:
    """Whether it is the caller's alone until then: nobody else has taken or changed it meanwhile."""
    taken = await (await session.connection()).execute(
        update(REFERRALS)
        .where(_ROW.report_id == referral.report_id, _ROW.agency == referral.agency, _ROW.due_at == referral.due_at)
        .values(due_at=until)
    )
    return taken.rowcount == 1


async def begin(session: AsyncSession, referral: Referral) -> bool:
    """Note durably that it is being sent now, unless it was taken back or put off since it was claimed."""
    begun = await (await session.connection()).execute(
        update(REFERRALS)
        .where(_ROW.report_id == referral.report_id, _ROW.agency == referral.agency, _ROW.due_at == referral.due_at)
        .values(begun=True, attempts=_ROW.attempts + 1)
    )
    return begun.rowcount == 1


async def next_due_at(session: AsyncSession) -> datetime | None:
    """When the next is or was due; None when none waits."""
    earliest = select(func.min(_ROW.due_at)).where(_ROW.due_at.is_not(None))  # so that its index serves
    moment: datetime | None = await (await session.connection()).scalar(earliest)
    return moment
