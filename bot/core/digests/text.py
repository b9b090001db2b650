"""A digest in words: at most one screen of a phone, and nothing that tells who reported, or from which house."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.core.digests.figures_in_words import NOTABLE, category_named, date_of, in_times, items_of, on_clock
from bot.core.figures.counts import Tally
from bot.core.figures.daily import Daily, DayFigures
from bot.core.figures.history import Mention
from bot.core.wording import WEEKDAYS, category_of, place_of, quoted, shift_of
from bot.locales import Sentences

SCREEN = 34
"""Lines of `LINE` characters: what a phone shows at once, or nearly."""
LINE = 44


@dataclass(frozen=True, slots=True)
class Room:
    """How much is named one by one; what is left over is counted.

    ``reports``: of the emergencies, and of those still open. ``names``: of categories, quadrants, shifts and reasons.
    """

    reports: int
    names: int


_ROOMS = (Room(5, 8), Room(4, 6), Room(3, 5), Room(2, 4), Room(1, 3))


def text_of(daily: Daily, group: str, zone: ZoneInfo, say: Sentences) -> str:
    """The whole digest of a group, in the language of ``say``: with as many names as one screen has room for."""
    texts = ("\n".join(_rows(daily, group, zone, say, room)) for room in _ROOMS)
    fitting = (text for text in texts if lines_of(text) <= SCREEN)
    return next(fitting, None) or "\n".join(_rows(daily, group, zone, say, _ROOMS[-1]))


def lines_of(text: str) -> int:
    """How many lines it takes on a phone."""
    return sum(max(1, -(-len(row) // LINE)) for row in text.splitlines())


def _rows(daily: Daily, group: str, zone: ZoneInfo, say: Sentences, room: Room) -> Iterator[str]:
    yield say("digest.title", group=quoted(group, 30), date=date_of(daily.period.first, say))
    yield say("digest.as_of", moment=on_clock(daily.period.as_of, zone))
    yield ""
    yield from _counts(daily, say, room)
    yield from _emergencies(daily, say, room)
    yield from _times(daily, say)
    yield from _still_open(daily, zone, say, room)
    yield _shifts(daily, say, room)
    yield _removed(daily, say, room)


def _counts(daily: Daily, say: Sentences, room: Room) -> Iterator[str]:
    day, before = daily.day, _before(daily, lambda day: day.reports, "digest.before", say)
    if not day.reports:
        yield say("digest.no_reports") + before
        return
    yield say("digest.reports", count=day.reports) + (say("digest.late", count=day.late) if day.late else "") + before
    names = _tallied(daily, lambda day: day.categories, lambda slug: category_named(slug, say), say, room)
    yield say("digest.categories", items=names, before=_both(daily, say))
    shared = say("digest.shared", count=day.quadrants.shared) if day.quadrants.shared else ""
    codes = _tallied(daily, lambda day: day.quadrants, str, say, room)
    yield say("digest.quadrants", items=codes, before=_both(daily, say)) + shared


def _tallied(
    daily: Daily, tally: Callable[[DayFigures], Tally], name: Callable[[str], str], say: Sentences, room: Room
) -> str:
    """``Theft 3 (5)``: of the day, and of the earlier days together."""
    today, earlier = tally(daily.day), [tally(each) for each in daily.earlier if each is not None]
    counts = [
        (name(each), str(count) + _in_brackets(sum(before.of(each) for before in earlier), daily), count)
        for each, count in today.counts
    ]
    items = items_of(counts, room.names, say)
    if today.missing:
        before = _in_brackets(sum(before.missing for before in earlier), daily)
        items.append(say("digest.without", count=f"{today.missing}{before}"))
    return " · ".join(items)


def _emergencies(daily: Daily, say: Sentences, room: Room) -> Iterator[str]:
    found = daily.day.emergencies
    yield (
        say("digest.emergencies", count=len(found))
        + _before(daily, lambda day: len(day.emergencies), "digest.before_short", say)
    )
    for each in _shown(found, room):
        yield say(
            "digest.emergency",
            folio=each.folio,
            category=category_of(each.category, say),
            place=quoted(place_of(each.place, say), 30),
            state=say(f"state.{each.state}"),
        )
    yield from _more(found, say, room)


def _times(daily: Daily, say: Sentences) -> Iterator[str]:
    """The time that alerts take is the machine's: it is told when there is something wrong with it.

    Whom nobody could tell stands with the shifts.
    """
    day = daily.day
    if not day.reports:
        return
    if day.telling.ninetieth is not None and day.telling.ninetieth > NOTABLE:
        yield in_times("digest.telling", day.telling, say)
    yield in_times("digest.answer", day.answer, say, daily.answer_before)
    yield in_times("digest.arrival", day.arrival, say, daily.arrival_before)
    if day.emergencies and len(day.emergencies) < day.reports:
        yield in_times("digest.urgent_arrival", day.urgent_arrival, say)


def _still_open(daily: Daily, zone: ZoneInfo, say: Sentences, room: Room) -> Iterator[str]:
    found, since = daily.still_open, daily.open_since
    lately = say("digest.open_since", date=_day(since, zone)) if since else ""
    yield say("digest.open", count=len(found), lately=lately)
    for each in _shown(found, room):
        of_this_year = each.written_at.astimezone(zone).year == daily.period.first.year
        written = on_clock(each.written_at, zone) if of_this_year else _day(each.written_at, zone)
        yield say("digest.since", folio=each.folio, category=category_of(each.category, say), since=written)
    yield from _more(found, say, room)


def _day(moment: datetime, zone: ZoneInfo) -> str:
    return moment.astimezone(zone).strftime("%d/%m/%Y")


def _shifts(daily: Daily, say: Sentences, room: Room) -> str:
    shifts = daily.day.shifts
    found = [
        (shift_of(each.shift, say), say("digest.of", some=each.unanswered, all=each.reports), each.unanswered)
        for each in shifts
    ]
    untold = sum(each.untold for each in shifts)
    return (
        say("digest.unanswered", items=" · ".join(items_of(found, room.names, say)))
        + (say("digest.untold", count=untold) if untold else "")
        + _before(daily, lambda day: day.unanswered, "digest.before_short", say)
    )


def _removed(daily: Daily, say: Sentences, room: Room) -> str:
    day = daily.day
    reasons = [(say(f"reason.{reason}") if reason else "?", str(many), many) for reason, many in day.removed]
    items = " · ".join(items_of(reasons, room.names, say))
    text = say("digest.removed", count=day.removed_messages, items=items) if items else say("digest.none_removed")
    return text + _before(daily, lambda day: day.removed_messages, "digest.before_short", say)


def _before(daily: Daily, count: Callable[[DayFigures], int], key: str, say: Sentences) -> str:
    """What it was on the same weekday of the weeks before, the oldest first; nothing where the bot is that new."""
    if not any(daily.earlier):
        return ""
    counts = ", ".join("—" if each is None else str(count(each)) for each in daily.earlier)
    weekdays = say(f"digest.weekdays.{WEEKDAYS[daily.period.first.weekday()]}")
    return say(key, weekdays=weekdays, weeks=len(daily.earlier), counts=counts)


def _both(daily: Daily, say: Sentences) -> str:
    known = sum(each is not None for each in daily.earlier)
    return say("digest.in_brackets", weeks=known) if known else ""


def _in_brackets(count: int, daily: Daily) -> str:
    return f" ({count})" if any(daily.earlier) else ""


def _more(found: Sequence[Mention], say: Sentences, room: Room) -> Iterator[str]:
    if rest := len(found) - len(_shown(found, room)):
        yield say("digest.more", count=rest)


def _shown(found: Sequence[Mention], room: Room) -> Sequence[Mention]:
    """One more than the most is not worth a line that says "and 1 more"."""
    return found if len(found) <= room.reports + 1 else found[: room.reports]
