"""The weekly brief for the security cabinet: what was agreed, how the week went, whose turn it is next."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from bot.core.cabinet.promise import Promise
from bot.core.digests.sending import Recipient, picture_name, recipients
from bot.core.figures.weekly import WeekInFigures
from bot.core.outgoing import Outgoing, Priority, Purpose, Say
from bot.core.rules.model import CabinetRules
from bot.core.scene import Scene

PICTURE, PAPER = "brief", "brief-paper"
"""The kinds under which its picture and its PDF are made; see `bot.making`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Brief:
    """All that the brief says.

    Attributes:
        agreed: what was noted since the brief of the week before, fulfilled or not.
        fulfilled: what was noted earlier and fulfilled since then.
        open: what was noted earlier and was still open.
        host: the quadrant where the cabinet meets in the week after; ``host_after``: in the one after that.
    """

    figures: WeekInFigures
    agreed: tuple[Promise, ...]
    fulfilled: tuple[Promise, ...]
    open: tuple[Promise, ...]
    host: str
    host_after: str

    @property
    def next_monday(self) -> date:
        """When the week begins in which the cabinet meets."""
        return self.figures.period.first + timedelta(weeks=1)


def brief_of(figures: WeekInFigures, promises: Iterable[Promise], codes: Sequence[str], cabinet: CabinetRules) -> Brief:
    """The brief of a group: its promises, and the quadrants (``codes``) through which its cabinet goes."""
    as_of = figures.period.as_of
    known = [_as_of(each, as_of) for each in promises if each.made_at < as_of]
    since = figures.period.start + (as_of - figures.period.end)  # the moment of the brief before
    earlier = [each for each in known if each.made_at < since]
    next_monday = figures.period.first + timedelta(weeks=1)
    return Brief(
        figures=figures,
        agreed=tuple(each for each in known if each.made_at >= since),
        fulfilled=tuple(each for each in earlier if each.done_at is not None and each.done_at >= since),
        open=tuple(each for each in earlier if each.is_open),
        host=host_of(next_monday, codes, cabinet),
        host_after=host_of(next_monday + timedelta(weeks=1), codes, cabinet),
    )


def host_of(monday: date, codes: Sequence[str], cabinet: CabinetRules) -> str:
    """Where the cabinet meets in that week: the rotation goes on week by week from the one in which it starts."""
    order = [code for code in cabinet.rotation if code in codes] or list(codes)
    if not order:
        return ""
    start = cabinet.starts - timedelta(days=cabinet.starts.weekday())
    return order[(monday - start).days // 7 % len(order)]


def brief_recipients(monday: date, scene: Scene) -> list[Recipient]:
    """The commanders, as for a digest; ``key`` is that of the week's brief."""
    return [
        Recipient(each.person_id, each.group, f"brief:{each.group.chat}:{monday}:{each.person_id}", each.codes)
        for each in recipients(monday, scene)
    ]


def brief_for(recipient: Recipient, monday: date, scene: Scene) -> list[Outgoing]:
    """The brief as two messages that do not ring: the picture with a few words, and the paper to print."""
    say = scene.say(recipient.group)
    name = picture_name(monday, recipient.group.chat, recipient.codes)
    week = week_named(monday)
    messages = {
        recipient.key: (PICTURE, say("brief.caption", group=recipient.group.name[:60], week=week)),
        f"{recipient.key}:paper": (PAPER, say("brief.paper", week=week)),
    }
    return [
        Outgoing(
            key=key,
            action=Say(
                chat_id=recipient.person_id,
                text=text,
                instead=say("brief.not_made", week=week),
                silent=True,
                made=f"{kind}:{name}",
            ),
            priority=Priority.DIGEST,
            purpose=Purpose.DIGEST,
        )
        for key, (kind, text) in messages.items()
    ]


def week_named(monday: date) -> str:
    """``2026-W47``."""
    year, week, _ = monday.isocalendar()
    return f"{year}-W{week:02}"


def _as_of(promise: Promise, as_of: datetime) -> Promise:
    """The promise as it stood then: fulfilled later is open still."""
    if promise.done_at is None or promise.done_at < as_of:
        return promise
    return replace(promise, done_at=None, done_by=None)
