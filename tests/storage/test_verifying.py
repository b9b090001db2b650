"""Whoever changes the response log behind the program's back is found out, and the first row that is wrong is named."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import text

from bot.core.effects import Log
from storage import verifying
from storage.chain import BEFORE_THE_FIRST, CONTENT, hash_of
from storage.database import Database
from storage.recording import record
from storage.verifying import Broken, Flaw, Whole, verify
from tests.storage.test_chain import FACTS, stored
from tests.storage.values import NOW, a_log_row

ROWS = 8


@pytest.fixture
async def log(database: Database) -> Database:
    """Eight rows, some of them of no report, one with facts."""
    async with database.write() as session:
        if database.engine.dialect.name == "postgresql":  # which goes on counting from the test before
            await session.execute(text("ALTER SEQUENCE response_log_id_seq RESTART"))
        for n in range(1, ROWS + 1):
            row = a_log_row(
                report_id=n % 3 or None, folio=f"CUA-{n}", at=NOW + timedelta(minutes=n), event="said", text=f"Nº {n}"
            )
            await record(session, [Log(row if n != 4 else a_log_row(folio="CUA-4", facts=FACTS))], NOW)
    return database


async def meddle(database: Database, *statements: str) -> None:
    """Somebody who may do everything in the database, the guards included."""
    if database.engine.dialect.name == "sqlite":
        off = [f"DROP TRIGGER response_log_no_{what}" for what in ("update", "delete", "replace")]
    else:
        off = ["SET LOCAL session_replication_role = replica"]
    async with database.write() as session:
        for statement in [*off, *statements]:
            await session.execute(text(statement.replace(":", r"\:")))


async def verified(database: Database, head: str | None = None) -> Whole | Broken:
    async with database.read() as session:
        return await verify(session, head)


async def test_an_empty_log_is_whole(database: Database) -> None:
    assert await verified(database) == Whole(0, head=BEFORE_THE_FIRST)


async def test_a_log_that_nobody_touched_is_whole(log: Database) -> None:
    rows = await stored(log)
    last = f"{NOW + timedelta(minutes=ROWS):%Y-%m-%d %H:%M:%S.%f}+00:00"
    result = await verified(log)
    assert isinstance(result, Whole)
    assert (result.rows, result.last, result.head, result.found) == (ROWS, last, rows[-1].hash, None)


@pytest.mark.parametrize(
    ("statements", "number", "flaw"),
    [
        (["UPDATE response_log SET text = 'nada' WHERE id = 5"], 5, Flaw.CHANGED),
        (["UPDATE response_log SET at = '2019-01-13 03:05:01.000000+00:00' WHERE id = 5"], 5, Flaw.CHANGED),
        (["UPDATE response_log SET by_id = NULL, by_name = NULL WHERE id = 5"], 5, Flaw.CHANGED),
        (["UPDATE response_log SET report_id = 7 WHERE id = 3"], 3, Flaw.CHANGED),
        (["UPDATE response_log SET facts = NULL WHERE id = 4"], 4, Flaw.CHANGED),
        (["UPDATE response_log SET hash = previous, previous = hash WHERE id = 2"], 2, Flaw.CHANGED),
        (["UPDATE response_log SET text = 'nada' WHERE id IN (3, 6)"], 3, Flaw.CHANGED),
        (["DELETE FROM response_log WHERE id = 1"], 1, Flaw.MISSING),
        (["DELETE FROM response_log WHERE id IN (5, 6)"], 5, Flaw.MISSING),
        (["UPDATE response_log SET id = 1000 WHERE id = 4"], 4, Flaw.ORDER),
        (["UPDATE response_log SET id = 0 WHERE id = 5", "UPDATE response_log SET id = 5 WHERE id = 6",
          "UPDATE response_log SET id = 6 WHERE id = 0"], 5, Flaw.ORDER),
    ],
)  # fmt: skip
async def test_the_first_row_that_is_not_as_it_was_written_is_named(
    log: Database, statements: list[str], number: int, flaw: Flaw
) -> None:
    await meddle(log, *statements)
    result = await verified(log)
    assert isinstance(result, Broken)
    assert (result.number, result.flaw) == (number, flaw)


async def test_a_row_that_was_put_in_is_found_even_when_it_is_sealed_as_it_should_be(log: Database) -> None:
    third = (await stored(log))[2]
    seal = hash_of(third.hash, [None if name == "facts" else getattr(third, name) for name in CONTENT])
    columns = ", ".join(name for name in CONTENT if name != "facts")
    copy = f"INSERT INTO response_log (id, {columns}, previous, hash) SELECT 4, {columns}, hash, '{seal}'"
    later = ["UPDATE response_log SET id = id + 100 WHERE id > 3", "UPDATE response_log SET id = id - 99 WHERE id > 3"]
    await meddle(log, *later, f"{copy} FROM response_log WHERE id = 3")
    result = await verified(log)
    assert isinstance(result, Broken)
    assert (result.number, result.folio, result.flaw) == (5, "CUA-4", Flaw.INSERTED)


async def test_a_row_before_the_first_is_found(log: Database) -> None:
    first = (await stored(log))[0]
    seal = hash_of(BEFORE_THE_FIRST, [None if name == "facts" else getattr(first, name) for name in CONTENT])
    columns = ", ".join(name for name in CONTENT if name != "facts")
    copy = f"INSERT INTO response_log (id, {columns}, previous, hash) SELECT 0, {columns}, previous, '{seal}'"
    await meddle(log, f"{copy} FROM response_log WHERE id = 1")
    result = await verified(log)
    assert isinstance(result, Broken)
    assert (result.number, result.flaw) == (2, Flaw.INSERTED)


async def test_an_end_that_was_cut_off_is_told_by_a_head_from_before(log: Database) -> None:
    head = (await stored(log))[-1].hash
    whole = await verified(log, head[:16])
    assert isinstance(whole, Whole)
    assert whole.found == (ROWS, whole.last)
    await meddle(log, f"DELETE FROM response_log WHERE id = {ROWS}")
    cut = await verified(log, head[:16])
    assert isinstance(cut, Whole)
    assert (cut.rows, cut.found) == (ROWS - 1, None)


@pytest.mark.parametrize("column", ["at", "facts", "by_id", "text"])
async def test_whatever_somebody_puts_into_a_column_stops_nothing(sqlite_url: str, column: str) -> None:
    database = await Database.open(sqlite_url)
    async with database.write() as session:
        await record(session, [Log(a_log_row(text=f"{n}")) for n in range(3)], NOW)
    await meddle(database, f"UPDATE response_log SET {column} = x'7b00ff' WHERE id = 2")
    result = await verified(database)
    await database.close()
    assert isinstance(result, Broken)
    assert (result.number, result.flaw) == (2, Flaw.CHANGED)


async def test_it_says_how_far_it_has_come(log: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(verifying, "_AT_ONCE", 3)
    said: list[int] = []
    async with log.read() as session:
        await verify(session, progress=said.append)
    assert said == [3, 6, 8]
