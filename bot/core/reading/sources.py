"""The plain word files that come with the program."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files


def word_files(package: str, folder: str) -> Iterator[str]:
    """The text of every ``*.txt`` in a folder of a package, in the order of their names."""
    for file in sorted((files(package) / folder).iterdir(), key=lambda file: file.name):
        if file.name.endswith(".txt"):
            yield file.read_text(encoding="utf-8")
