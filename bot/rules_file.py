"""The rules file on disk: reading it, watching it for changes, checking it."""

from __future__ import annotations

import os
import stat
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from bot.core.rules.advice import advice, missing_keys
from bot.core.rules.examples import FailedExample, Judge, run_examples
from bot.core.rules.load import parse
from bot.core.rules.model import Language, Rules
from bot.core.rules.problems import InvalidRules, Problem
from bot.core.rules.wording import Wording
from bot.settings import secret_of

BIGGEST_FILE = 4_000_000  # bytes
BIGGEST_AREA_FILE = 20_000_000

Look = tuple[tuple[str, int, int, int] | None, ...]  # what a glance at the files tells: None for one that is not there


class RulesFile:
    """The rules file of a running bot.

    A valid change is taken as soon as it is seen. One that is wrong must be seen twice, unchanged, before anybody
    hears of it: an editor may be in the middle of writing.
    """

    def __init__(self, path: str | Path) -> None:
        self.path = Path(path)
        self._areas: list[Path] = []  # those that the file named when it was last read
        self._read_at: Look | None = None  # what was seen when it was last read, and what followed from that
        self._outcome: Rules | tuple[Problem, ...] | None = None
        self._doubtful: Look | None = None

    def load(self) -> Rules:
        """Read the file now.

        Raises:
            InvalidRules: it is missing or wrong.
        """
        look = self._look()
        if look == self._read_at and isinstance(self._outcome, Rules):
            return self._outcome  # nothing has changed since
        try:
            rules = self._read()
        except InvalidRules as invalid:
            self._remember(look, invalid.problems)
            raise
        self._remember(look, rules)
        return rules

    def reload_if_changed(self) -> Rules | InvalidRules | None:
        """New rules, or what is wrong with them, once for each change; None when there is nothing new."""
        look = self._look()
        if look == self._read_at:
            return None
        before = self._outcome
        try:
            rules = self._read()
        except InvalidRules as invalid:
            if look != self._doubtful:
                self._doubtful = (look[0], *map(_glance, self._areas))
                return None
            self._remember(look, invalid.problems)
            return None if invalid.problems == before else invalid
        self._remember(look, rules)
        return None if isinstance(before, Rules) and before.version == rules.version else rules

    def _read(self) -> Rules:
        self._areas = []
        return read_rules(self.path, self._areas)

    def _remember(self, look: Look, outcome: Rules | tuple[Problem, ...]) -> None:
        # of the file itself, what was seen before it was read: should it have changed meanwhile, the next look differs
        self._read_at = (look[0], *map(_glance, self._areas))
        self._outcome = outcome
        self._doubtful = None

    def _look(self) -> Look:
        return tuple(_glance(path) for path in (self.path, *self._areas))


@dataclass(frozen=True, slots=True)
class CheckResult:
    """All that ``cuadrante rules check`` says. Where there are problems, nothing else was looked at."""

    problems: tuple[Problem, ...] = ()
    advice: tuple[str, ...] = ()
    failed_examples: tuple[FailedExample, ...] = ()

    @property
    def good(self) -> bool:
        """Whether the file may be used; advice is no objection."""
        return not self.problems and not self.failed_examples


def check(path: str | Path, judge: Judge) -> CheckResult:
    """Validate a rules file and run its own examples."""
    try:
        rules = read_rules(Path(path))
    except InvalidRules as invalid:
        return CheckResult(problems=invalid.problems)
    said = (*advice(rules), *missing_keys(rules, lambda name: secret_of(name) is not None))
    return CheckResult(advice=said, failed_examples=run_examples(rules, judge, str(path)))


def read_rules(path: Path, areas: list[Path] | None = None) -> Rules:
    """Read a rules file and the area files that it names, which lie beside it; ``areas`` collects their paths.

    Raises:
        InvalidRules: it is missing or wrong.
    """
    language = language_of(os.environ)
    say = Wording(language)

    def read_area(name: str) -> str:
        area = path.parent / name
        if areas is not None:
            areas.append(area)
        return _bytes(area, BIGGEST_AREA_FILE).decode("utf-8-sig")

    try:
        content = _bytes(path, BIGGEST_FILE)
    except (OSError, ValueError) as error:
        why = (error.strerror if isinstance(error, OSError) else None) or str(error)
        problem = Problem(str(path), 1, "", say("found_no_file", why=why), say("readable"))
        raise InvalidRules((problem,)) from None
    try:
        text = content.decode("utf-8-sig")  # Notepad on Windows begins files with a mark
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        problem = Problem(str(path), line, "", say("found_encoding"), say("encoding"))
        raise InvalidRules((problem,)) from None
    return parse(text, file=str(path), read_area=read_area, language=language)


def language_of(environment: Mapping[str, str]) -> Language:
    """The language of the person at the keyboard, where a rules file does not say its own."""
    names = (environment.get(name) for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    return "es" if next(filter(None, names), "").lower().startswith("es") else "en"


def _bytes(path: Path, most: int) -> bytes:
    found = path.stat()
    if not stat.S_ISREG(found.st_mode):
        raise ValueError("no regular file")
    if found.st_size > most:
        raise ValueError(f"{found.st_size} bytes")
    return path.read_bytes()


def _glance(path: Path) -> tuple[str, int, int, int] | None:
    try:
        found = path.stat()
    except (OSError, ValueError):
        return None
    return str(path), found.st_mtime_ns, found.st_size, found.st_ino
