"""Who is told of a report in private: at once, next when that fails, and who has it already."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from bot.core.model.report import Report
from bot.core.outgoing import Purpose, Say
from bot.core.rules.model import Commander, Officer
from bot.core.scene import Scene
from bot.core.world import Posted


@dataclass(frozen=True, slots=True)
class Recipient:
    """Somebody to tell, by Telegram id."""

    id: int
    name: str


def codes_around(report: Report, scene: Scene) -> tuple[str, ...]:
    """The codes of its quadrants; where they are unknown, of all that its group has."""
    group = scene.group_rules(report.group_id)
    return report.quadrants or (group.quadrants if group else ())


def first_told(report: Report, scene: Scene) -> list[Officer]:
    """Who is told at once: all on duty in the quadrant; where it is unknown, the leaders. None of their own report."""
    on_duty = scene.on_duty(codes_around(report, scene))
    leaders = [] if report.quadrants else [officer for officer in on_duty if officer.leader]
    return [officer for officer in leaders or on_duty if not is_reporter(officer, report, scene)]


def next_told(report: Report, scene: Scene) -> list[Officer | Commander]:
    """Who is told when nobody of the first could be: the leaders, then all on duty around, then the commanders."""
    group = scene.group_rules(report.group_id)
    on_duty = scene.on_duty(group.quadrants if group else report.quadrants)
    leaders = (officer for officer in on_duty if officer.leader)
    return [*leaders, *on_duty, *scene.commanders_of(codes_around(report, scene))]


def is_reporter(person: Officer | Commander, report: Report, scene: Scene) -> bool:
    """Whether it is their own report: who calls for backup need not hear of it."""
    return scene.telegram_id(person.telegram) == report.reporter_id


def reachable(people: Sequence[Officer | Commander], scene: Scene) -> list[Recipient]:
    """Those of them whom the bot may try to write to, each once, in their order."""
    found: dict[int, Recipient] = {}
    for person in people:
        telegram_id = scene.telegram_id(person.telegram)
        if telegram_id is not None and scene.can_reach(person):
            found.setdefault(telegram_id, Recipient(telegram_id, person.name))
    return list(found.values())


def who_can_be_told(report: Report, present: Sequence[Officer], scene: Scene) -> list[Recipient]:
    """Those who are there and can be told; where nobody can, the one who is next."""
    return reachable(present, scene) or reachable(next_told(report, scene), scene)[:1]


def recipients_of(report: Report, scene: Scene) -> list[Recipient]:
    """Those who have this report in private, or will have it as soon as Telegram takes it, and still serve."""
    posts = [post for post in scene.world.posts_of(report.id) if post.standing and still_serves(post, report, scene)]
    return [
        Recipient(p.outgoing.action.chat_id, str(p.outgoing.action.facts.get("name", "")))
        for p in posts
        if p.outgoing.purpose is Purpose.ALERT and isinstance(p.outgoing.action, Say)
    ]


def still_serves(post: Posted, report: Report, scene: Scene) -> bool:
    """Whether the rules still name who has it, and they have not left the group."""
    return scene.is_police(post.outgoing.action.chat_id, scene.group_rules(report.group_id))


def without_it(people: Iterable[Recipient], report: Report, scene: Scene) -> list[Recipient]:
    """Those of them who do not have the report yet."""
    have = {recipient.id for recipient in recipients_of(report, scene)}
    return [each for each in people if each.id not in have]


def with_told(report: Report, people: Iterable[Recipient]) -> Report:
    """The report, told to them as well; each name stands once, where it came first."""
    return replace(report, told=tuple(dict.fromkeys((*report.told, *(each.name for each in people)))))
