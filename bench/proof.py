"""How long it takes to prove a long response log whole."""

from __future__ import annotations

import tempfile
import time
from datetime import timedelta

from bench.workplace import START
from bot.core.effects import Log
from bot.core.model.kinds import Role
from bot.core.model.report import LogRow
from storage.database import Database
from storage.recording import record
from storage.verifying import Whole, verify

ROWS, AT_ONCE = 100_000, 10_000


async def proof() -> list[tuple[str, str, str]]:
    """Rows as officers write them, each sealed after the one before; then one walk along all of them."""
    with tempfile.TemporaryDirectory() as folder:
        database = await Database.open(f"sqlite:///{folder}/log.db")
        try:
            for first in range(0, ROWS, AT_ONCE):
                async with database.write() as session:
                    await record(session, [Log(_row(number)) for number in range(first, first + AT_ONCE)], START)
            begun = time.perf_counter()
            async with database.read() as session:
                proven = await verify(session)
            spent = time.perf_counter() - begun
        finally:
            await database.close()
    assert isinstance(proven, Whole)
    return [(f"a response log of {proven.rows:,} rows proven whole", f"{spent:.1f} s", "")]


def _row(number: int) -> LogRow:
    return LogRow(
        report_id=number // 8 + 1,
        folio=f"CUA-{number // 8 + 1:06d}",
        at=START + timedelta(seconds=number),
        event="said",
        by_id=5001,
        by_name="Of. Juárez",
        role=Role.OFFICER,
        text="ya llegamos, todo tranquilo",
    )
