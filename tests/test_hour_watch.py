"""Looking for what is due at an hour of the rules: as often as something may have changed, and no more."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from types import SimpleNamespace
from typing import cast

import pytest

from bot.app import App
from bot.core.rules.model import DigestRules
from bot.hour_watch import HourWatch
from tests.rules_for_tests import some_rules

SEVEN = datetime(2026, 11, 21, 13, tzinfo=UTC)  # in Mexico
SIX = SEVEN - timedelta(hours=1)


class Looking:
    """An app of which only the clock, the rules and the people change; how often it was looked."""

    def __init__(self) -> None:
        self.now = SIX
        self.rules = some_rules(digest=DigestRules(daily=time(7)))
        self.pipeline = SimpleNamespace(people_changes=0)
        self.looked = 0
        self.broken = False
        self.watch = HourWatch(cast("App", self))

    def clock(self) -> datetime:
        return self.now

    async def send(self, _: App) -> None:
        if self.broken:
            raise RuntimeError("the database cannot be read")
        self.looked += 1

    async def looks(self) -> int:
        before = self.looked
        await self.watch.when_due(self.send)
        return self.looked - before


@pytest.fixture
async def looking() -> Looking:
    looking = Looking()
    assert looking.watch.next_due_at() is None
    assert await looking.looks() == 1  # at the start: something may have been missed
    return looking


async def test_it_looks_at_the_hour_and_not_before(looking: Looking) -> None:
    assert looking.watch.next_due_at() == SEVEN
    looking.now = SEVEN - timedelta(seconds=1)
    assert await looking.looks() == 0
    looking.now = SEVEN
    assert [await looking.looks() for _ in range(2)] == [1, 0]
    assert looking.watch.next_due_at() == SEVEN + timedelta(days=1)


async def test_it_looks_when_somebody_can_be_reached_who_could_not(looking: Looking) -> None:
    looking.pipeline.people_changes += 1
    assert [await looking.looks() for _ in range(2)] == [1, 0]


async def test_it_looks_when_the_rules_have_changed(looking: Looking) -> None:
    looking.rules = some_rules(digest=DigestRules(daily=time(6, 30)), version="another")
    assert [await looking.looks() for _ in range(2)] == [1, 0]
    assert looking.watch.next_due_at() == SEVEN - timedelta(minutes=30)


async def test_what_could_not_be_looked_at_is_looked_at_again(looking: Looking) -> None:
    looking.now, looking.broken = SEVEN, True
    with pytest.raises(RuntimeError):
        await looking.looks()
    looking.broken = False
    assert await looking.looks() == 0  # not at each second: it is much work
    looking.now += timedelta(seconds=20)
    assert await looking.looks() == 1
    assert looking.watch.next_due_at() == SEVEN + timedelta(days=1)


async def test_a_clock_that_was_a_year_ahead_does_not_cost_a_year_of_digests(looking: Looking) -> None:
    looking.now = SEVEN + timedelta(days=365)
    assert await looking.looks() == 1
    looking.now = SEVEN
    assert await looking.looks() == 1
