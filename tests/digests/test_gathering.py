"""What somebody sees of a group in which they command a part."""

from __future__ import annotations

from bot.digests.gathering import seen_by
from tests.core.figures.logs import a_history


def test_a_commander_of_one_sector_counts_their_own_quadrants_alone_and_what_is_in_none() -> None:
    places = (("CUA-1",), ("CUA-2",), ("CUA-1", "CUA-2"), ())
    histories = [a_history(number=number, quadrants=codes) for number, codes in enumerate(places, 1)]
    seen = seen_by(frozenset({"CUA-1"}), histories)
    assert [(each.report_id, each.quadrants) for each in seen] == [(1, ("CUA-1",)), (3, ("CUA-1",)), (4, ())]
    assert seen_by(None, histories) == histories
