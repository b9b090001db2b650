"""Playing a scenario: time passes as the bot needs it, and what people see is printed."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.core.model.report import LogRow
from bot.sandbox.clock import VirtualClock
from bot.sandbox.log_table import log_table
from bot.sandbox.paper import Paper
from bot.sandbox.player import Played, Player
from bot.sandbox.scenario import Scenario
from bot.sandbox.scenario_file import parse_scenario
from bot.sandbox.stage import Stage
from bot.sandbox.transcript import Transcript
from bot.sandbox.words import Words

LOCALES = Path(__file__).parents[2] / "bot" / "locales"
HEAD = """\
name: x
starts: 2019-01-12 20:50
people:
  ana: {id: 2001, name: Ana López, started: yes}
  memo: {id: 2004, name: Memo}
groups:
  vecinos: {chat: -1001, title: Vecinos}
steps:
"""
ROW = LogRow(report_id=1, folio="CUA-000001", at=datetime(2019, 1, 13, 3, 0, tzinfo=UTC), event="opened", text="Robo")


class Parrot:
    """A bot that removes stickers, and otherwise says again what was said, a minute later, with a button."""

    def __init__(self, stage: Stage, clock: VirtualClock) -> None:
        self.telegram, self.clock = stage.telegram, clock
        self.due: list[tuple[datetime, dict[str, Any]]] = []
        self.offset = 0
        self.settled_at: list[datetime] = []

    async def settle(self) -> None:
        self.settled_at.append(self.clock())
        for update in self.telegram.call("getUpdates", {"offset": self.offset}):
            self.offset = update["update_id"] + 1
            self.hear(update)
        for due_at, message in [due for due in self.due if due[0] <= self.clock()]:
            self.due.remove((due_at, message))
            self.telegram.call("sendMessage", message)

    def hear(self, update: dict[str, Any]) -> None:
        if tap := update.get("callback_query"):
            where = {"chat_id": tap["message"]["chat"]["id"], "message_id": tap["message"]["message_id"]}
            self.telegram.call("editMessageText", where | {"text": f"{tap['message']['text']} · visto"})
            self.telegram.call("answerCallbackQuery", {"callback_query_id": tap["id"], "text": "Anotado."})
            return
        message = update.get("message", {})
        where = {"chat_id": message.get("chat", {}).get("id"), "message_id": message.get("message_id")}
        if "sticker" in message:
            self.telegram.call("deleteMessage", where)
        elif "text" in message:
            buttons = {"inline_keyboard": [[{"text": "Visto", "callback_data": "seen"}]]}
            reply = {"message_id": message["message_id"]}
            answer = {"chat_id": where["chat_id"], "text": message["text"].upper(), "reply_markup": buttons}
            self.due.append((self.clock() + timedelta(minutes=1), answer | {"reply_parameters": reply}))

    async def next_due_at(self) -> datetime | None:
        return min((due_at for due_at, _ in self.due), default=None)


async def play(steps: str) -> tuple[Played, Stage, Scenario, Parrot]:
    scenario = parse_scenario(HEAD + steps, Path("x.yaml"))
    clock = VirtualClock(scenario.starts_at)
    stage = Stage(scenario, clock)
    parrot = Parrot(stage, clock)

    async def log() -> Iterable[LogRow]:
        return [ROW]

    return await Player(scenario, stage, clock, parrot, log).play(), stage, scenario, parrot


def printed(stage: Stage, scenario: Scenario, notes: Any = ()) -> str:
    return Transcript(stage.telegram, scenario.timezone, Words("es"), Paper()).text(notes)


async def test_the_clock_jumps_to_what_is_due_and_no_further_than_the_next_step() -> None:
    _, stage, _, parrot = await play('  - {at: "20:52", who: ana, says: hola}\n  - {at: "22:00"}\n')
    answer = list(stage.telegram.chats[-1001].messages.values())[-1]
    assert (answer.text, f"{answer.at:%H:%M:%S}") == ("HOLA", "02:53:00")
    assert len(parrot.settled_at) < 10


async def test_people_see_words_media_buttons_edits_and_removals() -> None:
    _, stage, scenario, _ = await play(
        """\
  - {at: "20:52", who: ana, says: "¡auxilio en Río Lerma!", label: cry}
  - {after: 10 s, who: memo, sends: sticker, emoji: 😂}
  - {after: 10 s, who: memo, sends: voice, seconds: 67}
  - {at: "20:54", who: ana, presses: visto}
  - {at: "20:55", who: memo, does: leave}
"""
    )
    assert printed(stage, scenario).splitlines() == [
        f"── Vecinos {'─' * 89}",
        "20:52  Ana López  ¡auxilio en Río Lerma!",
        "20:52  Memo       [sticker 😂]",
        "                  — retirado 20:52 —",
        "20:52  Memo       [nota de voz 1:07]",
        "20:53  Cuadrante  ↳ Ana López: «¡auxilio en Río Lerma!»",
        "                  ¡AUXILIO EN RÍO LERMA! · visto",
        "                  [Visto]",
        "                  editado 20:54",
        "20:54  Ana López  ▸ [Visto]  «Anotado.»",
        "20:55  · Memo salió del grupo ·",
    ]


async def test_buttons_that_others_took_the_place_of_are_told_all_the_same() -> None:
    _, stage, scenario, parrot = await play('  - {at: "20:52", who: ana, says: hola}\n  - {at: "20:54"}\n')
    answer = list(stage.telegram.chats[-1001].messages.values())[-1]
    buttons = {"inline_keyboard": [[{"text": "Parte", "callback_data": "record"}]]}
    where = {"chat_id": -1001, "message_id": answer.id}
    parrot.telegram.call("editMessageReplyMarkup", where | {"reply_markup": buttons})
    assert printed(stage, scenario).splitlines()[-2:] == [
        "                  al principio: [Visto]",
        "                  [Parte]",
    ]


async def test_what_the_bot_tells_several_alike_is_printed_once() -> None:
    _, stage, scenario, _ = await play("  - {who: memo, does: start}\n")
    for person in (2001, 2004):
        stage.telegram.call("sendMessage", {"chat_id": person, "text": "EMERGENCIA"})
    text = printed(stage, scenario)
    assert "── privado · Ana López, Memo ─" in text
    assert text.count("EMERGENCIA") == 1


async def test_nothing_is_wider_than_the_paper() -> None:
    _, stage, scenario, _ = await play(
        f'  - {{at: "20:52", who: ana, says: "{"muy largo " * 40}"}}\n  - {{at: "21:00"}}\n'
    )
    assert max(len(line) for line in printed(stage, scenario).splitlines()) <= 100


async def test_nothing_that_people_write_reaches_the_terminal_as_a_command() -> None:
    _, stage, scenario, _ = await play("  - {who: ana, says: hola}\n")
    stage.telegram.say(2001, -1001, "\x1b[2J\u202erojo\x07 👨\u200d👩")
    assert printed(stage, scenario).splitlines()[-1] == "20:50  Ana López  ·[2Jrojo· 👨\u200d👩"


async def test_expectations_that_fail_name_their_step_and_what_is_there() -> None:
    played, *_ = await play(
        """\
  - {at: "20:52", who: ana, says: hola, label: greeting}
  - at: "20:54"
    expect:
      - {in: vecinos, contains: HOLA, buttons: Visto, replies_to: greeting, stands: greeting}
      - {log: {event: opened, folio: CUA-000001, text: robo}}
  - at: "20:55"
    expect:
      - {in: vecinos, contains: ADIÓS}
      - {in: vecinos, gone: greeting}
      - {in: memo, count: 1}
      - {status: {memo: kicked}}
      - {log: {event: resolved}}
      - {who: ana, popup: nada}
"""
    )
    assert len(played.failures) == 6
    assert all(failure.startswith("step 3 (20:55:00): ") for failure in played.failures)
    assert "'HOLA' ['Visto']" in played.failures[0]


async def test_a_step_that_cannot_be_done_is_a_failure_and_the_play_goes_on() -> None:
    played, stage, *_ = await play("  - {who: ana, presses: Nada}\n  - {who: ana, says: hola}\n")
    assert played.failures == ["step 1 (20:50:00): ana sees no button 'Nada'"]
    assert len(stage.telegram.chats[-1001].messages) == 1


def test_the_log_is_a_table() -> None:
    table = log_table([ROW], parse_scenario(HEAD + "  - {}\n", Path("x")).timezone, Words("es"), Paper(60))
    assert table.splitlines()[0] == "hora      folio       qué      quién  detalle"
    assert table.splitlines()[2] == "21:00:00  CUA-000001  abierto  —      Robo"


def keys(table: dict[str, Any], prefix: str = "") -> set[str]:
    return {
        key
        for name, value in table.items()
        for key in (keys(value, f"{prefix}{name}.") if isinstance(value, dict) else {prefix + name})
    }


def test_both_languages_have_the_same_sentences() -> None:
    spanish, english = (tomllib.loads((LOCALES / f"sandbox.{language}.toml").read_text()) for language in ("es", "en"))
    assert keys(spanish) == keys(english)


@pytest.mark.parametrize("event", ["told", "on_scene"])
def test_events_of_the_log_have_names(event: str) -> None:
    assert Words("es")(f"event.{event}") != event
