"""From the text of ``rules.yaml`` to `Rules`, or to everything that is wrong with it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import replace
from zoneinfo import ZoneInfo

from bot.core.rules import agencies, asking, people, places, policy, screening
from bot.core.rules.areas import Areas
from bot.core.rules.breaches import SanctionRules, ScreeningRules
from bot.core.rules.cabinet import cabinet
from bot.core.rules.entry import Entry, Fields
from bot.core.rules.model import (
    AskingRules,
    CabinetRules,
    DigestRules,
    DutyRules,
    Example,
    Language,
    Quadrant,
    ReportRules,
    Rules,
    Street,
)
from bot.core.rules.problems import Problems, shown
from bot.core.rules.readers import text
from bot.core.rules.tree import BrokenYaml, Mapping, Node, Scalar, Sequence, read_tree
from bot.core.rules.wording import Wording

REQUIRED = ("groups", "quadrants", "shifts", "officers")
OPTIONAL = (
    *("language", "timezone", "city", "emergency_number", "commanders", "streets", "landmarks", "emergencies"),
    *("report", "screening", "sanctions", "escalation", "digest", "cabinet", "agencies", "duty", "asking"),
)
LONGEST_FILE = 1_000_000  # characters; a city of a thousand quadrants needs half of it


def parse(content: str, *, file: str, read_area: Callable[[str], str], language: Language = "es") -> Rules:
    """Read a rules file.

    Args:
        content: the text of the file.
        file: its name, as problems should call it.
        read_area: gives the text of an area file by the name that the rules use; may raise OSError or ValueError.
        language: of the problems, where the file does not say its own.

    Raises:
        InvalidRules: with every mistake in it.
    """
    problems = Problems(file)
    say = Wording(language_of(content, language))
    root = _root(content, problems, say)
    areas = Areas(read_area)
    rules = _rules(root, areas, say.language)
    if problems.found:
        raise problems.as_error()
    return replace(rules, version=_version(content, *areas.texts))


def language_of(content: str, default: Language) -> Language:
    """The language that a rules file asks for, found even where the rest of it is broken."""
    for line in content[:LONGEST_FILE].splitlines():
        if line.startswith("language:"):
            word = line.removeprefix("language:").split("#")[0].strip().strip("\"'")
            return "es" if word == "es" else "en" if word == "en" else default
    return default


def _root(content: str, problems: Problems, say: Wording) -> Entry:
    if len(content) > LONGEST_FILE:
        problems.add(1, "", say("found_huge"), say("less_huge", most=LONGEST_FILE // 1000))
        raise problems.as_error()
    try:
        tree = read_tree(content)
    except BrokenYaml as broken:
        problems.add(broken.line, "", say("found_broken"), say(broken.why, detail=shown(broken.detail)))
        raise problems.as_error() from None
    root = Entry(tree, "", problems, say)
    if not isinstance(tree, Mapping):
        root.wrong(say("a_map", options=say.one_of([*REQUIRED, *OPTIONAL])))
        raise problems.as_error()
    return root


def _rules(root: Entry, areas: Areas, language: Language) -> Rules:
    fields = root.fields(REQUIRED, OPTIONAL)
    examples: list[Example] = []
    collect: Callable[[Iterable[Example]], None] = examples.extend
    # what others refer to is known by name even where the rest of its entry is wrong
    codes, sectors = _named(root, "quadrants", "code"), _named(root, "quadrants", "sector")
    shift_names = _named(root, "shifts", "name")
    quadrants = fields.read("quadrants", lambda entry: places.quadrants(entry, areas), ())
    groups = fields.read("groups", lambda entry: people.groups(entry, codes), ())
    if (listed := fields.get("quadrants")) is not None and "groups" in fields:
        people.note_orphans(listed, _named(root, "groups", "quadrants"))
    streets = fields.read("streets", places.streets, ())
    street_names = _street_names(quadrants, streets)
    emergencies = fields.read("emergencies", lambda entry: policy.emergencies(entry, collect), policy.DANGERS)
    return Rules(
        language=fields.read("language", people.LANGUAGE, language),
        timezone=fields.read("timezone", policy.timezone, ZoneInfo("America/Mexico_City")),
        city=fields.read("city", text, ""),
        emergency_number=fields.read("emergency_number", text, "911"),
        groups=groups,
        quadrants=quadrants,
        shifts=fields.read("shifts", people.shifts, ()),
        officers=fields.read("officers", lambda entry: people.officers(entry, codes, shift_names), ()),
        commanders=fields.read("commanders", lambda entry: people.commanders(entry, sectors), ()),
        emergencies=emergencies,
        report=fields.read("report", policy.report, ReportRules()),
        screening=_screening(fields, root, collect),
        sanctions=fields.read("sanctions", policy.sanctions, SanctionRules()),
        escalation=fields.read("escalation", policy.escalation, policy.ESCALATION),
        asking=fields.read("asking", asking.asking, AskingRules()),
        digest=fields.read("digest", policy.digest, DigestRules()),
        cabinet=fields.read("cabinet", lambda entry: cabinet(entry, codes), CabinetRules()),
        duty=fields.read("duty", policy.duty, DutyRules()),
        streets=streets,
        agencies=fields.read("agencies", lambda entry: agencies.agencies(entry, emergencies, codes), ()),
        landmarks=fields.read("landmarks", lambda entry: places.landmarks(entry, codes, street_names), ()),
        examples=tuple(examples),
    )


def _street_names(quadrants: Iterable[Quadrant], streets: Iterable[Street]) -> set[str]:
    listed = {part.name for quadrant in quadrants for part in quadrant.streets}
    return listed | {street.name for street in streets}


def _screening(fields: Fields, root: Entry, collect: Callable[[Iterable[Example]], None]) -> ScreeningRules:
    # without the key, the same as with nothing below it
    empty = Entry(Mapping((), root.line), "screening", root.problems, root.say)
    return screening.screening(fields.entries.get("screening", empty), collect)


def _named(root: Entry, section: str, key: str) -> set[str]:
    """All that the entries of a section have under this key, right or wrong."""
    found: set[str] = set()
    for name, listed in _pairs(root.node):
        for item in listed.items if name.text == section and isinstance(listed, Sequence) else ():
            for word, value in _pairs(item):
                values = value.items if isinstance(value, Sequence) else (value,)
                found.update(one.text for one in values if word.text == key and isinstance(one, Scalar))
    return found


def _pairs(node: Node) -> tuple[tuple[Scalar, Node], ...]:
    return node.entries if isinstance(node, Mapping) else ()


def _version(*parts: str) -> str:
    digest = hashlib.sha256()
    for part in parts:
        digest.update(part.encode("utf-8", "surrogatepass"))
    return digest.hexdigest()[:12]
