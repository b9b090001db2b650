"""The link that makes somebody an officer: once, for the right one, whoever else gets hold of it; on both databases."""

from __future__ import annotations

import asyncio
import re
from dataclasses import replace

import pytest
from sqlalchemy import select

from bot.core.model.incoming import Message, Person
from bot.core.rules.spelling import mark_of
from bot.core.world import Needs
from bot.pipeline import Pipeline
from storage.database import Database
from storage.tables import RESPONSE_LOG
from tests.builders import MEMO, PAZ, RIVAS, ROSA, a_tap, an_incoming
from tests.rules_for_tests import CUAUHTEMOC, OFFICERS, some_rules
from tests.test_pipeline import Running

NEW = Person(7001, "Pedro", "pedro_p")
OTHER = Person(7002, "Otro", "otro")


@pytest.fixture
async def running(database: Database) -> Running:
    """Of. Peña is to come by a link: the rules know the name alone."""
    running = Running(database)
    officers = tuple(replace(o, telegram="+of. peña") if o.name == "Of. Peña" else o for o in OFFICERS)
    running.rules = some_rules(officers=officers)
    running.pipeline = Pipeline(
        database, lambda: running.rules, running._translate, lambda: running.now, bot_name=lambda: "cuadrante_bot"
    )
    return running


async def a_link(running: Running) -> str:
    await running.take(an_incoming("/invitar Peña", ROSA, chat_id=ROSA.id))
    links = [found for text in await running.said(ROSA.id) for found in re.findall(r"start=(\S+)", text)]
    assert links
    await running.send()
    return links[-1]


def pressed(person: Person, word: str, chat_id: int | None = None) -> Message:
    return an_incoming(f"/start {word}", person, chat_id=chat_id or person.id)


async def whose(running: Running) -> int | None:
    return (await running.pipeline.look(Needs())).world.names.get("+of. peña")


async def events(running: Running) -> list[tuple[str, int]]:
    table = RESPONSE_LOG.c
    async with running.database.read() as session:
        return [
            (row.event, row.by_id) for row in await session.execute(select(table.event, table.by_id).order_by(table.id))
        ]


@pytest.mark.parametrize("at_once", [True, False])
async def test_of_two_who_press_it_the_first_is_the_officer(running: Running, at_once: bool) -> None:
    word = await a_link(running)
    both = [pressed(NEW, word), pressed(OTHER, word)]
    if at_once:
        await running.take(*both)
    else:
        await asyncio.gather(*(running.take(each) for each in both))
    assert await whose(running) == NEW.id
    assert (await events(running))[1:] == [("enrolled", NEW.id), ("refused", OTHER.id)]
    assert [text for text in await running.said(OTHER.id) if "no sirve" in text]


async def test_pressed_again_or_delivered_again_it_enrols_nobody_again(running: Running) -> None:
    word = await a_link(running)
    first = pressed(NEW, word)
    await running.take(first)
    await running.take(first)
    await running.take(pressed(NEW, word))
    assert (await events(running))[1:] == [("enrolled", NEW.id)]


async def test_a_newer_link_makes_the_older_one_worthless(running: Running) -> None:
    older = await a_link(running)
    newer = await a_link(running)
    assert older != newer
    await running.take(pressed(OTHER, older))
    assert await whose(running) is None
    await running.take(pressed(NEW, newer))
    await running.take(pressed(OTHER, older))
    assert await whose(running) == NEW.id


async def test_too_late_guessed_or_in_the_group_it_is_worth_nothing(running: Running) -> None:
    word = await a_link(running)
    await running.take(
        pressed(OTHER, word, CUAUHTEMOC),
        *(pressed(OTHER, guess) for guess in (word[:-1], word.swapcase(), f"{word}A", "A" * 22, "A" * 64, "")),
    )
    assert await whose(running) is None
    running.now += running.rules.duty.invitation_lasts
    await running.take(replace(pressed(NEW, word), sent_at=running.now))
    assert await whose(running) is None
    assert not any(event == "enrolled" for event, _ in await events(running))


async def test_an_officer_of_another_group_does_not_become_this_one_by_a_link_of_theirs(running: Running) -> None:
    word = await a_link(running)
    await running.take(pressed(RIVAS, word))
    assert await whose(running) is None
    assert (await events(running))[1:] == [("refused", RIVAS.id)]
    await running.take(pressed(NEW, word))
    assert await whose(running) == NEW.id


@pytest.mark.parametrize("person", [MEMO, RIVAS, PAZ], ids=lambda person: person.name)
async def test_nobody_makes_a_link_for_a_group_that_is_not_theirs(running: Running, person: Person) -> None:
    await running.take(
        an_incoming("/invitar Peña", person, chat_id=person.id), a_tap(f"i:{mark_of('Of. Peña')}", person)
    )
    assert not [text for text in await running.said(person.id) if "start=" in text]
    assert not any(event == "invited" for event, _ in await events(running))
