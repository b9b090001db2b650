"""What is said around an event: when it was, whether it is denied, supposed, over, or calls for help."""

from __future__ import annotations

from bot.core.reading.lexicon import lexicon
from bot.core.reading.matching import Hit, find
from bot.core.reading.text import Text, understand

_NO_MOMENT = frozenset({"idle", "chronic", "again"})
_DENIED_WITHIN = 3


class Scene:
    """A text with its phrases, and what they say about when and how sure."""

    __slots__ = ("by_group", "hits", "text", "times")

    def __init__(self, text: Text, hits: list[Hit]) -> None:
        self.text = text
        self.hits = hits
        self.by_group: dict[str, list[Hit]] = {}
        self.times: dict[int, set[str]] = {}
        for hit in hits:
            self.by_group.setdefault(hit.entry.group, []).append(hit)
            if hit.entry.group == "time":
                self.times.setdefault(hit.sentence, set()).add(hit.entry.kind)

    def of(self, group: str, kind: str | None = None) -> list[Hit]:
        """The phrases of a group, or of one kind of it."""
        return [hit for hit in self.by_group.get(group, ()) if kind is None or hit.entry.kind == kind]

    def has(self, group: str, *kinds: str) -> bool:
        """Whether any phrase of the group is there, of any of these kinds where some are named."""
        return any(not kinds or hit.entry.kind in kinds for hit in self.by_group.get(group, ()))

    def mentions(self, name: str) -> bool:
        """Whether any word of one of the lexicon's lists is in the text."""
        forms = lexicon().words_named(name)
        return any(token.form in forms for token in self.text.tokens)

    def denied(self, hit: Hit) -> bool:
        """Whether a "no" stands right before the phrase and is not part of it: "no era asalto", "no fire"."""
        tokens = self.text.tokens
        denials = lexicon().words_named("denials")
        for at in range(hit.first - 1, max(-1, hit.first - 1 - _DENIED_WITHIN), -1):
            token = tokens[at]
            if token.sentence != hit.sentence:
                return False
            if self.text.parted(token, tokens[at + 1]):
                return False
            if token.form in denials:
                return True
        return False

    def when(self, sentence: int) -> set[str]:
        """The times that hold in a sentence: its own, else those of the nearest sentence that has any."""
        own = self.times.get(sentence)
        if own and own - _NO_MOMENT:
            return own
        for distance in range(1, self.text.sentences):
            for near in (sentence - distance, sentence + distance):
                if (times := self.times.get(near)) and times - _NO_MOMENT:
                    return times | (own or set())
        return own or set()

    def urgency(self, hit: Hit, *, ongoing: bool) -> float:
        """Points that what is said around an event adds to its alarm, or takes away."""
        points = self._points_of_time(hit, ongoing=ongoing)
        cues = {cue.entry.kind for cue in self.by_group.get("cue", ())}
        points += 0.9 * ("urgent" in cues) + 1.2 * ("danger" in cues) + 1.0 * ("flight" in cues)
        points -= (
            2.6 * ("over" in cues) + 3.0 * ("if" in cues) + 1.0 * ("hearsay" in cues) + 2.2 * ("elsewhere" in cues)
        )
        if hit.sentence in self.text.questions:
            points -= 0.9
        if "minor" in cues or "parked" in cues:
            points -= 1.5
        return points + 0.3 * ("place" in cues) + 0.3 * self.text.shouted

    def _points_of_time(self, hit: Hit, *, ongoing: bool) -> float:
        own = self.times.get(hit.sentence, set())
        times = self.when(hit.sentence)
        present = {"just", "now", "still"} & times
        points = 2.0 * ("just" in times) + 1.2 * ("now" in times) + 0.9 * ("still" in times)
        if "past" in times:
            points -= 1.2 if ongoing and (present or "past" not in own) else 1.6 if present else 3.4
        if "earlier" in times and "just" not in times:
            points -= 0.8 if ongoing or present else 2.4
        if "weekday" in times and not present and "past" not in times:
            points -= 0.6 if ongoing else 3.0
        everywhere = set().union(*self.times.values()) if self.times else set()
        if "chronic" in everywhere:
            points -= 0.3 if present else 1.0 if ongoing else 1.8
        if "again" in everywhere and not present:
            points -= 0.1 if ongoing else 0.8
        if "future" in own:
            points -= 2.5
        if "idle" in everywhere:
            points -= 2.5
        return points


def read_scene(text: str) -> Scene:
    """Everything that the lexicon finds in a text."""
    understood = understand(text)
    return Scene(understood, find(understood, lexicon()))
