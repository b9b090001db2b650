"""Pictures in a group: looked at after they were recorded, once, whatever ends the program in between."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.app import App
from bot.rules_file import RulesFile
from bot.sandbox.clock import VirtualClock
from bot.sandbox.errors import ApiError
from bot.sandbox.server import SandboxTelegram
from bot.settings import Settings
from bot.telegram.client import make_bot
from storage.database import Database

HERE = Path(__file__).parent
RULES = HERE / "scenarios" / "rules" / "two_quadrants.yaml"
PICTURES = HERE / "scenarios" / "pictures"
MEME, STREET = ((PICTURES / name).read_bytes() for name in ("meme.jpg", "street.jpg"))
GROUP, ANA, JUAREZ = -1001, 2001, 5001
SOON = timedelta(seconds=8)


class Town:
    """The sandbox, and the real bot in it; ``broken``: methods of Telegram that fail."""

    def __init__(self, url: str) -> None:
        self.clock = VirtualClock(datetime(2019, 1, 12, 20, 0, tzinfo=UTC))  # 14:00 in Mexico City
        self.telegram = SandboxTelegram(self.clock)
        self.broken: set[str] = set()
        self.fetched = 0
        self._url = url
        for number, name in ((ANA, "Ana"), (JUAREZ, "Of. Juárez")):
            self.telegram.add_person(number, name, started=True)
        self.telegram.add_group(GROUP, "Vecinos", members=[ANA, JUAREZ])

    async def open(self) -> None:
        self.database = await Database.open(self._url)
        self.bot = make_bot("1:sandbox", call=self._call)
        self.app = App(
            Settings(_env_file=None),
            RulesFile(RULES),
            self.database,
            self.bot,
            clock=self.clock,
            monotonic=lambda: self.clock().timestamp(),
        )
        await self.bot.initialize()
        self.app.connected = True
        await self.app.groups.look()

    async def close(self) -> None:
        await self.bot.shutdown()
        await self.database.close()

    async def goes_on(self, span: timedelta = timedelta(0)) -> None:
        self.clock.advance_to(self.clock() + span)
        await self.app.settle()

    def _call(self, method: str, params: dict[str, Any]) -> Any:
        if method == "downloadFile":
            self.fetched += 1
        if method in self.broken:
            raise ApiError(502, "Bad Gateway")
        return self.telegram.call(method, params)

    def stands(self, message: Any) -> bool:
        return bool(self.telegram.message(GROUP, message.id).stands)

    def says_photo(self, data: bytes, text: str = "", **more: Any) -> Any:
        return self.telegram.say(ANA, GROUP, text, kind="photo", data=data, **more)


@pytest.fixture
async def town(sqlite_url: str) -> AsyncIterator[Town]:
    town = Town(sqlite_url)
    await town.open()
    yield town
    await town.close()


async def test_a_meme_is_recorded_first_and_goes_a_moment_later(town: Town) -> None:
    meme = town.says_photo(MEME)
    await town.goes_on()
    assert town.stands(meme)
    assert town.fetched == 0
    await town.goes_on(SOON)
    assert not town.stands(meme)


async def test_what_waited_to_be_looked_at_is_looked_at_after_the_program_was_killed(town: Town) -> None:
    meme = town.says_photo(MEME)
    await town.goes_on()
    await town.close()
    await town.open()
    await town.goes_on(SOON)
    assert not town.stands(meme)
    assert town.fetched == 1


async def test_a_photograph_stays_and_is_looked_at_once(town: Town) -> None:
    photograph = town.says_photo(STREET)
    for _ in range(4):
        await town.goes_on(SOON)
    assert town.stands(photograph)
    assert town.fetched == 1


async def test_a_picture_that_cannot_be_fetched_stays_and_is_given_up_in_time(town: Town) -> None:
    town.broken.add("getFile")
    meme = town.says_photo(MEME)
    for _ in range(60):
        await town.goes_on(timedelta(seconds=20))
    assert town.stands(meme)
    assert await town.app.next_due_at() == town.app.roster.next_due_at()  # nothing but the next shift


async def test_telegram_may_be_late_with_a_picture(town: Town) -> None:
    town.broken.add("downloadFile")
    meme = town.says_photo(MEME)
    await town.goes_on(SOON)
    assert town.stands(meme)
    town.broken.clear()
    await town.goes_on(timedelta(seconds=30))
    assert not town.stands(meme)


async def test_words_that_come_in_time_keep_the_picture_and_nobody_looks(town: Town) -> None:
    meme = town.says_photo(MEME)
    await town.goes_on()
    town.telegram.say(ANA, GROUP, "Están asaltando a una señora en Río Lerma 145")
    await town.goes_on(SOON)
    assert town.stands(meme)


async def test_a_caption_that_becomes_a_report_before_the_look_keeps_the_picture(town: Town) -> None:
    meme = town.says_photo(MEME)
    await town.goes_on()
    town.telegram.edit(GROUP, meme.id, "Están asaltando a una señora en Río Lerma 145")
    await town.goes_on(SOON)
    assert town.stands(meme)


async def test_the_same_picture_again_is_known(town: Town) -> None:
    first = town.says_photo(MEME)
    await town.goes_on(SOON)
    second = town.says_photo(MEME)
    await town.goes_on(SOON)
    assert not town.stands(first)
    assert not town.stands(second)
    town.telegram.say(ANA, None, "/porque", reply_to=_notices(town)[-1].id)
    await town.goes_on(SOON)
    answer = list(town.telegram.chat(ANA).messages.values())[-1]
    assert "la misma imagen ya se quitó antes" in answer.text


async def test_an_album_stays_while_one_of_its_pictures_is_a_photograph(town: Town) -> None:
    mixed = [town.says_photo(data, album="a") for data in (MEME, STREET)]
    await town.goes_on(SOON)
    assert all(map(town.stands, mixed))
    memes = [town.says_photo(MEME, album="b") for _ in range(2)]
    await town.goes_on(SOON)
    assert not any(map(town.stands, memes))
    assert len(_notices(town)) == 1


async def test_what_an_officer_gets_tells_neither_place_nor_camera(town: Town) -> None:
    assert b"Camara Secreta" in STREET
    town.says_photo(STREET, "Choque con heridos en Río Pánuco 38")
    file = town.telegram.say(ANA, GROUP, "", kind="document", data=STREET, title="IMG_0001.JPG")
    for _ in range(3):
        await town.goes_on(SOON)
    got = [message.raw for message in town.telegram.chat(JUAREZ).messages.values()]
    photo, document = (next(raw[kind] for raw in got if kind in raw) for kind in ("photo", "document"))
    for sent in (photo[-1], document):
        assert sent["file_id"] != file.raw["document"]["file_id"]
        data = town.telegram.files.get(sent["file_id"]).data
        assert data.startswith(b"\xff\xd8")
        assert b"Camara Secreta" not in data
        assert b"Exif" not in data


async def test_the_alert_does_not_wait_for_its_picture(town: Town) -> None:
    town.broken.add("downloadFile")
    town.says_photo(STREET, "Choque con heridos en Río Pánuco 38")
    await town.goes_on()
    texts = [message.text for message in town.telegram.chat(JUAREZ).messages.values()]
    assert any("EMERGENCIA" in text for text in texts)
    for _ in range(30):
        await town.goes_on(timedelta(seconds=20))
    texts = [message.text for message in town.telegram.chat(JUAREZ).messages.values()]
    assert sum("no se puede reenviar" in text for text in texts) == 1


async def test_while_a_picture_is_fetched_messages_are_taken(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    town.says_photo(STREET)
    await town.goes_on()
    town.clock.advance_to(town.clock() + SOON)
    release = asyncio.Event()

    async def slow(file_id: str) -> bytes:
        await release.wait()
        return STREET

    monkeypatch.setattr(town.app.looker, "_fetch", slow)
    looking = asyncio.create_task(town.app.looker.look_when_due())
    town.telegram.say(ANA, GROUP, "Fuga de gas en Río Lerma 145")
    await town.app.poller.take_pending()
    await town.app.sender.deliver_due()
    assert any("Fuga de gas" in message.text for message in town.telegram.chat(JUAREZ).messages.values())
    release.set()
    await looking


def _notices(town: Town) -> list[Any]:
    return [m for m in town.telegram.chat(ANA).messages.values() if m.stands and "Quité" in m.text]


async def test_a_picture_that_went_for_its_words_is_known_without_them(town: Town) -> None:
    flyer = (PICTURES / "map.jpg").read_bytes()  # which by itself is no breach
    first = town.says_photo(flyer, "Vendo pasteles para toda ocasión, precios económicos, informes por inbox")
    await town.goes_on(SOON)
    again = town.says_photo(flyer)
    await town.goes_on()
    await town.goes_on(SOON)
    assert not town.stands(first)
    assert not town.stands(again)
