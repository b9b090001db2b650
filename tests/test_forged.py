"""Made-up buttons and commands, with the biggest numbers and the oddest letters, on both databases."""

from __future__ import annotations

from itertools import product

from bot.core.model.incoming import Incoming, Person
from storage.database import Database
from storage.verifying import Whole, verify
from tests.builders import ANA, JUAREZ, MEMO, PAZ, RIVAS, ROSA, RUIZ, a_tap, an_incoming
from tests.conversation import judged_plainly  # noqa: F401
from tests.rules_for_tests import CUAUHTEMOC
from tests.test_pipeline import ROBBERY, Running

BIG = 2**63 - 1
MARK = "0123456789"
STRANGER = Person(9999, "Quién <b>&\x1b[31m\u202e")
PEOPLE = [ANA, MEMO, STRANGER, ROSA, PAZ, JUAREZ, RIVAS, RUIZ]
BUTTONS = [
    *(f"{code}:{number}" for code in ("u", "nc", "d", "ok", "b", "kept", "show") for number in (BIG, -BIG, "9" * 18)),
    *(f"{code}:{number}:{BIG}" for code in ("split", "pub", "sos") for number in (1, BIG, -BIG)),
    *(f"r:{number}:ack" for number in (BIG, -BIG, "-0", "1\x00")),
    *(f"p:{BIG}:known:ok", f"to:{BIG}:{MARK}", f"x:{BIG}:{BIG}:{BIG}:yes", f"i:{MARK}", f"g:{MARK}:{MARK}:off"),
    *("", "\x00", "\x1b[2J", "é" * 200, "😀" * 64, "\u202e", "\ud800", "'; DROP TABLE reports;--"),
]
COMMANDS = [
    *("/parte 999999999999", "/parte CUA-000001 ' --", "/porque CUA-999999999999", "/guardia", "/parte"),
    *(f"/start {word}" for word in ("A" * 22, "A" * 64, "A" * 5000, "\x00", "../../etc")),
    *("/invitar %%%", "/invitar \x00", "/resumen 9999-12-31", "/resumen ٣/٤", "/resumen 2019-99-99"),
]


async def test_whatever_strangers_make_up_is_stored_refused_and_costs_nobody_anything(database: Database) -> None:
    running = Running(database)
    await running.take(an_incoming(ROBBERY))
    (before,) = await running.reports()
    taps: list[Incoming] = []
    for person, data in product(PEOPLE, BUTTONS):
        taps.append(a_tap(data, person))
        taps.append(a_tap(data, person, chat_id=-BIG, message_id=BIG))
    words: list[Incoming] = [
        an_incoming(text, person, chat_id=chat)
        for person, text in product(PEOPLE, COMMANDS)
        for chat in (person.id, CUAUHTEMOC, -777)
    ]
    for at in range(0, len(taps), 100):
        await running.take(*taps[at : at + 100])
    for at in range(0, len(words), 100):
        await running.take(*words[at : at + 100])
    assert (await running.health()).failed == 0
    (after,) = await running.reports()
    of_police = ("state", "acknowledged_at", "closed_at", "outcome", "category", "street", "number", "quadrant")
    assert [after[name] for name in of_police] == [before[name] for name in of_police]
    refused = [row for row in await running.log() if row["event"] == "refused"]
    assert len(refused) >= len(taps)
    async with database.read() as session:
        assert isinstance(await verify(session), Whole)
