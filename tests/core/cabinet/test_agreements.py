"""Whose agreement it is, where somebody commands several groups; and what a list shows."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from bot.core.cabinet.agreements import MOST_SHOWN, commanded, on_agreed, promise_in_words
from bot.core.cabinet.promise import Promise
from bot.core.effects import SavePromise
from bot.core.rules.model import Commander
from bot.core.scene import Scene
from bot.core.scene_record.command import Reply
from bot.core.world import World
from tests.builders import ANA, NOW, ROSA, RUIZ, VEGA, a_scene, an_incoming
from tests.rules_for_tests import CUAUHTEMOC, RIBERA, some_rules

EVERYWHERE = some_rules(commanders=(Commander(name="Cmte. Ruiz", telegram=6001),))


def said(words: str, scene: Scene, person: object = RUIZ, chat: int = 6001) -> Reply:
    message = an_incoming(f"/acuerdo {words}", author=person, chat_id=chat)  # type: ignore[arg-type]
    return on_agreed(message, words, scene.say(None), scene)


def saved(reply: Reply) -> list[Promise]:
    return [effect.promise for effect in reply.effects if isinstance(effect, SavePromise)]


def a_promise(number: int, group: int = CUAUHTEMOC) -> Promise:
    return Promise(id=number, group=group, text=f"Poda {number}", by_id=6001, by_name="Cmte. Ruiz", made_at=NOW)


def test_who_commands_one_group_need_not_name_it_and_may() -> None:
    for words in ("Poda, para el 20/1", "CUA Poda, para el 20/1", "cua: Poda, para el 20/1"):
        (promise,) = saved(said(words, a_scene()))
        assert (promise.group, promise.text, promise.due) == (CUAUHTEMOC, "Poda", date(2019, 1, 20))
        assert promise.by_name == "Cmte. Ruiz"


def test_who_commands_several_names_it_or_is_asked() -> None:
    scene = a_scene(rules=EVERYWHERE)
    unclear = said("Poda en Sabino", scene)
    assert saved(unclear) == []
    assert "CUA, SMR" in unclear.text
    (promise,) = saved(said("SMR Poda en Sabino", scene))
    assert (promise.group, promise.text) == (RIBERA, "Poda en Sabino")
    assert saved(said("SMR", scene)) == []


def test_only_commanders_write_and_only_in_private() -> None:
    for person in (ANA, ROSA):
        assert saved(said("Poda", a_scene(), person, person.id)) == []
    assert commanded(ROSA, a_scene()) == []
    in_group = said("Poda", a_scene(), RUIZ, CUAUHTEMOC)
    assert saved(in_group) == []
    assert "en privado" in in_group.text


def test_a_commander_sees_the_open_ones_of_their_groups_and_no_more_than_a_screen() -> None:
    done = replace(a_promise(90), done_at=NOW, done_by="Cmte. Ruiz")
    promises = [*map(a_promise, range(1, MOST_SHOWN + 4)), done, a_promise(91, RIBERA)]
    world = World(promises={promise.id: promise for promise in promises})
    reply = said("", a_scene(world=world))
    assert "Poda 90" not in reply.text
    assert "Poda 91" not in reply.text
    assert reply.text.count("Poda") == MOST_SHOWN
    assert "3 más" in reply.text
    assert sum(len(row) for row in reply.buttons) == MOST_SHOWN
    assert "Poda 91" in said("", a_scene(world=world), VEGA, 6002).text


def test_what_is_overdue_says_so() -> None:
    scene = a_scene()
    promise = replace(a_promise(1), due=date(2019, 1, 13))
    say = scene.say(None)
    assert promise_in_words(promise, say, scene) == "Poda 1 (del 12/01), para el 13/01/2019"
    later = promise_in_words(promise, say, scene, NOW + timedelta(days=2))
    assert later == "Poda 1 (del 12/01), venció el 13/01/2019"
