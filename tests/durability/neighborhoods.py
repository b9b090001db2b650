"""Made-up neighbourhoods, each with a group, a quadrant and an officer who is always on duty; and their busy hour."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.sandbox_process import RemoteSandbox

ADMINISTRATOR = 1001
MANY = 10  # groups
SECRET_NAME = "Innombrable"
SECRET_WORDS = "palabrasdevecinos"
"""In whatever a neighbour is called or writes: no log at info level may have them."""

Deed = tuple[str, dict[str, Any]]


@dataclass(frozen=True)
class Neighborhood:
    """One group and its people; ``index`` counts from 1."""

    index: int

    @property
    def chat(self) -> int:
        return -1_009_000_000_000 - self.index

    @property
    def officer(self) -> int:
        return 5000 + self.index

    @property
    def code(self) -> str:
        return f"CUA-{self.index}"

    @property
    def numbers(self) -> str:
        return f"{self.index * 100}-{self.index * 100 + 99}"

    @property
    def corner(self) -> str:
        return f"Río Lerma {self.index * 100 + 10}"

    def home(self, number: int) -> str:
        """Where neighbour ``number`` sees things happen; the first four out of each other's sight."""
        return f"Río Lerma {self.index * 100 + 10 + number % 4 * 25}"

    def neighbor(self, number: int) -> int:
        return 20_000 + self.index * 100 + number


ALL = tuple(Neighborhood(index) for index in range(1, MANY + 1))
NEIGHBORS = 16  # in each


def write_rules(path: Path, neighborhoods: tuple[Neighborhood, ...] = ALL) -> Path:
    """A rules file for them."""
    groups = [
        f"{{chat: {each.chat}, name: Vecinos {each.index}, folio: CUA, administrators: [{ADMINISTRATOR}],"
        f" quadrants: [{each.code}]}}"
        for each in neighborhoods
    ]
    quadrants = [
        f"{{code: {each.code}, sector: Ángel, streets: [{{name: Río Lerma, numbers: {each.numbers}}}]}}"
        for each in neighborhoods
    ]
    shifts = [
        f'{{name: {name}, from: "{start}:00", to: "{end}:00"}}'
        for name, start, end in (("morning", "06", "14"), ("evening", "14", "22"), ("night", "22", "06"))
    ]
    officers = [
        f"{{name: Of. {each.index}, telegram: {each.officer}, quadrant: {each.code},"
        " shifts: [morning, evening, night], leader: true}"
        for each in neighborhoods
    ]
    lines = [
        "language: es",
        "timezone: America/Mexico_City",
        'emergency_number: "911"',
        f"groups: [{', '.join(groups)}]",
        f"quadrants: [{', '.join(quadrants)}]",
        f"shifts: [{', '.join(shifts)}]",
        f"officers: [{', '.join(officers)}]",
        "commanders: []",
        "report: {require: [problem, street], ask_for: []}",
        "screening: {topics: {off_topic: allow}, notice: {where: private_or_group, lasts: 1 h}}",
        "escalation: [{after: 1 h, to: quadrant}]",
    ]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


async def settle_in(sandbox: RemoteSandbox, neighborhoods: tuple[Neighborhood, ...] = ALL, **group: Any) -> None:
    """Let the people and the groups (with what is said of them) be there; quietly, so that nothing is an update."""
    await sandbox.do("add_person", person_id=ADMINISTRATOR, name="Rosa", started=True)
    for each in neighborhoods:
        await sandbox.do("add_person", person_id=each.officer, name=f"Oficial {each.index}", started=True)
        people = [each.neighbor(number) for number in range(NEIGHBORS)]
        for person in people:
            # every other one has never pressed Start, so their notices go to the group
            name = f"{SECRET_NAME} {person}"
            await sandbox.do("add_person", person_id=person, name=name, started=person % 2 == 0)
        members = [ADMINISTRATOR, each.officer, *people]
        await sandbox.do(
            "add_group",
            chat_id=each.chat,
            title=f"Vecinos {each.index}",
            members=members,
            administrators=[ADMINISTRATOR],
            **group,
        )


class BusyHour:
    """300 updates of all sorts: 30 in each of ten groups, which take turns as chance has it.

    Reports get their numbers in the order in which they are written, so a tap can be forged before its button is there.
    """

    EMERGENCIES = REPORTS = MANY
    REJECTED = 3 * MANY
    UPDATES = 30 * MANY
    FIRST_UPDATE = 880_000_001  # of the sandbox

    def __init__(self, seed: int) -> None:
        self._chance = random.Random(seed)
        self._reports = 0
        self.emergencies: dict[int, Neighborhood] = {}  # by the report's id
        self.ordinary: dict[int, Neighborhood] = {}
        self.rejected: list[tuple[int, int]] = []
        self._written: dict[tuple[int, str], int] = {}  # message ids by chat and what it was

    async def happen(self, sandbox: RemoteSandbox) -> Iterator[None]:
        """Do it all, deed by deed; yields after each."""
        hours = [self._in(each, sandbox) for each in ALL]
        while hours:
            hour = self._chance.choice(hours)
            try:
                await anext(hour)
            except StopAsyncIteration:
                hours.remove(hour)
            else:
                yield

    async def _in(self, here: Neighborhood, sandbox: RemoteSandbox) -> Iterator[None]:
        async def say(number: int, text: str = "", **more: Any) -> int:
            done = await sandbox.do("say", person=here.neighbor(number), chat=here.chat, text=text, **more)
            assert done is not None
            return done

        async def tap(person: int, report: int, state: str) -> None:
            await sandbox.do("forge_tap", person=person, data=f"r:{report}:{state}", chat=person)

        def chat(number: int) -> Any:
            return say(10 + number % 6, f"Gracias vecinos, {SECRET_WORDS} {number}")

        for number in range(6):
            await chat(number)
            yield
        self._reports += 1
        emergency = self._reports
        self.emergencies[emergency] = here
        first = await say(0, f"Están asaltando a una señora en {here.corner}, {SECRET_WORDS}")
        yield
        await say(1, kind="sticker")
        yield
        await say(0, f"Son dos en una moto negra, {SECRET_WORDS}")
        yield
        self._reports += 1
        ordinary = self._reports
        self.ordinary[ordinary] = here
        lamp = await say(2, f"No sirve la luminaria frente a {here.corner}, {SECRET_WORDS}")
        yield
        await tap(here.officer, emergency, "ack")
        yield
        await say(3, kind="voice")
        yield
        await sandbox.do(
            "edit", chat=here.chat, message_id=lamp, text=f"No sirve la luminaria de {here.corner}, {SECRET_WORDS} bis"
        )
        yield
        await tap(here.neighbor(4), emergency, "done")  # forged: only the police may
        yield
        await say(4, kind="gif")
        yield
        await sandbox.do("say", person=here.officer, chat=here.chat, text="Ya vamos en camino, vecina", reply_to=first)
        yield
        await tap(here.officer, emergency, "done")
        yield
        for number in range(13):
            await chat(number)
            yield
