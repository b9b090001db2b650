"""What Telegram makes of a text: its length, the HTML in it, the links and names it finds."""

from __future__ import annotations

import html
import re
from typing import Any

from bot.sandbox.errors import bad_request

Entity = dict[str, Any]

_TAGS = {
    "b": "bold", "strong": "bold", "i": "italic", "em": "italic", "u": "underline", "ins": "underline",
    "s": "strikethrough", "strike": "strikethrough", "del": "strikethrough", "tg-spoiler": "spoiler",
    "span": "spoiler", "a": "text_link", "code": "code", "pre": "pre", "blockquote": "blockquote",
    "tg-emoji": "custom_emoji",
}  # fmt: skip
_TOKEN = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9-]*)?([^<>]*)>?")
_HREF = re.compile(r"""href\s*=\s*["']?([^"'>\s]+)""")
_FOUND = (
    ("url", re.compile(r"https?://\S+|\b(?:[a-z0-9-]+\.)+(?:com|org|net|mx|me|info|io)\b(?:/\S*)?", re.IGNORECASE)),
    ("email", re.compile(r"\b[\w.+-]+@[\w-]+\.[\w.]+\b")),
    ("mention", re.compile(r"(?<![\w@])@[A-Za-z0-9_]{4,32}\b")),
    ("hashtag", re.compile(r"(?<!\w)#\w+")),
    ("bot_command", re.compile(r"(?<![\w/])/[A-Za-z0-9_]{1,64}(?:@\w+)?")),
)


def utf16_length(text: str) -> int:
    """The length as Telegram counts it."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def read_formatted(text: str, parse_mode: str) -> tuple[str, list[Entity]]:
    """The text that people see, and what is marked in it. Raises ApiError where the marking is broken."""
    if not parse_mode:
        return text, find_entities(text)
    if parse_mode.lower() != "html":
        raise bad_request("unsupported parse_mode")
    return _read_html(text)


def find_entities(text: str) -> list[Entity]:
    """The links, names and commands that Telegram finds by itself."""
    found: list[Entity] = []
    taken: list[tuple[int, int]] = []
    for kind, pattern in _FOUND:
        for match in pattern.finditer(text):
            if any(start < match.end() and match.start() < end for start, end in taken):
                continue
            taken.append(match.span())
            before = utf16_length(text[: match.start()])
            found.append({"type": kind, "offset": before, "length": utf16_length(match.group())})
    return sorted(found, key=lambda entity: int(entity["offset"]))


def _read_html(text: str) -> tuple[str, list[Entity]]:
    plain = ""
    entities: list[Entity] = []
    open_tags: list[tuple[str, int, str]] = []
    at = 0
    for match in _TOKEN.finditer(text):
        plain += html.unescape(text[at : match.start()])
        at = match.end()
        closing, name, rest = match.group(1), (match.group(2) or "").lower(), match.group(3)
        where = f"at byte offset {len(text[: match.start()].encode())}"
        if not match.group().endswith(">"):
            raise _unparsable(f"Unclosed start tag {where}")
        if closing:
            if not open_tags or open_tags[-1][0] != name:
                raise _unparsable(f"Unexpected end tag {where}")
            entities += _entity(*open_tags.pop(), plain)
        elif name not in _TAGS:
            raise _unparsable(f'Unsupported start tag "{name}" {where}')
        else:
            open_tags.append((name, utf16_length(plain), rest))
    if open_tags:
        raise _unparsable(f'Can\'t find end tag corresponding to start tag "{open_tags[-1][0]}"')
    plain += html.unescape(text[at:])
    return plain, sorted(entities + find_entities(plain), key=lambda entity: int(entity["offset"]))


def _entity(name: str, start: int, attributes: str, plain: str) -> list[Entity]:
    length = utf16_length(plain) - start
    if not length:
        return []
    entity: Entity = {"type": _TAGS[name], "offset": start, "length": length}
    if name == "a":
        if (href := _HREF.search(attributes)) is None:
            return []
        entity["url"] = html.unescape(href.group(1))
    return [entity]


def _unparsable(why: str) -> Exception:
    return bad_request(f"can't parse entities: {why}")
