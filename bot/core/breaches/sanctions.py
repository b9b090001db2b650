"""What follows from breaches: each is a strike that is forgotten in time, and the ladder of the rules does the rest."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from bot.core import buttons
from bot.core.administrators import tell_administrators
from bot.core.breaches.notices import until
from bot.core.effects import AddStrike, Effect, Send
from bot.core.model.incoming import Message
from bot.core.model.kept import Strike
from bot.core.model.kinds import Reason
from bot.core.model.meaning import Judgement
from bot.core.outgoing import Button, Expel, Mute, Outgoing, Priority, Purpose
from bot.core.rules.model import GroupRules
from bot.core.scene import Scene
from bot.core.wording import name_of, quoted


@dataclass(frozen=True, slots=True)
class Sanction:
    """What a breach leads to: the effects, and the sentence that the author's notice ends with."""

    effects: tuple[Effect, ...]
    remark: str


def strike(message: Message, judgement: Judgement, group: GroupRules, scene: Scene) -> Sanction:
    """Count the breach and take the rung of the ladder that it leads to."""
    reason = judgement.reason or Reason.OFF_TOPIC
    new = Strike(
        chat_id=message.chat_id,
        person_id=message.author.id,
        message_id=message.message_id,
        at=scene.now,
        expires_at=scene.now + scene.rules.sanctions.forget_after,
        reason=reason,
        rule=judgement.rule,
        words=message.text or message.kind,
    )
    earlier = scene.world.strikes.get((message.chat_id, message.author.id), [])
    counting = [*(s for s in earlier if s.expires_at > scene.now), new]
    ladder = scene.rules.sanctions.ladder
    step = ladder[min(len(counting), len(ladder)) - 1]
    say = scene.say(group)
    effects: list[Effect] = [AddStrike(new)]
    match step.kind:
        case "warn":
            remark = say("sanction.warn")
        case "mute" if step.lasts is not None:
            ends_at = scene.now + step.lasts
            effects.append(Send(_mute(message, ends_at)))
            remark = say(
                "sanction.mute",
                count=len(counting),
                time=until(ends_at, scene),
                number=scene.rules.emergency_number,
            )
        case "expel":
            effects.append(Send(expulsion(message.chat_id, message.author.id, message.message_id)))
            remark = say("sanction.expelled", count=len(counting))
        case _:
            effects += _proposal(message, counting, group, scene)
            remark = say("sanction.proposed", count=len(counting))
    return Sanction(tuple(effects), remark)


def expulsion(chat_id: int, person_id: int, message_id: int) -> Outgoing:
    """Take somebody out of the group; ``message_id`` is the breach that it follows from."""
    return Outgoing(
        key=f"expel:{chat_id}:{person_id}:{message_id}",
        action=Expel(chat_id=chat_id, person_id=person_id),
        priority=Priority.NOTICE,
        purpose=Purpose.SANCTION,
    )


def mute_key(chat_id: int, person_id: int, message_id: int) -> str:
    """The name of the mute that followed from a breach."""
    return f"mute:{chat_id}:{person_id}:{message_id}"


def _mute(message: Message, ends_at: datetime) -> Outgoing:
    return Outgoing(
        key=mute_key(message.chat_id, message.author.id, message.message_id),
        action=Mute(chat_id=message.chat_id, person_id=message.author.id, until=ends_at),
        priority=Priority.NOTICE,
        purpose=Purpose.SANCTION,
    )


def _proposal(message: Message, counting: list[Strike], group: GroupRules, scene: Scene) -> Iterator[Effect]:
    say = scene.say(group)
    rows = [say("proposal.text", group=group.name, name=name_of(message.author.name), count=len(counting))]
    rows += [
        say(
            "proposal.item",
            time=until(breach.at, scene),
            reason=say(f"reason.{breach.reason}"),
            rule=breach.rule,
            words=quoted(breach.words, 300),
        )
        for breach in counting[-8:]
    ]
    rows.append(say("proposal.question"))
    expel = buttons.DecideExpulsion(message.chat_id, message.author.id, message.message_id, expel=True)
    answers = (
        Button(say("button.expel"), buttons.encode(expel)),
        Button(say("button.keep"), buttons.encode(replace(expel, expel=False))),
    )
    yield from tell_administrators(
        expel.about,
        "\n".join(rows),
        scene,
        group,
        buttons=(answers,),
        purpose=Purpose.PROPOSAL,
    )
