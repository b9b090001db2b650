"""Messages judged by their kind: what is rejected whatever it says, and what has no words to be judged by."""

from __future__ import annotations

from bot.core.model.kinds import Kind, Reason, Verdict
from bot.core.model.meaning import Judgement, Said
from bot.core.rules.model import Rules

REASON_OF_KIND = {
    Kind.STICKER: Reason.STICKER,
    Kind.GIF: Reason.GIF,
    Kind.VOICE: Reason.AUDIO,
    Kind.AUDIO: Reason.AUDIO,
    Kind.VIDEO_NOTE: Reason.AUDIO,
}
_BEYOND_REACH = frozenset(
    {
        Kind.STICKER, Kind.GIF, Kind.VOICE, Kind.AUDIO, Kind.VIDEO_NOTE, Kind.VIDEO, Kind.PHOTO, Kind.DOCUMENT,
        Kind.STORY, Kind.PAID_MEDIA, Kind.UNKNOWN,
    }
)  # fmt: skip


def is_rejected(kind: Kind, rules: Rules) -> bool:
    """Whether the rules reject this kind of message; one that they do not know is kept."""
    return not rules.screening.media.get(kind, True)


def is_beyond_reach(said: Said) -> bool:
    """Whether what was sent cannot be understood: sound or pictures without a word."""
    return said.kind in _BEYOND_REACH and not said.text.strip()


def not_judged(said: Said) -> Judgement | None:
    """The answer for kinds that nobody said, or that are younger than this program."""
    if said.kind is Kind.SERVICE:
        return Judgement(verdict=Verdict.PASS, rule="media.service")
    if said.kind is Kind.UNKNOWN:
        return Judgement(verdict=Verdict.PASS, rule="media.unknown", understood=bool(said.text.strip()), certainty=0.5)
    return None


def rejected_for_kind(said: Said, reason: Reason, certainty: float) -> Judgement:
    """The rejection of a message for what kind it is."""
    return Judgement(
        verdict=Verdict.REJECT,
        rule=f"media.{said.kind}",
        reason=reason,
        certainty=certainty,
        understood=not is_beyond_reach(said),
    )
