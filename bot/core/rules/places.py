"""Where: quadrants with their streets and numbers, other spellings of streets, landmarks."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field

from bot.core.model.incoming import Pin
from bot.core.rules.areas import Areas
from bot.core.rules.entry import Entry, Once
from bot.core.rules.model import Landmark, Quadrant, Street, StreetPart
from bot.core.rules.readers import each_once, name_of, text, tuple_of
from bot.core.rules.spelling import folded
from bot.core.rules.tree import Mapping, Scalar

Range = tuple[int, int]
_CODE = re.compile(r"[^\s,:]{1,20}\Z")
_NUMBERS = re.compile(r"([0-9]{1,5})(?: ?[-–] ?([0-9]{1,5}))?(?: (odd|even))?\Z", re.ASCII)
_PIN = re.compile(r"(-?[0-9]{1,3}\.[0-9]{1,12}), ?(-?[0-9]{1,3}\.[0-9]{1,12})\Z", re.ASCII)
MOST_OF_ONE_SIDE = 5000  # house numbers; odd and even ones are kept one by one


@dataclass(slots=True)
class Claims:
    """Which quadrant has said that which part of a street is its own."""

    spellings: dict[str, str] = field(default_factory=dict)
    numbered: defaultdict[str, list[tuple[Range, str, Entry]]] = field(default_factory=lambda: defaultdict(list))
    whole: set[tuple[str, str]] = field(default_factory=set)

    def add(self, entry: Entry, code: str, part: StreetPart) -> None:
        """Note a quadrant's part of a street, and what is wrong with it at first sight."""
        key = folded(part.name)
        if (spelling := self.spellings.setdefault(key, part.name)) != part.name:
            entry.wrong(entry.say("spelt", name=spelling))
        for numbers in part.numbers or ():
            self.numbered[key].append((numbers, code, entry))
        if part.numbers is None:
            if (key, code) in self.whole:
                entry.wrong(entry.say("once"))
            self.whole.add((key, code))

    def note_overlaps(self) -> None:
        """Note the house numbers that are claimed twice, at the later claim."""
        for claims in self.numbered.values():
            claims.sort(key=lambda claim: claim[0])
            highest = claims[0]
            for claim in claims[1:]:
                (start, end), (_, reached) = claim[0], highest[0]
                if start <= reached:
                    (_, code, earlier), (_, _, later) = sorted((highest, claim), key=lambda each: each[2].line)
                    numbers = f"{start}-{min(end, reached)}"
                    say = later.say
                    later.wrong(
                        say("numbers_once"), say("found_claimed", numbers=numbers, code=code, line=earlier.line)
                    )
                if end > reached:
                    highest = claim


def quadrants(entry: Entry, areas: Areas) -> tuple[Quadrant, ...]:
    """Read the list of quadrants."""
    claims, once = Claims(), Once()

    def read(item: Entry) -> Quadrant:
        fields = item.fields(("code", "sector"), ("streets", "area"))
        code = fields.read("code", _code, "")
        once.check(fields.get("code"), code)
        if isinstance(item.node, Mapping) and "streets" not in fields and "area" not in fields:
            item.wrong(item.say("streets_or_area"), item.say("found_no_place"))

        def read_part(street: Entry) -> StreetPart:
            part = _street_part(street)
            if part.name:
                claims.add(street, code, part)
            return part

        return Quadrant(
            code=code,
            sector=fields.read("sector", text, ""),
            streets=fields.read("streets", tuple_of(read_part), ()),
            area=fields.read("area", lambda area: areas.of(area, code), None),
        )

    found = tuple_of(read, at_least=1)(entry)
    claims.note_overlaps()
    return found


def _code(entry: Entry) -> str:
    code = text(entry)
    if code and not _CODE.match(code):
        entry.wrong(entry.say("a_code"))
    return code


def _street_part(entry: Entry) -> StreetPart:
    if isinstance(entry.node, Scalar):
        return StreetPart(text(entry))
    fields = entry.fields(("name",), ("numbers",))
    return StreetPart(fields.read("name", text, ""), fields.read("numbers", _numbers, None))


def _numbers(entry: Entry) -> tuple[Range, ...]:
    parts = (entry,) if isinstance(entry.node, Scalar) else entry.items(at_least=1)
    return tuple(numbers for part in parts for numbers in _range(part))


def _range(entry: Entry) -> tuple[Range, ...]:
    match = _NUMBERS.match(entry.node.text) if isinstance(entry.node, Scalar) else None
    if match is None:
        entry.wrong(entry.say("numbers"))
        return ()
    first, last = int(match[1]), int(match[2] or match[1])
    if first > last:
        entry.wrong(entry.say("numbers_up"))
        return ()
    if match[3] is None:
        return ((first, last),)
    if last - first > MOST_OF_ONE_SIDE:
        entry.wrong(entry.say("numbers_of_side", most=MOST_OF_ONE_SIDE))
        return ()
    start = first + (first % 2 != (match[3] == "odd"))
    return tuple((number, number) for number in range(start, last + 1, 2))


def streets(entry: Entry) -> tuple[Street, ...]:
    """Read how else people write the streets."""
    lines: dict[str, int] = {}

    def read(item: Entry) -> Street:
        fields = item.fields(("name",), ("aliases",))
        street = Street(fields.read("name", text, ""), fields.read("aliases", each_once(text), ()))
        for written in {folded(name) for name in (street.name, *street.aliases) if name}:
            if written in lines:
                item.wrong(item.say("alias_once"), item.say("alias_taken", name=written, line=lines[written]))
            lines.setdefault(written, item.line)
        return street

    return tuple_of(read)(entry)


def landmarks(entry: Entry, codes: set[str], street_names: set[str]) -> tuple[Landmark, ...]:
    """Read the places that people name instead of a street."""

    def read(item: Entry) -> Landmark:
        fields = item.fields(("name",), ("aliases", "quadrants", "street", "pin"))
        if isinstance(item.node, Mapping) and not {"quadrants", "street", "pin"} & fields.entries.keys():
            item.wrong(item.say("landmark_needs"), item.say("found_no_place"))
        return Landmark(
            name=fields.read("name", text, ""),
            aliases=fields.read("aliases", each_once(text), ()),
            quadrants=fields.read("quadrants", each_once(name_of(codes), at_least=1), ()),
            street=fields.read("street", name_of(street_names), None),
            pin=fields.read("pin", _pin, None),
        )

    return tuple_of(read)(entry)


def _pin(entry: Entry) -> Pin:
    match = _PIN.match(entry.node.text) if isinstance(entry.node, Scalar) else None
    if match is None or abs(float(match[1])) > 90 or abs(float(match[2])) > 180:
        entry.wrong(entry.say("a_pin"))
        return Pin(0, 0)
    return Pin(float(match[1]), float(match[2]))
