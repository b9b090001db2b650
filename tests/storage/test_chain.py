"""The response log's chain: how rows are written, and that the database keeps them as they are."""

from __future__ import annotations

import asyncio
import hashlib
import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import asyncpg
import pytest
from alembic import command
from sqlalchemy import Connection, create_engine, select, text
from sqlalchemy.exc import DBAPIError

from bot.core.effects import Log
from bot.core.model.incoming import Pin
from bot.core.model.kinds import Category, State
from bot.core.model.meaning import Place
from bot.core.model.report import Facts, LogRow
from storage.chain import BEFORE_THE_FIRST
from storage.database import Database
from storage.migrations import config
from storage.recording import record
from storage.report_rows import log_row_of
from storage.tables import RESPONSE_LOG
from tests.storage.values import GROUP, NOW, a_log_row

FACTS = Facts(
    group_id=GROUP,
    state=State.FORWARDED,
    category=Category.THEFT,
    emergency=True,
    place=Place(street="Río Lerma", number="145", pin=Pin(19.4284712, -99.1600001)),
    quadrants=("CUA-1", "CUA-2"),
    witnesses=2,
    opened_at=NOW,
    forwarded_at=NOW + timedelta(seconds=3),
)


async def write(database: Database, *log: LogRow) -> None:
    async with database.write() as session:
        await record(session, [Log(row) for row in log], NOW)


async def stored(database: Database) -> list[Any]:
    async with database.read() as session:
        return list((await session.execute(select(RESPONSE_LOG).order_by(RESPONSE_LOG.c.id))).all())


def hashes(rows: list[Any]) -> list[str]:
    """Computed from the description alone, as anybody else would who checks the log."""
    found, previous = [], "0" * 64
    for row in rows:
        facts = None if row.facts is None else json.dumps(row.facts, ensure_ascii=False, separators=(",", ":"))
        content = [row.report_id, row.folio, f"{row.at:%Y-%m-%d %H:%M:%S.%f}+00:00", row.event]
        content += [row.by_id, row.by_name, row.role, row.text, facts]
        written = json.dumps([previous, *content], ensure_ascii=False, separators=(",", ":"))
        found.append(previous := hashlib.sha256(written.encode()).hexdigest())
    return found


async def test_each_row_carries_the_hash_of_the_one_before(database: Database) -> None:
    nobody = a_log_row(report_id=None, folio="", by_id=None, by_name=None, role=None, text="", event="duty")
    odd = a_log_row(text='"Río", \x00 \ud83d\ude00 \ud800', at=NOW + timedelta(microseconds=1))
    await write(database, a_log_row(), nobody)
    await write(database, odd, a_log_row(event="opened", facts=FACTS), a_log_row(event=State.EN_ROUTE))
    rows = await stored(database)
    assert [row.previous for row in rows] == [BEFORE_THE_FIRST, *(row.hash for row in rows[:-1])]
    assert [row.hash for row in rows] == hashes(rows)


async def test_what_was_known_of_a_report_comes_back_with_the_row(database: Database) -> None:
    bare = Facts(group_id=GROUP, state=State.RECEIVED, opened_at=NOW)
    written = [a_log_row(facts=FACTS), a_log_row(facts=bare), a_log_row(report_id=None)]
    await write(database, *written)
    assert [log_row_of(row) for row in await stored(database)] == written


@pytest.mark.parametrize(
    "meddling",
    ["UPDATE response_log SET text = 'x'", "DELETE FROM response_log", "INSERT INTO response_log SELECT * FROM same"],
)
async def test_the_database_refuses_to_change_or_delete_a_row(database: Database, meddling: str) -> None:
    await write(database, a_log_row())
    before = await stored(database)
    lite = database.engine.dialect.name == "sqlite"
    if "INSERT" in meddling:
        replace = "INSERT OR REPLACE INTO" if lite else "TRUNCATE"
        meddling = f"{replace} response_log" + (" SELECT * FROM response_log" if lite else "")

    async def meddle() -> None:
        async with database.write() as session:
            await session.execute(text(meddling))

    with pytest.raises(DBAPIError, match="only grows"):
        await meddle()
    assert await stored(database) == before


async def test_two_processes_that_write_at_once_keep_one_chain(database_url: str) -> None:
    await _keep_one_chain(database_url)


async def test_they_keep_it_where_the_server_shows_each_transaction_what_was_there_at_its_start(
    postgresql_url: str,
) -> None:
    server = await asyncpg.connect(postgresql_url.replace("+asyncpg", ""))
    name = await server.fetchval("SELECT current_database()")
    await server.execute(f"ALTER DATABASE {name} SET default_transaction_isolation = 'repeatable read'")
    try:
        await _keep_one_chain(postgresql_url)
    finally:
        await server.execute(f"ALTER DATABASE {name} RESET default_transaction_isolation")
        await server.close()


async def _keep_one_chain(database_url: str) -> None:
    async def busy(name: str) -> None:
        database = await Database.open(database_url)
        for number in range(20):
            await write(database, a_log_row(text=f"{name}{number}"), a_log_row(text=f"{name}{number} again"))
        await database.close()

    await asyncio.gather(busy("a"), busy("b"), busy("c"))
    database = await Database.open(database_url)
    rows = await stored(database)
    await database.close()
    assert len(rows) == 120
    assert [row.hash for row in rows] == hashes(rows)


def test_rows_of_older_versions_are_chained_when_the_database_is_opened(tmp_path: Path) -> None:
    def at_step_four(connection: Connection) -> None:
        command.upgrade(config(connection), "0004")
        insert = "INSERT INTO response_log (report_id, folio, at, event, text) VALUES (:n, 'CUA', :at, 'said', 'Río')"
        many = [{"n": n, "at": f"2019-01-13 03:00:00.{n:06}+00:00"} for n in range(2500)]
        connection.execute(text(insert), many)

    engine = create_engine(f"sqlite:///{tmp_path}/old.db")
    with engine.begin() as connection:
        at_step_four(connection)
    engine.dispose()

    async def opened() -> list[Any]:
        database = await Database.open(f"sqlite:///{tmp_path}/old.db")
        await write(database, a_log_row(report_id=None))
        rows = await stored(database)
        await database.close()
        return rows

    rows = asyncio.run(opened())
    assert [row.report_id for row in rows] == [*range(2500), None]
    assert [row.hash for row in rows] == hashes(rows)
    assert [row.previous for row in rows[1:]] == [row.hash for row in rows[:-1]]
