"""What the program makes is made when it is sent, and said in words where it cannot be."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from bot.core.made_file import MadeFile, Make
from bot.core.outgoing import Later, Outcome, Priority, Purpose, Refused, Say, Sent, Waiting
from bot.making import maker
from bot.telegram.client import make_bot
from bot.telegram.delivery import ATTEMPTS_AT_A_PICTURE, deliver
from bot.telegram.pictures import Pictures
from tests.pictures.drawn import encoded, street
from tests.sandbox_process import TOKEN, sandbox_process
from tests.telegram.bot_api_stub import Refused as TelegramRefuses
from tests.telegram.samples import message

NOW = datetime(2026, 11, 21, 22, 41, tzinfo=UTC)
PAPER = MadeFile("parte-12.pdf", b"%PDF-1.4 made of what is stored")


def a_row(made: str = "record:12", **say: Any) -> Waiting:
    words = {"text": "Su parte", "instead": "Su parte no se pudo hacer"} | say
    return Waiting(
        key="record:12:5001",
        action=Say(chat_id=5001, made=made, **words),
        priority=Priority.ANSWER,
        purpose=Purpose.ANSWER,
        revision=1,
        created_at=NOW,
    )


async def paper(of_what: str) -> MadeFile | None:
    return PAPER if of_what == "12" else None


async def broken(of_what: str) -> MadeFile | None:
    raise OSError("the disk is gone")


class Telegram:
    """Remembers what it was sent; refuses what it is told to."""

    def __init__(self, refuses: str = "") -> None:
        self.calls: list[tuple[str, dict[str, Any]]] = []
        self._refuses = refuses

    async def __call__(self, method: str, params: dict[str, Any]) -> Any:
        self.calls.append((method, params))
        if method == self._refuses:
            raise TelegramRefuses(400, "Bad Request: PHOTO_INVALID_DIMENSIONS")
        return message(message_id=99)


async def delivered(row: Waiting, telegram: Telegram, make: Make | None) -> Outcome:
    bot = make_bot("4242:token", call=telegram)
    return await deliver(bot, row, now=NOW, pictures=Pictures(bot, make))


@pytest.mark.parametrize("picture", [False, True])
async def test_it_is_uploaded_with_its_words_as_document_or_as_picture(picture: bool) -> None:
    telegram = Telegram()
    file = replace(PAPER, picture=picture)

    async def make(of_what: str) -> MadeFile:
        return file

    assert await delivered(a_row(), telegram, maker({"record": make})) == Sent(99)
    [(method, params)] = telegram.calls
    assert method == ("sendPhoto" if picture else "sendDocument")
    assert params["caption"] == "Su parte"
    name, data, _ = params["photo" if picture else "document"]
    assert (name, data) == (file.name, file.data)


@pytest.mark.parametrize("made", ["record:13", "map:1", "nothing"])
async def test_what_there_is_nothing_to_make_of_is_said_in_words_at_once(made: str) -> None:
    telegram = Telegram()
    assert await delivered(a_row(made), telegram, maker({"record": paper})) == Sent(99)
    [(method, params)] = telegram.calls
    assert (method, params["text"]) == ("sendMessage", "Su parte no se pudo hacer")


async def test_what_cannot_be_made_now_is_tried_again_and_then_said_in_words() -> None:
    telegram = Telegram()
    outcome = await delivered(a_row(), telegram, maker({"record": broken}))
    assert isinstance(outcome, Later)
    assert outcome.not_ready
    assert not telegram.calls
    last = replace(a_row(), attempts=ATTEMPTS_AT_A_PICTURE)
    assert await delivered(last, telegram, maker({"record": broken})) == Sent(99)
    assert telegram.calls[0][1]["text"] == "Su parte no se pudo hacer"


async def test_without_a_word_to_say_instead_it_is_given_up() -> None:
    assert isinstance(await delivered(a_row(text="", instead=""), Telegram(), None), Refused)


async def test_a_file_that_telegram_refuses_is_said_in_words() -> None:
    telegram = Telegram(refuses="sendDocument")
    assert await delivered(a_row(), telegram, maker({"record": paper})) == Sent(99)
    assert telegram.calls[-1][1]["text"] == "Su parte no se pudo hacer"


async def test_its_words_are_edited_below_it_and_nothing_is_made_again() -> None:
    telegram = Telegram()
    row = replace(a_row(text="Su parte, corregido"), message_id=99)
    assert await delivered(row, telegram, maker({"record": broken})) == Sent(99)
    [(method, params)] = telegram.calls
    assert (method, params["caption"]) == ("editMessageCaption", "Su parte, corregido")


async def test_it_goes_over_the_wire_with_its_name() -> None:
    async with sandbox_process() as sandbox:
        await sandbox.do("add_person", person_id=5001, name="Of. Juárez")
        await sandbox.do("start_bot", person=5001)
        bot = make_bot(TOKEN, f"{sandbox.base}/bot", f"{sandbox.base}/file/bot")
        await bot.initialize()

        async def chart(of_what: str) -> MadeFile:
            return MadeFile("figures.png", encoded(street(1, (320, 200))), picture=True)

        pictures = Pictures(bot, maker({"record": paper, "chart": chart}))
        try:
            for made in ("record:12", "chart:2026-11-21"):
                assert isinstance(await deliver(bot, a_row(made), now=NOW, pictures=pictures), Sent)
            shown = [each["message"] for each in (await sandbox.state())["chats"]["5001"]["messages"]][-2:]
            assert shown[0]["document"]["file_name"] == "parte-12.pdf"
            assert shown[0]["document"]["file_size"] == len(PAPER.data)
            assert shown[1]["photo"]
            assert [each["caption"] for each in shown] == ["Su parte", "Su parte"]
        finally:
            await bot.shutdown()
