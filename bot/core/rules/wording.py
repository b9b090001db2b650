"""The sentences about a rules file, in the reader's language."""

from __future__ import annotations

from bot.core.rules.model import Language
from bot.locales import sentences

LONGEST_LIST = 40


class Wording:
    """Says things in one language."""

    def __init__(self, language: Language) -> None:
        self.language: Language = language
        self._sentences = sentences(f"rules.{language}")

    def __call__(self, sentence: str, /, **facts: object) -> str:
        """The sentence of this name, its gaps filled."""
        return self._sentences(f"rules.{sentence}", **facts)

    def one_of(self, options: list[str]) -> str:
        """What is allowed, where that is a list of words."""
        if not options:
            return self("none_to_choose")
        more = "…" if len(options) > LONGEST_LIST else ""
        return self("one_of", options=", ".join(options[:LONGEST_LIST]) + more)
