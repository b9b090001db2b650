"""The labelled messages of `tests/corpus`, and which of them are kept aside for measuring."""

from __future__ import annotations

import json
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

from bot.core.model.kinds import Kind, Role
from bot.core.model.meaning import Said
from bot.core.screening.topics import REASONS_OF_WORDS

ROOT = Path(__file__).parent.parent
CORPUS = ROOT / "tests" / "corpus"
CONCEPTS = ROOT / "bot" / "core" / "screening" / "learned" / "concepts"
_KEPT_ASIDE = 2  # the remainder of a line's number by three
_OF_OUR_OWN = "first"  # the reader was made with these in view, so none of them can measure it
_IN_VIEW = ("first", "es", "en")  # the lexicon was widened with these (but for what is kept aside)

Row = dict[str, Any]


def taught() -> list[Row]:
    """What the reader may be made from."""
    return [row for name, rows in _files() for at, row in enumerate(rows) if not _is_kept_aside(name, at)]


def kept_aside() -> list[Row]:
    """What nobody looks at when improving the reader, so that it says how well unseen messages are read."""
    return [row for name, rows in _files() for at, row in enumerate(rows) if _is_kept_aside(name, at)]


def rows_of(path: Path) -> list[Row]:
    """The labelled messages of a file, one JSON object a line."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def said_in(row: Row) -> Said:
    """The message that a row holds, as the reader is given it."""
    return Said(
        text=row["text"],
        kind=Kind(row["media"] or "text"),
        role=Role(row["role"]),
        is_reply=row["reply_to"],
        forwarded=row["forwarded"],
    )


def fingerprint() -> str:
    """Of all that is taught: tells whether the weights are those of these messages and concepts."""
    digest = sha256()
    for row in taught():
        digest.update(json.dumps(row, sort_keys=True).encode())
    for path in sorted(CONCEPTS.glob("*.txt")):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def label_of(row: Row) -> str:
    """What a careful human took it for: ``report.theft``, ``report.theft!`` now, ``reject.joke``, ``pass``."""
    expect = row["expect"]
    what = expect["category"] or expect["reason"]
    urgent = "!" if expect.get("emergency") else ""
    return f"{expect['verdict']}.{what}{urgent}" if what else str(expect["verdict"])


def is_weighed(row: Row) -> bool:
    """Whether the model is asked about such a message at all: it has words, and is not rejected for its kind alone."""
    return any(map(str.isalnum, row["text"])) and row["expect"]["reason"] in (None, *REASONS_OF_WORDS)


def was_in_view(row: Row) -> bool:
    """Whether the lexicon was made with this message in view."""
    return corpus_of(row) in _IN_VIEW


def corpus_of(row: Row) -> str:
    """The name of the file that a message is from."""
    return str(row["id"]).rpartition("-")[0]


def _files() -> Iterator[tuple[str, list[Row]]]:
    for path in sorted(CORPUS.glob("*.jsonl")):
        yield path.stem, rows_of(path)


def _is_kept_aside(name: str, at: int) -> bool:
    return name != _OF_OUR_OWN and at % 3 == _KEPT_ASIDE
