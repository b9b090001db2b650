"""The PDF of a record at the scene, made when it is sent: what is stored, with the photos as Telegram keeps them."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable

from bot.core.made_file import MadeFile
from bot.core.model.incoming import Attachment
from bot.core.scene_record.paper import Paper, paper_of
from bot.core.world import Needs
from bot.pipeline import Pipeline

log = logging.getLogger(__name__)

_PATIENCE = 40.0  # seconds for all the photos: the paper is worth sending without them

Fetch = Callable[[str], Awaitable[bytes]]


class RecordFiles:
    """Makes the papers of finished records, one at a time: fonts and photos take memory."""

    def __init__(self, pipeline: Pipeline, fetch: Fetch) -> None:
        self._pipeline = pipeline
        self._fetch = fetch
        self._one_at_a_time = asyncio.Lock()

    async def __call__(self, number: str) -> MadeFile | None:
        """The PDF of the record with that number; None where there is none, or it is being corrected."""
        if not number.isdecimal():
            return None
        record_id = int(number)
        # the report of a record that is named is loaded with it
        scene = await self._pipeline.look(Needs(records={record_id}))
        record = scene.world.records.get(record_id)
        report = scene.world.reports.get(record.report_id) if record is not None else None
        if record is None or report is None or record.finished_at is None:
            return None
        async with self._one_at_a_time:
            photos = await self._photos(record.photos)
            data = await asyncio.to_thread(_drawn, paper_of(record, report, scene), photos)
        return MadeFile(f"{report.folio}-{record.id}.pdf", data)

    async def _photos(self, attachments: tuple[Attachment, ...]) -> list[bytes | None]:
        found: list[bytes | None] = [None] * len(attachments)
        try:
            async with asyncio.timeout(_PATIENCE):
                for at, attachment in enumerate(attachments):
                    found[at] = await self._photo(attachment)
        except TimeoutError:
            log.warning("record.photos_late", extra={"missing": found.count(None)})
        return found

    async def _photo(self, attachment: Attachment) -> bytes | None:
        try:
            return await asyncio.to_thread(_on_paper, await self._fetch(attachment.file_id))
        except TimeoutError:
            raise
        except Exception as exc:  # too large, gone, no picture: the paper says so
            log.warning("record.photo_missing", extra={"error": type(exc).__name__})
            return None


# what papers need is imported where nobody waits for it: a start is a tenth of a second quicker


def _drawn(paper: Paper, photos: list[bytes | None]) -> bytes:
    from bot.papers.scene_record import draw_record

    return draw_record(paper, photos)


def _on_paper(picture: bytes) -> bytes:
    from bot.papers.photographs import on_paper

    return on_paper(picture)
