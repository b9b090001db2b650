"""A month in words. To the neighbours: what became of their reports, and nothing that tells one person's story."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from zoneinfo import ZoneInfo

from bot.core.digests.figures_in_words import category_named, in_times, month_named, on_clock
from bot.core.figures.counts import Outcomes
from bot.core.figures.fairness import Fairness
from bot.core.figures.monthly import Monthly
from bot.core.figures.times import Times
from bot.core.wording import quoted
from bot.locales import Sentences

FEWEST = 5
"""Fewer reports than this are not named by what they were about, and have no times: they could be somebody's own."""


def post_of(month: Monthly, group: str, zone: ZoneInfo, say: Sentences) -> str:
    """What the group reads: counts, never a folio, a place or a time of day; and one count at a time, never crossed."""
    named = month_named(month.period.first, say)
    if not month.reports:
        return "\n".join([say("monthly.title", group=quoted(group, 40), month=named), *_empty(named, say)])
    head = [
        say("monthly.title", group=quoted(group, 40), month=named),
        say("monthly.as_of", moment=on_clock(month.period.as_of, zone)),
        "",
    ]
    if month.reports < FEWEST:
        return "\n".join([*head, _few(month, say), "", say("monthly.thanks")])
    rows = [
        *head,
        say("monthly.reports", count=month.reports, emergencies=month.emergencies),
        _categories(month, say),
        *_outcomes(month.outcomes, say),
        *_agencies(month, say),
        _times("monthly.answer", month.answer, say),
        _times("monthly.arrival", month.arrival, say),
        _satisfaction(month, say),
        "",
        say("monthly.thanks"),
    ]
    return "\n".join(rows)


def fairness_of(month: Monthly, group: str, say: Sentences) -> str:
    """What commanders and administrators read besides: reports of suspicious people, and what came of them."""
    fairness = month.fairness
    title = say("monthly.for_commanders", group=quoted(group, 40), month=month_named(month.period.first, say))
    if not fairness.reports:
        return "\n".join([title, say("monthly.no_suspects")])
    return "\n".join([title, *_conduct(fairness, say)])


def _few(month: Monthly, say: Sentences) -> str:
    """Whether they were resolved or not can be read in the group; anything more would be somebody's own."""
    resolved = month.outcomes.resolved
    return say("monthly.few_reports", count=month.reports, resolved=resolved, others=month.reports - resolved)


def _empty(named: str, say: Sentences) -> Iterator[str]:
    yield say("monthly.no_reports", month=named)


def _conduct(fairness: Fairness, say: Sentences) -> Iterator[str]:
    named = fairness.at_once.reports + fairness.when_asked.reports
    yield say(
        "monthly.conduct",
        count=fairness.reports,
        named=named,
        percent=percent(named, fairness.reports),
        at_once=fairness.at_once.reports,
        when_asked=fairness.when_asked.reports,
        never=fairness.never.reports,
    )
    for when in ("at_once", "when_asked", "never"):
        found: Outcomes = getattr(fairness, when)
        if found.reports:
            outcomes = say("monthly.outcomes", **_named(found))
            yield say("monthly.came_of", when=say(f"monthly.{when}"), outcomes=outcomes, held=found.held)


def percent(part: int, whole: int) -> int:
    """Whole per cent, half rounded up."""
    return (200 * part + whole) // (2 * whole)


def _categories(month: Monthly, say: Sentences) -> str:
    found = [(category_named(slug, say), count) for slug, count in month.categories.counts]
    found.append((say("sheet.no_category"), month.categories.missing))
    large = [each for each in found if each[1] >= FEWEST]
    if not large:
        return say("monthly.few_of_each", fewest=FEWEST)
    return say("monthly.categories", items=_with_others(large, month.reports, say))


def _outcomes(outcomes: Outcomes, say: Sentences) -> Iterator[str]:
    """A few that were held would point at those who wrote them: they are one number with the open ones."""
    if 0 < outcomes.held < FEWEST:
        yield say("monthly.outcomes_few_held", **_named(outcomes) | {"open": outcomes.open + outcomes.held})
        return
    yield say("monthly.outcomes", **_named(outcomes))
    if outcomes.held:
        yield say("monthly.held", count=outcomes.held)


def _agencies(month: Monthly, say: Sentences) -> Iterator[str]:
    large = [(quoted(name, 40), count) for name, count in month.agencies if name and count >= FEWEST]
    if large:  # else how many were referred is all that there is to tell
        yield say("monthly.agencies", items=_with_others(large, month.outcomes.referred, say))


def _with_others(named: Sequence[tuple[str, int]], all_of_them: int, say: Sentences) -> str:
    """Those that are many by their names; all others as one number."""
    items = [f"{name} {count}" for name, count in named]
    if rest := all_of_them - sum(count for _, count in named):
        items.append(say("digest.others", count=rest))
    return " · ".join(items)


def _times(what: str, times: Times, say: Sentences) -> str:
    if times.n < FEWEST:
        return say("monthly.few_times", what=say(what), n=times.n, missing=times.missing)
    return in_times(what, times, say) + "."


def _satisfaction(month: Monthly, say: Sentences) -> str:
    found = month.satisfaction
    if found.closed < FEWEST:
        return say("monthly.few_closed", closed=found.closed)
    return say(
        "monthly.satisfaction",
        closed=found.closed,
        satisfied=found.satisfied,
        disputed=found.disputed,
        silent=found.silent,
    )


def _named(outcomes: Outcomes) -> dict[str, int]:
    return {name: getattr(outcomes, name) for name in ("resolved", "unresolved", "false_alarm", "referred", "open")}
