"""The sentences about a rules file, in the reader's language."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from bot.core.rules.model import Language


@cache
def _sentences(language: Language) -> Mapping[str, str]:
    # the one thing that core reads from the package itself: constants in another notation
    text = files("bot.locales").joinpath(f"rules.{language}.toml").read_text(encoding="utf-8")
    sentences: Mapping[str, str] = tomllib.loads(text)["rules"]
    return sentences


class Wording:
    """Says things in one language."""

    def __init__(self, language: Language) -> None:
        self.language: Language = language

    def __call__(self, sentence: str, /, **facts: object) -> str:
        """The sentence of this name, its gaps filled."""
        return _sentences(self.language)[sentence].format(**facts)

    def one_of(self, options: list[str]) -> str:
        """What is allowed, where that is a list of words."""
        if not options:
            return self("none_to_choose")
        more = "…" if len(options) > 40 else ""
        return self("one_of", options=", ".join(options[:40]) + more)
