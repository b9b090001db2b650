"""Does a text say what somebody is doing, or only how they look?

Who reports a "suspicious person" is asked for the one when there is only the other. In doubt it is conduct: nobody
should be held up for how they put a deed, so any gerund counts that does not merely say that somebody is there.
"""

from __future__ import annotations

import re

from bot.core.reading.lexicon import Lexicon, lexicon_of
from bot.core.reading.matching import find
from bot.core.reading.scene import Scene
from bot.core.reading.text import understand

_GERUND = re.compile(r"\w+(?:(?:ando|iendo|yendo)(?:se|me|nos|l[aeo]s?|sel[ao]s?)?|ing)\Z")
_SHORTEST_GERUND = 6


def conduct_in(text: str) -> tuple[str, ...]:
    """The words of the text that say what somebody is doing, as written; none where it tells only of looks."""
    return _conduct(_scene(text))


def tells_only_of_looks(text: str) -> bool:
    """Whether it speaks of a person or a vehicle without a word of what they are doing."""
    scene = _scene(text)
    return scene.has("looks") and not _conduct(scene)


def _scene(text: str) -> Scene:
    understood = understand(text)
    return Scene(understood, find(understood, lexicon_of("conduct")))


def _conduct(scene: Scene) -> tuple[str, ...]:
    deeds = [hit for hit in scene.of("conduct") if not scene.denied(hit)]
    named = [scene.text.quote(hit.first, hit.last) for hit in deeds]
    if not named:
        named = [scene.text.quote(at, at + 1) for at in _gerunds(scene)]
    return tuple(dict.fromkeys(named))


def _gerunds(scene: Scene) -> list[int]:
    """Where a gerund stands that is neither the author's own doing nor mere presence."""
    words: Lexicon = lexicon_of("conduct")
    presence, own, denials = (words.words_named(name) for name in ("presence", "own doing", "denials"))
    forms = scene.text.forms
    return [
        at
        for at, form in enumerate(forms)
        if len(form) >= _SHORTEST_GERUND
        and _GERUND.match(form)
        and form not in presence
        and own.isdisjoint(forms[max(0, at - 1) : at])
        and denials.isdisjoint(forms[max(0, at - 2) : at])
    ]
