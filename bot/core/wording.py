"""Small pieces of sentences that several messages share: a place, a category, somebody's name."""

from __future__ import annotations

from datetime import datetime
from urllib.parse import quote_plus

from bot.core.model.kinds import Category
from bot.core.model.meaning import Place
from bot.core.model.report import Report
from bot.core.scene import Scene
from bot.locales import Sentences

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
"""As the catalogue calls them, Monday first."""

# marks that turn the direction of writing or hide: in a quotation they could disguise what stands around it
_INVISIBLE = dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200E, 0x200F, 0x061C, 0x200B, 0xFEFF])


def quoted(text: str, limit: int = 1500) -> str:
    """What somebody wrote, fit to stand inside a message of ours: no direction marks, at most ``limit`` characters."""
    clean = text.translate(_INVISIBLE).strip()
    return clean if len(clean) <= limit else f"{clean[: limit - 1]}…"


def name_of(name: str) -> str:
    """A person's name, short enough for a line."""
    return quoted(" ".join(name.split()), 40) or "?"


def category_of(category: Category | None, say: Sentences) -> str:
    """The category's name, or that nobody has said yet what it is."""
    return say(f"category.{category or 'unknown'}")


def place_of(place: Place, say: Sentences) -> str:
    """Where, in the group: streets and landmarks as their author named them, but no point on the map."""
    if place.street and place.cross_street:
        key = "place.street_crossing" if place.number else "place.crossing"
        return say(key, street=place.street, number=place.number, cross_street=place.cross_street)
    if place.street:
        return " ".join(part for part in (place.street, place.number) if part)
    if place.landmark:
        return place.landmark
    return say("place.pin" if place.pin else "place.unknown")


def shift_of(name: str, say: Sentences) -> str:
    """A shift as its readers call it, where the rules give it one of the usual names."""
    return say(f"shift.{name}") if say.has(f"shift.{name}") else name


def quadrants_of(report: Report, say: Sentences) -> str:
    """The quadrants' codes."""
    return ", ".join(report.quadrants) or say("place.quadrant_unknown")


def map_link(place: Place, city: str) -> str | None:
    """A link that opens the point, or looks for the address, in the reader's map; None where neither is known."""
    if place.pin is not None:
        return f"https://maps.google.com/?q={place.pin.latitude:.6f},{place.pin.longitude:.6f}"
    address = " ".join(part for part in (place.street, place.number) if part) or place.landmark or ""
    if place.street and place.cross_street and not place.number:
        address = f"{place.street} & {place.cross_street}"
    if not address:
        return None
    return f"https://maps.google.com/?q={quote_plus(', '.join(part for part in (address, city) if part))}"


def moment_of(moment: datetime, scene: Scene, say: Sentences) -> str:
    """A local day and time, short: ``sáb 12/1 22:00``."""
    local = scene.local(moment)
    day = say(f"digest.weekday.{WEEKDAYS[local.weekday()]}")[:3]
    return f"{day} {local.day}/{local.month} {local:%H:%M}"


def in_words(report: Report, scene: Scene) -> dict[str, str]:
    """What sentences about a report are filled with: folio, category, place and time, in its group's language."""
    say = scene.say_about(report)
    return {
        "folio": report.folio,
        "category": category_of(report.category, say),
        "place": place_of(report.place, say),
        "time": scene.clock(report.opened_at),
    }


def in_words_of_silence(report: Report, scene: Scene) -> dict[str, str]:
    """The same about a report that nobody has answered: since it was written, or since it was opened again."""
    return in_words(report, scene) | {"time": scene.clock(report.disputed_at or report.opened_at)}
