"""Long results, long lists and many rows, in either database."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from sqlalchemy import event, select

from storage import intake
from storage.chat_tables import BOUND_NAMES
from storage.database import Database
from storage.listed import within
from storage.tables import UPDATES
from storage.upsert import upsert

NOW = datetime(2026, 11, 21, 3, 0, tzinfo=UTC)
MANY = 2500
IN_ORDER = select(UPDATES.c.update_id).order_by(UPDATES.c.update_id)


async def test_a_long_result_comes_whole_and_in_order(database_url: str) -> None:
    database = await Database.open(database_url)
    async with database.write() as session:
        await intake.confirm(session, range(MANY), NOW)
    async with database.read() as session:
        connection = await session.connection()
        assert list(await connection.scalars(IN_ORDER)) == list(range(MANY))
    await database.close()


@pytest.mark.parametrize("portion", [1, 7, 999, 1000, 1001, MANY, MANY + 1])
async def test_a_long_result_can_be_read_bit_by_bit(sqlite_url: str, portion: int) -> None:
    database = await Database.open(sqlite_url)
    async with database.write() as session:
        await intake.confirm(session, range(MANY), NOW)
    async with database.read() as session:
        found = []
        async with (await session.connection()).stream(IN_ORDER, execution_options={"yield_per": portion}) as result:
            async for row in result:
                found.append(row.update_id)
                if len(found) == MANY // 2 and portion == 7:
                    break  # and what was not read is let go of
        assert found == list(range(MANY // 2 if portion == 7 else MANY))
    async with database.write() as session:
        await intake.confirm(session, [MANY], NOW)
    await database.close()


async def test_lists_of_any_length_are_one_statement(database_url: str) -> None:
    database = await Database.open(database_url)
    statements = set()
    async with database.write() as session:
        await intake.confirm(session, range(MANY), NOW)
    event.listen(database.engine.sync_engine, "before_cursor_execute", lambda *args: statements.add(args[2]))
    wanted = select(UPDATES.c.update_id).where(within(UPDATES.c.update_id, "ids"))
    async with database.read() as session:
        connection = await session.connection()
        for ids in (set(), {5}, {-1, MANY}, set(range(0, MANY, 2)), set(range(MANY * 4))):
            found = await connection.scalars(wanted, {"ids": ids})
            assert set(found) == ids & set(range(MANY))
    assert sum(statement.startswith("SELECT") for statement in statements) == 1
    await database.close()


async def test_lists_of_texts_find_what_was_stored_whatever_it_is(database_url: str) -> None:
    database = await Database.open(database_url)
    names = ["ñandú", "a\x00b", "\ud83d", "';--", '"', "[]"]
    async with database.write() as session:
        connection = await session.connection()
        rows = [{"name": name, "person_id": number} for number, name in enumerate(names)]
        await upsert(connection, BOUND_NAMES, rows)
        wanted = select(BOUND_NAMES.c.person_id).where(within(BOUND_NAMES.c.name, "names"))
        for number, name in enumerate(names):
            assert (await connection.scalars(wanted, {"names": [name, "nobody"]})).all() == [number]
    await database.close()


async def test_rows_may_name_their_columns_in_any_order(database_url: str) -> None:
    database = await Database.open(database_url)
    async with database.write() as session:
        connection = await session.connection()
        await upsert(connection, BOUND_NAMES, [{"name": "a", "person_id": 1}, {"person_id": 2, "name": "b"}])
        await upsert(connection, BOUND_NAMES, [{"person_id": 3, "name": "a"}])
        found = await connection.execute(select(BOUND_NAMES).order_by(BOUND_NAMES.c.name))
        assert [tuple(row) for row in found] == [("a", 3), ("b", 2)]
    await database.close()
