"""Telegram's menu of commands: everybody is offered what is theirs, and nothing else."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from bot.core.command_words import NAMES, parse
from bot.core.menus import GROUPS, PRIVATE, Menu, changed, menus, remembered
from bot.core.model.incoming import Person
from bot.core.model.kept import Acquaintance, Group
from bot.core.scene import Scene
from bot.core.world import World
from bot.locales import LANGUAGES
from tests.builders import ANA, JUAREZ, MORA, PAZ, ROSA, RUIZ, SOTO, a_scene
from tests.rules_for_tests import CUAUHTEMOC, RIBERA, some_rules

NEIGHBOURS = ["guardia", "porque", "ayuda"]


def a_world(*started: Person) -> World:
    return World(people={each.id: Acquaintance(id=each.id, name=each.name, can_write=True) for each in started})


def offered(scene: Scene) -> dict[str, list[str]]:
    return {menu.name: [word for word, _ in menu.commands] for menu in menus(scene)}


def kept(scene: Scene) -> Scene:
    """The same once Telegram has all menus."""
    note = remembered({menu.name: menu.mark for menu in menus(scene)}, scene)
    scene.world.apply([note])
    return scene


def test_neighbours_are_offered_what_is_for_neighbours_in_the_rules_language_or_in_theirs() -> None:
    english = ["duty", "why", "help"]
    spanish_rules = {"private:": NEIGHBOURS, "private:en": english, "groups:": NEIGHBOURS, "groups:en": english}
    assert offered(a_scene(world=a_world(ANA))) == spanish_rules
    english_rules = {"private:": english, "private:es": NEIGHBOURS, "groups:": english, "groups:es": NEIGHBOURS}
    assert offered(a_scene(rules=some_rules(language="en"))) == english_rules


@pytest.mark.parametrize(
    ("person", "besides"),
    [
        (JUAREZ, ["parte"]),
        (RUIZ, ["parte", "resumen", "donde", "acuerdo", "invitar"]),
        (ROSA, ["resumen", "invitar"]),
    ],
    ids=["an officer", "a commander", "an administrator"],
)
def test_who_serves_is_offered_more_in_their_private_chat(person: Person, besides: list[str]) -> None:
    scene = a_scene(world=a_world(person))
    assert offered(scene)[f"{person.id}:"] == [*besides, *NEIGHBOURS]


def test_an_administrator_whom_only_telegram_names_is_one_and_who_left_the_group_is_not() -> None:
    world = a_world(ANA, SOTO)
    world.groups[CUAUHTEMOC] = Group(
        chat_id=CUAUHTEMOC, rules_chat=CUAUHTEMOC, administrators=frozenset({ANA.id}), removed=frozenset({SOTO.id})
    )
    found = offered(a_scene(world=world))
    assert "invitar" in found[f"{ANA.id}:"]
    assert f"{SOTO.id}:" not in found


def test_who_never_pressed_start_has_no_chat_in_which_to_be_offered_anything() -> None:
    world = World(people={JUAREZ.id: Acquaintance(id=JUAREZ.id, name="Juan", can_write=None)})
    assert {name.split(":")[0] for name in offered(a_scene(world=world))} == {PRIVATE, GROUPS}


def test_an_officer_known_by_a_name_has_a_menu_once_it_is_known_whose_name_it_is() -> None:
    world = a_world(MORA)
    assert f"{MORA.id}:" not in offered(a_scene(world=world))
    world.names["of_mora"] = MORA.id
    assert "parte" in offered(a_scene(world=world))[f"{MORA.id}:"]


def test_a_group_with_a_language_of_its_own_and_who_serves_there_read_that_one() -> None:
    groups = some_rules().groups
    rules = some_rules(groups=(groups[0], replace(groups[1], language="en")))
    world = World(people={PAZ.id: Acquaintance(id=PAZ.id, name="Paz", can_write=True, group_id=RIBERA)})
    found = offered(a_scene(rules=rules, world=world))
    assert found[f"{RIBERA}:"] == ["duty", "why", "help"]
    assert "invite" in found[f"{PAZ.id}:"]
    assert f"{CUAUHTEMOC}:" not in found


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_command_is_one_that_telegram_takes_and_the_bot_knows(language: str) -> None:
    scene = a_scene(rules=some_rules(language=language), world=a_world(RUIZ))
    commands = next(menu.commands for menu in menus(scene) if menu.place == str(RUIZ.id))
    names = [parsed[0] for word, _ in commands if (parsed := parse(f"/{word}"))]
    assert sorted([*names, "start"]) == sorted(set(NAMES.values()))  # Telegram has a button of its own for that one
    assert all(re.fullmatch(r"[a-z0-9_]{1,32}", word) and 0 < len(does) <= 256 for word, does in commands)


def test_what_telegram_has_is_not_set_again() -> None:
    scene = a_scene(world=a_world(RUIZ, JUAREZ))
    assert changed(scene) == list(menus(scene))
    assert changed(kept(scene)) == []


def test_other_rules_change_what_they_change_and_who_serves_no_longer_loses_theirs() -> None:
    scene = kept(a_scene(world=a_world(RUIZ, JUAREZ)))
    without = replace(scene, rules=replace(scene.rules, officers=()))
    assert changed(without) == [Menu(str(JUAREZ.id))]
    other_tongue = {menu.name for menu in changed(replace(scene, rules=replace(scene.rules, language="en")))}
    assert {"private:", "private:es", "private:en", f"{JUAREZ.id}:"} <= other_tongue


def test_another_bot_has_no_menus_yet() -> None:
    scene = kept(replace(a_scene(), bot_name="one_bot"))
    assert changed(scene) == []
    assert len(changed(replace(scene, bot_name="another_bot"))) == 4
