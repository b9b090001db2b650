"""A report's one line in the group: who was told, how far it is, what is still asked for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from bot.core.masking import masked_for_neighbors
from bot.core.model.kinds import Category, State
from bot.core.model.report import Report
from bot.core.outgoing import Outgoing, Priority, Purpose, Say
from bot.core.reading.conduct import tells_only_of_looks
from bot.core.reading.respect import ugly_words_in
from bot.core.referrals.line import how_it_stands
from bot.core.reports.lifecycle import CLOSED, CONDUCT, UNANSWERED, is_kept, round_of, waits_for_conduct
from bot.core.rules.model import ReportRules
from bot.core.scene import Scene
from bot.core.wording import category_of, name_of, place_of, quadrants_of
from bot.locales import Sentences

_MOST_NAMES = 4
_PAST_ASKING = CLOSED | {State.ON_SCENE}  # whoever is there sees for themselves


def line(report: Report, scene: Scene) -> Outgoing:
    """The line as it should stand now; its key makes it an edit in place of the one that stands there."""
    say = scene.say_about(report)
    rows = [
        say(
            "line.emergency" if report.emergency else "line.report",
            folio=report.folio,
            category=category_of(report.category, say),
            place=place_of(report.place, say),
            quadrants=quadrants_of(report, say),
        ),
        steps(report, scene, say),
    ]
    if report.witnesses:
        rows[0] = say("line.witnessed", line=rows[0], count=len(report.witnesses) + 1)
    if report.outcome:
        rows.append(say("line.outcome", words=masked_for_neighbors(report.outcome)))
    if is_kept(report):
        rows.append(say("line.kept", number=scene.rules.emergency_number))
    elif (asked := _asked_now(report)) and report.state not in _PAST_ASKING:
        rows.append(say("line.ask", what=say.join([say(f"ask.{what}") for what in asked])))
    if report.emergency and report.state in UNANSWERED:
        rows.append(say("line.call", number=scene.rules.emergency_number))
    if (words := _respectful_words(report, say)) and not (report.emergency and report.state in UNANSWERED):
        rows.append(words)  # whoever cries for help gets help first
    return Outgoing(
        key=f"line:{report.id}",
        action=Say(
            chat_id=report.chat_id,
            text="\n".join(rows),
            reply_to=report.message_id,
            thread_id=report.thread_id,
            silent=not report.emergency,
        ),
        priority=Priority.ANSWER,
        purpose=Purpose.LINE,
        report_id=report.id,
    )


def words_that_were_answered(report: Report, scene: Scene) -> Iterator[Outgoing]:
    """What the group was told of the silence, as it should stand now: once somebody has answered, it says who."""
    answers = (report.acknowledged_at, report.en_route_at, report.on_scene_at, report.closed_at)
    answered_at = min((at for at in answers if at is not None), default=None)
    for post in scene.world.posts_of(report.id):
        action = post.outgoing.action
        if post.outgoing.purpose is not Purpose.ESCALATION or not post.standing or not isinstance(action, Say):
            continue
        if action.facts.get("round", "") != round_of(report):
            continue  # of a silence that ended before the report was closed and reopened
        if answered_at is not None and report.owner_name is not None:
            if report.owned_at is not None and report.owned_at > (_first_answer(report) or answered_at):
                continue  # it was answered by somebody who had it before
            text = _answered_by(report, report.owner_name, answered_at, scene)
        elif report.state in UNANSWERED:  # an answer may have been taken back
            text = str(action.facts.get("silence", action.text))
        else:
            continue
        yield replace(post.outgoing, action=replace(action, text=text), due_at=None)


def _first_answer(report: Report) -> datetime | None:
    """When the first human answered since it was last reopened, as far as that is kept."""
    at, reopened = report.answered_at, report.disputed_at
    return None if at is None or (reopened is not None and at < reopened) else at


def _answered_by(report: Report, name: str, at: datetime, scene: Scene) -> str:
    say = scene.say_about(report)
    return say(
        "escalation.answered",
        folio=report.folio,
        category=category_of(report.category, say),
        place=place_of(report.place, say),
        name=name_of(name),
        time=scene.clock(at),
    )


def missing(report: Report, rules: ReportRules) -> tuple[str, ...]:
    """What a report still lacks of what the rules require and ask for."""
    wanted = (*rules.require, *(what for what in rules.ask_for if what not in rules.require))
    lacking = tuple(what for what in wanted if not _is_there(what, report))
    if report.place.known and not report.quadrants and "street" in rules.require:
        lacking = ("place", *lacking)  # it was said, but no quadrant was found for it
    return (CONDUCT, *lacking) if lacks_conduct(report) else lacking


def lacks_conduct(report: Report) -> bool:
    """Whether it tells of a suspicious person and of nothing that they do."""
    about_somebody = report.category is Category.SUSPICIOUS_PERSON and not report.emergency
    return about_somebody and report.state in UNANSWERED and tells_only_of_looks(report.words)


def _is_there(what: str, report: Report) -> bool:
    place = report.place
    match what:
        case "problem":
            return report.category is not None
        case "street":
            return place.known
        case "number":
            # without a street the question is the street; a crossing, a landmark or a pin is exact enough
            return not place.street or bool(place.number or place.cross_street or place.landmark or place.pin)
        case "photo":
            return bool(report.attachments)
        case _:
            return True


def _asked_now(report: Report) -> tuple[str, ...]:
    """Nobody is to be photographed for what they look like."""
    held = waits_for_conduct(report)
    return tuple(what for what in report.asked if not (held and what == "photo"))


def _respectful_words(report: Report, say: Sentences) -> str:
    """The respectful word for each ugly one that the author used; it stays no longer than what is asked for."""
    if report.state in _PAST_ASKING:
        return ""
    words = [say("line.word", word=say(f"respect.{about}")) for about in ugly_words_in(report.words)]
    return say("line.respect", words=say.join(words)) if words else ""


def steps(report: Report, scene: Scene, say: Sentences) -> str:
    """Who was told, and what has become of it, each with its time."""
    if waits_for_conduct(report):
        return say("line.not_passed" if is_kept(report) else "line.waits", time=scene.clock(report.opened_at))
    names = say.join(_few([name_of(name) for name in report.told], say))
    if report.forwarded_at is not None:
        parts = [say("line.told", time=scene.clock(report.forwarded_at), names=names)]
    elif names:
        parts = [say("line.telling", names=names)]
    else:
        parts = [say("line.nobody", time=scene.clock(report.opened_at))]
    if report.disputed_at is not None:
        parts.append(say("line.disputed", time=scene.clock(report.disputed_at)))
    moments = [
        (State.ACKNOWLEDGED, report.acknowledged_at),
        (State.EN_ROUTE, report.en_route_at),
        (State.ON_SCENE, report.on_scene_at),
        (report.state, report.closed_at),
    ]
    referred = how_it_stands(report, scene)
    done = [(_named(state, referred, say), at) for state, at in moments if at is not None]
    for place, (state, at) in enumerate(done):
        its_owners = at == report.owned_at if report.owned_at is not None else place == 0
        if its_owners and report.owner_name:  # the first answer of whoever has it carries their name
            parts.append(say("line.by", state=state, time=scene.clock(at), name=name_of(report.owner_name)))
        else:
            parts.append(say("line.step", state=state, time=scene.clock(at)))
    if referred and report.state is not State.REFERRED:
        parts.append(say("line.sent_to", agency=referred))
    return " · ".join(parts)


def _few(names: list[str], say: Sentences) -> list[str]:
    """The first of many names: over several shifts a report is told to more than a line holds."""
    if len(names) <= _MOST_NAMES:
        return names
    shown = names[: _MOST_NAMES - 1]
    return [*shown, say("line.others", count=len(names) - len(shown))]


def _named(state: State, referred: str, say: Sentences) -> str:
    """The state's name; a referral's says where to."""
    return say("line.referred", agency=referred) if state is State.REFERRED and referred else say(f"state.{state}")
