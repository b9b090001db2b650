from __future__ import annotations

from datetime import time, timedelta

import pytest

from bot.core.model.incoming import Pin
from bot.core.model.kinds import Category, Kind, Reason, SisterTopic
from bot.core.rules.breaches import CustomRule, NoticeRules, Step, WordRules
from bot.core.rules.model import DigestRules, EscalationStep, ReportRules, SisterGroup, Street, StreetPart
from tests.core.rules.reading_files import GOOD, load, spoilt

SMALLEST = """\
groups: [{chat: -1, name: Vecinos, quadrants: [A1]}]
quadrants: [{code: A1, sector: Sur, streets: [Sol]}]
shifts: [{name: always, from: "00:00", to: "24:00"}]
officers: []
"""


def test_a_rules_file_says_who_lives_and_works_where():
    rules = load(GOOD)
    (group,) = rules.groups
    assert (group.chat, group.name, group.folio, group.quadrants) == (-1001, "Vecinos", "CUA", ("CUA-1", "CUA-2"))
    assert group.administrators == (1001, "rosa_admin")
    assert group.sister_groups == {SisterTopic.PETS: SisterGroup("Patitas", "https://t.me/+abc")}
    assert [quadrant.sector for quadrant in rules.quadrants] == ["Ángel", "Ángel"]
    assert rules.quadrants[0].streets == (StreetPart("Río Lerma"), StreetPart("Río Tíber", ((1, 60),)))
    assert rules.quadrants[1].streets[0].numbers == ((61, 70), (71, 71), (73, 73), (75, 75), (99, 99))
    assert [(shift.name, shift.start, shift.end) for shift in rules.shifts] == [
        ("day", time(6), time(22)),
        ("night", time(22), time(6)),
    ]
    assert [(officer.telegram, officer.leader) for officer in rules.officers] == [(5001, True), ("of_pena", False)]
    assert rules.commanders[0].sector == "Ángel"
    assert rules.streets == (Street("Río Lerma", ("lerma",)),)
    assert rules.landmarks[0].pin == Pin(19.45, -99.158)


def test_a_rules_file_says_what_follows_from_what():
    rules = load(GOOD)
    assert rules.emergency_number == "066"
    assert rules.emergencies == {Category.THEFT, Category.FIRE}
    spans = {"follow_up": timedelta(minutes=5), "same_incident": timedelta(minutes=20)}
    assert rules.report == ReportRules(require=("problem", "street"), ask_for=(), **spans)
    assert rules.sanctions.ladder == (Step("warn"), Step("mute", timedelta(hours=2)), Step("expel"))
    assert rules.escalation == (
        EscalationStep(timedelta(seconds=90), "quadrant"),
        EscalationStep(timedelta(hours=1), "group"),
    )
    assert rules.digest == DigestRules(daily=time(7, 30), weekly=(6, time(20)), monthly=(28, time(9, 5)))


def test_a_rules_file_says_what_may_stand_in_the_group():
    screening = load(GOOD).screening
    assert screening.media[Kind.STICKER]
    assert not screening.media[Kind.PHOTO]
    assert set(screening.media) == set(Kind) - {Kind.SERVICE, Kind.UNKNOWN}
    assert not screening.topics[Reason.POLITICS]
    assert set(screening.topics) == set(Reason)
    assert screening.words == {
        Reason.ADVERTISING: WordRules(("rifa",), ("tarifa",)),
        Category.THEFT: WordRules(("bajaron",)),
    }
    assert screening.custom == (CustomRule("no-raffles", ("rifa",), Reason.ADVERTISING),)
    assert screening.certainty == 0.75
    assert screening.notice == NoticeRules("group", timedelta(seconds=90))


def test_examples_know_their_rule_and_what_is_expected_of_them():
    examples = {example.rule: example for example in load(GOOD).examples}
    assert examples.keys() == {"emergency.fire", "media.gif", "topics.joke", "rules.no-raffles"}
    assert examples["emergency.fire"].expect == "emergency"
    assert examples["emergency.fire"].category is Category.FIRE
    assert (examples["media.gif"].kind, examples["media.gif"].expect) == (Kind.GIF, "reject")
    assert (examples["topics.joke"].expect, examples["topics.joke"].reason) == ("keep", None)
    assert examples["rules.no-raffles"].reason is Reason.ADVERTISING
    assert examples["media.gif"].path == "screening.media.gif.examples[0]"


def test_what_is_not_said_has_sensible_defaults():
    rules = load(SMALLEST)
    assert (rules.language, rules.timezone.key, rules.emergency_number) == ("en", "America/Mexico_City", "911")
    assert len(rules.emergencies) == 10
    assert rules.screening.media[Kind.TEXT]
    assert not rules.screening.media[Kind.STICKER]
    assert all(rules.screening.topics.values())
    assert rules.escalation[-1].to == "group"
    assert rules.digest == DigestRules()
    assert rules.groups[0].folio == "A1"


def test_a_single_shift_may_be_the_whole_day():
    assert load(SMALLEST).shifts[0].start == load(SMALLEST).shifts[0].end


def test_an_officer_may_serve_in_two_quadrants():
    rules = load(spoilt('name: Of. Peña, telegram: "@Of_Pena"', "name: Of. Juárez, telegram: 5001"))
    assert [officer.quadrant for officer in rules.officers] == ["CUA-1", "CUA-2"]


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_the_version_is_that_of_the_text(newline: str):
    text = GOOD.replace("\n", newline)
    assert load(text).version == load(text).version
    assert load(text).version != load(text + "# more" + newline).version
    assert len(load(text).version) == 12
