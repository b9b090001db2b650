"""Sends the response log's head of the day to the commanders, once each, whatever happens in between."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING

from bot.core.effects import Effect, Send
from bot.core.log_head import due_day, end_of, keys_of, message
from bot.core.outgoing import Outgoing
from bot.core.scene import Scene
from bot.core.world import Needs
from storage import chain, digests
from storage.snapshot import load_world

if TYPE_CHECKING:
    from bot.app import App


async def send_due_heads(app: App) -> None:
    """Send yesterday's head to each commander who has not had it, with the digest or else after midnight."""
    rules, now = app.rules, app.clock()
    day = due_day(rules.timezone, rules.digest.daily, now)
    if day is None:
        return
    people = {each.telegram for each in rules.commanders if isinstance(each.telegram, int)}
    async with app.database.read() as session:
        scene = Scene(await load_world(session, Needs(people=people), now), rules, now)
        to = keys_of(day, scene)
        had = await digests.posted(session, list(to))
        head = await chain.head_before(session, end_of(day, rules.timezone)) if to.keys() - had else None
    if head is not None:
        due = [message(key, person, day, head.rows, head.hash, scene) for key, person in to.items() if key not in had]
        await app.pipeline.change(Needs(), partial(_sends, due))


def _sends(due: Sequence[Outgoing], _: Scene) -> Iterator[Effect]:
    yield from (Send(each) for each in due)
