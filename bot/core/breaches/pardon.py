"""Taking back what a removal led to, when the message turns out to be a cry for help."""

from __future__ import annotations

from collections.abc import Iterator

from bot.core.breaches.sanctions import expulsion, mute_key
from bot.core.effects import Effect, ForgiveStrike, Send, Withdraw
from bot.core.model.kept import Seen
from bot.core.outgoing import Outgoing, Priority, Purpose, Unmute
from bot.core.scene import Scene


def pardon(seen: Seen, scene: Scene) -> Iterator[Effect]:
    """Forget the strike and lift the mute: whoever cried for help must be able to go on writing."""
    yield ForgiveStrike(seen.chat_id, seen.message_id)
    yield Withdraw(mute_key(seen.chat_id, seen.person_id, seen.message_id))
    yield Withdraw(expulsion(seen.chat_id, seen.person_id, seen.message_id).key)
    if _was_muted(seen, scene):
        yield Send(
            Outgoing(
                key=f"unmute:{seen.chat_id}:{seen.person_id}:{seen.message_id}",
                action=Unmute(chat_id=seen.chat_id, person_id=seen.person_id),
                priority=Priority.EMERGENCY,
                purpose=Purpose.SANCTION,
            )
        )


def _was_muted(seen: Seen, scene: Scene) -> bool:
    """Whether the removal muted its author. Their strikes are at hand only when they press the button themselves."""
    strikes = [breach.message_id for breach in scene.world.strikes.get((seen.chat_id, seen.person_id), [])]
    ladder = scene.rules.sanctions.ladder
    if seen.message_id in strikes:
        return ladder[min(strikes.index(seen.message_id), len(ladder) - 1)].kind == "mute"
    return seen.struck and any(step.kind == "mute" for step in ladder)
