"""A picture leaves the program cleaned, or in words; its original never does."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

import pytest
from PIL import Image

from bot.core.model.incoming import Attachment
from bot.core.model.kinds import Kind
from bot.core.outgoing import Later, Priority, Purpose, Say, Sent, Waiting
from bot.telegram.client import make_bot
from bot.telegram.delivery import ATTEMPTS_AT_A_PICTURE, deliver
from bot.telegram.pictures import Pictures
from tests.pictures.drawn import encoded, street
from tests.sandbox_process import TOKEN as SANDBOX_TOKEN
from tests.sandbox_process import sandbox_process
from tests.telegram.bot_api_stub import TOKEN, Refused
from tests.telegram.samples import message

NOW = datetime(2026, 11, 21, 22, 41, tzinfo=UTC)
PHOTO, DOCUMENT = Attachment(Kind.PHOTO, "original"), Attachment(Kind.DOCUMENT, "original", image=True)
WORDS = "CUA-000001: llegó también una imagen"


def a_photograph() -> bytes:
    exif = Image.Exif()
    exif[271] = "Secreto"
    return encoded(street(1, (320, 200)), exif=exif)


def a_row(attachment: Attachment = PHOTO, chat: int = 5001, attempts: int = 0) -> Waiting:
    say = Say(chat_id=chat, text="CUA-000001", attachment=attachment, instead=WORDS)
    return Waiting(
        key=f"attachment:1:{chat}:0",
        action=say,
        priority=Priority.ANSWER,
        purpose=Purpose.ATTACHMENT,
        revision=1,
        attempts=attempts,
        created_at=NOW,
    )


class Telegram:
    """Keeps one file, and what it was sent; ``spoil`` may raise or answer in its place."""

    def __init__(self, data: bytes, spoil: Callable[[str], Any] = lambda method: None) -> None:
        self.data = data
        self.calls: list[tuple[str, dict[str, Any]]] = []
        self._spoil = spoil

    async def __call__(self, method: str, params: dict[str, Any]) -> Any:
        self.calls.append((method, params))
        await asyncio.sleep(0)
        if (spoilt := self._spoil(method)) is not None:
            return spoilt
        if method == "getFile":
            return {"file_id": "original", "file_unique_id": "u", "file_path": "photos/1", "file_size": len(self.data)}
        if method == "downloadFile":
            return self.data
        sent: dict[str, Any] = {}
        if method == "sendPhoto":
            sent = {"photo": [{"file_id": "small"}, {"file_id": "clean"}]}
        elif method == "sendDocument":
            sent = {"document": {"file_id": "clean"}}
        return message(message_id=99) | sent

    def called(self, method: str) -> list[dict[str, Any]]:
        return [params for name, params in self.calls if name == method]

    def bot(self) -> Any:
        return make_bot(TOKEN, call=self)


def refusing(method: str, code: int, words: str) -> Callable[[str], Any]:
    def spoil(called: str) -> Any:
        if called == method:
            raise Refused(code, words)

    return spoil


@pytest.mark.parametrize(("attachment", "method", "field"), [
    (PHOTO, "sendPhoto", "photo"),
    (DOCUMENT, "sendDocument", "document"),
])  # fmt: skip
async def test_what_an_officer_gets_is_the_picture_without_its_data(
    attachment: Attachment, method: str, field: str
) -> None:
    telegram = Telegram(a_photograph())
    bot = telegram.bot()
    assert await deliver(bot, a_row(attachment), now=NOW, pictures=Pictures(bot)) == Sent(99)
    [params] = telegram.called(method)
    _, clean, _ = params[field]
    assert b"Secreto" in telegram.data
    assert b"Secreto" not in clean
    assert Image.open(BytesIO(clean)).size == (320, 200)
    assert params["caption"] == "CUA-000001"
    assert "original" not in str(params)


async def test_it_is_cleaned_once_and_the_others_get_the_clean_one() -> None:
    telegram = Telegram(a_photograph())
    bot = telegram.bot()
    pictures = Pictures(bot)
    rows = [a_row(chat=chat) for chat in (5001, 5002, 5003)]
    await asyncio.gather(*(deliver(bot, row, now=NOW, pictures=pictures) for row in rows))
    assert len(telegram.called("downloadFile")) == 1
    assert [params["photo"] for params in telegram.called("sendPhoto")[1:]] == ["clean", "clean"]


@pytest.mark.parametrize("data", [b"", b"\x00\x00\x00\x18ftypheic" + b"\x00" * 90, b"no picture"])
async def test_what_cannot_be_cleaned_is_said_in_words(data: bytes) -> None:
    telegram = Telegram(data)
    bot = telegram.bot()
    assert await deliver(bot, a_row(), now=NOW, pictures=Pictures(bot)) == Sent(99)
    assert not telegram.called("sendPhoto")
    assert telegram.called("sendMessage")[0]["text"] == WORDS


async def test_what_is_too_large_for_a_bot_is_said_in_words_at_once() -> None:
    telegram = Telegram(b"", refusing("getFile", 400, "Bad Request: file is too big"))
    bot = telegram.bot()
    assert await deliver(bot, a_row(), now=NOW, pictures=Pictures(bot)) == Sent(99)
    assert telegram.called("sendMessage")[0]["text"] == WORDS


@pytest.mark.parametrize("method", ["getFile", "downloadFile"])
async def test_what_cannot_be_fetched_now_is_tried_again_and_then_said_in_words(method: str) -> None:
    telegram = Telegram(a_photograph(), refusing(method, 502, "Bad Gateway"))
    bot = telegram.bot()
    pictures = Pictures(bot)
    outcome = await deliver(bot, a_row(), now=NOW, pictures=pictures)
    assert isinstance(outcome, Later)
    assert outcome.not_ready
    assert not outcome.telegram_down
    last = replace(a_row(), attempts=ATTEMPTS_AT_A_PICTURE)
    assert await deliver(bot, last, now=NOW, pictures=pictures) == Sent(99)
    assert telegram.called("sendMessage")[0]["text"] == WORDS


async def test_a_clean_picture_that_telegram_refuses_is_said_in_words() -> None:
    telegram = Telegram(a_photograph(), refusing("sendPhoto", 400, "Bad Request: PHOTO_INVALID_DIMENSIONS"))
    bot = telegram.bot()
    assert await deliver(bot, a_row(), now=NOW, pictures=Pictures(bot)) == Sent(99)
    assert telegram.called("sendMessage")[0]["text"] == WORDS


async def test_it_is_fetched_cleaned_and_uploaded_over_the_wire() -> None:
    async with sandbox_process() as sandbox:
        await sandbox.do("add_person", person_id=5001, name="Of. Juárez")
        await sandbox.do("start_bot", person=5001)
        await sandbox.do("say", person=5001, chat=None, kind="photo")
        bot = make_bot(SANDBOX_TOKEN, f"{sandbox.base}/bot", f"{sandbox.base}/file/bot")
        await bot.initialize()
        try:
            theirs = [each.message.photo[-1].file_id for each in await bot.get_updates() if each.message.photo]
            row = a_row(Attachment(Kind.PHOTO, theirs[0]))
            pictures = Pictures(bot)
            first, again = [await deliver(bot, row, now=NOW, pictures=pictures) for _ in range(2)]
            assert isinstance(first, Sent)
            assert isinstance(again, Sent)
            clean = pictures._known[theirs[0]]
            assert clean != theirs[0]
            file = await bot.get_file(clean)
            assert (await file.download_as_bytearray()).startswith(b"\xff\xd8\xff")
        finally:
            await bot.shutdown()
