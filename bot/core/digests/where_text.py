"""Where and when, in words, for a commander or an analyst: addresses may stand here, names of neighbours never."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from bot.core.figures.dark_streets import DarkStreet
from bot.core.figures.near_repeats import FEWEST_EXPECTED_PAIRS, FEWEST_INCIDENTS, Evidence, NearRepeats
from bot.core.figures.repeated_places import AGAIN_AND_AGAIN, RepeatedPlace
from bot.core.figures.where_and_when import WhereAndWhen
from bot.core.wording import category_of, place_of, quoted
from bot.locales import Sentences

MOST_LINES = 10
"""Of places and of streets; the others are counted."""


def text_of_where(found: WhereAndWhen, group: str, say: Sentences, most: int = MOST_LINES) -> str:
    """All that the pictures do not show, and what they show in a line each. ``most``: so many places, and streets."""
    rows = [
        say("where.head", group=quoted(group, 40), period=period_in_words(found, say)),
        counted_in_words(found, say),
        *filter(None, [" · ".join(f"{code} {count}" for code, count in found.quadrants.counts)]),
        "",
        *_places(found, say, most),
        "",
        say("where.repeats"),
        *(line for kind, repeats in found.repeats for line in repeats_in_words(say(f"where.{kind}"), repeats, say)),
        *_bands(found, say),
        "",
        *_dark(found, say, most),
    ]
    return "\n".join(rows)


def period_in_words(found: WhereAndWhen, say: Sentences) -> str:
    """The days, and the categories where not all are counted."""
    days = say("where.period", first=day_in_words(found.first), last=day_in_words(found.last))
    names = sorted(category_of(each, say) for each in found.categories)
    return f"{days}: {', '.join(names)}" if names else days


def day_in_words(day: date) -> str:
    """Day, month and year."""
    return day.strftime("%d/%m/%Y")


def counted_in_words(found: WhereAndWhen, say: Sentences) -> str:
    """How many, and of how many no quadrant is known."""
    tally = found.quadrants
    return say("where.counted", count=found.incidents, missing=tally.missing, shared=tally.shared)


def repeats_in_words(kind: str, repeats: NearRepeats, say: Sentences) -> list[str]:
    """What the test says, band by band, the tested one first; and plainly, with no more, when it says nothing."""
    band = repeats.tested
    counts = say("where.sample", kind=kind, n=repeats.n, pointed=repeats.pointed, missing=repeats.missing)
    verdict = say(
        f"where.evidence.{repeats.evidence}",
        observed=band.observed,
        expected=_number(band.expected),
        ratio=_number(band.ratio),
        p=f"{band.p:.3f}",
        metres=band.metres,
        days=band.days,
        fewest=FEWEST_INCIDENTS,
        pairs=f"{FEWEST_EXPECTED_PAIRS:g}",
    )
    if repeats.evidence is Evidence.TOO_FEW:
        return [counts, f"  {verdict}"]
    others = [
        say("where.band", metres=each.metres, days=each.days, observed=each.observed, expected=_number(each.expected))
        for each in repeats.bands[:-1]
    ]
    return [counts, f"  {verdict}", f"  {' · '.join(others)}"]


def place_in_words(repeated: RepeatedPlace, say: Sentences) -> str:
    """A place, how often, what, and the first and the last day."""
    kinds = ", ".join(f"{category_of(category, say)} {count}" for category, count in repeated.categories)
    first, last = day_in_words(repeated.days[0]), day_in_words(repeated.days[-1])
    place = quoted(place_of(repeated.place, say), 60)
    return say("where.place", place=place, count=repeated.count, kinds=kinds, first=first, last=last)


def dark_in_words(street: DarkStreet, say: Sentences) -> str:
    """A street for which rounds are proposed, and why."""
    return say(
        "where.dark_street",
        street=quoted(street.street, 60),
        quadrants=", ".join(street.quadrants) or say("place.quadrant_unknown"),
        since=day_in_words(street.since),
        folios=", ".join(street.folios[:3]) + ("…" if len(street.folios) > 3 else ""),
        count=street.at_night,
    )


def _bands(found: WhereAndWhen, say: Sentences) -> Iterator[str]:
    if any(repeats.evidence is not Evidence.TOO_FEW for _, repeats in found.repeats):
        yield say("where.bands")


def _places(found: WhereAndWhen, say: Sentences, most: int) -> Iterator[str]:
    yield say("where.places", count=len(found.places), least=AGAIN_AND_AGAIN)
    yield from (f"· {place_in_words(each, say)}" for each in found.places[:most])
    yield from _more(len(found.places) - most, say)


def _dark(found: WhereAndWhen, say: Sentences, most: int) -> Iterator[str]:
    yield say("where.dark", count=len(found.dark), missing=found.dark_missing)
    yield from (f"· {dark_in_words(each, say)}" for each in found.dark[:most])
    yield from _more(len(found.dark) - most, say)


def _more(count: int, say: Sentences) -> Iterator[str]:
    if count > 0:
        yield say("digest.more", count=count)


def _number(value: float | None) -> str:
    return "–" if value is None else f"{value:.1f}"
