from __future__ import annotations

from tests.rules_for_tests import CUAUHTEMOC, some_rules


def test_rules_are_hashable_so_that_they_can_key_a_cache():
    assert len({some_rules(), some_rules(), some_rules(emergency_number="066")}) == 2


def test_a_group_is_found_by_its_chat_and_a_quadrant_by_its_code():
    rules = some_rules()
    group = rules.group(CUAUHTEMOC)
    assert group is not None
    assert group.folio == "CUA"
    assert rules.group(1) is None
    quadrant = rules.quadrant("SMR-2")
    assert quadrant is not None
    assert quadrant.sector == "Buenavista"
    assert rules.quadrant("XXX") is None
