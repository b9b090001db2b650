"""What a message is: judged by the very code that ``cuadrante read`` uses, and by what it is said about."""

from __future__ import annotations

from dataclasses import replace

from bot.core import screening
from bot.core.model.incoming import Message
from bot.core.model.kinds import Role, Verdict
from bot.core.model.meaning import Judgement, Said
from bot.core.model.report import Report
from bot.core.places import read_place
from bot.core.reading.echoes import told_besides
from bot.core.reports import following, remarks
from bot.core.rules.model import GroupRules
from bot.core.scene import Scene
from bot.core.witnesses import echoing

_ECHO = "report.echo"


def judged(message: Message, group: GroupRules, scene: Scene) -> Judgement:
    """What the message is by its own words."""
    judgement = screening.judge(said_of(message, group, scene), scene.rules)
    if following.is_mere_answer(message, scene):
        place = read_place(message.text, scene.rules, links=message.links, pin=message.pin)
        judgement = Judgement(verdict=Verdict.PASS, rule=following.MERE_ANSWER, place=place)
    if message.pin is None or judgement.place.pin is not None:
        return judgement
    # where a pin is, it is, whatever the words are
    return replace(judgement, place=replace(judgement.place, pin=message.pin))


def said_of(message: Message, group: GroupRules, scene: Scene) -> Said:
    """What judging needs to know of the message."""
    return Said(
        text=message.text,
        kind=message.kind,
        role=Role.ADMIN if message.as_group else scene.standing(message.author, group).role,
        is_reply=message.reply_to is not None,
        forwarded=message.forwarded,
        sent_at=message.sent_at,
        pin=message.pin,
        links=message.links,
    )


def of_its_own(message: Message, judgement: Judgement, group: GroupRules, scene: Scene) -> Judgement:
    """The judgement, unless what quotes a report, or stands behind "aquí igual", is an emergency by itself.

    Beside a report such words are taken for a remark about it, and a new emergency would ring with nobody.
    """
    if judgement.emergency or message.forwarded:
        return judgement
    if _may_tell_more(message, scene):
        alone = judged(replace(message, text=told_besides(message.text) or message.text, reply_to=None), group, scene)
        if alone.emergency:
            return alone
    if judgement.verdict is not Verdict.REPORT and (alike := echoing.befell_too(message, scene)) is not None:
        return as_another(judgement, alike)
    return judgement


def _may_tell_more(message: Message, scene: Scene) -> bool:
    """Whether it quotes a report and may be more than that, or goes on behind an echo beside one."""
    quoted = following.replied_to(message, scene)
    if quoted is not None:
        return echoing.may_be_more(quoted, message.text)
    goes_on = told_besides(message.text) not in {"", message.text}
    return goes_on and message.reply_to is None and any(remarks.recent(message, scene))


def as_another(judgement: Judgement, report: Report) -> Judgement:
    """What was no report by itself, as more of what another neighbour reported."""
    again = replace(judgement, verdict=Verdict.REPORT, rule=_ECHO, reason=None, topic=None)
    return replace(again, category=report.category, emergency=report.emergency)
