"""``/parte`` (``/record``): makes or resumes the record of a report, or sends the finished one; in private only."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from bot.core import buttons
from bot.core.answering import Reply
from bot.core.command_words import folio_asked
from bot.core.effects import Effect, Send
from bot.core.log_rows import refused
from bot.core.model.incoming import Message
from bot.core.model.report import Report
from bot.core.outgoing import Button, Keyboard
from bot.core.reports.lifecycle import CLOSED
from bot.core.roster import duty
from bot.core.rules.model import GroupRules
from bot.core.scene import Scene
from bot.core.scene_record.dialogue import begin, paper, records_of
from bot.core.wording import category_of, place_of, quoted
from bot.locales import Sentences

_LATELY = timedelta(days=1)
_MOST_CHOICES = 6
_LONGEST_CHOICE = 60

_BEGUN, _ANSWERED, _TOLD = range(3)
"""Why somebody may want to record a report, the likeliest first."""


def on_record(message: Message, group: GroupRules | None, say: Sentences, scene: Scene) -> Reply:
    """What the command comes to, for whoever wrote it there. In a group nothing begins: the buttons go to private."""
    report_id = folio_asked(message.text)
    report = scene.world.reports.get(report_id) if report_id is not None else None
    if not scene.standing(message.author, group).is_police:
        return Reply(say("record.not_yours"), effects=(refused("record", message.author, scene, report),))
    if report_id is None:
        return _without_folio(message, say, scene)
    if report is None or not scene.standing_towards(report, message.author).is_police:
        return Reply(say("record.no_such"), effects=(refused("record", message.author, scene, report),))
    if not message.private:
        return Reply(say("record.choose"), _choices([report], message, scene))
    return Reply(effects=tuple(_of_report(report, message, scene)))


def _without_folio(message: Message, say: Sentences, scene: Scene) -> Reply:
    found = _candidates(message, scene)
    own = [report for rank, report in found if rank < _TOLD]
    if not found:
        return Reply(say("record.nothing"))
    if own and message.private and all(_finished(report, message.author.id, scene) for report in own):
        latest, others = own[0], [report for _, report in found if report is not own[0]]
        words = say("record.made_already", folio=latest.folio)
        return Reply(words, _choices(others, message, scene), effects=tuple(_of_report(latest, message, scene)))
    choices = own or [report for _, report in found]
    if len(choices) == 1 and message.private:
        return Reply(effects=tuple(_of_report(choices[0], message, scene)))
    return Reply(say("record.choose"), _choices(choices, message, scene))


def _of_report(report: Report, message: Message, scene: Scene) -> Iterator[Effect]:
    """A commander gets the finished records of their sector, if there are any; else it is one's own."""
    standing = scene.standing_towards(report, message.author)
    commands = standing.commander is not None and standing.commander in duty.commanders_of(
        scene.rules, report.quadrants
    )
    finished = [each for each in records_of(report, scene) if each.finished_at is not None] if commands else []
    for record in finished:
        yield Send(paper(record, report, message.author.id, str(message.message_id), scene))
    if not finished:
        yield from begin(report, message.author, standing, message.message_id, scene)


def _candidates(message: Message, scene: Scene) -> list[tuple[int, Report]]:
    """What they may want to record: begun, answered by them, only told to them; of each the latest first."""
    person = message.author
    begun = {r.report_id for r in scene.world.records.values() if r.officer_id == person.id and r.finished_at is None}
    ranked: list[tuple[int, float, int, Report]] = []
    for report in scene.world.reports.values():
        if not scene.standing_towards(report, person).is_police:
            continue
        lately = report.state not in CLOSED or (report.closed_at or report.updated_at) >= scene.now - _LATELY
        rank = _BEGUN if report.id in begun else _ANSWERED if report.owner_id == person.id and lately else None
        if rank is None and lately and _was_told(report, person.id, scene):
            rank = _TOLD
        if rank is not None:
            ranked.append((rank, -report.updated_at.timestamp(), -report.id, report))
    return [(rank, report) for rank, *_, report in sorted(ranked, key=lambda each: each[:3])]


def _finished(report: Report, person_id: int, scene: Scene) -> bool:
    """Whether they have made the record of it, and are not at it again."""
    own = [each for each in records_of(report, scene) if each.officer_id == person_id]
    return bool(own) and all(each.finished_at is not None for each in own)


def _was_told(report: Report, person_id: int, scene: Scene) -> bool:
    return any(post.outgoing.action.chat_id == person_id for post in scene.world.posts_of(report.id))


def _choices(reports: list[Report], message: Message, scene: Scene) -> Keyboard:
    return tuple((_choice(report, message.author.id, scene),) for report in reports[:_MOST_CHOICES])


def _choice(report: Report, person_id: int, scene: Scene) -> Button:
    say = scene.say_about(report)
    parts = [report.folio, category_of(report.category, say), place_of(report.place, say)]
    if _finished(report, person_id, scene):
        parts.insert(1, say("record.choice_made"))
    text = " · ".join(parts)
    return Button(quoted(text, _LONGEST_CHOICE), buttons.encode(buttons.BeginRecord(report.id)))
