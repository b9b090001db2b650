"""Files that Telegram keeps: fetched by their id."""

from __future__ import annotations

from telegram import Bot
from telegram.error import BadRequest, TelegramError

from bot.telegram.client import in_words

MOST_BYTES = 20 * 1024 * 1024
"""Telegram gives a bot no larger ones; a server of one's own may."""
READ_TIMEOUT = 30.0


class NotFetched(Exception):
    """A file could not be had. ``for_good``: it never will be (too large, gone)."""

    def __init__(self, error: str, *, for_good: bool) -> None:
        super().__init__(error)
        self.for_good = for_good


async def fetch(bot: Bot, file_id: str) -> bytes:
    """The bytes of a file.

    Raises:
        NotFetched: it cannot be had, now or ever.
    """
    try:
        file = await bot.get_file(file_id, read_timeout=READ_TIMEOUT)
        if (file.file_size or 0) > MOST_BYTES:
            raise NotFetched("the file is too large", for_good=True)
        return bytes(await file.download_as_bytearray(read_timeout=READ_TIMEOUT))
    except BadRequest as exc:  # "file is too big", "wrong file_id"
        raise NotFetched(in_words(exc), for_good=True) from exc
    except (TelegramError, OSError, RuntimeError) as exc:  # RuntimeError: Telegram told no path
        raise NotFetched(in_words(exc), for_good=False) from exc
