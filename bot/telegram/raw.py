"""The Bot API without PTB's parsing: what one odd object in an answer must not cost."""

from __future__ import annotations

import re
from typing import Any

from telegram import Bot
from telegram.request import BaseRequest

_CAPITAL = re.compile("([A-Z])")


async def raw_call(bot: Bot, method: str, *, read_timeout: float | None = None, **params: Any) -> Any:
    """Call a method of the Bot API by its own name (``getUpdates``) and answer its raw JSON result.

    Raises:
        telegram.error.TelegramError: as `Bot` does; a refused token is `EndPointNotFound` once the bot is connected.
    """
    # PTB warns when it knows the name; spelt like this it does not, and still makes `getUpdates` of it
    spelt = _CAPITAL.sub(r"_\1", method)
    timeout = BaseRequest.DEFAULT_NONE if read_timeout is None else read_timeout
    return await bot.do_api_request(spelt, api_kwargs=params, read_timeout=timeout)
