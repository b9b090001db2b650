"""Messages without a word: a bare picture, a pin, a sticker, nothing but emoji."""

from __future__ import annotations

import re

from bot.core.model.kinds import Kind, Reason, Role, Verdict
from bot.core.model.meaning import Judgement, Said
from bot.core.places import read_place
from bot.core.reading.scene import Scene
from bot.core.rules.model import Rules
from bot.core.screening import media

_FACES = re.compile(
    r"(?<![^\W_])(?:[:;=8x][-o^']?[()\[\]dpo3c/\\|*$]+|<+/?3+|[xX][dD]+|[oOuUtT^><-][_.][oOuUtT^><-]|\^+_*\^+|\\o/)(?![^\W_])",
    re.IGNORECASE,
)
"""Faces and hearts made of letters and signs: ":)", "<3", "xD", "u_u"."""
_NO_FACE = re.compile(r"[abe-nqrsvwyz0-24-79]", re.IGNORECASE)  # in no face, and in nearly every word: found at once


def has_words(scene: Scene) -> bool:
    """Whether there is any word or number in the text, other than in a face made of letters."""
    if not any(form[0].isalnum() for form in scene.text.forms):
        return False
    clean = scene.text.clean
    return _NO_FACE.search(clean) is not None or any(map(str.isalnum, _FACES.sub("", clean)))


def judge_wordless(said: Said, scene: Scene, rules: Rules) -> Judgement:
    """The answer where nothing can be read; an emergency in emoji has been looked for before."""
    if media.is_rejected(said.kind, rules) and said.role is Role.NEIGHBOR:
        reason = media.REASON_OF_KIND.get(said.kind, Reason.OFF_TOPIC)
        return media.rejected_for_kind(said, reason, 0.97 if said.kind in media.REASON_OF_KIND else 0.8)
    if said.kind is not Kind.TEXT:
        return Judgement(
            verdict=Verdict.PASS,
            rule=f"media.{said.kind}",
            certainty=0.9,
            place=read_place("", rules, links=said.links, pin=said.pin),
            understood=not media.is_beyond_reach(said),
        )
    shown = said.text.strip()
    if shown and said.role is Role.NEIGHBOR and rules.screening.topics.get(Reason.EMOTICONS, True):
        return Judgement(
            verdict=Verdict.REJECT,
            rule="topics.emoticons",
            reason=Reason.EMOTICONS,
            evidence=(shown[:40],),
            certainty=0.97 if scene.text.forms else 0.7,
        )
    return Judgement(verdict=Verdict.PASS, rule="pass.empty", certainty=0.9 if not shown else 0.6)
