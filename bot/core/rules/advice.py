"""What is not wrong in the rules, but worth a second look."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import combinations

from bot.core.rules.model import Handle, Rules
from bot.core.rules.problems import shown
from bot.core.rules.spelling import folded
from bot.core.rules.wording import Wording

_SIGNS = set("*+?\\|^$[]{}()")  # those of a regular expression
_NOTICEABLE_OVERLAP = 0.02  # of the smaller polygon; borders drawn by hand cross a little


def advice(rules: Rules) -> tuple[str, ...]:
    """One sentence each, in the language of the rules."""
    say = Wording(rules.language)
    return tuple(
        sentence
        for of in (_administrators, _commanders, _duty, _namesakes, _digest, _streets, _lone_streets, _areas, _words)
        for sentence in of(rules, say)
    )


def _administrators(rules: Rules, say: Wording) -> Iterator[str]:
    for group in rules.groups:
        if not group.administrators:
            yield say("advice_administrators", group=group.name)


def _commanders(rules: Rules, say: Wording) -> Iterator[str]:
    commanded = {commander.sector for commander in rules.commanders}
    if None in commanded:
        return
    for sector in dict.fromkeys(quadrant.sector for quadrant in rules.quadrants):
        if sector not in commanded:
            yield say("advice_commander", sector=sector)


def _duty(rules: Rules, say: Wording) -> Iterator[str]:
    present = {(officer.quadrant, shift) for officer in rules.officers for shift in officer.shifts}
    led = {(officer.quadrant, shift) for officer in rules.officers if officer.leader for shift in officer.shifts}
    for quadrant in rules.quadrants:
        for shift in rules.shifts:
            slot = (quadrant.code, shift.name)
            if slot not in present:
                yield say("advice_nobody", code=quadrant.code, shift=shift.name)
            elif slot not in led:
                yield say("advice_leader", code=quadrant.code, shift=shift.name)


def _digest(rules: Rules, say: Wording) -> Iterator[str]:
    """What a shift over midnight does after the hour of the digest is in no digest."""
    hour = rules.digest.daily
    for shift in rules.shifts:
        if hour is not None and shift.start >= shift.end > hour:
            yield say("advice_digest", shift=shift.name, hour=f"{hour:%H:%M}", end=f"{shift.end:%H:%M}")


def _namesakes(rules: Rules, say: Wording) -> Iterator[str]:
    """The roster in the chat knows officers by their names."""
    handles: dict[str, set[Handle]] = {}
    for officer in rules.officers:
        handles.setdefault(officer.name, set()).add(officer.telegram)
    for name, people in handles.items():
        if len(people) > 1:
            yield say("advice_namesakes", name=shown(name), count=len(people))


def _streets(rules: Rules, say: Wording) -> Iterator[str]:
    """Streets that a group's quadrants share, at least one of them without saying which numbers are its own."""
    told: set[tuple[str, tuple[str, ...]]] = set()
    for group in rules.groups:
        parts: dict[str, list[tuple[str, bool]]] = {}
        for quadrant in rules.quadrants:
            for part in quadrant.streets if quadrant.code in group.quadrants else ():
                parts.setdefault(part.name, []).append((quadrant.code, part.numbers is None))
        for street, claims in parts.items():
            codes = tuple(dict.fromkeys(code for code, _ in claims))
            if len(codes) > 1 and any(whole for _, whole in claims) and (street, codes) not in told:
                told.add((street, codes))
                yield say("advice_street", street=street, codes=", ".join(codes))


def _lone_streets(rules: Rules, say: Wording) -> Iterator[str]:
    if any(quadrant.area is not None for quadrant in rules.quadrants):
        return  # then quadrants have streets that they do not name
    listed = {folded(part.name) for quadrant in rules.quadrants for part in quadrant.streets}
    for street in rules.streets:
        if folded(street.name) not in listed:
            yield say("advice_lone_street", street=street.name)


def _areas(rules: Rules, say: Wording) -> Iterator[str]:
    drawn = [quadrant for quadrant in rules.quadrants if quadrant.area is not None]
    for one, other in combinations(drawn, 2):
        if one.area is None or other.area is None or not one.area.intersects(other.area):
            continue
        shared = one.area.intersection(other.area).area
        if shared > _NOTICEABLE_OVERLAP * min(one.area.area, other.area.area):
            yield say("advice_areas", one=one.code, other=other.code)


def _words(rules: Rules, say: Wording) -> Iterator[str]:
    phrases = [phrase for words in rules.screening.words.values() for phrase in (*words.add, *words.except_)]
    phrases += [phrase for rule in rules.screening.custom for phrase in rule.words]
    for phrase in phrases:
        if _SIGNS & set(phrase):
            yield say("advice_plain_words", word=shown(phrase))


def missing_keys(rules: Rules, is_set: Callable[[str], bool]) -> tuple[str, ...]:
    """One sentence for each agency whose key is in no variable; what a variable holds is nobody's business here."""
    say = Wording(rules.language)
    return tuple(
        say("advice_key", agency=agency.name, variable=agency.open311.key)
        for agency in rules.agencies
        if agency.open311 is not None and agency.open311.key is not None and not is_set(agency.open311.key)
    )
