"""When it happened, as the author tells: "hace 10 minutos", "anoche a las 11:30", "at 8 pm".

Only what was told, never what was not: "ahorita", "hace rato" or "anoche" alone name no moment. An hour that may be
one of the morning or of the evening is the latest one before the message that fits all that was said: "a las 8",
written at ten at night, is eight in the evening; "ayer a las 8" is yesterday evening. Nothing lies in the future, nor
further back than a week.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from contextlib import suppress
from datetime import UTC, date, datetime, time, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from bot.core.reading.clock_words import AGO, NOT_TOLD, Told, number, times_told
from bot.core.rules.spelling import folded

_FURTHEST = timedelta(days=7)
_DAY, _HALF_DAY = timedelta(days=1), timedelta(hours=12)
_CLOCKS_DIFFER = timedelta(minutes=15)
"""An hour that is only about to come is now, by somebody's clock, or to come; it is not that of the day before."""
_LONGEST = 4096

_SENTENCES = re.compile(r"[!?;\n…]+|\.(?=\s|$)")
_ABBREVIATED = re.compile(r"\b([ap])\.? ?m\b\.?")
_PARTS = {
    "madrugada": range(7), "manana": range(4, 13), "morning": range(1, 13), "noon": (11, 12, 13, 14),
    "tarde": range(12, 21), "afternoon": range(12, 19), "evening": range(16, 24),
    "noche": (*range(18, 24), *range(6)), "night": (*range(18, 24), *range(6)),
}  # fmt: skip
_WEEKDAYS = (
    ("lunes", "monday"), ("martes", "tuesday"), ("miercoles", "wednesday"), ("jueves", "thursday"),
    ("viernes", "friday"), ("sabado", "saturday"), ("domingo", "sunday"),
)  # fmt: skip
_LAST_NIGHT = re.compile(r"\banoche\b|\blast night\b|\bayer (?:en|por) la noche\b|\byesterday (?:evening|night)\b")
_DAYS_BACK = (
    (re.compile(r"\b(?:anteayer|antier|antes de ayer|day before yesterday)\b"), 2),
    (re.compile(r"\b(?:ayer|yesterday)\b"), 1),
    (re.compile(r"\b(?:hoy|today|tonight|esta (?:manana|tarde|noche|madrugada)|this (?:morning|afternoon))\b"), 0),
)  # fmt: skip
_PART_OF_DAY = re.compile(
    r"\b(?:(?:en|por|de|esta) la|esta|this|in the|at) (madrugada|manana|tarde|noche|morning|afternoon|evening|night)\b"
    r"|\byesterday (morning|afternoon|evening)\b"
)


class _Frame(NamedTuple):
    """What the sentence around an hour says of it: on which days it may have been, at which hours, and how long ago."""

    days: Collection[date] | None = None
    hours: Collection[int] | None = None
    since: datetime | None = None


def happened_at(text: str, sent_at: datetime, zone: ZoneInfo) -> datetime | None:
    """When the author says that it happened, in UTC; None where they do not say. Never after ``sent_at``."""
    for sentence in _SENTENCES.split(_ABBREVIATED.sub(r"\1m", text[:_LONGEST].casefold())):
        with suppress(OverflowError):  # at the very ends of the calendar
            if (moment := _in_sentence(folded(sentence), sent_at.astimezone(UTC), zone)) is not None:
                return moment
    return None


def _in_sentence(sentence: str, sent_at: datetime, zone: ZoneInfo) -> datetime | None:
    found: list[tuple[int, datetime]] = []
    for pattern in AGO:
        for match in pattern.finditer(sentence):
            span = _span({name: value for name, value in match.groupdict().items() if value})
            if span is not None and span <= _FURTHEST:
                found.append((match.start(), sent_at - span))
    if not NOT_TOLD.search(sentence):
        frame = _frame_of(sentence, sent_at.astimezone(zone), zone)
        for start, told in times_told(sentence):
            moment = max(_moments(told, frame, sent_at, zone), default=None)
            if moment is not None and moment <= sent_at:
                found.append((start, moment))
    return min(found)[1] if found else None


def _span(said: dict[str, str]) -> timedelta | None:
    if "half" in said or "quarter" in said:
        return timedelta(minutes=30 if "half" in said else 15)
    many = number(said.get("n", "1" if "hours" in said and "more" in said else "0"))
    many = max(many, int(said.get("upto", "0")))
    if not many:
        return None
    more = number(said.get("more", "0"))
    return timedelta(minutes=many) if "minutes" in said else timedelta(hours=many, minutes=more)


def _frame_of(sentence: str, sent: datetime, zone: ZoneInfo) -> _Frame:
    if _LAST_NIGHT.search(sentence):
        evening = _local(sent.date() - _DAY, 18, 0, zone)
        return _Frame({sent.date() - _DAY, sent.date()}, _PARTS["noche"], evening)
    part = _PART_OF_DAY.search(sentence)
    hours = _PARTS[part[1] or part[2]] if part else None
    for words, back in _DAYS_BACK:
        if words.search(sentence):
            return _Frame({sent.date() - back * _DAY}, hours)
    for weekday, names in enumerate(_WEEKDAYS):
        if any(re.search(rf"\b{name}\b", sentence) for name in names):
            back = (sent.weekday() - weekday) % 7
            return _Frame({sent.date() - (back or 7) * _DAY, sent.date() - back * _DAY}, hours)
    return _Frame(None, hours)


def _moments(told: Told, frame: _Frame, sent_at: datetime, zone: ZoneInfo) -> Iterator[datetime]:
    """Every moment up to now that fits all that was said."""
    hours = {told.hour} if told.exact else {told.hour % 12, told.hour % 12 + 12}
    for allowed in (_PARTS[told.part] if told.part else None, frame.hours):
        if allowed is not None and not told.exact:
            hours &= set(allowed)
    exact = len(hours) == 1
    furthest = _FURTHEST if frame.days else _DAY if exact else _HALF_DAY
    today = sent_at.astimezone(zone).date()
    for day in frame.days or (today, today - _DAY):
        for hour in hours:
            moment = _local(day, hour, told.minute, zone)
            if sent_at - furthest <= moment <= sent_at + _CLOCKS_DIFFER and (
                frame.since is None or moment >= frame.since
            ):
                yield moment


def _local(day: date, hour: int, minute: int, zone: ZoneInfo) -> datetime:
    """That hour of a local day; one that the clocks skip is the hour after, one that they repeat the first."""
    return datetime.combine(day, time(hour, minute), zone).astimezone(UTC)
