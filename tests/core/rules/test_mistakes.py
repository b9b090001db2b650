"""Every kind of mistake is one line that says where it is, what was found, and what is allowed."""

from __future__ import annotations

import pytest

from tests.core.rules.reading_files import GOOD, line_of, load, problems_of, spoilt

# what is changed, into what, the path, a part of what is found, a part of what is allowed
MISTAKES = [
    # keys
    ("emergency_number: 066", "emergency_numer: 066", "emergency_numer", 'did you mean "emergency_number"', "language"),
    ("{sticker: allow", "{stiker: allow", "screening.media.stiker", 'did you mean "sticker"', "video_note"),
    ("leader: true", "boss: true", "officers[0].boss", "unknown key", "leader"),
    ("emergency_number: 066", "language: es", "language", "line 1 already", "once"),
    ("joke: {do", "politics: {do", "screening.topics.politics", "already", "once"),
    ("    name: Vecinos\n", "", "groups[0]", 'the key "name" is missing', "needed"),
    ("sector: Ángel}", "sector: }", "commanders[0].sector", "says nothing", "a text"),
    # slugs
    ("[theft, {", "[thef, {", "emergencies[0]", 'did you mean "theft"', "gas_leak"),
    ("{politics: allow", "{politic: allow", "screening.topics.politic", 'did you mean "politics"', "off_topic"),
    ("reason: advertising", "reason: selling", "screening.rules[0].reason", '"selling"', "advertising"),
    ("{sticker: allow", "{sticker: allowed", "screening.media.sticker", '"allowed"', "allow, reject"),
    ("{sticker: allow", "{sticker: off", "screening.media.sticker", '"off"', "allow, reject"),
    ("where: group", "where: grupo", "screening.notice.where", 'did you mean "group"', "private"),
    ("[problem, street]", "[problem, streat]", "report.require[1]", 'did you mean "street"', "number"),
    ("to: quadrant", "to: quadrants", "escalation[0].to", 'did you mean "quadrant"', "commander"),
    ("language: en", "language: english", "language", '"english"', "es, en"),
    ("timezone: America/Mexico_City", "timezone: America/Mexico", "timezone", '"America/Mexico"', "time zone"),
    # types
    ("leader: true", "leader: yes", "officers[0].leader", '"yes"', "true or false"),
    ("leader: true", 'leader: "true"', "officers[0].leader", '"true"', "without quotes"),
    ("name: Vecinos", "name: true", "groups[0].name", "true", "a text"),
    ("name: Vecinos", "name: [a]", "groups[0].name", "a list", "a text"),
    ("administrators: [1001", "administrators: [-5", "groups[0].administrators[0]", '"-5"', "a person's number"),
    ('"@Rosa_Admin"', "rosa_admin", "groups[0].administrators[1]", '"rosa_admin"', '"@rosa_admin"'),
    ('"@Rosa_Admin"', '"@ro-sa"', "groups[0].administrators[1]", '"@ro-sa"', '"@rosa_admin"'),
    ('[1001, "@Rosa_Admin"]', "1001", "groups[0].administrators", '"1001"', "a list"),
    ("chat: -1001", "chat: 1001", "groups[0].chat", '"1001"', "negative"),
    ("chat: -1001", 'chat: "-1001"', "groups[0].chat", '"-1001"', "without quotes"),
    ("certainty: 0.75", "certainty: 75", "screening.certainty", '"75"', "from 0 to 1"),
    ("certainty: 0.75", "certainty: .nan", "screening.certainty", '".nan"', "from 0 to 1"),
    ("https://t.me/+abc", "t.me/+abc", "groups[0].sister_groups.pets.link", "t.me", "https://"),
    ("[rifa], except", "rifa, except", "screening.words.advertising.add", '"rifa"', "a list"),
    ('pin: "19.45, -99.158"', 'pin: "-99.158, 19.45"', "landmarks[0].pin", "-99.158", "latitude"),
    ("code: CUA-2", "code: CUA 2", "quadrants[1].code", '"CUA 2"', "without spaces"),
    # spans and times
    ("follow_up: 5 min", "follow_up: 5 mins.", "report.follow_up", '"5 mins."', "5 min"),
    ("follow_up: 5 min", "follow_up: 5", "report.follow_up", '"5"', "90 s"),
    ("follow_up: 5 min", "follow_up: 0 min", "report.follow_up", '"0 min"', "90 s"),
    ("mute: 2 h", "mute: 10 s", "sanctions.ladder[1].mute", '"10 s"', "1 min"),
    ("lasts: 90 s", "lasts: 30 days", "screening.notice.lasts", '"30 days"', "47 h"),
    ('"07:30"', '"7.30"', "digest.daily", '"7.30"', "06:00"),
    ('"sun 20:00"', '"domingo 20:00"', "digest.weekly", '"domingo 20:00"', "mon 07:00"),
    ('"28 9:05"', '"31 09:00"', "digest.monthly", '"31 09:00"', "1 to 28"),
    ('"28 9:05"', '"1"', "digest.monthly", '"1"', "1 09:00"),
    # shifts
    ('to: "22:00"', 'to: "25:00"', "shifts[0].to", '"25:00"', "06:00"),
    ('to: "22:00"', 'to: "21:00"', "shifts", "nobody works from 21:00 to 22:00", "24 hours"),
    ('to: "22:00"', 'to: "22:30"', "shifts[1]", 'at 22:00 the shift "day" works already', "overlaps"),
    ("{name: night", "{name: day", "shifts[1].name", "line 18 already", "once"),
    # who and where
    ("quadrant: CUA-2", "quadrant: CUA-3", "officers[1].quadrant", '"CUA-3"', "CUA-1, CUA-2"),
    ("shifts: [day, night]}", "shifts: [day, nigth]}", "officers[1].shifts[1]", 'did you mean "night"', "day, night"),
    ("shifts: [day, night]}", "shifts: []}", "officers[1].shifts", "empty", "at least 1"),
    ("sector: Ángel}", "sector: Angel}", "commanders[0].sector", 'did you mean "Ángel"', "Ángel"),
    ("[CUA-1, CUA-2]", "[CUA-1, CUA-3, CUA-2]", "groups[0].quadrants[1]", '"CUA-3"', "CUA-1, CUA-2"),
    ("[CUA-1, CUA-2]", "[CUA-1]", "quadrants[1].code", '"CUA-2"', "some group"),
    ("code: CUA-2", "code: CUA-1", "quadrants[1].code", "already", "once"),
    ('"@Of_Pena"', "5001", "officers[1].telegram", "Of. Juárez's already (line 21)", "one number"),
    ("quadrants: [CUA-1], street", "quadrants: [CUA-9], street", "landmarks[0].quadrants[0]", '"CUA-9"', "CUA-1"),
    ("street: Río Lerma, pin", "street: Río Lema, pin", "landmarks[0].street", 'did you mean "Río Lerma"', "Río Tíber"),
    # streets and numbers
    ("numbers: 1-60", "numbers: 1-61", "quadrants[1].streets[0]", "the numbers 61-61 belong to CUA-1", "one range"),
    ("numbers: 1-60", "numbers: 60-1", "quadrants[0].streets[1].numbers", '"60-1"', "lower number"),
    ("numbers: 1-60", "numbers: 1 a 60", "quadrants[0].streets[1].numbers", '"1 a 60"', "1-60"),
    ("streets: [Río Lerma,", "streets: [Río Lerma, Río Lerma,", "quadrants[0].streets[1]", '"Río Lerma"', "once"),
    ("streets: [Río Lerma,", "streets: [Rio Tiber,", "quadrants[0].streets[1]", "keys with", 'the same: "Rio Tiber"'),
    ("aliases: [lerma]}", "aliases: [lerma]}\n  - {name: Lerma}", "streets[1]", '"lerma"', "one street"),
    # what follows
    ("ladder: [warn, {mute: 2 h}, expel]", "ladder: []", "sanctions.ladder", "empty", "at least 1"),
    ("expel]", "expell]", "sanctions.ladder[2]", 'did you mean "expel"', "propose_expulsion"),
    ("after: 1 h", "after: 90 s", "escalation[1].after", '"90 s"', "later"),
    ("[theft, {category: fire, examples: [hay fuego]}]", "[]", "emergencies", "empty", "at least 1"),
    ("expect: keep", "expect: kept", "screening.topics.joke.examples[0].expect", 'did you mean "keep"', "emergency"),
    ("id: no-raffles", "id: No Raffles", "screening.rules[0].id", '"No Raffles"', "small letters"),
]  # fmt: skip


@pytest.mark.parametrize(("before", "after", "path", "found", "allowed"), MISTAKES)
def test_a_mistake_is_one_line_with_its_place(before: str, after: str, path: str, found: str, allowed: str):
    text = spoilt(before, after)
    problem = next(problem for problem in problems_of(text) if problem.path == path)
    assert found in problem.found
    assert allowed in problem.allowed
    assert "\n" not in str(problem)
    assert str(problem).startswith(f"rules.yaml:{problem.line}: {path}: ")


@pytest.mark.parametrize(
    ("before", "after", "at"),
    [
        ("emergency_number: 066", "emergency_numer: 066", "emergency_numer"),
        ("follow_up: 5 min", "follow_up: 5 mins.", "follow_up"),
        ("quadrant: CUA-2", "quadrant: CUA-3", "CUA-3"),
        ("numbers: 1-60", "numbers: 1-61", "61-70"),
        ("    administrators: [1001", "    administrators:\n      [-1001", "[-1001"),
        ("after: 1 h", "after: 90 s", "after: 90 s, to: group"),
    ],
)
def test_the_line_is_the_one_to_mend(before: str, after: str, at: str):
    text = spoilt(before, after)
    (problem,) = problems_of(text)
    assert problem.line == line_of(at, text)


def test_a_key_without_a_value_is_found_at_its_own_line():
    text = spoilt('    administrators: [1001, "@Rosa_Admin"]\n', "    administrators:   # nobody yet\n")
    (problem,) = problems_of(text)
    assert (problem.path, problem.found) == ("groups[0].administrators", "it says nothing")
    assert problem.line == line_of("administrators:", text)


def test_all_mistakes_are_named_in_the_order_of_their_lines():
    text = GOOD.replace("chat: -1001", "chat: 5").replace("leader: true", "leader: si").replace("CUA-2, s", "CUA-7, s")
    text = text.replace("5 min", "5 minutos").replace("daily:", "dayly:")
    found = problems_of(text)
    assert [problem.path for problem in found] == [
        "groups[0].chat",
        "officers[0].leader",
        "officers[1].quadrant",
        "report.follow_up",
        "digest.dayly",
    ]


def test_one_mistake_in_a_quadrant_makes_no_others_elsewhere():
    (problem,) = problems_of(spoilt("code: CUA-2\n    sector: Ángel", "code: CUA-2\n    sector: true"))
    assert problem.path == "quadrants[1].sector"


@pytest.mark.parametrize("missing", ["groups", "quadrants", "shifts", "officers"])
def test_without_its_main_parts_a_file_is_no_rules_file(missing: str):
    text = "\n".join(f"{key}: []" for key in ("groups", "quadrants", "shifts", "officers") if key != missing)
    assert f'the key "{missing}" is missing' in {problem.found for problem in problems_of(text)}


def test_very_many_mistakes_are_cut_short():
    assert len(problems_of("\n".join(f"wrong{number}: 1" for number in range(1000)))) == 100


def test_what_a_file_says_cannot_break_out_of_the_line():
    (problem,) = problems_of(spoilt("follow_up: 5 min", 'follow_up: "5\\e[31m\\nmin' + "x" * 300 + '"'))
    assert str(problem).isprintable()
    assert len(str(problem)) < 300


def test_problems_speak_the_language_of_the_file_even_when_it_is_broken():
    assert "se admite" in str(problems_of(spoilt("language: en", "language: es  # español").replace("5 min", "5"))[0])
    assert "no se puede leer" in str(problems_of("language: es\na: [1\n")[0])


def test_words_are_plain_words_whatever_signs_are_in_them():
    rules = load(spoilt("add: [rifa]", r"add: ['(a+)+$', '[', '.*']"))
    assert rules.screening.words[next(iter(rules.screening.words))].add == ("(a+)+$", "[", ".*")
