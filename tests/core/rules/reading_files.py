"""A small rules file as text, to be spoilt one place at a time."""

from __future__ import annotations

from bot.core.rules.load import parse
from bot.core.rules.model import Language, Rules
from bot.core.rules.problems import InvalidRules, Problem

GOOD = """\
language: en
timezone: America/Mexico_City
emergency_number: 066
groups:
  - chat: -1001
    name: Vecinos
    administrators: [1001, "@Rosa_Admin"]
    quadrants: [CUA-1, CUA-2]
    sister_groups: {pets: {name: Patitas, link: "https://t.me/+abc"}}
quadrants:
  - code: CUA-1
    sector: Ángel
    streets: [Río Lerma, {name: Río Tíber, numbers: 1-60}]
  - code: CUA-2
    sector: Ángel
    streets: [{name: Río Tíber, numbers: [61-70, 71-75 odd, 99]}]
shifts:
  - {name: day, from: "06:00", to: "22:00"}
  - {name: night, from: "22:00", to: "06:00"}
officers:
  - {name: Of. Juárez, telegram: 5001, quadrant: CUA-1, shifts: [day, night], leader: true}
  - {name: Of. Peña, telegram: "@Of_Pena", quadrant: CUA-2, shifts: [day, night]}
commanders:
  - {name: Cmte. Ruiz, telegram: 6001, sector: Ángel}
streets:
  - {name: Río Lerma, aliases: [lerma]}
landmarks:
  - {name: Kiosco, quadrants: [CUA-1], street: Río Lerma, pin: "19.45, -99.158"}
emergencies: [theft, {category: fire, examples: [hay fuego]}]
report: {require: [problem, street], ask_for: [], follow_up: 5 min, same_incident: 20 min}
screening:
  media: {sticker: allow, photo: reject, gif: {do: reject, examples: [jaja]}}
  topics: {politics: allow, joke: {do: reject, examples: [{text: hola, expect: keep}]}}
  words: {advertising: {add: [rifa], except: [tarifa]}, theft: {add: [bajaron]}}
  rules: [{id: no-raffles, words: [rifa], reason: advertising, examples: [gran rifa]}]
  certainty: 0.75
  notice: {where: group, lasts: 90 s}
sanctions: {ladder: [warn, {mute: 2 h}, expel], forget_after: 30 days}
escalation:
  - {after: 90 s, to: quadrant}
  - {after: 1 h, to: group}
digest: {daily: "07:30", weekly: "sun 20:00", monthly: "28 9:05"}
"""


def no_area(name: str) -> str:
    raise FileNotFoundError(name)


def load(text: str, language: Language = "en") -> Rules:
    return parse(text, file="rules.yaml", read_area=no_area, language=language)


def problems_of(text: str) -> tuple[Problem, ...]:
    try:
        load(text)
    except InvalidRules as invalid:
        return invalid.problems
    return ()


def spoilt(before: str, after: str) -> str:
    """The good file with one place changed."""
    assert GOOD.count(before) == 1, f"{before!r} is there {GOOD.count(before)} times"
    return GOOD.replace(before, after)


def line_of(part: str, text: str = GOOD) -> int:
    return text.count("\n", 0, text.index(part)) + 1
