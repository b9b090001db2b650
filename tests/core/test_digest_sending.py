from __future__ import annotations

from datetime import UTC, date, datetime

from bot.core.digest_sending import recipients
from bot.core.model import Acquaintance
from bot.core.rules.model import Commander
from bot.core.scene import Scene
from bot.core.world import World
from tests.rules_for_tests import CUAUHTEMOC, RIBERA, some_rules

DAY = date(2026, 11, 20)


def told(*commanders: Commander, world: World | None = None) -> list[str]:
    scene = Scene(world or World(), some_rules(commanders=commanders), datetime(2026, 11, 21, 14, tzinfo=UTC))
    return [each.key for each in recipients(DAY, scene)]


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
