"""Who: the groups, the shifts, the officers and their commanders."""

from __future__ import annotations

import re
from datetime import time

from bot.core.model.kinds import SisterTopic
from bot.core.rules.entry import Entry, Once, Reader
from bot.core.rules.model import Commander, GroupRules, Handle, Language, Officer, Shift, SisterGroup
from bot.core.rules.problems import shown
from bot.core.rules.readers import boolean, chat_id, clock, each_once, handle, name_of, one_of, text, tuple_of
from bot.core.rules.tree import Mapping, Scalar, Sequence

LANGUAGE: Reader[Language] = one_of("es", "en")
DAY = 24 * 60
_FOLIO = re.compile(r"[A-Z0-9]{2,8}\Z", re.ASCII)
_LINK = re.compile(r"(https?://|tg://)\S{3,180}\Z")


def groups(entry: Entry, codes: set[str]) -> tuple[GroupRules, ...]:
    """Read the list of groups."""
    chats = Once()

    def read(item: Entry) -> GroupRules:
        fields = item.fields(("chat", "name", "quadrants"), ("folio", "administrators", "sister_groups", "language"))
        chat = fields.read("chat", chat_id, 0)
        chats.check(fields.get("chat"), chat)
        own = fields.read("quadrants", each_once(name_of(codes), at_least=1), ())
        return GroupRules(
            chat=chat,
            name=fields.read("name", text, ""),
            folio=fields.read("folio", _folio, _prefix(own)),
            quadrants=own,
            administrators=fields.read("administrators", each_once(handle), ()),
            sister_groups=fields.read("sister_groups", _sister_groups, {}),
            language=fields.read("language", LANGUAGE, None),
        )

    return tuple_of(read, at_least=1)(entry)


def note_orphans(quadrants: Entry, named: set[str]) -> None:
    """Note the quadrants that no group names: nobody could report anything there."""
    listed = quadrants.node.items if isinstance(quadrants.node, Sequence) else ()
    for index, quadrant in enumerate(listed):
        for key, code in quadrant.entries if isinstance(quadrant, Mapping) else ():
            if key.text == "code" and isinstance(code, Scalar) and code.text not in named:
                quadrants.at(code, f"[{index}].code").wrong(quadrants.say("in_a_group"))


def _folio(entry: Entry) -> str:
    folio = text(entry)
    if folio and not _FOLIO.match(folio):
        entry.wrong(entry.say("a_folio"))
    return folio


def _prefix(codes: tuple[str, ...]) -> str:
    """The letters that the quadrants' codes begin with: ``CUA`` for ``CUA-1``."""
    letters = re.sub(r"[^A-Z0-9]", "", codes[0].split("-")[0].upper())[:8] if codes else ""
    return letters if len(letters) > 1 else "REP"


def _sister_groups(entry: Entry) -> dict[SisterTopic, SisterGroup]:
    def read(item: Entry) -> SisterGroup:
        fields = item.fields(("name", "link"))
        return SisterGroup(fields.read("name", text, ""), fields.read("link", _link, ""))

    return {SisterTopic(topic): read(item) for topic, item in entry.pairs([*SisterTopic]).items()}


def _link(entry: Entry) -> str:
    link = text(entry)
    if link and not _LINK.match(link):
        entry.wrong(entry.say("a_link"))
    return link


def shifts(entry: Entry) -> tuple[Shift, ...]:
    """Read the shifts, which together are the whole day, once."""
    names = Once()
    before = len(entry.problems.found)
    covered: list[str | None] = [None] * DAY

    def read(item: Entry) -> Shift:
        so_far = len(entry.problems.found)
        fields = item.fields(("name", "from", "to"))
        shift = Shift(
            fields.read("name", text, ""), fields.read("from", clock, time()), fields.read("to", clock, time())
        )
        names.check(fields.get("name"), shift.name)
        if len(entry.problems.found) == so_far:
            _cover(item, shift, covered)
        return shift

    found = tuple_of(read, at_least=1)(entry)
    if len(entry.problems.found) == before and None in covered:
        gap = covered.index(None)
        end = next((minute for minute in range(gap, DAY) if covered[minute] is not None), DAY)
        entry.wrong(entry.say("whole_day"), entry.say("found_gap", start=_hour(gap), end=_hour(end)))
    return found


def _cover(item: Entry, shift: Shift, covered: list[str | None]) -> None:
    """Mark the shift's minutes; note where another one has them already. Equal ends are the whole day."""
    start, end = (moment.hour * 60 + moment.minute for moment in (shift.start, shift.end))
    twice: tuple[int, str] | None = None
    for minute in range(start, end if end > start else end + DAY):
        other = covered[minute % DAY]
        if other is not None and twice is None:
            twice = (minute % DAY, other)
        covered[minute % DAY] = shift.name
    if twice is not None:
        item.wrong(item.say("whole_day"), item.say("found_overlap", start=_hour(twice[0]), other=twice[1]))


def _hour(minute: int) -> str:
    return f"{minute // 60:02}:{minute % 60:02}"


def officers(entry: Entry, codes: set[str], shift_names: set[str]) -> tuple[Officer, ...]:
    """Read the roster. One person may serve in several quadrants, an entry for each."""
    known: dict[Handle, dict[tuple[str, str], int]] = {}
    by_name: dict[str, tuple[Handle, int]] = {}

    def read(item: Entry) -> Officer:
        fields = item.fields(("name", "quadrant", "shifts"), ("telegram", "leader"))
        name = fields.read("name", text, "")
        person = fields.read("telegram", handle, handle_by_name(name))
        quadrant = fields.read("quadrant", name_of(codes), "")
        _check_person(fields.get("telegram") or fields.get("name"), name, (person, quadrant), known)
        _check_name(fields.get("name"), name, person, by_name)
        return Officer(
            name=name,
            telegram=person,
            quadrant=quadrant,
            shifts=fields.read("shifts", each_once(name_of(shift_names), at_least=1), ()),
            leader=fields.read("leader", boolean, False),
        )

    return tuple_of(read)(entry)


def _check_person(
    entry: Entry | None, name: str, post: tuple[Handle, str], known: dict[Handle, dict[tuple[str, str], int]]
) -> None:
    """Note an id that stands twice for one quadrant, or under two names: it was copied, and not corrected."""
    person, quadrant = post
    if entry is None or not person:
        return
    posts = known.setdefault(person, {})
    for (other_name, other_quadrant), line in posts.items():
        if other_name != name or other_quadrant == quadrant:
            entry.wrong(entry.say("person_once"), entry.say("person_taken", name=shown(other_name), line=line))
            break
    posts.setdefault((name, quadrant), entry.line)


def _check_name(entry: Entry | None, name: str, person: Handle, known: dict[str, tuple[Handle, int]]) -> None:
    """Note a name that somebody else has as well, where it is all by which one of the two is known."""
    if entry is None or not person:
        return
    other, line = known.setdefault(name.casefold(), (person, entry.line))
    if other != person and handle_by_name(name) in (other, person):
        entry.wrong(entry.say("name_once"), entry.say("found_again", line=line))


def handle_by_name(name: str) -> Handle:
    """The handle of who is known by their name alone, until a link tells who it is; no ``@name`` has a ``+``."""
    return f"+{name.casefold()}" if name else 0


def commanders(entry: Entry, sectors: set[str]) -> tuple[Commander, ...]:
    """Read the commanders."""
    people = Once()

    def read(item: Entry) -> Commander:
        fields = item.fields(("name",), ("telegram", "sector"))
        name = fields.read("name", text, "")
        person = fields.read("telegram", handle, handle_by_name(name))
        people.check(fields.get("telegram") or fields.get("name"), person)
        return Commander(name=name, telegram=person, sector=fields.read("sector", name_of(sectors), None))

    return tuple_of(read)(entry)
