"""What a report tells of an event for a record: how it came to be known, the six times, the place. Label and value."""

from __future__ import annotations

from datetime import datetime

from bot.core.model.incoming import Person
from bot.core.model.report import Report
from bot.core.scene import Scene
from bot.core.scene_record.model import says_role
from bot.core.wording import name_of, quoted
from bot.locales import Sentences

Fact = tuple[str, str]

_TIMES = (
    ("happened", "happened_at"),
    ("written", "opened_at"),
    ("told", "forwarded_at"),
    ("answered", "answered_at"),
    ("on_scene", "on_scene_at"),
    ("closed", "closed_at"),
)


def day_and_time(moment: datetime | None, scene: Scene, say: Sentences) -> str:
    """``22/11/2026 22:06`` by the wall clock, or that nobody has told."""
    if moment is None:
        return say("paper.no_information")
    return scene.local(moment).strftime("%d/%m/%Y %H:%M")


def how_known(report: Report, scene: Scene, say: Sentences) -> list[Fact]:
    """By whom it came to be known, and the six times."""
    group = scene.group_rules(report.group_id)
    reporter = scene.standing(Person(report.reporter_id, report.reporter_name), group)
    if reporter.is_police:
        way = say("paper.known_by_police", name=name_of(reporter.name))
    else:
        way = say("paper.known_by_group" if report.chat_id < 0 else "paper.known_in_private")
    times = ((label, getattr(report, name)) for label, name in _TIMES)
    return [
        (say("paper.known"), way),
        *((say(f"paper.{label}"), day_and_time(moment, scene, say)) for label, moment in times),
    ]


def person_of(entry: str, say: Sentences) -> str:
    """A person as they were written down, with their role where the words do not begin with it."""
    role, _, line = entry.partition(":")
    return line if says_role(line) == role else f"{say(f'role.{role}')}: {line}"


def where(report: Report, say: Sentences) -> list[Fact]:
    """Street, number, the streets around, a landmark, the point on the map."""
    place = report.place
    point = f"{place.pin.latitude:.6f}, {place.pin.longitude:.6f}" if place.pin else None
    values = (
        ("street", place.street),
        ("number", place.number),
        ("between", place.cross_street),
        ("landmark", place.landmark),
        ("coordinates", point),
        ("quadrant", ", ".join(report.quadrants)),
    )
    return [(say(f"paper.{label}"), quoted(value or "", 200) or say("paper.no_information")) for label, value in values]
