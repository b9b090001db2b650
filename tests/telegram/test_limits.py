from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from bot.core.outgoing import Action, AnswerTap, Priority, Purpose, Remove, Say, Waiting
from bot.telegram.limits import Limits

NOW = datetime(2026, 11, 21, 22, 41, tzinfo=UTC)
GROUP = -1001


class Clock:
    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


def a_row(action: Action, priority: Priority = Priority.NOTICE, **more: Any) -> Waiting:
    return Waiting(key="k", action=action, priority=priority, purpose=Purpose.LINE, revision=1, created_at=NOW, **more)


def say(chat: int, priority: Priority = Priority.NOTICE) -> Waiting:
    return a_row(Say(chat_id=chat, text="x"), priority)


def sent_at_once(limits: Limits, row: Waiting) -> int:
    """How many of these may go before one has to wait."""
    for count in range(1000):
        if limits.wait(row) > 0:
            return count
        limits.spend(row)
    raise AssertionError("no limit at all")


def test_a_chat_gets_one_message_a_second_and_an_urgent_burst() -> None:
    clock = Clock()
    limits = Limits(clock)
    assert sent_at_once(limits, say(5001)) == 1
    assert limits.wait(say(5001)) == 1.0
    assert sent_at_once(limits, say(5001, Priority.EMERGENCY)) == 2
    clock.now += 3
    assert sent_at_once(limits, say(5001, Priority.EMERGENCY)) == 3


def test_a_group_gets_twenty_a_minute_and_the_last_four_are_for_what_is_urgent() -> None:
    clock = Clock()
    limits = Limits(clock)
    for _ in range(16):
        assert limits.wait(say(GROUP)) == 0
        limits.spend(say(GROUP))
        clock.now += 1
    assert limits.wait(say(GROUP)) == 44.0
    for _ in range(4):
        assert limits.wait(say(GROUP, Priority.ESCALATION)) == 0
        limits.spend(say(GROUP, Priority.ESCALATION))
        clock.now += 1
    assert limits.wait(say(GROUP, Priority.EMERGENCY)) == 40.0
    assert limits.full_chats() == {GROUP}
    clock.now += 60
    assert limits.full_chats() == frozenset()


def test_no_minute_ever_holds_more_than_twenty() -> None:
    clock = Clock()
    limits = Limits(clock)
    times: list[float] = []
    while clock.now < 1300:
        if limits.wait(say(GROUP, Priority.EMERGENCY)) == 0:
            limits.spend(say(GROUP, Priority.EMERGENCY))
            times.append(clock.now)
        clock.now += 0.25
    assert max(sum(at - 60 < other <= at for other in times) for at in times) == 20
    assert len(times) >= 95


def test_all_together_get_thirty_a_second_and_the_last_six_are_for_what_is_urgent() -> None:
    clock = Clock()
    limits = Limits(clock)
    for chat in range(1, 25):
        assert limits.wait(say(chat)) == 0
        limits.spend(say(chat))
    assert limits.wait(say(100)) == 1.0
    for chat in range(101, 107):
        assert limits.wait(say(chat, Priority.EMERGENCY)) == 0
        limits.spend(say(chat, Priority.EMERGENCY))
    assert limits.wait(say(107, Priority.EMERGENCY)) == 1.0


def test_removals_and_answers_do_not_use_up_a_chat() -> None:
    limits = Limits(Clock())
    assert sent_at_once(limits, a_row(Remove(chat_id=GROUP, message_id=1))) == 24
    limits = Limits(Clock())
    assert sent_at_once(limits, a_row(AnswerTap(chat_id=5, tap_id="q", text=""))) == 24
    limits = Limits(Clock())
    assert sent_at_once(limits, a_row(Say(chat_id=GROUP, text="x"), delete=True, message_id=3)) == 24


def test_an_edit_counts_as_a_message() -> None:
    limits = Limits(Clock())
    assert sent_at_once(limits, a_row(Say(chat_id=GROUP, text="x"), message_id=3)) == 1


def test_a_flood_pauses_its_chat_alone() -> None:
    clock = Clock()
    limits = Limits(clock)
    limits.flooded(GROUP, 35)
    assert limits.wait(say(GROUP, Priority.EMERGENCY)) == 35
    assert limits.wait(a_row(Remove(chat_id=GROUP, message_id=1))) == 35
    assert limits.wait(a_row(AnswerTap(chat_id=GROUP, tap_id="q", text=""))) == 0
    assert limits.wait(say(5001)) == 0
    assert (limits.paused_chats(), limits.next_release()) == ({GROUP}, 35)
    clock.now += 36
    assert (limits.wait(say(GROUP)), limits.paused_chats(), limits.next_release()) == (0, frozenset(), None)


def test_several_chats_flooded_at_once_pause_all_that_is_not_urgent() -> None:
    clock = Clock()
    limits = Limits(clock)
    for chat in (1, 2, 2):
        limits.flooded(chat, 20)
    assert limits.wait(say(9)) == 0
    clock.now += 11
    for chat in (3, 4):
        limits.flooded(chat, 20)
    assert limits.wait(say(9)) == 0  # the first two are long ago
    limits.flooded(5, 20)
    assert limits.wait(say(9)) == 20
    assert limits.wait(say(9, Priority.EMERGENCY)) == 0


def test_thousands_of_private_chats_are_not_remembered_for_ever() -> None:
    clock = Clock()
    limits = Limits(clock)
    for chat in range(1, 12_000):
        limits.spend(say(chat))
        clock.now += 0.1
    assert len(limits._free_at) <= 5_001
