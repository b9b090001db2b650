"""A digest in words: at most one screen of a phone, and nothing that tells who reported, or from which house."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.core.digest import LOOK_BACK, Digest, Mention, Spread, Tally
from bot.core.model import Category
from bot.core.wording import category_of, place_of, quoted
from bot.locales import Sentences

MOST_REPORTS = 3
"""Of the emergencies, and of what is still open; the others are counted."""
MOST_NAMES = 5
"""Of categories, quadrants and reasons in a line; the others are summed up."""

_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def text_of(digest: Digest, group: str, zone: ZoneInfo, say: Sentences) -> str:
    """The whole digest of a group, in the language of ``say``."""
    rows = [
        say("digest.title", group=quoted(group, 40), date=date_of(digest.day.date, say)),
        say("digest.as_of", moment=_moment(digest.day.as_of, zone)),
        "",
        *_counts(digest, say),
        *_emergencies(digest.emergencies, say),
        *_times(digest, say),
        *_still_open(digest.still_open, zone, say),
        _removed(digest, say),
    ]
    return "\n".join(rows)


def date_of(day: date, say: Sentences) -> str:
    """A day with its weekday."""
    weekday = say(f"digest.weekday.{_WEEKDAYS[day.weekday()]}")
    return say("digest.date", weekday=weekday, year=day.year, month=f"{day.month:02}", day=f"{day.day:02}")


def category_named(category: str, say: Sentences) -> str:
    """A category's name by its slug."""
    return category_of(Category(category), say)


def how_long(span: timedelta) -> str:
    """``45 s``, ``12 min``, ``1 h 05 min``: rounded to what matters at that size."""
    seconds = round(span.total_seconds())
    if seconds < 60:
        return f"{seconds} s"
    minutes = round(seconds / 60)
    return f"{minutes} min" if minutes < 60 else f"{minutes // 60} h {minutes % 60:02} min"


def _counts(digest: Digest, say: Sentences) -> Iterator[str]:
    if not digest.reports:
        yield say("digest.no_reports")
        return
    yield say("digest.reports", count=digest.reports, emergencies=len(digest.emergencies))
    names = _tallied(digest.categories, lambda slug: category_named(slug, say), "digest.without_category", say)
    yield say("digest.categories", items=names)
    codes = _tallied(digest.quadrants, str, "digest.without_quadrant", say)
    shared = digest.quadrants.shared
    yield say("digest.quadrants", items=codes) + (say("digest.shared", count=shared) if shared else "")


def _tallied(tally: Tally, name: Callable[[str], str], missing: str, say: Sentences) -> str:
    items = _items(((name(each), count) for each, count in tally.counts), say)
    if tally.missing:
        items.append(say(missing, count=tally.missing))
    return " · ".join(items)


def _items(counts: Iterable[tuple[str, int]], say: Sentences) -> list[str]:
    """``Theft 3``, the first few; what follows is summed up."""
    every = list(counts)
    shown = every if len(every) <= MOST_NAMES else every[: MOST_NAMES - 1]
    items = [f"{quoted(name, 40)} {count}" for name, count in shown]
    if rest := sum(count for _, count in every[len(shown) :]):
        items.append(say("digest.others", count=rest))
    return items


def _emergencies(found: Sequence[Mention], say: Sentences) -> Iterator[str]:
    if not found:
        return
    yield say("digest.emergencies", count=len(found))
    for each in _shown(found):
        yield say(
            "digest.emergency",
            folio=each.folio,
            category=category_of(each.category, say),
            place=quoted(place_of(each.place, say), 40),
            state=say(f"state.{each.state}"),
        )
    yield from _more(found, say)


def _times(digest: Digest, say: Sentences) -> Iterator[str]:
    if digest.reports:
        yield _spread("digest.answer", digest.answer, say)
        yield _spread("digest.arrival", digest.arrival, say)


def _spread(what: str, spread: Spread, say: Sentences) -> str:
    if spread.median is None or spread.ninetieth is None:
        return say("digest.no_times", what=say(what), missing=spread.missing)
    return say(
        "digest.times",
        what=say(what),
        median=how_long(spread.median),
        ninetieth=how_long(spread.ninetieth),
        n=spread.n,
        missing=spread.missing,
    )


def _still_open(found: Sequence[Mention], zone: ZoneInfo, say: Sentences) -> Iterator[str]:
    yield say("digest.open", count=len(found), days=LOOK_BACK.days)
    for each in _shown(found):
        category, since = category_of(each.category, say), _moment(each.opened_at, zone)
        yield say("digest.since", folio=each.folio, category=category, since=since)
    yield from _more(found, say)


def _more(found: Sequence[Mention], say: Sentences) -> Iterator[str]:
    if rest := len(found) - len(_shown(found)):
        yield say("digest.more", count=rest)


def _shown(found: Sequence[Mention]) -> Sequence[Mention]:
    """One more than the most is not worth a line that says "and 1 more"."""
    return found if len(found) <= MOST_REPORTS + 1 else found[:MOST_REPORTS]


def _removed(digest: Digest, say: Sentences) -> str:
    count = sum(many for _, many in digest.removed)
    if not count:
        return say("digest.none_removed")
    items = _items(((say(f"reason.{reason}") if reason else "?", many) for reason, many in digest.removed), say)
    return say("digest.removed", count=count, items=" · ".join(items))


def _moment(moment: datetime, zone: ZoneInfo) -> str:
    return moment.astimezone(zone).strftime("%d/%m %H:%M")
