"""The picture of a digest: the day's reports by category."""

from __future__ import annotations

from bot.core.digest import Digest
from bot.core.digest_text import category_named, date_of
from bot.locales import Sentences
from bot.pictures.bars import Bars, draw_bars


def draw_digest(digest: Digest, group: str, say: Sentences) -> bytes:
    """A PNG in the language of ``say``; nothing in it is about a single person or house."""
    rows = [(category_named(category, say), count) for category, count in digest.categories.counts]
    if digest.categories.missing:
        rows.append((say("digest.no_category"), digest.categories.missing))
    note = say("digest.chart_note", count=digest.reports, emergencies=len(digest.emergencies))
    return draw_bars(
        Bars(
            title=say("digest.chart"),
            date=date_of(digest.day.date, say),
            group=group,
            note=note,
            rows=rows,
            empty=say("digest.no_reports"),
        )
    )
