"""Whether a neighbour's new report tells again of an incident that is known: by its place, its time, and its kind.

Two incidents that are taken for one cost more than one that is taken for two: then somebody waits in vain. So whatever
speaks for two (another number, another thing, "otra", both robbed themselves) decides.
"""

from __future__ import annotations

from datetime import timedelta

from bot.core.model.incoming import Message
from bot.core.model.kinds import Category, Verdict
from bot.core.model.meaning import Judgement, Place
from bot.core.model.report import Report
from bot.core.places.nearness import Nearness, nearness
from bot.core.reading.echoes import agrees, speaks_of_what_is_known, without_vantage
from bot.core.reading.moments import happened_at
from bot.core.reports import routing
from bot.core.reports.lifecycle import CLOSED, UNANSWERED, waits_for_conduct
from bot.core.rules.model import GroupRules
from bot.core.scene import Scene, Standing
from bot.core.witnesses import kinship
from bot.core.witnesses.kinship import Kin
from bot.core.witnesses.whereabouts import how_near, place_of, told_of, went_there

AT_ONCE = timedelta(minutes=10)
"""So long after a report what says too little of its place, or is called something else, may still be about it."""


_RARE = frozenset({Category.FIRE, Category.EXPLOSION, Category.GAS_LEAK, Category.COLLAPSE, Category.KIDNAPPING})
"""What does not happen twice in one street within these minutes, whatever words it is told in."""

ONE_TIME = timedelta(hours=1)
"""How far apart the hours may be that two people name for one incident."""


def same_incident(message: Message, judgement: Judgement, group: GroupRules, scene: Scene) -> Report | None:
    """The open report that this message tells again; None where there is none, or no telling which."""
    if kinship.speaks_of_another(message.text):
        return None
    near: dict[int, Nearness] = {}
    for report in scene.world.reports.values():
        if _may_be_told_again(report, message, group, scene):
            near[report.id] = _likeness(report, message, judgement, scene)
    best = max(near.values(), default=Nearness.APART)
    if best is Nearness.APART:
        return None
    found = [scene.world.reports[number] for number, how in near.items() if how is best]
    if len(found) == 1:
        return found[0]
    if best is Nearness.SAME:  # somebody parted them: they are at one place, and both are open
        return max(found, key=lambda report: report.opened_at)
    return None


def tells_again(report: Report, message: Message, judgement: Judgement, standing: Standing) -> bool:
    """Whether what belongs to this report is a neighbour's own account of it, and no mere word about it."""
    return (
        judgement.verdict is Verdict.REPORT
        and message.author.id != report.reporter_id
        and not standing.is_police
        and report.state not in CLOSED
        and not waits_for_conduct(report)
    )


def is_elsewhere(place: Place, report: Report, scene: Scene) -> bool:
    """Whether a place that was named cannot be the report's."""
    return nearness(place, report.place, scene.rules) is Nearness.APART


def is_answered_as_something_else(report: Report, judgement: Judgement) -> bool:
    """Whether somebody has answered it as what this is not: the new emergency would have no answer."""
    if not judgement.emergency or report.state in UNANSWERED:
        return False
    return not report.emergency or report.category is not judgement.category


def _may_be_told_again(report: Report, message: Message, group: GroupRules, scene: Scene) -> bool:
    """Whether it is open, of this group, somebody else's, told to officers, and not too long ago."""
    return (
        report.group_id == scene.chat_of(group)
        and report.state not in CLOSED
        and report.category is not None
        and report.reporter_id != message.author.id
        and not waits_for_conduct(report)
        and _since_told(report, message) <= scene.rules.report.same_incident
    )


def _since_told(report: Report, message: Message) -> timedelta:
    """How long it is that somebody last told of it."""
    last = max([report.opened_at, *(witness.at for witness in report.witnesses)])
    return abs(message.sent_at - last)


def _likeness(report: Report, message: Message, judgement: Judgement, scene: Scene) -> Nearness:
    """How surely it is the same: as sure as the place, if nothing else speaks against it."""
    kin = kinship.kin(report.category, judgement.category)
    if kin is Kin.NONE or is_answered_as_something_else(report, judgement):
        return Nearness.APART
    categories = frozenset({report.category, judgement.category})
    if not kinship.may_last(categories) and _happened_at_another_time(report, message, scene):
        return Nearness.APART
    told = told_of(report)
    near = _nearness(report, message, judgement, scene)
    at_once = _since_told(report, message) <= AT_ONCE
    answers = kin is Kin.SAME or agrees(message.text)
    if near is Nearness.UNKNOWN and not (answers and at_once and _may_be_unplaced(report, message, judgement, scene)):
        return Nearness.APART
    moved = at_once and went_there(told, message.text, judgement.place, scene.rules)
    is_rare = at_once and judgement.category in _RARE
    streets = () if moved else _streets_of(report, judgement)  # of where they were said to go, the name says enough
    in_common = kinship.have_something_in_common(message.text, told, besides=streets)
    follows = report.emergency and (moved or (at_once and not judgement.emergency))  # the light, after the transformer
    if near is Nearness.PARTLY and not ((kin is Kin.SAME and is_rare) or ((kin is Kin.SAME or follows) and in_common)):
        return Nearness.APART
    if near is Nearness.NEAR and kin is not Kin.SAME and not in_common:
        return Nearness.APART  # another number, another name: a shop is robbed, and some doors on somebody is hurt
    if judgement.emergency and not report.emergency and near is not Nearness.SAME:
        return Nearness.APART
    if judgement.emergency and near is Nearness.NEAR and report.state not in UNANSWERED:
        return Nearness.APART  # who has answered is at one door, and would read of another some doors on without a ring
    urgent = report.emergency or judgement.emergency
    sure = near >= Nearness.NEAR
    if not kinship.may_be_one(categories, told, message.text, urgent=urgent, sure=sure):
        return Nearness.APART
    return near


def _streets_of(report: Report, judgement: Judgement) -> list[str]:
    """The streets that either names: whoever lives in Río Lerma does not speak of water."""
    places = (report.place, judgement.place)
    return [street for place in places for street in (place.street, place.cross_street) if street is not None]


def _happened_at_another_time(report: Report, message: Message, scene: Scene) -> bool:
    """Whether the hours that were told are not those of one incident; who tells none means now."""
    told = happened_at(message.text, message.sent_at, scene.rules.timezone)
    if told is None and report.happened_at is None:
        return False
    apart = (told or message.sent_at) - (report.happened_at or report.opened_at)
    return abs(apart) > ONE_TIME


def _may_be_unplaced(report: Report, message: Message, judgement: Judgement, scene: Scene) -> bool:
    """Whether what names no place may be about it: a mere cry, of an emergency, that is not its author's own."""
    unplaced, other = without_vantage(message.text), report.words
    if place_of(message.text, judgement.place, scene.rules).known:
        unplaced, other = without_vantage(other), unplaced
    return (
        judgement.emergency
        and report.emergency
        and (not kinship.is_own(message.text) or speaks_of_what_is_known(message.text))
        and kinship.names_no_place(unplaced, other)
        and kinship.have_something_in_common(message.text, [report.words], besides=_streets_of(report, judgement))
    )


def _nearness(report: Report, message: Message, judgement: Judgement, scene: Scene) -> Nearness:
    """How near they are; ordinary matters have neighbours of their kind, so that a few doors are two places."""
    near = how_near(report, message.text, judgement.place, scene.rules)
    if near is Nearness.NEAR and not (report.emergency and judgement.emergency):
        return Nearness.APART
    place = place_of(message.text, judgement.place, scene.rules)
    if near not in {Nearness.PARTLY, Nearness.UNKNOWN} or not (report.place.known and place.known):
        return near
    if is_elsewhere(place, report, scene):
        return near  # they have gone there, whichever quadrant it is
    group = scene.group_rules(report.group_id)
    quadrants = routing.quadrants_of(place, scene.rules, group.quadrants if group else ())
    if quadrants and report.quadrants:
        return near if not set(quadrants).isdisjoint(report.quadrants) else Nearness.APART
    # a point that lies in no quadrant that is known may lie anywhere
    return near if near is Nearness.PARTLY else Nearness.APART
