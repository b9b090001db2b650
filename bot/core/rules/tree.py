"""A YAML text as a tree that remembers its lines: plain text, lists and maps, and nothing else.

What a word means (a number, a yes, a span) is for the reader of that key to say, so that ``066`` keeps its zero and
``no`` is a word like any other. Aliases, tags and several documents are refused: a rules file has no use for them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    NodeEvent,
    ScalarEvent,
    SequenceStartEvent,
)
from ruamel.yaml.reader import ReaderError

MAX_DEPTH = 16

_HINTS = (  # what the parser says, in part, and which of our sentences explains it
    ("character '\\t'", "yaml_tab"),
    ("that cannot start any token", "yaml_character"),
    ("unexpected end of stream", "yaml_quote"),
    ("mapping values are not allowed", "yaml_colon"),
    ("could not find expected ':'", "yaml_no_colon"),
    ("expected ',' or", "yaml_bracket"),
    ("expected <block end>", "yaml_indentation"),
)
_BEGUN_EARLIER = ("yaml_quote", "yaml_bracket", "yaml_no_colon")  # the line to mend is where that was


class BrokenYaml(Exception):
    """The text is no YAML that we take. ``why`` is a key of the wording; ``line`` counts from 1."""

    def __init__(self, line: int, why: str, detail: str = "") -> None:
        super().__init__(why)
        self.line = line
        self.why = why
        self.detail = detail


@dataclass(frozen=True, slots=True)
class Scalar:
    """Text as written; ``plain`` without quotes around it."""

    text: str
    plain: bool
    line: int

    @property
    def empty(self) -> bool:
        """Whether nothing is there."""
        return self.plain and self.text in {"", "~", "null"}


@dataclass(frozen=True, slots=True)
class Sequence:
    """A list."""

    items: tuple[Node, ...]
    line: int


@dataclass(frozen=True, slots=True)
class Mapping:
    """Keys and values in the order of the file; a key may be there twice."""

    entries: tuple[tuple[Scalar, Node], ...]
    line: int


Node = Scalar | Sequence | Mapping


def read_tree(text: str) -> Node:
    """Read a YAML text.

    Raises:
        BrokenYaml: it is none, or uses what we refuse.
    """
    try:
        return _document(YAML(typ="safe", pure=True).parse(text))
    except MarkedYAMLError as error:
        raise _explained(error) from None
    except ReaderError as error:
        raise BrokenYaml(text.count("\n", 0, error.position) + 1, "yaml_control") from None
    except (YAMLError, ValueError, LookupError, AttributeError, AssertionError) as error:
        # directives and escapes nobody writes by hand trip the parser itself
        raise BrokenYaml(1, "yaml_other", type(error).__name__) from None


def _document(events: Iterator[Any]) -> Node:
    root: Node | None = None
    for event in events:
        if isinstance(event, DocumentStartEvent) and root is not None:
            raise BrokenYaml(event.start_mark.line + 1, "yaml_documents")
        if isinstance(event, NodeEvent):
            root = _node(event, events, depth=0)
    return root or Scalar("", plain=True, line=1)


def _node(event: Any, events: Iterator[Any], depth: int) -> Node:
    line = event.start_mark.line + 1
    if isinstance(event, AliasEvent) or event.anchor is not None:
        raise BrokenYaml(line, "yaml_alias")
    if event.tag is not None:
        raise BrokenYaml(line, "yaml_tag")
    if depth > MAX_DEPTH:
        raise BrokenYaml(line, "yaml_deep")
    if isinstance(event, ScalarEvent):
        return Scalar(event.value, plain=event.style is None, line=line)
    children = []
    for child in events:
        if not isinstance(child, NodeEvent):
            break  # the end of this list or map
        children.append(_node(child, events, depth + 1))
    if isinstance(event, SequenceStartEvent):
        return Sequence(tuple(children), line)
    return Mapping(tuple(_pairs(children)), line)


def _pairs(children: list[Node]) -> Iterator[tuple[Scalar, Node]]:
    for key, value in zip(children[::2], children[1::2], strict=True):
        if not isinstance(key, Scalar):
            raise BrokenYaml(key.line, "yaml_key")
        # the parser says that nothing stands at the line of whatever comes next
        nothing = isinstance(value, Scalar) and value.plain and not value.text
        yield key, replace(value, line=key.line) if nothing else value


def _explained(error: MarkedYAMLError) -> BrokenYaml:
    said = f"{error.context or ''} {error.problem or ''}"
    why = next((why for words, why in _HINTS if words in said), "yaml_other")
    mark = error.problem_mark or error.context_mark
    if why in _BEGUN_EARLIER and error.context_mark is not None:
        mark = error.context_mark
    return BrokenYaml(mark.line + 1 if mark is not None else 1, why, str(error.problem or ""))
