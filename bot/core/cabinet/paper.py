"""The paper of a weekly brief as values: what stands on it. Nothing is drawn here."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.core.cabinet.brief import Brief
from bot.core.cabinet.text import (
    Line,
    category_lines,
    changes_in_words,
    host_in_words,
    number,
    promises_in_words,
    quadrant_lines,
    shared_in_words,
    week_in_words,
)
from bot.core.digests.figures_in_words import in_times, on_clock
from bot.core.scene import Scene
from bot.locales import Sentences


@dataclass(frozen=True, slots=True)
class Counts:
    """A table: names on the left, numbers below each of ``columns``."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A part of the paper: its tables, what is listed, and what is said softly below."""

    title: str
    tables: tuple[Counts, ...] = ()
    items: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class BriefPaper:
    """A whole brief, ready to be drawn."""

    title: str
    about: str
    as_of: str
    parts: tuple[Part, ...]
    note: str


def brief_paper_of(brief: Brief, group: str, codes: Sequence[str], say: Sentences, scene: Scene) -> BriefPaper:
    """The paper of a group's brief, about the quadrants with these codes."""
    figures, week = brief.figures, week_in_words(brief.figures, say)
    times = [
        in_times("digest.answer", figures.answer, say),
        in_times("digest.arrival", figures.arrival, say),
    ]
    return BriefPaper(
        title=say("brief.title"),
        about=f"{group} · {week}",
        as_of=say("digest.as_of", moment=on_clock(figures.period.as_of, scene.rules.timezone)),
        parts=(
            _listed(say("brief.agreed"), promises_in_words(brief, brief.agreed, say, scene), say),
            *_fulfilled(brief, say, scene),
            Part(
                title=say("brief.reports", count=figures.week.reports, emergencies=figures.week.emergencies),
                tables=(
                    _counts(say("brief.categories"), category_lines(figures, say), say),
                    _counts(say("brief.quadrants"), quadrant_lines(figures, codes, say), say),
                ),
                notes=(*shared_in_words(figures, say), *times),
            ),
            Part(title=say("brief.changes"), items=tuple(changes_in_words(figures, say))),
            _listed(say("brief.open"), promises_in_words(brief, brief.open, say, scene), say),
            Part(title=say("brief.next"), items=(host_in_words(brief, say),)),
        ),
        note=say("brief.note"),
    )


def _fulfilled(brief: Brief, say: Sentences, scene: Scene) -> Iterator[Part]:
    if brief.fulfilled:
        yield _listed(say("brief.fulfilled"), promises_in_words(brief, brief.fulfilled, say, scene), say)


def _listed(title: str, items: Sequence[str], say: Sentences) -> Part:
    return Part(title=title, items=tuple(items), notes=() if items else (say("brief.nothing"),))


def _counts(title: str, lines: Sequence[Line], say: Sentences) -> Counts:
    """A row for each line: the week, the four before, and their mean."""
    weeks = max((len(line.earlier) for line in lines), default=0)
    columns = (say("brief.column_now"), *(f"−{ago}" for ago in range(weeks, 0, -1)), say("brief.column_usual"))
    rows = (
        (
            line.name,
            str(line.count),
            *("–" if each is None else str(each) for each in line.earlier),
            number(line.usual),
        )
        for line in lines
    )
    return Counts(title, columns, tuple(rows))
