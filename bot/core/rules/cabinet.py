"""The weekly security cabinet: in which quadrants it meets, in turn."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from bot.core.rules.entry import Entry
from bot.core.rules.model import CabinetRules
from bot.core.rules.readers import each_once, text


def cabinet(entry: Entry, codes: Collection[str]) -> CabinetRules:
    """Read the rotation; its quadrants are those of the rules."""
    fields = entry.fields((), ("rotation", "starts"))
    default = CabinetRules()

    def code(item: Entry) -> str:
        found = text(item)
        if found and found not in codes:
            item.not_in(sorted(codes))
        return found

    return CabinetRules(
        rotation=fields.read("rotation", each_once(code, at_least=1), default.rotation),
        starts=fields.read("starts", _day, default.starts),
    )


def _day(entry: Entry) -> date:
    try:
        return date.fromisoformat(text(entry))
    except ValueError:
        entry.wrong(entry.say("a_day"))
        return CabinetRules().starts
