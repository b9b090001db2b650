"""A record from the officer's words to the PDF that is sent: through the store, and through a restart in its midst."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from pypdf import PdfReader

from bot.core.made_file import MadeFile
from bot.core.model.incoming import Attachment
from bot.core.model.kinds import Kind
from bot.core.outgoing import Say
from bot.record_files import RecordFiles
from storage.database import Database
from tests.builders import JUAREZ, NOW, SOTO, a_tap, an_incoming
from tests.conversation import judged_plainly  # noqa: F401
from tests.pictures.drawn import encoded, street
from tests.test_pipeline import ROBBERY, Running

PHOTO = Attachment(Kind.PHOTO, "file-of-the-door")


async def fetched(file_id: str) -> bytes:
    assert file_id == PHOTO.file_id
    return encoded(street(1, (320, 200)))


async def not_fetched(file_id: str) -> bytes:
    raise OSError("gone")


def privately(text: str = "", **fields: Any) -> Any:
    return an_incoming(text, JUAREZ, chat_id=JUAREZ.id, **fields)


async def in_the_midst(running: Running) -> None:
    """A record of a robbery, as far as its place, with one photo."""
    await running.take(an_incoming(ROBBERY))
    await running.send()
    await running.take(a_tap("r:1:here", JUAREZ), privately("/parte"))
    await running.send()
    await running.take(a_tap("p:1:known:ok", JUAREZ))
    await running.take(privately("", kind=Kind.PHOTO, attachment=PHOTO))
    await running.send()
    await running.take(privately("Río Lerma 145, planta baja"))
    await running.send()


async def finish(running: Running) -> list[str | None]:
    """Its end, and the files that are then on their way to the officer."""
    await running.take(a_tap("p:1:persons:end", JUAREZ))
    sent = [row.action for row in await running.send()]
    return [say.made for say in sent if isinstance(say, Say) and say.made]


async def made(running: Running, number: str = "1", fetch: Any = fetched) -> MadeFile | None:
    return await RecordFiles(running.pipeline, fetch)(number)


def pages_of(file: MadeFile | None) -> list[Any]:
    assert file is not None
    return list(PdfReader(BytesIO(file.data)).pages)


async def test_a_record_outlives_a_restart_in_its_midst_and_ends_as_a_paper(database_url: str) -> None:
    database = await Database.open(database_url)
    await in_the_midst(Running(database))
    await database.close()
    database = await Database.open(database_url)
    running = Running(database)
    assert await made(running) is None
    await running.take(privately("testigo: el portero"))
    await running.send()
    assert await finish(running) == ["record:1"]
    file = await made(running)
    pages = pages_of(file)
    assert file is not None
    assert file.name == "CUA-000001-1.pdf"
    for said in ("Río Lerma 145, planta baja", "testigo: el portero", "12/01/2019 20:52"):
        assert said in pages[0].extract_text()
    assert sum(len(page.images) for page in pages) == 1
    assert [row["text"] for row in await running.log() if row["event"] == "recorded"] == ["1"]
    await database.close()


async def test_a_photo_that_cannot_be_had_keeps_no_paper_back(sqlite_url: str) -> None:
    database = await Database.open(sqlite_url)
    running = Running(database)
    await in_the_midst(running)
    await finish(running)
    pages = pages_of(await made(running, fetch=not_fetched))
    assert "Foto no disponible" in pages[-1].extract_text()
    assert await made(running) == await made(running)
    await database.close()


async def test_the_command_alone_finds_the_finished_record_in_the_store(database_url: str) -> None:
    database = await Database.open(database_url)
    running = Running(database)
    await in_the_midst(running)
    await finish(running)
    await running.take(privately("/parte"))
    sent = [row.action for row in await running.send()]
    assert [say.made for say in sent if isinstance(say, Say) and say.made] == ["record:1"]
    await database.close()


async def test_of_what_there_is_no_record_there_is_no_paper(sqlite_url: str) -> None:
    database = await Database.open(sqlite_url)
    running = Running(database)
    assert [await made(running, number) for number in ("1", "-1", "x", "", "9" * 18)] == [None] * 5
    await database.close()


async def test_a_record_of_a_report_that_was_closed_long_ago_still_knows_it(sqlite_url: str) -> None:
    database = await Database.open(sqlite_url)
    running = Running(database)
    await in_the_midst(running)
    await running.take(a_tap("r:1:done", SOTO))
    await running.send()
    running.now = NOW.replace(month=3)
    await running.take(privately("testigo: el portero", sent_at=running.now))
    assert any("3 de 9" in text and "el portero" in text for text in await running.said(JUAREZ.id))
    await running.send()
    assert await finish(running) == ["record:1"]
    await database.close()


async def test_words_that_no_database_takes_make_a_paper_all_the_same(database_url: str) -> None:
    database = await Database.open(database_url)
    running = Running(database)
    await in_the_midst(running)
    await running.take(privately("testigo: \x00 \ud83d \\u0000 el portero"))
    await running.send()
    await finish(running)
    assert "el portero" in pages_of(await made(running))[0].extract_text()
    await database.close()
