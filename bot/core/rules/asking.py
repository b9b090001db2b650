"""How long an open report may be without news before those on duty are asked."""

from __future__ import annotations

from datetime import timedelta

from bot.core.rules.entry import Entry
from bot.core.rules.model import AskingRules
from bot.core.rules.readers import plain, span_between

MOST_TIMES = 10


def asking(entry: Entry) -> AskingRules:
    """Read after how long, and how often, those on duty are asked for news."""
    fields = entry.fields((), ("emergency", "other", "times"))
    default = AskingRules()
    span = span_between(timedelta(seconds=5), timedelta(days=30), "asking_span")
    return AskingRules(
        emergency=fields.read("emergency", span, default.emergency),
        other=fields.read("other", span, default.other),
        times=fields.read("times", _times, default.times),
    )


def _times(entry: Entry) -> int:
    """A small whole number; 0 is never."""
    written = plain(entry) or ""
    if not (written.isascii() and written.isdecimal()) or int(written[:4]) > MOST_TIMES:
        entry.wrong(entry.say("a_number", least=0, most=MOST_TIMES))
        return 0
    return int(written)
