"""What it means: the answers of reading and screening."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.core.model.incoming import Pin
from bot.core.model.kinds import Category, Kind, PictureKind, Reason, Role, SisterTopic, State, Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where something happens, as far as it was said; streets are spelt as ``rules.yaml`` spells them."""

    street: str | None = None
    number: str | None = None
    cross_street: str | None = None
    landmark: str | None = None
    pin: Pin | None = None

    @property
    def known(self) -> bool:
        """Whether an officer could go there."""
        return bool(self.street or self.landmark or self.pin)


NOWHERE = Place()


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What judging needs to know of a message, and nothing else."""

    text: str
    kind: Kind = Kind.TEXT
    role: Role = Role.NEIGHBOR
    is_reply: bool = False
    forwarded: bool = False
    sent_at: datetime | None = None
    pin: Pin | None = None
    links: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """What a message is, and why: the whole answer of reading and screening.

    Attributes:
        rule: id of the rule that decided; never empty.
        evidence: the words of the message that decided, as written.
        certainty: 0 to 1; below ``screening.certainty`` of the rules nothing is done against the author.
        response: the state that an officer's words mean ("R-12 en el punto" → on_scene), or None.
        topic: the sister group that a rejected message may be meant for.
        understood: False where the content is out of the bot's reach (a voice note without words).
    """

    verdict: Verdict
    rule: str
    evidence: tuple[str, ...] = ()
    certainty: float = 1.0
    reason: Reason | None = None
    category: Category | None = None
    emergency: bool = False
    place: Place = NOWHERE
    response: State | None = None
    topic: SisterTopic | None = None
    understood: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """What was seen in a picture.

    Attributes:
        certainty: 0 to 1.
        evidence: short names of what speaks for it.
        fingerprint: 64 bits; those of nearly the same picture differ in few.
    """

    kind: PictureKind
    certainty: float
    evidence: tuple[str, ...] = ()
    fingerprint: int = 0
