"""A conversation in memory: decisions are applied and delivered at once, without a store and without Telegram."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from bot.core import screening
from bot.core.answers.asking import on_deadline
from bot.core.decide import decide
from bot.core.deliveries import needs_deciding, on_delivery
from bot.core.effects import Decision, Effect, Log, Send, Withdraw
from bot.core.log_rows import with_facts
from bot.core.model.incoming import Incoming, Message, Person, Tap
from bot.core.model.kinds import Category, Kind, Reason, Role, SisterTopic, State, Verdict
from bot.core.model.meaning import Judgement, Said
from bot.core.model.report import LogRow, Report
from bot.core.outgoing import Action, AnswerTap, Delivery, Outgoing, Purpose, Refused, Say, Sent, Waiting
from bot.core.places import read_place
from bot.core.reports.lifecycle import UNANSWERED
from bot.core.rules.model import Rules
from bot.core.scene import Scene
from bot.core.world import Posted, World
from tests.builders import ANA, NOW, a_tap, an_incoming
from tests.rules_for_tests import CUAUHTEMOC, some_rules

_REPORTS = {"asalt": Category.THEFT, "incendio": Category.FIRE, "gas": Category.GAS_LEAK, "desmay": Category.INJURY}
_EVERYDAY = {"luminaria": Category.URBAN_SERVICE, "robaron ayer": Category.THEFT}
_REASONS = {
    "promo": (Reason.ADVERTISING, None),
    "perrito": (Reason.OFF_TOPIC, SisterTopic.PETS),
    "buenos días": (Reason.OFF_TOPIC, None),
    "inútiles": (Reason.DISCOURTESY, None),
}
_WORDLESS = {
    Kind.STICKER: Reason.STICKER,
    Kind.GIF: Reason.GIF,
    Kind.VOICE: Reason.AUDIO,
    Kind.VIDEO_NOTE: Reason.AUDIO,
}
_ANSWERS = {"camino": State.EN_ROUTE, "punto": State.ON_SCENE, "atendido": State.RESOLVED}


def plain_judge(said: Said, rules: Rules) -> Judgement:
    """Judges by a few words, so that these tests are about what follows from a judgement, not about reading."""
    text = said.text.lower()
    place = read_place(said.text, rules, links=said.links, pin=said.pin)
    for word, category in _EVERYDAY.items():
        if word in text:
            return Judgement(verdict=Verdict.REPORT, rule=f"report.{category}", category=category, place=place)
    for word, category in _REPORTS.items():
        if word in text:
            rule = f"emergency.{category}"
            return Judgement(verdict=Verdict.REPORT, rule=rule, category=category, emergency=True, place=place)
    if said.role is not Role.NEIGHBOR:
        state = next((state for word, state in _ANSWERS.items() if word in text), None)
        return Judgement(verdict=Verdict.PASS, rule="pass.role", response=state, place=place)
    for word, (reason, topic) in _REASONS.items():
        if word in text:
            certainty = 0.3 if "quizá" in text else 0.9
            rule = f"topics.{reason}"
            return Judgement(verdict=Verdict.REJECT, rule=rule, reason=reason, topic=topic, certainty=certainty)
    if said.kind in _WORDLESS:
        reason = _WORDLESS[said.kind]
        return Judgement(verdict=Verdict.REJECT, rule=f"media.{said.kind}", reason=reason, understood=False)
    return Judgement(verdict=Verdict.PASS, rule="pass.text", place=place)


@pytest.fixture(autouse=True)
def judged_plainly(monkeypatch: pytest.MonkeyPatch) -> None:
    """Import it in a test file: there messages are judged by `plain_judge`."""
    monkeypatch.setattr(screening, "judge", plain_judge)


class Conversation:
    """What people do, one after another, and what the bot has said so far.

    ``deaf``: ids of people whom Telegram does not let the bot write to.
    """

    def __init__(self, rules: Rules | None = None, *, deaf: Iterable[int] = ()) -> None:
        self.rules = rules or some_rules()
        self.world = World()
        self.now = NOW
        self.deaf = set(deaf)
        self.log: list[LogRow] = []
        self.done: list[Action] = []  # whatever left no message: removals, mutes, pop-ups
        self.rung: list[tuple[int, str]] = []  # (chat, text) of each message when it was new
        self._next_message = 10_000
        self._sent_at: dict[str, datetime] = {}
        self._waiting: dict[str, datetime] = {}  # what is not to be sent before then
        self._past: dict[str, Posted] = {}  # private notices that later ones are no longer folded into

    # --- what people do ---

    def says(self, author: Person, text: str = "", **fields: Any) -> Message:
        """Somebody writes, in the group unless ``chat_id`` says otherwise."""
        message = an_incoming(text, author, **({"sent_at": self.now} | fields))
        self.takes(message)
        return message

    def writes_to_the_bot(self, author: Person, text: str = "", **fields: Any) -> Message:
        """Somebody writes in private."""
        self.deaf.discard(author.id)
        return self.says(author, text, chat_id=author.id, **fields)

    def edits(self, message: Message, text: str, **fields: Any) -> None:
        """The author changes a message."""
        again = an_incoming().update_id
        self.takes(replace(message, update_id=again, text=text, edited=True, **fields))

    def presses(self, person: Person, button: str, *, at: Posted | None = None) -> str:
        """Somebody presses the newest button that says so; answers the pop-up."""
        post = at or self._with_button(person, button)
        action = post.outgoing.action
        assert isinstance(action, Say)
        data = next(each.data for row in action.buttons for each in row if button in each.text)
        return self.forges(person, data, chat_id=action.chat_id, message_id=post.message_id)

    def forges(self, person: Person, data: str, **fields: Any) -> str:
        """A made-up client sends any data; answers the pop-up."""
        tap = a_tap(data, person, **fields)
        self.world.posts |= {key: post for key, post in self._past.items() if post.message_id == tap.message_id}
        self.takes(tap)
        return next(a.text for a in self.done if isinstance(a, AnswerTap) and a.tap_id == tap.tap_id[:200])

    def passes(self, **span: float) -> None:
        """Time goes by; what falls due is done when it does."""
        until = self.now + timedelta(**span)
        while (due := self._next_due(until)) is not None:
            self.now = max(self.now, due)
            for report in list(self.world.reports.values()):
                self._record(on_deadline(report, self.scene))
            self._deliver_what_waited()
        self.now = until
        self._let_notices_age()

    def takes(self, incoming: Incoming) -> Decision:
        """One update is decided, and what follows is delivered."""
        decision = decide(incoming, self.scene)
        self._record(decision.effects)
        return decision

    # --- what can be seen ---

    @property
    def scene(self) -> Scene:
        """As the next decision will see it."""
        return Scene(self.world, self.rules, self.now)

    @property
    def reports(self) -> list[Report]:
        """All of them, oldest first."""
        return sorted(self.world.reports.values(), key=lambda report: report.id)

    @property
    def report(self) -> Report:
        """The only one."""
        (report,) = self.reports
        return report

    def posts(self, chat: int = CUAUHTEMOC) -> list[Say]:
        """What of the bot's stands in a chat, in the order in which it was first said."""
        posts = (self._past | self.world.posts).values()
        actions = [post.outgoing.action for post in posts if post.standing and post.message_id]
        return [action for action in actions if isinstance(action, Say) and action.chat_id == chat]

    def texts(self, chat: int = CUAUHTEMOC) -> list[str]:
        """The same, words alone."""
        return [post.text for post in self.posts(chat)]

    def rings(self, chat: int) -> int:
        """How many new messages (edits do not ring) a chat has had."""
        return sum(1 for each, _ in self.rung if each == chat)

    def events(self) -> list[str]:
        """The response log's events in order."""
        return [row.event for row in self.log]

    def did(self, kind: type[Action]) -> list[Any]:
        """The actions of one kind that left no message."""
        return [action for action in self.done if isinstance(action, kind)]

    # --- inside ---

    def _with_button(self, person: Person, button: str) -> Posted:
        offered = [
            post
            for post in (self._past | self.world.posts).values()
            if post.standing and isinstance(post.outgoing.action, Say)
            if any(button in each.text for row in post.outgoing.action.buttons for each in row)
        ]
        own = [post for post in offered if post.outgoing.action.chat_id == person.id]
        return (own or [post for post in offered if post.outgoing.action.chat_id < 0])[-1]

    def _let_notices_age(self) -> None:
        for key, post in list(self.world.posts.items()):
            action = post.outgoing.action
            if post.outgoing.purpose is not Purpose.NOTICE or not isinstance(action, Say):
                continue
            if action.lasts is not None and self._sent_at[key] + action.lasts <= self.now:
                self.world.posts[key] = replace(post, standing=False)
            elif action.chat_id > 0 and self._sent_at[key] + timedelta(minutes=1) < self.now:
                self._past[key] = self.world.posts.pop(key)

    def _next_due(self, until: datetime) -> datetime | None:
        due = [r.escalate_at for r in self.world.reports.values() if r.escalate_at and r.state in UNANSWERED]
        due += [r.ask_at for r in self.world.reports.values() if r.ask_at]
        due += [r.undo.until for r in self.world.reports.values() if r.undo]
        due += self._waiting.values()
        return min((moment for moment in due if moment <= until), default=None)

    def _record(self, effects: Iterable[Effect]) -> None:
        effects = with_facts(effects)
        self.world.apply(effects)
        for effect in effects:
            match effect:
                case Log(row):
                    self.log.append(row)
                case Withdraw(key):
                    self.done = [action for action in self.done if getattr(action, "key", None) != key]
                    self._waiting.pop(key, None)
                case Send(outgoing) if isinstance(outgoing.action, Say):
                    self._waiting.pop(outgoing.key, None)
                    if outgoing.due_at is not None and outgoing.due_at > self.now:
                        self._waiting[outgoing.key] = outgoing.due_at
                    else:
                        self._deliver(self.world.posts[outgoing.key].outgoing)
                case Send(outgoing):
                    self.done.append(outgoing.action)
                case _:
                    pass

    def _deliver_what_waited(self) -> None:
        for key, due_at in list(self._waiting.items()):
            if due_at <= self.now and self._waiting.pop(key, None):
                self._deliver(self.world.posts[key].outgoing)

    def _deliver(self, outgoing: Outgoing) -> None:
        chat = outgoing.action.chat_id
        before = self.world.posts[outgoing.key].message_id
        assert isinstance(outgoing.action, Say)
        if chat in self.deaf:
            self.world.posts[outgoing.key] = replace(self.world.posts[outgoing.key], standing=False)
            outcome: Sent | Refused = Refused("Forbidden: bot can't initiate conversation with a user", forbidden=True)
        else:
            if before is None:
                self._next_message += 1
                self.rung.append((chat, outgoing.action.text))
            number = before or self._next_message
            self._sent_at[outgoing.key] = self.now
            self.world.posts[outgoing.key] = replace(self.world.posts[outgoing.key], message_id=number)
            outcome = Sent(number)
        delivery = Delivery(_waiting(outgoing, before, self.now), outcome)
        if needs_deciding(delivery):
            self._record(on_delivery(delivery, self.scene))


def _waiting(outgoing: Outgoing, message_id: int | None, now: datetime) -> Waiting:
    return Waiting(
        key=outgoing.key,
        action=outgoing.action,
        priority=outgoing.priority,
        purpose=outgoing.purpose,
        revision=1,
        message_id=message_id,
        report_id=outgoing.report_id,
        created_at=now,
    )


def a_robbery(conversation: Conversation, author: Person = ANA) -> Message:
    """An emergency with all that an officer needs to go."""
    return conversation.says(author, "Asaltan a una señora en Río Lerma 145")


__all__ = ["Conversation", "Tap", "a_robbery", "judged_plainly", "plain_judge"]
