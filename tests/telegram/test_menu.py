"""The menu of commands on its way to Telegram: where it is offered, and what every answer means."""

from __future__ import annotations

import logging
from typing import Any

import pytest

from bot.core.menus import GROUPS, PRIVATE, Menu
from bot.core.outgoing import Later, Refused, Sent
from bot.telegram.menu import show_menu
from tests.telegram import bot_api_stub as stub
from tests.telegram.bot_api_stub import TOKEN, BotApiStub, Dropped

COMMANDS = (("guardia", "Quién está de turno"), ("ayuda", "Para qué sirvo"))


async def outcome_of(menu: Menu, answer: Any) -> tuple[Sent | Later | Refused, list[tuple[str, dict[str, Any]]]]:
    async with BotApiStub(answer) as telegram, telegram.bot() as bot:
        telegram.calls.clear()
        return await show_menu(bot, menu), telegram.calls


def always(what: Any) -> Any:
    def answer(method: str, params: dict[str, Any]) -> Any:
        if method == "getMe":
            return stub.ME
        if isinstance(what, Exception):
            raise what
        return what

    return answer


@pytest.mark.parametrize(
    ("menu", "scope", "language"),
    [
        (Menu(PRIVATE, "", COMMANDS), {"type": "all_private_chats"}, None),
        (Menu(GROUPS, "en", COMMANDS), {"type": "all_group_chats"}, "en"),
        (Menu("5001", "", COMMANDS), {"type": "chat", "chat_id": 5001}, None),
    ],
    ids=["private chats", "groups, in English", "one chat"],
)
async def test_each_menu_is_set_in_its_place(menu: Menu, scope: dict[str, Any], language: str | None) -> None:
    outcome, calls = await outcome_of(menu, always(True))
    ((method, params),) = calls
    assert (outcome, method) == (Sent(), "setMyCommands")
    assert (params["scope"], params.get("language_code")) == (scope, language)
    assert params["commands"][0] == {"command": "guardia", "description": "Quién está de turno"}


async def test_a_menu_without_commands_is_taken_away() -> None:
    outcome, calls = await outcome_of(Menu("5001"), always(True))
    assert (outcome, calls) == (Sent(), [("deleteMyCommands", {"scope": {"type": "chat", "chat_id": 5001}})])


@pytest.mark.parametrize(
    ("trouble", "outcome"),
    [
        (stub.Refused(400, "Bad Request: chat not found"), Refused),
        (stub.Refused(403, "Forbidden: bot was blocked by the user"), Refused),
        (stub.Refused(429, "Too Many Requests: retry after 7", {"retry_after": 7}), Later),
        (stub.Refused(502, "Bad Gateway"), Later),
        (stub.Refused(404, "Not Found"), Later),
        (Dropped(), Later),
    ],
    ids=["never pressed Start", "blocked", "too many", "down", "no such method", "cut"],
)
async def test_every_trouble_is_an_outcome_and_none_shows_the_token(
    trouble: Exception, outcome: type, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    found, _ = await outcome_of(Menu("5001", "", COMMANDS), always(trouble))
    assert isinstance(found, outcome)
    assert TOKEN not in str(found)
    assert TOKEN not in caplog.text
    assert not isinstance(found, Later) or found.seconds == (7 if "retry after" in str(trouble) else 60)
