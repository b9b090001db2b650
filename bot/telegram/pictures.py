"""Files on their way out: pictures, never the original, always drawn anew; and what the program itself makes."""

from __future__ import annotations

import asyncio
import logging
from collections import OrderedDict
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from typing import Any
from weakref import WeakValueDictionary

from telegram import Bot, InputFile

from bot.core.made_file import MadeFile, Make
from bot.core.model.incoming import Attachment
from bot.core.model.kinds import Kind
from bot.pictures.stripping import Clean, NotReadable, strip
from bot.telegram.files import NotFetched, fetch

log = logging.getLogger(__name__)

_MOST_KNOWN = 500


class Pictures:
    """Cleans pictures, each once: whoever gets it next gets the file that Telegram has of the clean one.

    ``make`` makes the files of the program's own; each is made anew whenever it is sent.
    """

    def __init__(self, bot: Bot, make: Make | None = None) -> None:
        self._bot = bot
        self._make = make
        self._known: OrderedDict[str, str] = OrderedDict()  # the clean one's id by the original's
        self._one_at_a_time = asyncio.Lock()  # a large picture takes a good part of the memory there is
        self._turns: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    @asynccontextmanager
    async def turn(self, attachment: Attachment) -> AsyncIterator[InputFile | str]:
        """What to send in the picture's place, while nobody else fetches or uploads the same one.

        Raises:
            NotFetched: it cannot be had, or not be cleaned.
        """
        lock = self._turns.setdefault(attachment.file_id, asyncio.Lock())
        async with lock:
            yield self._known.get(attachment.file_id) or await self._cleaned(attachment)

    def remember(self, attachment: Attachment, message: Any) -> None:
        """The clean picture now stands in this message of ours (as Telegram answered it)."""
        if (file_id := _file_in(message, attachment.kind)) is not None:
            self._known[attachment.file_id] = file_id
            while len(self._known) > _MOST_KNOWN:
                self._known.popitem(last=False)

    async def made(self, reference: str) -> MadeFile:
        """A file of the program's own.

        Raises:
            NotFetched: it cannot be made, now or ever.
        """
        if self._make is None:
            raise NotFetched("nobody makes files here", for_good=True)
        try:
            file = await self._make(reference)
        except Exception as exc:
            log.error("file.not_made", extra={"reference": reference, "error": type(exc).__name__})
            log.debug("file.not_made.because", exc_info=True)
            raise NotFetched(f"cannot be made: {type(exc).__name__}", for_good=False) from exc
        if file is None:
            raise NotFetched("there is nothing to make it of", for_good=True)
        return file

    async def _cleaned(self, attachment: Attachment) -> InputFile:
        data = await fetch(self._bot, attachment.file_id)
        try:
            async with self._one_at_a_time:
                clean: Clean = await asyncio.to_thread(strip, data)
        except NotReadable as exc:
            log.warning("picture.not_cleaned", extra={"error": str(exc)})
            raise NotFetched(f"cannot be cleaned: {exc}", for_good=True) from exc
        return InputFile(clean.data, filename=clean.file_name)


def _file_in(message: Any, kind: Kind) -> str | None:
    """The id of the file in a message; whatever is odd about the answer, there is none then."""
    found = message.get(str(kind)) if isinstance(message, Mapping) else None
    if isinstance(found, list) and found:  # a photo's sizes, the largest last
        found = found[-1]
    file_id = found.get("file_id") if isinstance(found, Mapping) else None
    return file_id if isinstance(file_id, str) else None
