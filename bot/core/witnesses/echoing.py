"""Neighbours who tell of a report without telling it anew: "aquí igual", "sí, lo acabo de ver por Rhin"."""

from __future__ import annotations

from bot.core.model.incoming import Message
from bot.core.model.kinds import Category, Verdict
from bot.core.model.meaning import Judgement
from bot.core.model.report import Report
from bot.core.places.nearness import Nearness
from bot.core.reading.echoes import agrees, has_it_too, without_vantage
from bot.core.reading.text import understand
from bot.core.reports import remarks
from bot.core.scene import Scene
from bot.core.witnesses import kinship
from bot.core.witnesses.whereabouts import how_near, lack_the_same, told_of

_SHARED = frozenset(
    {Category.URBAN_SERVICE, Category.NEIGHBOR_DISPUTE, Category.GAS_LEAK, Category.FIRE, Category.EXPLOSION}
)
"""What happens to many at once: who has it themselves has the same."""


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
        lack = near is Nearness.SAME and lack_the_same(told_of(report), text)
        hear = near is Nearness.UNKNOWN and _is_no_more(judgement, report) and not is_of_their_own(report, text)
        return (has_it_too(text) and (lack or hear)) or (agrees(text) and hear and in_common)
    if is_of_their_own(report, text):
        return False
    if has_it_too(text):
        return judgement.verdict is Verdict.PASS or judgement.certainty < remarks.BEYOND_DOUBT
    return judgement.verdict is Verdict.PASS and in_common and (near >= Nearness.PARTLY or _speaks_up(text))


def is_of_their_own(report: Report, text: str) -> bool:
    """Whether it happened to its author, and is none of what happens to many at once: "a mí también me robaron"."""
    return kinship.is_own(text) and report.category not in _SHARED


def _speaks_up(text: str) -> bool:
    """Whether it answers what was said, or tells from where it is perceived."""
    return agrees(text) or without_vantage(text) != text


def _is_no_more(judgement: Judgement, report: Report) -> bool:
    """Whether it is the same sort of thing, no more urgent, and no street tells it apart."""
    urgent = judgement.emergency and not report.emergency
    return judgement.category is report.category and not urgent and judgement.place.street is None
