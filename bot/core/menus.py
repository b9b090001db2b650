"""Telegram's menu of commands: what it offers to neighbours, and to each who serves, by the rules of now."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from bot.core.administrators import administrators_of
from bot.core.cabinet.agreements import commanded
from bot.core.digests.sending import as_commander, entitled
from bot.core.effects import Remember
from bot.core.in_private import home
from bot.core.model.incoming import Person
from bot.core.roster.invitations import groups_of
from bot.core.rules.spelling import mark_of
from bot.core.scene import Scene
from bot.locales import LANGUAGES, Sentences, sentences

PRIVATE, GROUPS = "private", "groups"
NOTE = "menus"
"""The note that keeps what Telegram has, and of which bot: another token is another bot, which has no menus yet."""

_FOR_EVERYBODY = ("duty", "why", "help")


@dataclass(frozen=True, slots=True)
class Menu:
    """The commands that Telegram offers in one place.

    Attributes:
        place: `PRIVATE` (each private chat), `GROUPS` (each group), or one chat's id, whose menu goes before these.
        language: for those alone whose Telegram speaks it; empty is for all others.
        commands: each one's name, and what it does; none at all takes the place's menu away.
    """

    place: str
    language: str = ""
    commands: tuple[tuple[str, str], ...] = ()

    @property
    def name(self) -> str:
        """Which menu it is, whatever it offers."""
        return f"{self.place}:{self.language}"

    @property
    def mark(self) -> str:
        """What it offers, in ten digits."""
        return mark_of(json.dumps(self.commands))


def menus(scene: Scene) -> Iterator[Menu]:
    """Every menu as it should be.

    Neighbours have theirs in the rules' language, or in the other where their Telegram speaks that; a group with a
    language of its own, and who serves, in the one in which they are answered.
    """
    ours = scene.rules.language
    for place in (PRIVATE, GROUPS):
        for language in LANGUAGES:
            yield _menu(place, _FOR_EVERYBODY, sentences(language), "" if language == ours else language)
    for group in scene.rules.groups:
        if (say := scene.say(group)).language != ours:
            yield _menu(str(scene.chat_of(group)), _FOR_EVERYBODY, say)
    for person_id in _who_serve(scene):
        if theirs := _of_their_powers(Person(person_id, ""), scene):
            yield _menu(str(person_id), (*theirs, *_FOR_EVERYBODY), scene.say(home(person_id, scene)))


def shown(scene: Scene) -> dict[str, str]:
    """The menus that Telegram has: their marks by their names. The scene must have the note."""
    noted = json.loads(scene.world.notes.get(NOTE, "{}"))
    return dict(noted["menus"]) if noted and noted["bot"] == scene.bot_name else {}


def remembered(shown: Mapping[str, str], scene: Scene) -> Remember:
    """Keep that Telegram has these."""
    return Remember(NOTE, json.dumps({"bot": scene.bot_name, "menus": shown}))


def changed(scene: Scene) -> list[Menu]:
    """The menus that are not as they should be; the last take away what was offered to who serves no longer."""
    by_name, have = {menu.name: menu for menu in menus(scene)}, shown(scene)
    new = [menu for name, menu in by_name.items() if have.get(name) != menu.mark]
    gone = [Menu(place, language) for name in have if name not in by_name for place, language in [name.split(":")]]
    return [*new, *gone]


def _menu(place: str, names: Iterable[str], say: Sentences, language: str = "") -> Menu:
    return Menu(place, language, tuple((say(f"menu.word.{name}"), say(f"menu.does.{name}")) for name in names))


def _of_their_powers(person: Person, scene: Scene) -> list[str]:
    """The commands that only some may give: the same questions are asked as when they are given."""
    may = {
        "record": any(scene.standing(person, group).is_police for group in scene.rules.groups),
        "digest": bool(entitled(person, scene)),
        "where": bool(as_commander(person, scene)),
        "agreed": bool(commanded(person, scene)),
        "invite": bool(groups_of(person, scene)),
    }
    return [name for name, allowed in may.items() if allowed]


def _who_serve(scene: Scene) -> list[int]:
    """Officers, commanders and administrators who opened a private chat with the bot: Telegram knows no other's."""
    handles = [*(each.telegram for each in scene.rules.officers), *(each.telegram for each in scene.rules.commanders)]
    police = {each for handle in handles if (each := scene.telegram_id(handle)) is not None}
    found = police | set(administrators_of(None, scene))
    known = (scene.world.people.get(person_id) for person_id in sorted(found))
    return [person.id for person in known if person is not None and person.can_write is True]
