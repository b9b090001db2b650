"""Opening, migrating, taking turns, and telling trouble that passes from data that is at fault."""

from __future__ import annotations

import asyncio
import logging
import sqlite3
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text
from sqlalchemy.exc import DBAPIError
from sqlmodel import SQLModel

from bot.core.effects import SaveMessage
from storage import migrations
from storage.database import Database, UnknownDatabase, async_url
from storage.failures import is_passing
from storage.health import note, notes
from storage.recording import record
from tests.storage.values import NOW, a_seen


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("sqlite:///a.db", "sqlite+aiosqlite:///a.db"),
        ("sqlite+aiosqlite:///a.db", "sqlite+aiosqlite:///a.db"),
        ("postgres://ana:x@host/db", "postgresql+asyncpg://ana:x@host/db"),
        ("postgresql://host/db", "postgresql+asyncpg://host/db"),
        ("postgresql+asyncpg://host/db", "postgresql+asyncpg://host/db"),
        ("postgres://host/db?sslmode=require", "postgresql+asyncpg://host/db?ssl=require"),
    ],
)
def test_an_address_gets_the_driver_that_it_needs(given: str, expected: str) -> None:
    assert async_url(given).render_as_string(hide_password=False) == expected


@pytest.mark.parametrize("address", ["mysql://host/db", "postgresql+psycopg://host/db", "cuadrante.db", ""])
def test_another_kind_of_database_is_refused(address: str) -> None:
    with pytest.raises(UnknownDatabase):
        async_url(address)


def test_a_malformed_address_is_refused_without_telling_the_password() -> None:
    with pytest.raises(UnknownDatabase) as refused:
        async_url("ana:secret@host")
    assert "secret" not in str(refused.value)


async def test_the_migrations_make_the_tables_that_the_program_uses(database: Database) -> None:
    def differences(connection: Connection) -> list[Any]:
        return compare_metadata(MigrationContext.configure(connection, opts={"compare_type": True}), SQLModel.metadata)

    async with database.read() as session:
        assert await (await session.connection()).run_sync(differences) == []


def test_the_latest_step_is_the_one_that_databases_are_compared_with() -> None:
    script = ScriptDirectory(str(Path(migrations.__file__).parent))
    assert script.get_heads() == [migrations.HEAD]


async def test_a_new_database_is_migrated_and_logging_stays_as_it_was(tmp_path: Path) -> None:
    handlers, level = list(logging.root.handlers), logging.root.level
    odd = tmp_path / "100% ñ"
    odd.mkdir()
    for _ in range(2):  # the second time there is nothing to do
        database = await Database.open(f"sqlite:///{odd}/new.db")
        async with database.write() as session:
            await note(session, "a", 1, NOW)
        await database.close()
    assert (logging.root.handlers, logging.root.level) == (handlers, level)
    assert not logging.getLogger(__name__).disabled


async def test_two_processes_may_open_a_new_database_at_once(tmp_path: Path) -> None:
    for attempt in range(10):  # they seldom meet at the very moment that matters
        opened = await asyncio.gather(*(Database.open(f"sqlite:///{tmp_path}/{attempt}.db") for _ in range(6)))
        for database in opened:
            await database.close()


async def test_a_database_in_memory_is_shared_by_readers_and_writers() -> None:
    database = await Database.open("sqlite://")
    async with database.write() as session:
        await note(session, "a", {"b": [1]}, NOW)
    async with database.read() as session:
        assert (await notes(session))["a"].value == {"b": [1]}
    await database.close()


async def test_sqlite_survives_a_power_cut_and_lets_others_read(sqlite_url: str) -> None:
    database = await Database.open(sqlite_url)
    async with database.read() as session:
        connection = await session.connection()
        found = [
            await connection.scalar(text(f"PRAGMA {name}"))
            for name in ("journal_mode", "synchronous", "busy_timeout", "foreign_keys")
        ]
    await database.close()
    assert found == ["wal", 2, 2000, 1]


async def test_what_a_failed_transaction_did_is_undone(database: Database) -> None:
    async def fail() -> None:
        async with database.write() as session:
            await note(session, "a", 1, NOW)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await fail()
    async with database.read() as session:
        assert await notes(session) == {}


async def test_what_a_reader_does_never_stays(database: Database) -> None:
    async with database.read() as session:
        await note(session, "a", 1, NOW)
    async with database.read() as session:
        assert await notes(session) == {}


async def test_readers_see_only_what_is_committed_and_wait_for_nobody(database: Database) -> None:
    async with database.write() as writing:
        await note(writing, "a", 1, NOW)
        async with database.read() as reading:
            assert await notes(reading) == {}


async def test_writers_take_turns_within_a_process_and_between_processes(database_url: str) -> None:
    processes = [await Database.open(database_url) for _ in range(2)]

    async def count_up(database: Database) -> None:
        async with database.write() as session:
            before = (await notes(session)).get("n")
            await asyncio.sleep(0)
            await note(session, "n", (before.value if before else 0) + 1, NOW)

    await asyncio.gather(*(count_up(each) for each in processes for _ in range(10)))
    async with processes[0].read() as session:
        assert (await notes(session))["n"].value == 20
    for each in processes:
        await each.close()


async def test_a_locked_database_is_trouble_that_passes(sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("storage.database._PRAGMAS", ("PRAGMA busy_timeout = 10",))
    database = await Database.open(sqlite_url)
    other = sqlite3.connect(sqlite_url.partition("///")[2], isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(DBAPIError) as error:
        async with database.write():
            pass
    assert is_passing(error.value)
    other.execute("ROLLBACK")
    other.close()
    async with database.write() as session:
        await note(session, "a", 1, NOW)
    await database.close()


async def test_a_full_disk_is_trouble_that_passes_and_leaves_nothing_half_done(sqlite_url: str) -> None:
    database = await Database.open(sqlite_url)
    async with database.read() as session:
        connection = await session.connection()
        full = await connection.scalar(text("PRAGMA page_count")) + 2

    async def overflow() -> None:
        async with database.write() as session:
            await (await session.connection()).execute(text(f"PRAGMA max_page_count = {full}"))
            await record(session, [SaveMessage(a_seen(message_id=n, text="x" * 4096)) for n in range(50)], NOW)

    with pytest.raises(DBAPIError) as error:
        await overflow()
    assert is_passing(error.value)
    async with database.write() as session:
        connection = await session.connection()
        assert await connection.scalar(text("SELECT count(*) FROM messages")) == 0
        await connection.execute(text("PRAGMA max_page_count = 1000000"))
        await record(session, [SaveMessage(a_seen())], NOW)
    await database.close()


async def test_a_lost_connection_is_trouble_that_passes(postgresql_url: str) -> None:
    database = await Database.open(postgresql_url)
    others = await Database.open(postgresql_url)

    async def be_cut_off() -> None:
        async with database.write() as session:
            mine = await (await session.connection()).scalar(text("SELECT pg_backend_pid()"))
            async with others.read() as other:
                await (await other.connection()).execute(text(f"SELECT pg_terminate_backend({mine})"))
            await note(session, "a", 1, NOW)

    with pytest.raises(DBAPIError) as error:
        await be_cut_off()
    assert is_passing(error.value)
    async with database.write() as session:
        await note(session, "a", 1, NOW)
    await database.close()
    await others.close()


async def test_a_number_that_fits_no_column_is_the_datas_fault(database: Database) -> None:
    with pytest.raises(Exception, match="int") as error:
        async with database.write() as session:
            await record(session, [SaveMessage(a_seen(message_id=2**63))], NOW)
    assert not is_passing(error.value)


async def test_a_missing_value_is_the_datas_fault(database: Database) -> None:
    with pytest.raises(DBAPIError) as error:
        async with database.write() as session:
            await record(session, [SaveMessage(a_seen(person_name=None))], NOW)
    assert not is_passing(error.value)


def test_a_bug_is_not_trouble_that_passes() -> None:
    assert not is_passing(KeyError("x"))
    assert not is_passing(ValueError("x"))


async def test_nobody_at_the_address_is_trouble_that_passes() -> None:
    with pytest.raises(OSError) as error:
        await Database.open("postgresql://cuadrante@/cuadrante?host=/nowhere/at/all")
    assert is_passing(error.value)


async def test_a_writer_that_is_cancelled_at_any_moment_leaves_nothing_behind(
    database: Database, caplog: pytest.LogCaptureFixture
) -> None:
    async def write(n: int) -> None:
        async with database.write() as session:
            await note(session, f"{n}a", n, NOW)
            await note(session, f"{n}b", n, NOW)

    for n in range(40):
        task = asyncio.create_task(write(n))
        await asyncio.sleep(n / 10_000)
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
    async with database.read() as session:
        found = set(await notes(session))
    assert all((f"{n}a" in found) == (f"{n}b" in found) for n in range(40))
    await write(40)
    assert caplog.records == []
