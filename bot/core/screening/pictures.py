"""A picture beside its caption: what is seen in it may tip words that decide nothing, and never those that report."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from bot.core.model.kinds import Kind, PictureKind, Reason, Role, Verdict
from bot.core.model.meaning import Judgement, Picture, Said
from bot.core.rules.model import Rules

SEEN = "seen:"
"""What stands before evidence that was seen in a picture, where other evidence is words."""

SETTLING = timedelta(seconds=5)
"""People send a picture and then write what it shows: so long it is left alone."""

SIGNS = frozenset(
    {
        "meme", "screenshot", "flyer", "sticker", "photograph", "camera-data", "caption-band", "second-band",
        "outlined-letters", "screen-shape", "flat-areas", "lines-of-text", "strong-colours", "large-title",
        "empty-ground", "cut-out", "known-picture",
    }
)  # fmt: skip
"""All that may be seen; the catalogue has a name for each."""

_KINDS = frozenset({Kind.PHOTO, Kind.DOCUMENT})
_PLAINLY = 0.8  # so sure that it is a photograph
_MOST_WEAK_WORDS = 4
_ALONE = {
    PictureKind.MEME: Reason.MEME,
    PictureKind.FLYER: Reason.ADVERTISING,
    PictureKind.STICKER: Reason.STICKER,
}
"""What a picture is rejected for by itself. People send screenshots of maps and cameras: by itself one is no breach."""
_SUPPORTED = {
    PictureKind.MEME: frozenset(
        {Reason.MEME, Reason.JOKE, Reason.GOSSIP, Reason.POLITICS, Reason.RELIGION, Reason.HATE, Reason.OFF_TOPIC}
    ),
    PictureKind.FLYER: frozenset({Reason.ADVERTISING, Reason.POLITICS, Reason.RELIGION, Reason.OFF_TOPIC}),
    PictureKind.STICKER: frozenset({Reason.STICKER, Reason.JOKE, Reason.EMOTICONS, Reason.OFF_TOPIC}),
    PictureKind.SCREENSHOT: frozenset(
        {Reason.CHAIN, Reason.GOSSIP, Reason.ADVERTISING, Reason.POLITICS, Reason.RELIGION, Reason.JOKE}
    ),
}
"""The reasons to which words lean that go together with such a picture."""
_SCREENSHOT_COUNTS = 0.5
_BESIDE_WORDS = 0.85  # of its certainty, where the words say something else
_KNOWN = 0.85  # how sure it makes us that the same picture was removed before


def may_count(judged: Judgement, said: Said, rules: Rules) -> bool:
    """Whether a picture could change anything: a neighbour's, whose words neither report nor decide already."""
    if said.role is not Role.NEIGHBOR or said.kind not in _KINDS:
        return False
    if judged.verdict is Verdict.REPORT or judged.emergency or judged.place.known or said.pin is not None:
        return False
    if judged.verdict is Verdict.REJECT:
        return judged.certainty < rules.screening.certainty
    words = [word for word in said.text.split() if any(map(str.isalnum, word))]
    return not words or (len(words) <= _MOST_WEAK_WORDS and not said.is_reply)


def needs_sight(judged: Judgement, said: Said) -> bool:
    """Whether it is called a meme though nothing that was written makes it one: only the picture can tell."""
    return (
        judged.verdict is Verdict.REJECT
        and judged.reason is Reason.MEME
        and not judged.evidence
        and said.kind in _KINDS
        and said.role is Role.NEIGHBOR
    )


def with_picture(
    judged: Judgement, said: Said, picture: Picture, rules: Rules, removed_for: Reason | None = None
) -> Judgement:
    """The judgement of the words, or of both where the picture decides.

    ``removed_for``: why the same picture was removed from this group before.
    """
    if needs_sight(judged, said):
        seen = tuple(f"{SEEN}{slug}" for slug in (picture.kind.value, *picture.evidence))
        if picture.kind is PictureKind.PHOTOGRAPH and picture.certainty >= _PLAINLY:
            judged = replace(judged, verdict=Verdict.PASS, rule="pass.photograph", reason=None, evidence=seen)
        elif picture.kind in _ALONE and judged.certainty >= rules.screening.certainty:
            return replace(judged, evidence=seen)
    if not may_count(judged, said, rules):
        return judged
    reason, certainty = _against(judged, said, picture)
    if removed_for is not None and reason in (None, removed_for):
        reason, certainty = removed_for, 1 - (1 - certainty) * (1 - _KNOWN)
    elif removed_for is not None:
        certainty = 1 - (1 - certainty) * (1 - _KNOWN)
    allowed = reason is None or not rules.screening.topics.get(reason, True)
    if reason is None or allowed or certainty < rules.screening.certainty:
        return judged
    known = ("known-picture",) if removed_for is not None else ()
    slugs = (picture.kind.value, *picture.evidence, *known)
    return Judgement(
        verdict=Verdict.REJECT,
        rule=f"topics.{reason}",
        reason=reason,
        evidence=(*judged.evidence, *(f"{SEEN}{slug}" for slug in slugs)),
        certainty=round(certainty, 3),
        topic=judged.topic,
        understood=judged.understood,
    )


def _against(judged: Judgement, said: Said, picture: Picture) -> tuple[Reason | None, float]:
    """What the picture and the words together speak for, and how surely."""
    alone = _ALONE.get(picture.kind)
    sure = picture.certainty if alone is not None else 0.0
    if judged.verdict is Verdict.REJECT and judged.reason in _SUPPORTED.get(picture.kind, ()):
        counts = _SCREENSHOT_COUNTS if picture.kind is PictureKind.SCREENSHOT else 1.0
        both = 1 - (1 - judged.certainty) * (1 - counts * picture.certainty)
        vague = judged.reason is Reason.OFF_TOPIC and alone is not None
        return (alone if vague else judged.reason), both
    return alone, sure * (_BESIDE_WORDS if said.text.strip() else 1.0)
