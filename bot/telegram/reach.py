"""Whether somebody lets the bot write to them, asked without writing."""

from __future__ import annotations

from telegram import Bot
from telegram.constants import ChatAction
from telegram.error import BadRequest, Forbidden, TelegramError

from bot.telegram.refusals import Why, why


async def reaches(bot: Bot, person_id: int) -> bool | None:
    """Whether they pressed Start and did not block the bot ("typing…", which leaves nothing); None: nobody can tell."""
    try:
        await bot.send_chat_action(person_id, ChatAction.TYPING)
    except Forbidden:
        return False
    except BadRequest as exc:
        return False if why(exc) is Why.NO_CHAT else None
    except TelegramError:
        return None
    return True
