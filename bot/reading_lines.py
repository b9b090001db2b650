"""`cuadrante read`: JSON Lines in, decisions out, through the very `judge` that the running bot asks."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from bot.core.model.kinds import Kind, Role
from bot.core.model.meaning import Judgement, Picture, Said
from bot.core.reports.routing import quadrants_of
from bot.core.rules.model import Rules
from bot.core.screening import judge
from bot.core.screening.pictures import with_picture

_MEDIA = frozenset(
    {
        Kind.PHOTO, Kind.VIDEO, Kind.GIF, Kind.STICKER, Kind.VOICE, Kind.AUDIO, Kind.VIDEO_NOTE, Kind.LOCATION,
        Kind.DOCUMENT, Kind.CONTACT, Kind.POLL,
    }
)  # fmt: skip
_LONGEST_LINE = 4_000_000
_LARGEST_PICTURE = 20 * 1024 * 1024


class _WrongLine(ValueError):
    """What is wrong with a line, for its ``error``."""


def read_lines(lines: Iterable[str | bytes], rules: Rules) -> Iterator[str]:
    """Answer each line with one JSON object, in order. A line that is no valid message is answered with its error.

    Lines of white space alone are skipped, as is usual for JSON Lines.
    """
    codes = tuple(quadrant.code for quadrant in rules.quadrants)
    for line in lines:
        if line.strip():
            yield _line(_answer(line, rules, codes))


def _line(answer: dict[str, Any]) -> str:
    line = json.dumps(answer, ensure_ascii=False)
    try:
        line.encode("utf-8")
    except UnicodeEncodeError:  # half a surrogate pair in an id: only an escape can carry it
        return json.dumps(answer)
    return line


def _answer(line: str | bytes, rules: Rules, codes: tuple[str, ...]) -> dict[str, Any]:
    given: dict[str, Any] = {}
    try:
        given = _parsed(line)
        said = _said(given)
        judged = judge(said, rules)
        if (picture := _picture(given)) is not None:
            judged = with_picture(judged, said, picture, rules)
        return {"id": given.get("id"), **_decision(judged, rules, codes)}
    except _WrongLine as wrong:
        return {"id": given.get("id"), "error": str(wrong)}


def _decision(judged: Judgement, rules: Rules, codes: tuple[str, ...]) -> dict[str, Any]:
    place = judged.place
    quadrants = quadrants_of(place, rules, codes) if place.known or place.cross_street else ()
    return {
        "verdict": judged.verdict.value,
        "reason": judged.reason.value if judged.reason else None,
        "category": judged.category.value if judged.category else None,
        "emergency": judged.emergency if judged.category else None,
        "street": place.street,
        "number": place.number,
        "cross_street": place.cross_street,
        "quadrant": quadrants[0] if quadrants else None,
        "rule": judged.rule,
        "evidence": list(judged.evidence),
        "certainty": round(judged.certainty, 3),
    }


def _parsed(line: str | bytes) -> dict[str, Any]:
    if len(line) > _LONGEST_LINE:
        raise _WrongLine(f"the line is longer than {_LONGEST_LINE} characters")
    try:
        text = line.decode("utf-8") if isinstance(line, bytes) else line
        given = json.loads(text.removeprefix("\ufeff"))
    except UnicodeDecodeError as error:
        raise _WrongLine(f"not UTF-8: {error.reason} at byte {error.start}") from None
    except RecursionError:
        raise _WrongLine("nested too deeply") from None
    except ValueError as error:
        raise _WrongLine(f"not JSON: {error}") from None
    if not isinstance(given, dict):
        raise _WrongLine(f"not an object but {_kind_of(given)}")
    return given


def _said(given: dict[str, Any]) -> Said:
    media = _optional(given, "media", str, None)
    if media is not None and media not in _MEDIA:
        raise _WrongLine(f"media: {media!r} is none of {', '.join(sorted(_MEDIA))}")
    role = _optional(given, "role", str, None) or Role.NEIGHBOR
    if role not in frozenset(Role):
        raise _WrongLine(f"role: {role!r} is none of {', '.join(Role)}")
    if "text" not in given:
        raise _WrongLine("text: missing")
    return Said(
        text=_optional(given, "text", str, "") or "",
        kind=Kind(media) if media else Kind.PHOTO if given.get("picture") else Kind.TEXT,
        role=Role(role),
        is_reply=bool(_optional(given, "reply_to", bool, False)),
        forwarded=bool(_optional(given, "forwarded", bool, False)),
        sent_at=_moment(_optional(given, "sent_at", str, None)),
    )


def _picture(given: dict[str, Any]) -> Picture | None:
    """What is seen in the picture whose file the line names."""
    name = _optional(given, "picture", str, None)
    if name is None:
        return None
    from bot.pictures.looking import look

    try:
        file = Path(name)
        if file.stat().st_size > _LARGEST_PICTURE:
            raise _WrongLine(f"picture: {name!r} is larger than {_LARGEST_PICTURE} bytes")
        data = file.read_bytes()
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        if isinstance(error, _WrongLine):
            raise
        raise _WrongLine(f"picture: {name!r}: {getattr(error, 'strerror', None) or error}") from None
    picture = look(data)
    if picture is None:
        raise _WrongLine(f"picture: {name!r} cannot be read as a picture")
    return picture


def _optional(given: dict[str, Any], field: str, kind: type, otherwise: object) -> Any:
    value = given.get(field)
    if value is None:
        return otherwise
    if not isinstance(value, kind):
        raise _WrongLine(f"{field}: {_kind_of(value)} instead of {_NAMES[kind]}")
    return value


def _moment(text: str | None) -> datetime | None:
    if text is None:
        return None
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        raise _WrongLine(f"sent_at: {text[:40]!r} is no ISO 8601 time") from None


_NAMES: dict[type, str] = {str: "a string", bool: "true or false", dict: "an object", list: "a list", int: "a number"}


def _kind_of(value: object) -> str:
    if value is None:
        return "null"
    return _NAMES.get(type(value), "a number")
