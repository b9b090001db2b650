"""The weekly brief in words: the pieces that text, picture and paper share, and the text as a whole."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from math import floor

from bot.core.cabinet.agreements import promise_in_words
from bot.core.cabinet.brief import Brief, week_named
from bot.core.cabinet.promise import Promise
from bot.core.digests.figures_in_words import category_named, in_times, on_clock
from bot.core.figures.counts import FIELD_ORDER
from bot.core.figures.weekly import Change, WeekFigures, WeekInFigures
from bot.core.scene import Scene
from bot.core.wording import category_of, quoted
from bot.locales import Sentences


@dataclass(frozen=True, slots=True)
class Line:
    """A name, how many in the week, how many in each week before (None: not known), and their mean."""

    name: str
    count: int
    earlier: tuple[int | None, ...]

    @property
    def usual(self) -> float | None:
        """The mean of the weeks that are known."""
        known = [each for each in self.earlier if each is not None]
        return sum(known) / len(known) if known else None

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to tell, now or before."""
        return not self.count and not any(self.earlier)


def text_of_brief(brief: Brief, group: str, codes: Sequence[str], say: Sentences, scene: Scene) -> str:
    """The whole brief about these quadrants, for those who print or read it at a terminal."""
    figures = brief.figures
    rows = [
        say("brief.head", group=quoted(group, 40), week=week_in_words(figures, say)),
        say("digest.as_of", moment=on_clock(figures.period.as_of, scene.rules.timezone)),
        "",
        say("brief.agreed"),
        *_listed(promises_in_words(brief, brief.agreed, say, scene), say),
        *_fulfilled(brief, say, scene),
        "",
        say("brief.reports", count=figures.week.reports, emergencies=figures.week.emergencies),
        *(f"· {line_in_words(each, say)}" for each in category_lines(figures, say)),
        say("brief.quadrants"),
        *(f"· {line_in_words(each, say)}" for each in quadrant_lines(figures, codes, say)),
        *shared_in_words(figures, say),
        in_times("digest.answer", figures.answer, say),
        in_times("digest.arrival", figures.arrival, say),
        "",
        say("brief.changes"),
        *changes_in_words(figures, say),
        "",
        say("brief.open"),
        *_listed(promises_in_words(brief, brief.open, say, scene), say),
        "",
        host_in_words(brief, say),
    ]
    return "\n".join(rows)


def week_in_words(figures: WeekInFigures, say: Sentences) -> str:
    """The week's number, with its first and last day."""
    period = figures.period
    return say(
        "brief.week", week=week_named(period.first), first=f"{period.first:%d/%m}", last=f"{period.last:%d/%m/%Y}"
    )


def category_lines(figures: WeekInFigures, say: Sentences) -> list[Line]:
    """Each category that there is something to tell of, in the order of the field study."""
    found = [
        _line(figures, category_of(category, say), partial(_of_category, category.value)) for category in FIELD_ORDER
    ]
    found.append(_line(figures, say("sheet.no_category"), lambda week: week.categories.missing))
    return [each for each in found if not each.is_empty]


def quadrant_lines(figures: WeekInFigures, codes: Sequence[str], say: Sentences) -> list[Line]:
    """Each of these quadrants, and what lies in none."""
    found = [_line(figures, code, partial(_of_quadrant, code)) for code in codes]
    nowhere = _line(figures, say("sheet.no_quadrant"), lambda week: week.quadrants.missing)
    return found if nowhere.is_empty else [*found, nowhere]


def line_in_words(line: Line, say: Sentences) -> str:
    """``Theft 5 (weeks before: 3 1 4 2; mean 2.5)``."""
    counts = _in_a_row(line.earlier)
    return say("brief.line", name=line.name, count=line.count, earlier=counts, usual=number(line.usual))


def shared_in_words(figures: WeekInFigures, say: Sentences) -> list[str]:
    """How many reports count in more than one quadrant, where any do."""
    shared = figures.week.quadrants.shared
    return [say("sheet.shared", count=shared)] if shared else []


def changes_in_words(figures: WeekInFigures, say: Sentences) -> list[str]:
    """What changed most; plainly, where nothing did or nothing can be compared."""
    if not any(figures.earlier):
        return [say("brief.no_weeks")]
    if not figures.changes:
        return [say("brief.as_ever")]
    return [_change(each, figures, say) for each in figures.changes]


def host_in_words(brief: Brief, say: Sentences) -> str:
    """Where the cabinet meets next, and after that."""
    if not brief.host:
        return say("brief.no_host")
    monday = f"{brief.next_monday:%d/%m}"
    if brief.host_after == brief.host:
        return say("brief.only_host", monday=monday, host=brief.host)
    return say("brief.host", monday=monday, host=brief.host, after=brief.host_after)


def promises_in_words(brief: Brief, found: Sequence[Promise], say: Sentences, scene: Scene) -> list[str]:
    """A line for each, as it stood at the brief's moment."""
    return [promise_in_words(each, say, scene, brief.figures.period.as_of) for each in found]


def _fulfilled(brief: Brief, say: Sentences, scene: Scene) -> Iterator[str]:
    """Nothing, where nothing was: what is open stands below anyway."""
    if brief.fulfilled:
        yield from ("", say("brief.fulfilled"))
        yield from _listed(promises_in_words(brief, brief.fulfilled, say, scene), say)


def _listed(lines: Sequence[str], say: Sentences) -> Iterator[str]:
    yield from (f"· {each}" for each in lines)
    if not lines:
        yield say("brief.nothing")


def number(value: float | None) -> str:
    """A mean, to one decimal, half rounded up."""
    return "–" if value is None else f"{floor(value * 10 + 0.5) / 10:.1f}"


def _change(change: Change, figures: WeekInFigures, say: Sentences) -> str:
    """With each week that it is held against: no mean stands alone."""
    name = category_named(change.name, say) if change.of == "category" else change.name
    count = partial(_of_category if change.of == "category" else _of_quadrant, change.name)
    earlier = _in_a_row([count(each) if each else None for each in figures.earlier])
    key = "brief.more" if change.score > 0 else "brief.less"
    return say(key, name=name, now=change.count, earlier=earlier, usual=number(change.usual))


def _in_a_row(earlier: Sequence[int | None]) -> str:
    """Week by week, the oldest first."""
    return " ".join("–" if each is None else str(each) for each in earlier)


def _of_category(name: str, week: WeekFigures) -> int:
    return week.categories.of(name)


def _of_quadrant(code: str, week: WeekFigures) -> int:
    return week.quadrants.of(code)


def _line(figures: WeekInFigures, name: str, count: Callable[[WeekFigures], int]) -> Line:
    return Line(name, count(figures.week), tuple(count(each) if each else None for each in figures.earlier))
