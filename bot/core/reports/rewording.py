"""Somebody edited a message that belongs to a report: whose words change, and whether it is still the same incident."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from bot.core.effects import Effect
from bot.core.model.incoming import Message
from bot.core.model.kept import Seen
from bot.core.model.kinds import Verdict
from bot.core.model.meaning import Judgement
from bot.core.model.report import Report
from bot.core.reports import following, reporting
from bot.core.rules.model import GroupRules
from bot.core.scene import Scene
from bot.core.witnesses import merging, splitting, witnessing


def edited(
    report: Report, message: Message, before: Seen, judgement: Judgement, group: GroupRules, scene: Scene
) -> Iterator[Effect]:
    """A message of a report has new words: the author's change the report, a witness's change what they witnessed."""
    witness = following.witness_in(report, message.author.id)
    if witness is None or not before.text or message.text == before.text or before.text not in witness.words:
        yield from reporting.correct(report, message, before.text, judgement, scene)
    elif judgement.verdict is Verdict.REPORT and merging.is_elsewhere(judgement.place, report, scene):
        reworded = replace(witness, words=witness.words.replace(before.text, message.text, 1))
        standing = scene.standing(message.author, group)
        yield from splitting.split(report, reworded, message.author, standing, group, scene)
    else:
        yield from witnessing.reword(report, witness, message, before.text, judgement, scene)
