from __future__ import annotations

from dataclasses import replace
from datetime import time

from bot.core.model.kinds import Reason
from bot.core.rules.advice import advice
from bot.core.rules.breaches import WordRules
from bot.core.rules.model import Commander, DigestRules, Street
from tests.core.rules.reading_files import GOOD, load
from tests.rules_for_tests import OFFICERS, some_rules


def test_a_street_that_no_numbers_part_is_told_to_all():
    assert "Río Tíber pasa por CUA-1, CUA-2 sin números que la partan: se avisa a todos" in advice(some_rules())


def test_a_street_that_is_parted_everywhere_or_runs_through_one_quadrant_is_fine():
    assert not any("Lerma" in line or "Sena" in line for line in advice(some_rules()))


def test_a_street_of_two_groups_is_each_groups_own():
    rules = some_rules()
    one, two = rules.quadrants[0], rules.quadrants[2]
    apart = replace(rules, quadrants=(one, replace(two, streets=one.streets)))
    assert not any("Pánuco" in line for line in advice(apart))


def test_a_shift_without_officer_or_leader_is_named():
    officers = (replace(OFFICERS[0], leader=False), *OFFICERS[3:])
    said = advice(some_rules(officers=officers))
    assert "CUA-1: nadie está de servicio en el turno night" in said
    assert any(line.startswith("CUA-1: el turno morning no tiene quien lo dirija") for line in said)
    assert not any("CUA-2: nadie" in line for line in said)


def test_a_group_without_administrators_and_a_sector_without_commander_are_named():
    rules = some_rules()
    said = advice(replace(rules, groups=(replace(rules.groups[0], administrators=()), rules.groups[1]), commanders=()))
    assert sum("no tiene administradores" in line for line in said) == 1
    assert sum("ningún comandante" in line for line in said) == 2


def test_a_commander_of_all_sectors_is_enough():
    said = advice(some_rules(commanders=(Commander(name="Cmte.", telegram=1),)))
    assert not any("comandante" in line for line in said)


def test_a_street_that_no_quadrant_has_is_named():
    assert any("Río Sona" in line for line in advice(some_rules(streets=(Street("Río Sona"),))))


def test_words_that_look_like_a_pattern_are_said_to_be_plain():
    rules = some_rules()
    screening = replace(rules.screening, words={Reason.ADVERTISING: WordRules(("rifas?.*", "rifa"))})
    assert sum("letra por letra" in line for line in advice(replace(rules, screening=screening))) == 1


def test_a_digest_before_the_night_shift_is_over_loses_its_last_hours():
    early, late = (advice(some_rules(digest=DigestRules(daily=time(hour)))) for hour in (5, 6))
    assert any("el turno night no ha terminado" in line for line in early)
    assert not any("no ha terminado" in line for line in (*late, *advice(some_rules(digest=DigestRules()))))


def test_advice_speaks_the_language_of_the_rules():
    assert 'CUA-2: nobody leads the shift day ("leader: true")' in advice(load(GOOD))
