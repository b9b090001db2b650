"""Digests and monthly posts: sent at their hour, and a digest of any day to whoever asks for it."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from sqlalchemy.ext.asyncio import AsyncSession

from bot.core.digests.asking import WISHES, Wish, not_made
from bot.core.digests.monthly_sending import MonthlyPost, monthly_posts
from bot.core.digests.sending import Recipient, as_commander, digest_for, entitled, recipients
from bot.core.effects import Effect, Forget, Remember, Send
from bot.core.figures.periods import due_days, due_month
from bot.core.model.incoming import Person
from bot.core.outgoing import Outgoing, Priority
from bot.core.scene import Scene
from bot.core.world import Needs
from bot.digests.gathering import began_to_serve, gather_day, gather_month
from bot.digests.where_wishes import where_wished
from storage import digests
from storage.failures import is_passing
from storage.health import notes_named

if TYPE_CHECKING:
    from bot.app import App

log = logging.getLogger(__name__)

SENT_UP_TO = "digests_sent_up_to"
"""The note of the last day whose digests were sent: where days lie between it and yesterday, the bot was down."""
NOT_WANTED = date.max
"""The same, while the rules have no hour for them: whoever gives them one has yesterday's, and none of before."""


async def send_due_digests(app: App) -> None:
    """Send each commander the digests that they should have had by now, from the hour in the rules on.

    Yesterday's to whoever has not had it; those of the days before only where the bot was down at their hour.
    """
    rules, now = app.rules, app.clock()
    if rules.digest.daily is None:
        await _note_up_to(NOT_WANTED, app)
        return
    days = due_days(rules.timezone, rules.digest.daily, now)
    if not days:
        return
    yesterday = days[-1].first
    async with app.database.read() as session:
        scene = await app.pipeline.scene(session, Needs(), now)
        served_since, sent_up_to = await began_to_serve(session), await _sent_up_to(session)
        outgoing: list[Outgoing] = []
        for day in days:
            if served_since < day.end and (day.first == yesterday or day.first > sent_up_to):
                outgoing += await _digests(session, day.first, await _due(session, day.first, scene), scene)
    if outgoing or sent_up_to != yesterday:
        effects: list[Effect] = [*map(Send, outgoing), Remember(SENT_UP_TO, str(yesterday))]
        await app.pipeline.change(Needs(), lambda _: effects)


async def send_due_month(app: App) -> None:
    """Post last month's figures in each group, once; its commanders and administrators hear of the fairness besides."""
    rules, now = app.rules, app.clock()
    month = due_month(rules.timezone, rules.digest.monthly, now)
    if month is None:
        return
    async with app.database.read() as session:
        if await began_to_serve(session) >= month.end:
            return
        scene = await app.pipeline.scene(session, Needs(), now)
        posts = monthly_posts(month.first, scene)
        had = await digests.posted(session, [each.key for each in posts])
        due: list[MonthlyPost] = [each for each in posts if each.key not in had]
        if not due:
            return
        gathered = await gather_month(session, month.first, scene)
        outgoing = [each.outgoing(gathered.monthly(each.group, scene, each.codes), scene) for each in due]
    await app.pipeline.send(outgoing)


async def answer_wishes(app: App) -> None:
    """Send the digests that somebody asked for. One that cannot be made costs the others nothing."""
    async with app.database.read() as session:
        wishes = await notes_named(session, WISHES)
    for key, value in wishes.items():
        try:
            async with app.database.read() as session:
                outgoing = await _wished(session, Wish.of(value), app)
        except Exception as exc:
            if is_passing(exc):
                raise
            log.error("digest.failed", extra={"error": type(exc).__name__})
            log.debug("digest.failed.because", exc_info=True)
            await app.pipeline.change(Needs(), partial(_not_answered, key, value))
        else:
            await app.pipeline.change(Needs(), partial(_answered, key, outgoing))


async def _wished(session: AsyncSession, wish: Wish, app: App) -> list[Outgoing]:
    """What somebody may see is looked up anew: the rules may have changed since they asked."""
    scene = await app.pipeline.scene(session, Needs(people={wish.person_id}), app.clock())
    known = scene.world.people.get(wish.person_id)
    person = Person(wish.person_id, known.name, known.username) if known else Person(wish.person_id, "")
    due = [
        Recipient(wish.person_id, group, f"answer:{wish.chat_id}:{wish.message_id}:{group.chat}", codes)
        for group, codes in (as_commander if wish.last else entitled)(person, scene)
    ]
    if wish.last:
        return await where_wished(session, date.fromisoformat(wish.day), date.fromisoformat(wish.last), due, scene)
    return await _digests(session, date.fromisoformat(wish.day), due, scene, Priority.ANSWER)


async def _sent_up_to(session: AsyncSession) -> date:
    """The last day whose digests went to all who could have them then."""
    value = (await notes_named(session, SENT_UP_TO)).get(SENT_UP_TO)
    return date.fromisoformat(value) if value else date.min


async def _note_up_to(day: date, app: App) -> None:
    async with app.database.read() as session:
        noted = await _sent_up_to(session)
    if noted != day:
        await app.pipeline.change(Needs(), lambda _: [Remember(SENT_UP_TO, str(day))])


async def _due(session: AsyncSession, day: date, scene: Scene) -> list[Recipient]:
    due = recipients(day, scene)
    had = await digests.posted(session, [each.key for each in due])
    return [each for each in due if each.key not in had]


async def _digests(
    session: AsyncSession, day: date, due: Sequence[Recipient], scene: Scene, priority: Priority = Priority.DIGEST
) -> list[Outgoing]:
    if not due:
        return []
    gathered = await gather_day(session, day, scene)
    return [
        outgoing
        for each in due
        for outgoing in digest_for(each, gathered.daily(each.group, scene, each.codes), scene, priority)
    ]


def _answered(key: str, outgoing: Sequence[Outgoing], _: Scene) -> Iterator[Effect]:
    yield from map(Send, outgoing)
    yield Forget(key)


def _not_answered(key: str, value: str, scene: Scene) -> Iterator[Effect]:
    """Whoever asked hears that there will be none; a note that says not who asked is forgotten."""
    with suppress(ValueError, TypeError):
        yield Send(not_made(Wish.of(value), scene))
    yield Forget(key)
