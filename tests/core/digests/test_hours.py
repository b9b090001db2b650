"""The hours at which something is sent without being asked for."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from bot.core.digests.hours import next_hour
from bot.core.figures.periods import due_days, due_month
from bot.core.figures.weekly import due_week
from bot.core.log_head import due_day
from bot.core.rules.model import DigestRules, Rules
from tests.rules_for_tests import some_rules

MADRID = ZoneInfo("Europe/Madrid")
MONDAY_AT_SIX = datetime(2024, 10, 28, 6, tzinfo=MADRID)


def rules(zone: ZoneInfo = MADRID, **hours: Any) -> Rules:
    return some_rules(timezone=zone, digest=DigestRules(**hours))


def due(rules: Rules, now: datetime) -> set[tuple[str, date]]:
    """Which days, week, month and head are due, without what is to be said of them."""
    zone, digest = rules.timezone, rules.digest
    week, month = due_week(zone, digest.weekly, now), due_month(zone, digest.monthly, now)
    found = [("digest", each.first) for each in due_days(zone, digest.daily, now)]
    found += [("brief", week.first)] if week else []
    found += [("month", month.first)] if month else []
    head = due_day(zone, digest.daily, now)
    return {*found, ("head", head)} if head else set(found)


@pytest.mark.parametrize(
    ("hours", "next_one"),
    [
        ({}, "2024-10-29 00:05"),
        ({"daily": time(7)}, "2024-10-28 07:00"),
        ({"daily": time(5), "weekly": (0, time(6, 30))}, "2024-10-28 06:30"),
        ({"daily": time(5), "weekly": (0, time(6))}, "2024-10-29 05:00"),
        ({"daily": time(0)}, "2024-10-29 00:00"),
        ({"monthly": (28, time(6, 1))}, "2024-10-28 06:01"),
    ],
)
def test_the_next_hour_is_the_first_of_those_in_the_rules(hours: dict[str, Any], next_one: str) -> None:
    expected = datetime.fromisoformat(next_one).replace(tzinfo=MADRID)
    assert next_hour(rules(**hours), MONDAY_AT_SIX) == expected


@pytest.mark.parametrize(
    ("zone", "hours"),
    [
        ("Europe/Madrid", {"daily": time(7), "weekly": (0, time(7)), "monthly": (1, time(9))}),
        ("Europe/Madrid", {"daily": time(2, 30), "weekly": (6, time(2, 30)), "monthly": (28, time(2, 30))}),
        ("America/New_York", {"daily": time(0), "weekly": (6, time(1, 30)), "monthly": (1, time(0))}),
        ("America/Mexico_City", {}),
    ],
)
def test_whatever_becomes_due_becomes_due_at_one_of_them(zone: str, hours: dict[str, Any]) -> None:
    """Also in the weeks in which the clocks change, and where the hour comes twice or never."""
    rules_ = rules(ZoneInfo(zone), **hours)
    for start in (datetime(2024, 3, 5, tzinfo=UTC), datetime(2024, 10, 22, tzinfo=UTC)):
        now = start
        while now < start + timedelta(days=32):
            following = next_hour(rules_, now)
            assert now < following
            assert due(rules_, following - timedelta(microseconds=1)) <= due(rules_, now)
            assert not due(rules_, following) <= due(rules_, now)
            now = following
