"""The menu of commands in a running bot: set once, put off by any trouble, and nobody waits for it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

from bot.core.effects import Know
from bot.core.menus import Menu
from bot.core.model.incoming import Person
from bot.core.model.kept import Acquaintance
from bot.core.outgoing import Later, Refused, Sent
from bot.core.world import Needs
from bot.menu_board import MenuBoard
from bot.sandbox.clock import VirtualClock
from bot.sandbox.server import SandboxTelegram
from bot.telegram.client import make_bot
from bot.telegram.menu import show_menu
from storage.database import Database
from tests.builders import JUAREZ, LUNA, NOW, PENA, RUIZ, SOTO
from tests.rules_for_tests import some_rules
from tests.test_asking import restarted
from tests.test_pipeline import Running

FOR_ALL = ["private:", "private:en", "groups:", "groups:en"]
Answer = Callable[[Menu], Sent | Later | Refused]


class Telegram:
    """Takes menus over as the test has it, and keeps which it was asked to."""

    def __init__(self, answer: Answer = lambda menu: Sent()) -> None:
        self.answer, self.asked = answer, list[str]()

    async def show(self, menu: Menu) -> Sent | Later | Refused:
        self.asked.append(menu.name)
        return self.answer(menu)

    def was_asked(self) -> list[str]:
        """Since the last time."""
        asked, self.asked = self.asked, []
        return asked


def a_board(running: Running, telegram: Telegram) -> MenuBoard:
    return MenuBoard(running.pipeline, lambda: running.rules, lambda: running.now, telegram.show)


async def press_start(running: Running, *people: Person) -> None:
    known = [Know(Acquaintance(id=each.id, name=each.name, can_write=True)) for each in people]
    await running.pipeline.change(Needs(), lambda _: known)


async def test_a_menu_is_set_once_whatever_ends_the_program(sqlite_url: str) -> None:
    running, telegram = Running(await Database.open(sqlite_url)), Telegram()
    for _ in range(2):
        board = a_board(running, telegram)
        await board.set_when_due()
        await board.set_when_due()
        running = await restarted(running, minutes=1)
    assert telegram.was_asked() == FOR_ALL
    await running.database.close()


async def test_who_comes_in_and_what_the_rules_say_is_seen_at_once(database: Database) -> None:
    running, telegram = Running(database), Telegram()
    board = a_board(running, telegram)
    await board.set_when_due()
    telegram.was_asked()
    await press_start(running, JUAREZ)
    await board.set_when_due()
    assert telegram.was_asked() == [f"{JUAREZ.id}:"]
    running.rules = some_rules(officers=(), version="without officers")
    await board.set_when_due()
    await board.set_when_due()
    assert telegram.was_asked() == [f"{JUAREZ.id}:"]  # taken away


async def test_what_telegram_refuses_keeps_no_other_waiting_and_is_tried_again_later(database: Database) -> None:
    officers = tuple(replace(some_rules().officers[0], name=f"Of. {n}", telegram=7000 + n) for n in range(12))
    running, telegram = (
        Running(database),
        Telegram(lambda menu: Refused("chat not found") if "70" in menu.name else Sent()),
    )
    running.rules = some_rules(officers=officers)
    board = a_board(running, telegram)
    await press_start(running, *(Person(7000 + n, "") for n in range(12)), RUIZ)
    for _ in range(4):
        await board.set_when_due()
        running.now += timedelta(seconds=5)
    asked = telegram.was_asked()
    assert len(asked) == len(set(asked)) == len(FOR_ALL) + 12 + 1
    telegram.answer = lambda menu: Sent()
    running.now += timedelta(minutes=29)
    await board.set_when_due()
    assert telegram.was_asked() == []
    running.now += timedelta(minutes=1)
    for _ in range(3):
        await board.set_when_due()
    assert sorted(telegram.was_asked()) == [f"{7000 + n}:" for n in range(12)]


async def test_what_telegram_refused_is_not_asked_again_whenever_somebody_comes_in(database: Database) -> None:
    running, telegram = Running(database), Telegram(lambda menu: Refused("no") if menu.name == "groups:" else Sent())
    board = a_board(running, telegram)
    for person in (JUAREZ, PENA, LUNA, SOTO):
        await press_start(running, person)
        await board.set_when_due()
        running.now += timedelta(minutes=1)
    assert telegram.was_asked().count("groups:") == 1


async def test_when_telegram_says_that_it_is_too_much_nothing_more_is_asked_before_its_time(database: Database) -> None:
    running, telegram = Running(database), Telegram(lambda menu: Later(40, "Too Many Requests"))
    board = a_board(running, telegram)
    await board.set_when_due()
    assert telegram.was_asked() == FOR_ALL[:1]
    running.now += timedelta(seconds=39)
    await press_start(running, JUAREZ)
    await board.set_when_due()
    assert telegram.was_asked() == []
    telegram.answer = lambda menu: Sent()
    running.now += timedelta(seconds=1)
    await board.set_when_due()
    assert telegram.was_asked() == [*FOR_ALL, f"{JUAREZ.id}:"]


async def test_few_are_set_at_once_and_all_in_the_end(database: Database) -> None:
    running, telegram = Running(database), Telegram()
    board = a_board(running, telegram)
    people = [JUAREZ, PENA, LUNA, SOTO, RUIZ]
    groups = some_rules().groups
    administrators = tuple(range(8001, 8021))
    running.rules = some_rules(groups=(replace(groups[0], administrators=administrators), groups[1]))
    await press_start(running, *people, *(Person(each, "") for each in administrators))
    await board.set_when_due()
    assert len(telegram.asked) == 10
    for _ in range(5):
        await board.set_when_due()
    assert len(telegram.asked) == len(set(telegram.asked)) == len(FOR_ALL) + len(people) + len(administrators)


async def test_telegram_itself_keeps_each_menu_where_it_is_offered(database: Database) -> None:
    sandbox = SandboxTelegram(VirtualClock(NOW))
    sandbox.add_person(JUAREZ.id, JUAREZ.name, started=True)
    sandbox.add_person(RUIZ.id, RUIZ.name)  # the store believes that they pressed Start
    running = Running(database)
    await press_start(running, JUAREZ, RUIZ)
    async with make_bot("1:sandbox", call=sandbox.call) as bot:
        await MenuBoard(
            running.pipeline, lambda: running.rules, lambda: running.now, lambda menu: show_menu(bot, menu)
        ).set_when_due()

    def offered(**scope: object) -> list[str]:
        return [command["command"] for command in sandbox.call("getMyCommands", scope)]

    assert offered(scope={"type": "all_private_chats"}) == ["guardia", "porque", "ayuda"]
    assert offered(scope={"type": "all_group_chats"}, language_code="en") == ["duty", "why", "help"]
    assert offered(scope={"type": "chat", "chat_id": JUAREZ.id}) == ["parte", "guardia", "porque", "ayuda"]
    assert offered() == []
