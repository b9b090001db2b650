"""Files of a group's figures, made at the moment of sending from what is stored then."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import date
from typing import TYPE_CHECKING, TypeVar

from sqlalchemy.ext.asyncio import AsyncSession

from bot.core.digests.sending import read_picture_name
from bot.core.made_file import MadeFile, Make
from bot.core.rules.model import GroupRules
from bot.core.scene import Scene
from bot.core.world import Needs
from bot.digests.gathering import Codes
from storage.database import Database

if TYPE_CHECKING:
    from bot.pipeline import Pipeline  # which knows all that the bot has learned to read; printing needs none of it

Gathered = TypeVar("Gathered")


def made_of_figures(
    database: Database,
    pipeline: Pipeline,
    gather: Callable[[AsyncSession, date, Scene], Awaitable[Gathered]],
    draw: Callable[[Gathered, GroupRules, Codes, Scene], MadeFile],
) -> Make:
    """Makes the files with names that `bot.core.digests.sending.picture_name` gives; none of groups unknown by now."""

    async def make(name: str) -> MadeFile | None:
        first, chat, codes = read_picture_name(name)
        scene = await pipeline.look(Needs())
        group = scene.rules.group(chat)
        if group is None:
            return None
        async with database.read() as session:
            gathered = await gather(session, first, scene)
        return await asyncio.to_thread(draw, gathered, group, codes, scene)

    return make


def quadrants_seen(group: GroupRules, codes: Codes) -> list[str]:
    """The group's quadrants that somebody may see, in the rules' order."""
    return [code for code in group.quadrants if codes is None or code in codes]
