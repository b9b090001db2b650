from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from bot.core.digests.sending import picture_name, read_picture_name, recipients
from bot.core.model.kept import Acquaintance, Group
from bot.core.rules.model import Commander
from bot.core.scene import Scene
from bot.core.world import World
from tests.rules_for_tests import CUAUHTEMOC, QUADRANTS, RIBERA, some_rules

DAY = date(2026, 11, 20)
NOW = datetime(2026, 11, 21, 14, tzinfo=UTC)


def told(*commanders: Commander, world: World | None = None) -> list[str]:
    scene = Scene(world or World(), some_rules(commanders=commanders), NOW)
    return [each.key for each in recipients(DAY, scene)]


def seen(*commanders: Commander, sectors: tuple[str, str]) -> list[frozenset[str] | None]:
    """What they see of one group whose two quadrants are in these sectors."""
    first, second = (replace(each, sector=sector) for each, sector in zip(QUADRANTS[:2], sectors, strict=True))
    rules = some_rules(commanders=commanders, quadrants=(first, second, *QUADRANTS[2:]))
    return [each.codes for each in recipients(DAY, Scene(World(), rules, NOW)) if each.group.chat == CUAUHTEMOC]


def test_a_commander_has_the_digest_of_the_groups_in_their_sector() -> None:
    ruiz, vega = Commander(name="R", telegram=1, sector="Ángel-Zona Rosa"), Commander(name="V", telegram=2)
    assert told(ruiz, vega) == [
        f"digest:{CUAUHTEMOC}:2026-11-20:1",
        f"digest:{CUAUHTEMOC}:2026-11-20:2",
        f"digest:{RIBERA}:2026-11-20:2",
    ]


def test_nobody_stands_in_for_a_sector_without_commander() -> None:
    assert told(Commander(name="R", telegram=1, sector="Centro")) == []


def test_who_is_listed_twice_is_told_once() -> None:
    twice = (Commander(name="R", telegram=1, sector="Buenavista"), Commander(name="R", telegram=1))
    assert told(*twice).count(f"digest:{RIBERA}:2026-11-20:1") == 1


def test_a_name_that_nobody_has_used_yet_waits_until_it_is_known() -> None:
    ruiz = Commander(name="R", telegram="ruiz", sector="Buenavista")
    assert told(ruiz) == []
    assert told(ruiz, world=World(names={"ruiz": 7})) == [f"digest:{RIBERA}:2026-11-20:7"]


def test_who_has_blocked_the_bot_is_left_alone() -> None:
    world = World(people={1: Acquaintance(id=1, name="R", can_write=False)})
    assert told(Commander(name="R", telegram=1), world=world) == []


def test_who_left_the_group_hears_nothing_of_it_any_more() -> None:
    left = Group(chat_id=CUAUHTEMOC, rules_chat=CUAUHTEMOC, removed=frozenset({1}))
    ruiz = Commander(name="R", telegram=1, sector="Ángel-Zona Rosa")
    assert told(ruiz, world=World(groups={CUAUHTEMOC: left})) == []


def test_a_commander_of_one_sector_sees_its_quadrants_alone() -> None:
    north, both = Commander(name="N", telegram=1, sector="Norte"), Commander(name="B", telegram=2)
    assert seen(north, both, sectors=("Norte", "Sur")) == [frozenset({"CUA-1"}), None]
    assert seen(north, sectors=("Norte", "Norte")) == [None]
    twice = (north, Commander(name="N", telegram=1, sector="Sur"))
    assert seen(*twice, sectors=("Norte", "Sur")) == [frozenset({"CUA-1", "CUA-2"})]


@pytest.mark.parametrize("codes", [None, frozenset({"CUA-1"}), frozenset({"CUA-2", "CUA/1:x"})])
def test_a_picture_is_known_by_its_name(codes: frozenset[str] | None) -> None:
    name = picture_name(DAY, -1001, codes)
    assert read_picture_name(name) == (DAY, -1001, codes)


@pytest.mark.parametrize("name", ["", "2026-11-20", "2026-11-20/x/", "gestern/-1/", "2026-11-20/-1"])
def test_what_is_no_name_of_a_picture_is_refused(name: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        read_picture_name(name)
