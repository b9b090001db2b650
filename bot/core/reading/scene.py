"""What is said around an event: when it was, whether it is denied, supposed, over, or calls for help."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from enum import Enum, auto

from bot.core.reading.lexicon import lexicon
from bot.core.reading.matching import Hit, find
from bot.core.reading.text import Text, understand
from bot.core.reading.verbs import Tense

_NO_MOMENT = frozenset({"idle", "chronic", "again"})
_DENIED_WITHIN = 3  # words
_VERB_DENIED_WITHIN = 2
_CALLS = frozenset({"danger", "urgent", "cry"})
_PAST = frozenset({"past", "long"})
_LONG_AGO = frozenset({"long"})
_NO_TIMES: frozenset[str] = frozenset()


class Hold(Enum):
    """Whether an event goes on, as its own words say."""

    ONGOING = auto()  # "están golpeando"
    LASTING = auto()  # somebody missing or dead: it holds until help comes, whenever it began
    UNSAID = auto()  # "disparos"
    DONE = auto()  # "golpearon"


PUTS_OFF = frozenset({"if", "over", "elsewhere"})
"""The cues that what is told of is no matter of here and now."""

_GONE_BY = {Hold.ONGOING: 2.4, Hold.LASTING: 0.0, Hold.UNSAID: 3.0, Hold.DONE: 3.4}


class Scene:
    """A text with its phrases, and what they say about when and how sure."""

    __slots__ = ("_cues", "_denials", "_ever", "_nearly", "by_group", "hits", "text", "times")

    def __init__(self, text: Text, hits: list[Hit]) -> None:
        self.text = text
        self.hits = hits
        self.by_group: dict[str, list[Hit]] = {}
        self.times: dict[int, set[str]] = {}
        for hit in hits:
            self.by_group.setdefault(hit.entry.group, []).append(hit)
            if hit.entry.group == "time":
                self.times.setdefault(hit.sentence, set()).add(hit.entry.kind)
        self._ever = frozenset[str]().union(*self.times.values())
        self._cues: frozenset[str] | None = None
        self._denials = _places_of("denials", text)
        self._nearly = _places_of("nearly", text)

    def of(self, group: str, kind: str | None = None) -> list[Hit]:
        """The phrases of a group, or of one kind of it."""
        return [hit for hit in self.by_group.get(group, ()) if kind is None or hit.entry.kind == kind]

    def has(self, group: str, *kinds: str) -> bool:
        """Whether any phrase of the group is there, of any of these kinds where some are named."""
        return any(not kinds or hit.entry.kind in kinds for hit in self.by_group.get(group, ()))

    def mentions(self, name: str) -> bool:
        """Whether any word of one of the lexicon's lists is in the text."""
        forms = lexicon().words_named(name)
        return not forms.isdisjoint(self.text.forms)

    def denied(self, hit: Hit) -> bool:
        """Whether a "no" stands right before the phrase and is not part of it, or a "nearly" within it."""
        if self._nearly and any(hit.first <= at < hit.last for at in self._nearly):
            return True
        if not self._denials:
            return False
        text = self.text
        reach = _DENIED_WITHIN if hit.tense is None or hit.tense is Tense.NOUN else _VERB_DENIED_WITHIN
        for at in range(hit.first - 1, max(-1, hit.first - 1 - reach), -1):
            if text.sentence_of[at] != hit.sentence or text.parted(at):
                return False
            if at in self._denials:
                return True
        return False

    def when(self, sentence: int) -> AbstractSet[str]:
        """The times that hold in a sentence: its own, else those of the nearest sentence that has any."""
        own = self.times.get(sentence)
        if own and own - _NO_MOMENT:
            return own
        for distance in range(1, self.text.sentences):
            for near in (sentence - distance, sentence + distance):
                if (times := self.times.get(near)) and times - _NO_MOMENT:
                    return times | (own or _NO_TIMES)
        return own or _NO_TIMES

    @property
    def cues(self) -> frozenset[str]:
        """The kinds of signs around the events; "no hurry" and "nobody is injured" are none of danger."""
        if self._cues is None:
            self._cues = frozenset(
                cue.entry.kind
                for cue in self.by_group.get("cue", ())
                if cue.entry.kind not in _CALLS or not self.denied(cue)
            )
        return self._cues

    def urgency(self, hit: Hit, hold: Hold) -> float:
        """Points that what is said around an event adds to its alarm, or takes away."""
        cues = self.cues
        calling = bool(cues & _CALLS)
        points = self._points_of_time(hit, hold) + 0.9 * ("urgent" in cues) + 1.2 * ("danger" in cues)
        if "flight" in cues:
            points += 1.0
        if "over" in cues:
            points -= 1.0 if calling else 2.6
        if "if" in cues:
            supposed = any(cue.sentence == hit.sentence for cue in self.of("cue", "if"))
            points -= 3.0 if supposed else 1.5
        if "hearsay" in cues:
            points -= 0.3 if hold is Hold.LASTING else 1.0
        if "elsewhere" in cues:
            points -= 2.2
        if hit.sentence in self.text.questions and hold is not Hold.LASTING:
            points -= 0.9
        if "minor" in cues or "parked" in cues:
            points -= 1.5
        return points + 0.3 * ("place" in cues) + 0.3 * self.text.shouted

    def _points_of_time(self, hit: Hit, hold: Hold) -> float:
        if hold is Hold.LASTING:  # who is missing since yesterday is missing now
            return -3.0 * bool(_LONG_AGO & self._ever) - 2.5 * ("idle" in self._ever)
        own = self.times.get(hit.sentence, _NO_TIMES)
        times = self.when(hit.sentence) if self.times else _NO_TIMES
        ongoing = hold is Hold.ONGOING
        present = "just" in times or "now" in times or (ongoing and "still" in times)
        found_late = hold is Hold.DONE and "earlier" in times  # "apenas me di cuenta"
        points = 2.0 * ("just" in times and not found_late) + 1.2 * ("now" in times) + 0.9 * ("still" in times)
        if "past" in times or "long" in times:
            soft = ongoing and (present or not own & _PAST)
            points -= 1.2 if soft else 1.6 if present and "long" not in own else _GONE_BY[hold]
        if "earlier" in times and "just" not in times:
            points -= 0.8 if ongoing or present else 2.4
        if "weekday" in times and not present and not times & _PAST:
            points -= 0.6 if ongoing else 2.2 if hold is Hold.UNSAID else 3.0
        if "chronic" in self._ever:
            points -= 0.3 if present else 1.2 if ongoing and "chronic" not in own else 2.0
        if "again" in self._ever and not present:
            points -= 0.1 if ongoing else 0.8
        if "future" in own:
            points -= 2.5
        if "idle" in self._ever:
            points -= 2.5
        return points


def _places_of(name: str, text: Text) -> list[int]:
    """Where words of one of the lexicon's lists stand."""
    listed = lexicon().words_named(name)
    if listed.isdisjoint(text.forms):
        return []
    return [at for at, form in enumerate(text.forms) if form in listed]


def read_scene(text: str) -> Scene:
    """Everything that the lexicon finds in a text."""
    understood = understand(text)
    return Scene(understood, find(understood, lexicon()))
