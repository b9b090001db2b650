from __future__ import annotations

from typing import Any

import pytest
from telegram import InlineKeyboardButton, InlineKeyboardMarkup
from telegram.error import BadRequest, ChatMigrated, Forbidden, RetryAfter

from bot.telegram.client import connect, make_bot
from bot.telegram.raw import raw_call
from tests.telegram.bot_api_stub import ME, TOKEN
from tests.telegram.samples import CHAT, message


class ApiError(Exception):
    """Shaped like the sandbox's."""

    def __init__(self, code: int, description: str, parameters: dict[str, Any] | None = None) -> None:
        super().__init__(description)
        self.code, self.description, self.parameters = code, description, parameters


async def test_the_real_bot_runs_on_a_plain_function() -> None:
    calls: list[tuple[str, dict[str, Any]]] = []

    def call(method: str, params: dict[str, Any]) -> Any:
        calls.append((method, params))
        return ME if method == "getMe" else message(text=params["text"], chat=CHAT)

    bot = make_bot(TOKEN, call=call)
    assert await connect(bot)
    keyboard = InlineKeyboardMarkup([[InlineKeyboardButton("enterado", callback_data="r:1:ack")]])
    sent = await bot.send_message(CHAT["id"], "hola", reply_markup=keyboard)
    assert sent.message_id == 7
    assert calls[-1] == (
        "sendMessage",
        {
            "chat_id": CHAT["id"],
            "text": "hola",
            "reply_markup": {"inline_keyboard": [[{"text": "enterado", "callback_data": "r:1:ack"}]]},
        },
    )


async def test_it_may_be_async_and_gives_raw_answers_and_files() -> None:
    async def call(method: str, params: dict[str, Any]) -> Any:
        match method:
            case "getUpdates":
                return [{"update_id": 1, "odd": params["limit"]}]
            case "downloadFile":
                return b"bytes"
        return {"file_id": "f", "file_unique_id": "u", "file_path": "photos/1.jpg"}

    bot = make_bot(TOKEN, call=call)
    assert await raw_call(bot, "getUpdates", limit=5) == [{"update_id": 1, "odd": 5}]
    assert await (await bot.get_file("f")).download_as_bytearray() == b"bytes"


async def test_uploads_come_with_their_names() -> None:
    seen: dict[str, Any] = {}

    def call(method: str, params: dict[str, Any]) -> Any:
        seen.update(params)
        return message(photo=[])

    await make_bot(TOKEN, call=call).send_photo(1, b"\x89PNG", filename="CUA.png")
    assert seen["photo"] == ("CUA.png", b"\x89PNG", "image/png")


@pytest.mark.parametrize(
    ("raised", "expected"),
    [
        (ApiError(403, "Forbidden: bot was blocked by the user"), Forbidden),
        (ApiError(400, "Bad Request: chat not found"), BadRequest),
        (ApiError(429, "Too Many Requests", {"retry_after": 3}), RetryAfter),
        (ApiError(400, "upgraded", {"migrate_to_chat_id": -1005}), ChatMigrated),
    ],
)
async def test_refusals_become_ptbs_exceptions(raised: Exception, expected: type[Exception]) -> None:
    def call(method: str, params: dict[str, Any]) -> Any:
        raise raised

    with pytest.raises(expected):
        await make_bot(TOKEN, call=call).send_message(1, "x")
