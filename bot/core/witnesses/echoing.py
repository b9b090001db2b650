"""Neighbours who tell of a report without telling it anew: "aquí igual", "sí, lo acabo de ver por Rhin"."""

from __future__ import annotations

from bot.core.model.incoming import Message
from bot.core.model.kinds import Category, Verdict
from bot.core.model.meaning import Judgement
from bot.core.model.report import Report
from bot.core.places.nearness import Nearness
from bot.core.reading.echoes import agrees, has_it_too, told_besides, without_vantage
from bot.core.reading.events import events
from bot.core.reading.scene import PUTS_OFF, read_scene
from bot.core.reading.text import understand
from bot.core.reports import following, remarks
from bot.core.scene import Scene
from bot.core.witnesses import kinship, merging
from bot.core.witnesses.whereabouts import how_near, lack_the_same, told_of

_SHARED = frozenset({Category.URBAN_SERVICE, Category.NEIGHBOR_DISPUTE, Category.GAS_LEAK, Category.EXPLOSION})
"""What happens to many at once: who has it themselves has the same."""

_NOT_NOW = ("past", "long", "earlier", "future", "idle", "chronic")


def echoed(message: Message, judgement: Judgement, scene: Scene) -> Report | None:
    """The one report of these minutes that a neighbour's words are about, though they are none by themselves."""
    if message.reply_to is not None or message.private or message.forwarded or understand(message.text).questions:
        return None
    if judgement.verdict is Verdict.REJECT and not remarks.may_be_about_another(message, judgement):
        return None
    found: dict[int, tuple[Nearness, bool]] = {}
    for report in remarks.recent(message, scene, scene.rules.report.same_incident):
        near = how_near(report, message.text, judgement.place, scene.rules)
        in_common = kinship.have_something_in_common(message.text, told_of(report))
        if _is_echo(report, message.text, judgement, near, in_common=in_common):
            found[report.id] = (near, in_common)
    best = max(found.values(), default=None)
    likeliest = [scene.world.reports[number] for number, how in found.items() if how == best]
    if len(likeliest) > 1 and (judgement.verdict is not Verdict.REPORT or judgement.emergency):
        return None
    return max(likeliest, key=lambda report: report.updated_at, default=None)


def _is_echo(report: Report, text: str, judgement: Judgement, near: Nearness, *, in_common: bool) -> bool:
    if near is Nearness.APART or report.category is None:
        return False
    if judgement.verdict is Verdict.REPORT:  # it stands for itself, but for what a block lacks or hears together
        if judgement.emergency and kinship.speaks_of_another(text):
            return False
        lack = near is Nearness.SAME and lack_the_same(told_of(report), text)
        hear = near is Nearness.UNKNOWN and _is_no_more(judgement, report) and not is_of_their_own(report, text)
        return (has_it_too(text) and (lack or hear)) or (agrees(text) and hear and in_common)
    if is_of_their_own(report, text) and told_besides(text):
        return False
    if has_it_too(text):
        return judgement.verdict is Verdict.PASS or judgement.certainty < remarks.BEYOND_DOUBT
    if judgement.verdict is not Verdict.PASS:
        return False
    return (in_common and (near >= Nearness.PARTLY or _speaks_up(text))) or (report.emergency and _adds_danger(text))


def befell_too(message: Message, scene: Scene) -> Report | None:
    """The report of these minutes whose like has just befallen its author as well: "a mí también me asaltaron"."""
    if message.forwarded or not has_it_too(message.text):
        return None
    told = read_scene(message.text)
    if told.has("time", *_NOT_NOW):
        return None
    dangers = [event.category for event in events(told) if event.alarm > 0]
    quoted = following.replied_to(message, scene)
    for report in remarks.recent(message, scene) if quoted is None else [quoted]:
        is_kin = any(kinship.kin(report.category, danger) is not kinship.Kin.NONE for danger in dangers)
        is_new = not following.was_reported_by(message.author.id, report)
        if is_kin and is_new and is_of_their_own(report, message.text):
            return report
    return None


def is_of_their_own(report: Report, text: str) -> bool:
    """Whether it happened to its author, and is none of what happens to many at once: "a mí también me robaron"."""
    return kinship.is_own(text) and report.category not in _SHARED


def is_another_emergency(report: Report, text: str, judgement: Judgement) -> bool:
    """Whether it cannot be the report's: graver, of no kin ("sí, y mi papá no respira"), or its author's own."""
    if not judgement.emergency:
        return False
    of_no_kin = kinship.kin(report.category, judgement.category) is kinship.Kin.NONE
    is_graver = not report.emergency or merging.is_answered_as_something_else(report, judgement)
    return is_graver or of_no_kin or kinship.is_own(text)


def is_of_another(report: Report, message: Message, judgement: Judgement) -> bool:
    """Whether somebody who had nothing to do with an emergency so far tells of another one below it."""
    if not report.emergency or following.was_reported_by(message.author.id, report):
        return False
    return message.reply_to is not None and is_another_emergency(report, message.text, judgement)


def may_be_more(report: Report, text: str) -> bool:
    """Whether a reply may tell of an emergency that the report is not: one of its author's own, or a first one."""
    if understand(text).questions or not read_scene(text).cues.isdisjoint(PUTS_OFF):
        return False
    return not report.emergency or kinship.is_own(text) or has_it_too(text) or kinship.speaks_of_another(text)


def _adds_danger(text: str) -> bool:
    """Whether it says what makes an emergency worse: "hay gente atrapada"."""
    cues = read_scene(text).cues
    return "danger" in cues and cues.isdisjoint(PUTS_OFF)


def _speaks_up(text: str) -> bool:
    """Whether it answers what was said, or tells from where it is perceived."""
    return agrees(text) or without_vantage(text) != text


def _is_no_more(judgement: Judgement, report: Report) -> bool:
    """Whether it is the same sort of thing, no more urgent, and no street tells it apart."""
    urgent = judgement.emergency and not report.emergency
    return judgement.category is report.category and not urgent and judgement.place.street is None
