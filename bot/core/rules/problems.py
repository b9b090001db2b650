"""What is wrong with a rules file: one line each, all of them at once."""

from __future__ import annotations

from dataclasses import dataclass, field

MOST = 100  # more help nobody


@dataclass(frozen=True, slots=True)
class Problem:
    """One mistake. ``line`` counts from 1; ``path`` is like ``officers[2].quadrant``, empty for the whole file."""

    file: str
    line: int
    path: str
    found: str
    allowed: str

    def __str__(self) -> str:
        where = f"{self.file}:{self.line}: {self.path}: " if self.path else f"{self.file}:{self.line}: "
        return f"{where}{self.found}; {self.allowed}"


class InvalidRules(Exception):
    """The rules file cannot be used; ``problems`` are in the order of its lines."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = problems


@dataclass(slots=True)
class Problems:
    """Collects mistakes while a file is read."""

    file: str
    found: list[Problem] = field(default_factory=list)

    def add(self, line: int, path: str, found: str, allowed: str) -> None:
        """Note a mistake; once there are very many, stop reading.

        Raises:
            InvalidRules: there are very many.
        """
        # what is allowed may name what the file itself says elsewhere: nothing of it gets to a terminal unseen
        problem = Problem(self.file, line, shown(path, at_most=120), _printable(found), _printable(allowed))
        if problem not in self.found:
            self.found.append(problem)
        if len(self.found) >= MOST:
            raise self.as_error()

    def as_error(self) -> InvalidRules:
        """All that was collected, in the order of the lines."""
        return InvalidRules(tuple(sorted(self.found, key=lambda problem: problem.line)))


def shown(text: str, at_most: int = 60) -> str:
    """What a file says, fit for one line of a message: short, and without what would break or colour a terminal."""
    flat = " ".join(_printable(text[: at_most * 4]).split())
    return flat if len(flat) <= at_most else flat[: at_most - 1] + "…"


def _printable(text: str) -> str:
    return text if text.isprintable() else "".join(char if char.isprintable() else " " for char in text)
