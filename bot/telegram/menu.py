"""Telegram's menu of commands, set or taken away in one place."""

from __future__ import annotations

from telegram import (
    Bot,
    BotCommandScope,
    BotCommandScopeAllGroupChats,
    BotCommandScopeAllPrivateChats,
    BotCommandScopeChat,
)
from telegram.error import BadRequest, Forbidden, RetryAfter, TelegramError

from bot.core.menus import GROUPS, PRIVATE, Menu
from bot.core.outgoing import Later, Refused, Sent
from bot.telegram.backoff import seconds_of
from bot.telegram.client import in_words

AGAIN_AFTER = 60.0  # seconds


async def show_menu(bot: Bot, menu: Menu) -> Sent | Later | Refused:
    """Have Telegram offer these commands there, and say what became of it."""
    scope, language = _scope(menu.place), menu.language or None
    try:
        if menu.commands:
            await bot.set_my_commands(menu.commands, scope=scope, language_code=language)
        else:
            await bot.delete_my_commands(scope=scope, language_code=language)
    except RetryAfter as exc:
        return Later(seconds_of(exc), in_words(exc))
    except (BadRequest, Forbidden) as exc:
        return Refused(in_words(exc))
    except TelegramError as exc:
        return Later(AGAIN_AFTER, in_words(exc))
    return Sent()


def _scope(place: str) -> BotCommandScope:
    if place == PRIVATE:
        return BotCommandScopeAllPrivateChats()
    return BotCommandScopeAllGroupChats() if place == GROUPS else BotCommandScopeChat(int(place))
