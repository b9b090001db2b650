"""What was agreed at the security cabinet: a commander writes it down, and it stays open until it is fulfilled."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime

_LEAD = r"[\s,;.:–-]*(?:\b(?:para|antes|a más tardar|hasta|by|before|until|due)\b\s*)?(?:\b(?:el|del|de|the|on)\b\s*)?"
_ISO = r"(?P<y>\d{4})-(?P<m>\d{1,2})-(?P<d>\d{1,2})"
_LOCAL = r"(?P<ld>\d{1,2})/(?P<lm>\d{1,2})(?:/(?P<ly>\d{4}))?"
_DUE = re.compile(rf"{_LEAD}(?:{_ISO}|{_LOCAL})\s*\.?\s*\Z", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Promise:
    """``group``: the chat id by which the rules know the group. ``due``: by which local day, where one was said."""

    id: int
    group: int
    text: str
    by_id: int
    by_name: str
    made_at: datetime
    due: date | None = None
    done_at: datetime | None = None
    done_by: str | None = None

    @property
    def is_open(self) -> bool:
        """Whether it is still to be fulfilled."""
        return self.done_at is None


def with_due(text: str, today: date) -> tuple[str, date | None]:
    """The text without the day at its end (``para el 30/11``, ``by 2026-11-30``), and that day.

    A day without a year is the next one of that name. What is no day of the calendar stays in the text.
    """
    match = _DUE.search(text)
    if match is None:
        return text.strip(), None
    due = _day(match, today)
    words = text[: match.start()].strip()
    return (words, due) if due is not None and words else (text.strip(), None)


def _day(match: re.Match[str], today: date) -> date | None:
    try:
        if match["y"]:
            return date(int(match["y"]), int(match["m"]), int(match["d"]))
        month, day = int(match["lm"]), int(match["ld"])
        if match["ly"]:
            return date(int(match["ly"]), month, day)
        this_year = date(today.year, month, day)
        return this_year if this_year >= today else date(today.year + 1, month, day)
    except ValueError:
        return None
