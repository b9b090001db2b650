"""What follows: emergencies, reports, sanctions, escalation, digests."""

from __future__ import annotations

import re
from datetime import time, timedelta
from typing import Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from bot.core.model.kinds import Category
from bot.core.rules.breaches import SanctionRules, Step
from bot.core.rules.entry import Entry, Reader
from bot.core.rules.model import DigestRules, DutyRules, EscalationStep, ReportRules
from bot.core.rules.readers import (
    clock,
    each_once,
    one_of,
    slug,
    span,
    span_between,
    text,
    tuple_of,
)
from bot.core.rules.screening import Collect, read_examples
from bot.core.rules.tree import Mapping, Scalar, Sequence

DANGERS = frozenset(
    {
        *(Category.ACCIDENT, Category.THEFT, Category.FIRE, Category.COLLAPSE, Category.EXPLOSION),
        *(Category.GAS_LEAK, Category.KIDNAPPING, Category.INJURY, Category.DEATH, Category.VIOLENCE),
    }
)
ESCALATION = (
    EscalationStep(timedelta(minutes=2), "quadrant"),
    EscalationStep(timedelta(minutes=5), "commander"),
    EscalationStep(timedelta(minutes=10), "group"),
)
_DAYS = {"mon": 0, "tue": 1, "wed": 2, "thu": 3, "fri": 4, "sat": 5, "sun": 6}
_STEP: Reader[Literal["warn", "expel", "propose_expulsion"]] = one_of("warn", "expel", "propose_expulsion")
_TO: Reader[Literal["quadrant", "commander", "group"]] = one_of("quadrant", "commander", "group")


def timezone(entry: Entry) -> ZoneInfo:
    """A time zone by its name in the tz database."""
    name = text(entry)
    try:
        return ZoneInfo(name or "UTC")
    except (ZoneInfoNotFoundError, ValueError, OSError):
        entry.not_in(available_timezones(), allowed=entry.say("a_timezone"))
        return ZoneInfo("UTC")


def emergencies(entry: Entry, collect: Collect) -> frozenset[Category]:
    """Read which categories are emergencies; there is always one."""

    def read(item: Entry) -> Category:
        if not isinstance(item.node, Mapping):
            return slug(Category)(item)
        fields = item.fields(("category",), ("examples",))
        category = fields.read("category", slug(Category), Category.ACCIDENT)
        collect(read_examples(fields.get("examples"), f"emergency.{category}", "emergency", category=category))
        return category

    return frozenset(each_once(read, at_least=1)(entry))


def report(entry: Entry) -> ReportRules:
    """Read what a report must say."""
    fields = entry.fields((), ("require", "ask_for", "follow_up", "same_incident"))
    parts = each_once(one_of("problem", "street", "number", "photo"))
    same = span_between(timedelta(seconds=5), timedelta(hours=24), "same_incident_span")
    default = ReportRules()
    return ReportRules(
        require=fields.read("require", parts, default.require),
        ask_for=fields.read("ask_for", parts, default.ask_for),
        follow_up=fields.read("follow_up", span, default.follow_up),
        same_incident=fields.read("same_incident", same, default.same_incident),
    )


def sanctions(entry: Entry) -> SanctionRules:
    """Read the ladder."""
    fields = entry.fields((), ("ladder", "forget_after"))
    default = SanctionRules()
    return SanctionRules(
        ladder=fields.read("ladder", tuple_of(_step, at_least=1), default.ladder),
        forget_after=fields.read("forget_after", span, default.forget_after),
    )


def _step(entry: Entry) -> Step:
    if isinstance(entry.node, Mapping):
        # Telegram takes less than 30 seconds, or more than 366 days, for ever
        lasts = span_between(timedelta(minutes=1), timedelta(days=366), "mute_span")
        return Step("mute", entry.fields(("mute",)).read("mute", lasts, timedelta(hours=1)))
    if isinstance(entry.node, Sequence) or entry.node.text not in ("warn", "expel", "propose_expulsion"):
        entry.not_in(("warn", "{mute: 1 h}", "propose_expulsion", "expel"))
        return Step("warn")
    return Step(_STEP(entry))


def escalation(entry: Entry) -> tuple[EscalationStep, ...]:
    """Read who is told when nobody answers; each step later than the one before."""
    last = timedelta()

    def read(item: Entry) -> EscalationStep:
        nonlocal last
        fields = item.fields(("after", "to"))
        after = fields.read("after", span, last)
        if after <= last and (entry := fields.get("after")) is not None:
            entry.wrong(item.say("later"))
        last = max(last, after)
        return EscalationStep(after, fields.read("to", _TO, "group"))

    return tuple_of(read, at_least=1)(entry)


def duty(entry: Entry) -> DutyRules:
    """Read when an empty quadrant is announced, and how long a link lasts."""
    fields = entry.fields((), ("announce", "invitation_lasts"))
    default = DutyRules()
    early = span_between(timedelta(minutes=1), timedelta(hours=8), "announce_span")
    lasts = span_between(timedelta(minutes=5), timedelta(days=30), "invitation_span")
    return DutyRules(
        announce=fields.read("announce", early, default.announce),
        invitation_lasts=fields.read("invitation_lasts", lasts, default.invitation_lasts),
    )


def digest(entry: Entry) -> DigestRules:
    """Read when digests are sent."""
    fields = entry.fields((), ("daily", "weekly", "monthly"))
    return DigestRules(
        daily=fields.read("daily", clock, None),
        weekly=fields.read("weekly", _weekly, None),
        monthly=fields.read("monthly", _monthly, None),
    )


def _weekly(entry: Entry) -> tuple[int, time]:
    written = entry.node.text if isinstance(entry.node, Scalar) else ""
    day, _, hour = written.partition(" ")
    match = re.fullmatch(r"([01]?[0-9]|2[0-3]):([0-5][0-9])", hour, re.ASCII)
    if day not in _DAYS or match is None:
        entry.wrong(entry.say("a_weekday"))
        return 0, time()
    return _DAYS[day], time(int(match[1]), int(match[2]))


def _monthly(entry: Entry) -> tuple[int, time]:
    """A day that every month has, and an hour."""
    written = entry.node.text if isinstance(entry.node, Scalar) else ""
    match = re.fullmatch(r"(0?[1-9]|1[0-9]|2[0-8]) ([01]?[0-9]|2[0-3]):([0-5][0-9])", written, re.ASCII)
    if match is None:
        entry.wrong(entry.say("a_day_of_the_month"))
        return 1, time()
    return int(match[1]), time(int(match[2]), int(match[3]))
