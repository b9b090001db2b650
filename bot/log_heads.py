"""Sends the response log's head of the day to the commanders, once each, whatever happens in between."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.core.log_head import due_day, end_of, keys_of, message
from bot.core.world import Needs
from storage import chain, digests

if TYPE_CHECKING:
    from bot.app import App


async def send_due_heads(app: App) -> None:
    """Send yesterday's head to each commander who has not had it, with the digest or else after midnight."""
    rules, now = app.rules, app.clock()
    day = due_day(rules.timezone, rules.digest.daily, now)
    if day is None:
        return
    async with app.database.read() as session:
        scene = await app.pipeline.scene(session, Needs(), now)
        to = keys_of(day, scene)
        had = await digests.posted(session, list(to))
        head = await chain.head_before(session, end_of(day, rules.timezone)) if to.keys() - had else None
    if head is not None:
        due = [message(key, person, day, head.rows, head.hash, scene) for key, person in to.items() if key not in had]
        await app.pipeline.send(due)
