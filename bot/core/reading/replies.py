"""Short replies about a report: an officer's bare state, what is said beyond it, and that something goes on."""

from __future__ import annotations

from bot.core.reading.lexicon import lexicon_of
from bot.core.reading.matching import Hit, find
from bot.core.reading.text import Text, understand

_BETWEEN = " \t\n,.;:!¡-–—"
_DENIALS = frozenset({"no", "not", "ni", "nunca", "never"})
_HANGING = frozenset(
    {"con", "por", "sin", "a", "al", "de", "del", "en", "with", "by", "without", "at", "in", "to", "for"}
)
_LONGEST = 40
"""Words: a longer reply tells more than that something goes on, and is read as what it tells."""


def is_bare_state(text: str) -> bool:
    """Whether an officer's words are one state's own name or code, and nothing else."""
    understood = understand(text)
    return any(hit.first == 0 and hit.last == len(understood.forms) for hit in _bare(understood))


def beyond_the_state(text: str) -> str:
    """What an officer's words say besides the states' own names and codes at their front; empty where that is all."""
    understood = understand(text)
    bare = _bare(understood)
    end = 0
    named = {hit.first for hit in bare}
    while longer := [hit.last for hit in bare if hit.first == end and not _hangs(hit.last, understood, named)]:
        end = max(longer)
    start = understood.spans[end - 1][1] if end else 0
    rest = understood.clean[start:].strip(_BETWEEN)
    return rest if any(char.isalnum() for char in rest) else ""


def says_it_goes_on(text: str) -> bool:
    """Whether a reply to "it is closed" says clearly that it is not; in doubt it does not."""
    understood = understand(text)
    hits = _news(understood)
    if any(hit.entry.kind == "over" for hit in hits):
        return False
    return any(_holds(hit, understood) for hit in hits)


def tells_how_it_stands(text: str) -> bool:
    """Whether it says of something known that it goes on, or that it is over."""
    return bool(_news(understand(text)))


def _news(understood: Text) -> list[Hit]:
    if len(understood.forms) > _LONGEST or understood.questions:
        return []
    return [hit for hit in find(understood, lexicon_of("goes_on", "replies")) if hit.entry.group == "reply"]


def _bare(understood: Text) -> list[Hit]:
    return [hit for hit in find(understood, lexicon_of("bare", "replies")) if hit.entry.group == "bare"]


def _hangs(last: int, text: Text, named: set[int]) -> bool:
    """Whether the sentence goes on from a state: "atendido con apoyo" has no sense without its beginning."""
    if last >= len(text.forms) or last in named:
        return False
    return text.forms[last] in _HANGING and not text.parted(last - 1)


def _holds(hit: Hit, understood: Text) -> bool:
    """A no with a comma behind it ("no, sigue") says so; without one it may say the contrary."""
    if hit.entry.kind == "after_no":
        return understood.parted(hit.first)
    before = hit.first - 1
    return before < 0 or understood.forms[before] not in _DENIALS or understood.parted(before)
