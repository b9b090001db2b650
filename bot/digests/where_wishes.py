"""Where and when of the days that a commander asked for in the chat: the words, and the picture as it is sent."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy.ext.asyncio import AsyncSession

from bot.core.digests.sending import Recipient
from bot.core.digests.where_asking import read_name, where_for
from bot.core.figures.periods import Period, period_of
from bot.core.figures.where_and_when import WhereAndWhen, where_and_when
from bot.core.made_file import MadeFile
from bot.core.outgoing import Outgoing
from bot.core.rules.model import GroupRules
from bot.core.scene import Scene
from bot.core.world import Needs
from bot.digests.gathering import Codes, chats_of, seen_by
from bot.digests.incidents import StoredIncidents, gather_incidents
from bot.digests.where_files import where_picture
from storage.database import Database

if TYPE_CHECKING:
    from bot.pipeline import Pipeline


async def where_wished(
    session: AsyncSession, first: date, last: date, due: Sequence[Recipient], scene: Scene
) -> list[Outgoing]:
    """Where and when of these days, for each who is to have it: as much of it as they may see."""
    if not due:
        return []
    period = period_of(first, last, scene.rules.timezone, None, scene.now)
    stored = await gather_incidents(session, period, scene.rules, gently=True)
    outgoing: list[Outgoing] = []
    for each in due:
        # in a thread: a year may take a second, and nobody's emergency is to wait for that
        found = await asyncio.to_thread(_found, stored, period, each.group, each.codes, scene)
        outgoing += where_for(each, found, scene)
    return outgoing


class WherePictures:
    """Makes the picture by the name that `bot.core.digests.where_asking.where_for` gives."""

    def __init__(self, database: Database, pipeline: Pipeline) -> None:
        self._database = database
        self._pipeline = pipeline

    async def __call__(self, name: str) -> MadeFile | None:
        """The picture; None of a group that the rules know no more."""
        first, last, chat, codes = read_name(name)
        scene = await self._pipeline.look(Needs())
        group = scene.rules.group(chat)
        if group is None:
            return None
        period = period_of(first, last, scene.rules.timezone, None, scene.now)
        async with self._database.read() as session:
            stored = await gather_incidents(session, period, scene.rules, gently=True)
        found = await asyncio.to_thread(_found, stored, period, group, codes, scene)
        data = await asyncio.to_thread(where_picture, found, group, codes, scene)
        return MadeFile(f"{group.folio}-{first}-{last}.png", data, picture=True)


def _found(stored: StoredIncidents, period: Period, group: GroupRules, codes: Codes, scene: Scene) -> WhereAndWhen:
    return where_and_when(period.first, period.last, seen_by(codes, stored.of(chats_of(group, scene))))
