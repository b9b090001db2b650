"""Streets that the rules do not know, by what stands around a name: "calle …", "… Street", "en … 45"."""

from __future__ import annotations

from bot.core.places import vocabulary as words
from bot.core.places.aliases import GIVEN_NAMES
from bot.core.places.mentions import Mention
from bot.core.places.numbers import MONTHS, number_after, number_at
from bot.core.places.proper import properly
from bot.core.places.tokens import Tokens

_LONGEST_NAME = 5
_LONGEST_PLAIN = 3
_ENDS = words.PLACE | words.CROSS | words.BETWEEN | words.LINKERS | words.ARTICLES | words.DIRECTION | words.PERSONS
_ENDS |= words.AREAS | words.NAMED_PLACES | words.STANDING
_BEFORE_JOINED = frozenset({"en", "de", "d", "sobre", "at", "on", "of", "near", "esquina"})
_NUMBERED = frozenset({"calle", "carrera", "transversal"})
_SIDES = frozenset({"norte", "sur", "oriente", "poniente", "central", "nte", "pte", "ote"})
_VERB_ENDINGS = ("ando", "iendo", "aron", "ieron", "mente", "amos", "ada", "ado", "adas", "ados")


def after_kind(tokens: Tokens, index: int) -> Mention | None:
    """A street after its kind: "calle Tabachines", "av. de los Maestros 20", "Eje 3 Sur"."""
    kind = tokens.raw[index]
    gap = tokens.gap(index + 1)
    dotted = tokens.text[tokens.ends[index] : tokens.ends[index] + 1] in (".", "/")
    if gap not in ("", "/") or (kind == "c" and not dotted):
        return None
    start = index + 1
    while start < len(tokens.raw) - 1 and kind in {"calle", "c"} and tokens.raw[start] in {"de", "la"}:
        start += 1
    if kind == "eje":
        end = _end_of_axis(tokens, start)
    elif kind == "circuito" and tokens.raw[start : start + 1] in (["interior"], ["exterior"]):
        end = start + 1
    elif kind in _NUMBERED and _is_a_number(tokens, start):
        return Mention(f"{kind.capitalize()} {tokens.raw[start]}", index, start + 1, kind=True)
    else:
        end = _end_of_date(tokens, start) or _end_of_capitals(tokens, start)
        if end == start:
            end = _end_of_plain_name(tokens, start)
            if end > start and not _speaks_for_a_street(tokens, index, end):
                return None
    if end == start:
        return None
    proper_kind = words.SPANISH_KINDS[kind]
    name = properly(tokens, start, end, after_kind=bool(proper_kind))
    return Mention(f"{proper_kind} {name}".strip(), index, end, kind=True)


def _is_a_number(tokens: Tokens, start: int) -> bool:
    """Whether this is what a street is called: "Carrera 13", "Calle 45"."""
    if start >= len(tokens.raw) or not tokens.raw[start].isdecimal() or number_at(tokens, start) is None:
        return False
    return tokens.raw[start + 1 : start + 2] != ["de"]


def _speaks_for_a_street(tokens: Tokens, kind_at: int, end: int) -> bool:
    """Whether a name in small letters after a kind of street is one."""
    kind = tokens.raw[kind_at]
    if kind not in words.ORDINARY_KINDS or number_after(tokens, end) is not None:
        return True
    before = tokens.raw[kind_at - 1] if kind_at else ""
    return any(word in words.CROSS or word in words.BETWEEN for word in tokens.raw[end : end + 3]) or (
        kind == "rio" and before in words.PLACE | words.JOINTS | words.CROSS | words.BETWEEN
    )


def after_cue(tokens: Tokens, index: int, start: int, *, beside_a_street: bool) -> Mention | None:
    """A street after "esquina con", "entre", "sobre", "y", with a capital letter or right beside another street.

    ``index`` is where the cue stands, ``start`` where the name would begin.
    """
    cue = tokens.raw[index]
    crossing = cue in words.CROSS or cue in words.BETWEEN or (cue == "e" and tokens.gap(index + 1) == "/")
    if tokens.gap(start) not in ("", "/"):
        return None
    end = _end_of_capitals(tokens, start)
    if end > start:
        person = end - start > 1 and tokens.words[start] in GIVEN_NAMES
        following = tokens.raw[end] if end < len(tokens.raw) else ""
        crossed = cue in words.PLACE and following in words.CROSS | words.BETWEEN
        if (
            crossing
            or crossed
            or cue == "sobre"
            or (cue in words.JOINTS and beside_a_street)
            or (cue == "en" and person)
        ):
            return None if _belongs_to_an_english_kind(tokens, end) else _bare(tokens, start, end)
        return None
    if crossing and beside_a_street and tokens.raw[start] not in words.NOT_STREETS | words.SPANISH_KINDS.keys():
        end = _end_of_plain_name(tokens, start)
        if end > start and not _belongs_to_an_english_kind(tokens, end):
            return _bare(tokens, start, end)
    return None


def before_joint(tokens: Tokens, index: int, reached: int) -> Mention | None:
    """A street before "y" and one that the rules know: "Chopo y Eligio Ancona", ", crisantema y fresno"."""
    start = index
    while start > reached and index - start < _LONGEST_PLAIN and not tokens.gap(start):
        word = tokens.raw[start - 1]
        plain = word not in words.NOT_STREETS and word not in _ENDS and not word.endswith(_VERB_ENDINGS)
        if len(word) < 3 or word[0].isdecimal() or not plain:
            break
        start -= 1
        if tokens.gap(start):
            break
    if start == index or tokens.gap(index):
        return None
    before = "" if start == 0 or tokens.gap(start) else tokens.raw[start - 1]
    return _bare(tokens, start, index) if not before or before in _BEFORE_JOINED else None


def _bare(tokens: Tokens, start: int, end: int) -> Mention:
    """A street without its kind."""
    return Mention(properly(tokens, start, end), start, end)


def _end_of_capitals(tokens: Tokens, start: int) -> int:
    """Where a name in capital letters that begins here ends; ``start`` itself if there is none."""
    if start >= len(tokens.raw) or not (tokens.capital(start) or tokens.raw[start] in words.PARTICLES):
        return start
    if tokens.shouts():
        return start
    end = start
    for at in range(start, min(start + _LONGEST_NAME, len(tokens.raw))):
        word = tokens.raw[at]
        if at > start and tokens.gap(at) not in ("", "-"):
            break
        if tokens.capital(at) and word not in words.NOT_STREETS:
            end = at + 1
        elif word not in words.PARTICLES or word == "y":
            break
    return end


def _end_of_plain_name(tokens: Tokens, start: int) -> int:
    """Where a name in small letters (or in a text all in capitals) that begins here may end."""
    end = start
    for at in range(start, min(start + 3, len(tokens.raw))):
        word = tokens.raw[at]
        if at > start and tokens.gap(at) != "":
            break
        if word in words.PARTICLES and word != "y":
            continue
        if len(word) < 3 or word[0].isdecimal() or word in words.NOT_STREETS or word.endswith(_VERB_ENDINGS):
            break
        if word in words.CROSS or word in words.BETWEEN or word in words.PLACE or word in words.MARKS:
            break
        end = at + 1
    return end


def _end_of_axis(tokens: Tokens, start: int) -> int:
    """For instance "Eje 3 Sur", "Eje Central"."""
    if start < len(tokens.raw) and tokens.raw[start] == "central":
        return start + 1
    numbered = start + 1 < len(tokens.raw) and tokens.raw[start].isdecimal() and tokens.raw[start + 1] in _SIDES
    return start + 2 if numbered else start


def _end_of_date(tokens: Tokens, start: int) -> int:
    """For instance "5 de Mayo", "16 de septiembre"; 0 if none begins here."""
    parts = tokens.raw[start : start + 3]
    return start + 3 if len(parts) == 3 and parts[0].isdecimal() and parts[1] == "de" and parts[2] in MONTHS else 0


def _belongs_to_an_english_kind(tokens: Tokens, end: int) -> bool:
    return any(word in words.SURE_KINDS for word in tokens.raw[max(0, end - 1) : end + 1])
