"""Which pictures wait to be looked at, and what was seen in them."""

from __future__ import annotations

from bot.core.effects import KeepPicture, LookAt, MoveGroup, SaveMessage
from bot.core.model.incoming import Attachment
from bot.core.model.kinds import Kind, PictureKind, Reason
from bot.core.model.meaning import Picture
from bot.core.world import Needs
from storage import pictures
from storage.database import Database
from storage.recording import record
from storage.snapshot import load_world
from tests.storage.values import GROUP, NOW, PHOTO, a_seen, after

MEME = Picture(kind=PictureKind.MEME, certainty=0.8, evidence=("caption-band",), fingerprint=2**64 - 1)


async def stored(database: Database, *effects: object) -> None:
    async with database.write() as session:
        await record(session, effects, NOW)  # type: ignore[arg-type]


async def due_ids(database: Database, seconds: float) -> list[int]:
    async with database.read() as session:
        return [each.message_id for each in await pictures.due(session, after(seconds), 10)]


def a_photo(number: int, **changes: object) -> SaveMessage:
    return SaveMessage(a_seen(message_id=number, kind=Kind.PHOTO, attachment=PHOTO, **changes))


async def test_a_picture_waits_until_its_time_and_until_it_was_looked_at(database: Database) -> None:
    await stored(database, a_photo(1, album="a"), LookAt(GROUP, 1, "f", after(5)))
    assert await due_ids(database, 4) == []
    async with database.read() as session:
        assert await pictures.next_due_at(session) == after(5)
        [waiting] = await pictures.due(session, after(5), 10)
    assert (waiting.file_id, waiting.album, waiting.of_use, waiting.attempts) == ("f", "a", True, 0)
    async with database.write() as session:
        await pictures.postpone(session, waiting, after(60))
    assert await due_ids(database, 59) == []
    assert await due_ids(database, 60) == [1]
    await stored(database, KeepPicture(GROUP, 1, "f", MEME))
    assert await due_ids(database, 99) == []


async def test_nobody_need_look_once_the_message_is_a_reports(database: Database) -> None:
    await stored(database, a_photo(1, report_id=3), a_photo(2, removed_at=NOW))  # removed: it may come again
    await stored(database, *(LookAt(GROUP, number, "f", NOW) for number in (1, 2)))
    async with database.read() as session:
        assert [each.of_use for each in await pictures.due(session, NOW, 10)] == [False, True]


async def test_what_was_seen_comes_back_with_the_pictures_that_were_removed(database: Database) -> None:
    await stored(
        database,
        a_photo(1, struck=True, removed_at=NOW, reason=Reason.MEME),
        KeepPicture(GROUP, 1, "f", MEME),
        a_photo(2),
        KeepPicture(GROUP, 2, "g", MEME),
        KeepPicture(GROUP, 3, "h", None),
    )
    async with database.read() as session:
        needs = Needs(messages={(GROUP, 2), (GROUP, 3)}, pictures={GROUP, -5})
        world = await load_world(session, needs, NOW)
    assert world.pictures == {(GROUP, 2): MEME}
    assert world.removed_pictures == {GROUP: ((MEME.fingerprint, Reason.MEME),), -5: ()}


async def test_nobody_looks_into_a_group_that_has_moved_away(database: Database) -> None:
    await stored(database, a_photo(1), LookAt(GROUP, 1, "f", NOW), MoveGroup(GROUP, -100999))
    assert await due_ids(database, 99) == []


async def test_a_document_that_is_a_picture_is_still_one_after_it_was_stored(database: Database) -> None:
    image = Attachment(Kind.DOCUMENT, "f", image=True)
    await stored(database, SaveMessage(a_seen(kind=Kind.DOCUMENT, attachment=image)))
    async with database.read() as session:
        world = await load_world(session, Needs(messages={(GROUP, 17)}), NOW)
    assert world.messages[GROUP, 17].attachment == image
