"""YAML that still knows on which line each thing stood."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError

Path = Sequence[int | str]


class InvalidScenario(ValueError):
    """A scenario file is wrong; each problem is one line: ``file:line: where: what``."""

    def __init__(self, problems: Sequence[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = tuple(problems)


class Source:
    """A YAML text, and where in it things are. Raises InvalidScenario when it is no YAML or no mapping."""

    def __init__(self, text: str, file: str) -> None:
        self.file = file
        try:
            self.data: Any = YAML(typ="rt").load(text)
        except MarkedYAMLError as error:
            line = error.problem_mark.line + 1 if error.problem_mark else 1
            raise InvalidScenario([f"{file}:{line}: {error.problem}"]) from None
        if not isinstance(self.data, dict):
            raise InvalidScenario([f"{file}:1: a scenario is a mapping with people, groups and steps"])

    def problem(self, path: Path, what: str) -> str:
        """One line that says what is wrong where."""
        where = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in path).lstrip(".")
        return f"{self.file}:{self._line(path)}: {where}: {what}" if where else f"{self.file}:1: {what}"

    def _line(self, path: Path) -> int:
        node: Any = self.data
        line = 0
        for part in path:
            try:
                where = node.lc
                line = where.item(part)[0] if isinstance(part, int) else where.key(part)[0]
                node = node[part]
            except (AttributeError, KeyError, IndexError, TypeError):
                break
        return int(line) + 1
