"""What is stored, for other programs: streamed, the oldest first, in names that `cuadrante export` promises.

Who reported stays out of it: a report's witnesses are nobody's business but the police's on the spot.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Column, Row, Select, select
from sqlalchemy.ext.asyncio import AsyncSession

from storage.service_tables import REFERRALS
from storage.tables import REPORTS, RESPONSE_LOG

REPORT_FIELDS = (
    "folio", "state", "category", "emergency", "street", "number", "cross_street", "quadrant", "opened_at",
    "forwarded_at", "acknowledged_at", "en_route_at", "on_scene_at", "closed_at", "updated_at",
    "landmark", "latitude", "longitude", "group", "owner", "words", "rules_version", "outcome", "answered_at",
    "referred_to", "agency_folio", "witnesses", "happened_at",
)  # fmt: skip
LOG_FIELDS = (
    "folio", "at", "event", "by", "role", "text",
    "state", "category", "emergency", "quadrant", "opened_at", "happened_at", "group",
)  # fmt: skip


async def reports(
    session: AsyncSession, since: datetime | None = None, until: datetime | None = None
) -> AsyncIterator[dict[str, Any]]:
    """The reports opened from ``since`` on and before ``until``, with the fields in `REPORT_FIELDS`.

    Times are ISO 8601 in UTC; ``quadrant`` names several with commas between them.
    """
    known = select(REPORTS, REFERRALS.c.folio.label("agency_folio"))
    known = known.outerjoin(REFERRALS, REFERRALS.c.report_id == REPORTS.c.id)
    query = _between(known, REPORTS.c.opened_at, since, until)
    async for row in _stream(session, query.order_by(REPORTS.c.opened_at, REPORTS.c.id)):
        special = {"quadrant": ",".join(row.quadrants) or None, "group": row.group_id, "owner": row.owner_name}
        special["witnesses"] = len(row.witnesses or ())
        yield {name: special[name] if name in special else _plain(row, name) for name in REPORT_FIELDS}


async def log(
    session: AsyncSession, since: datetime | None = None, until: datetime | None = None
) -> AsyncIterator[dict[str, Any]]:
    """The response log's rows from ``since`` on and before ``until``, with the fields in `LOG_FIELDS`.

    From ``state`` on they are what the row's report was from then on: all that the figures of past days are made from.
    """
    query = _between(select(RESPONSE_LOG), RESPONSE_LOG.c.at, since, until)
    async for row in _stream(session, query.order_by(RESPONSE_LOG.c.at, RESPONSE_LOG.c.id)):
        special = {"by": row.by_name, **_facts(row.facts)}
        yield {name: special[name] if name in special else _plain(row, name) for name in LOG_FIELDS}


def _facts(facts: Mapping[str, Any] | None) -> dict[str, Any]:
    """None each where the row changed no report."""
    known = facts or {}
    return {
        "state": known.get("state"),
        "category": known.get("category"),
        "emergency": known.get("emergency", False) if facts else None,
        "quadrant": ",".join(known.get("quadrants", ())) or None,
        "opened_at": _in_utc(known.get("opened_at")),
        "happened_at": _in_utc(known.get("happened_at")),
        "group": known.get("group_id"),
    }


def _in_utc(moment: str | None) -> str | None:
    return datetime.fromisoformat(moment).astimezone(UTC).isoformat() if moment else None


def _plain(row: Row[Any], name: str) -> Any:
    value = row._mapping[name]
    return value.isoformat() if isinstance(value, datetime) else value


def _between(query: Select[Any], column: Column[Any], since: datetime | None, until: datetime | None) -> Select[Any]:
    if since is not None:
        query = query.where(column >= since)
    return query if until is None else query.where(column < until)


async def _stream(session: AsyncSession, query: Select[Any]) -> AsyncIterator[Row[Any]]:
    connection = await session.connection()
    async with connection.stream(query, execution_options={"yield_per": 500}) as result:
        async for row in result:
            yield row
