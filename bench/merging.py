"""How well reports of one incident are merged, on the conversations of `tests/conversations`.

Every two messages of a conversation that tell of an incident are a pair: of one incident or of two, merged into one
report or not. Precision is how many of the merged pairs are of one incident, recall how many of those of one incident
were merged. A second alert is a report that a message opened though its incident had one, or though it tells of none;
lost is what tells of an incident and belongs to no report.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import reduce
from itertools import combinations
from pathlib import Path

from bot.core.decide import decide
from bot.core.model.incoming import Attachment, Message, Person, Pin
from bot.core.model.kinds import Kind
from bot.core.rules.model import GroupRules, Rules
from bot.core.scene import Scene
from bot.core.world import World

CONVERSATIONS = Path(__file__).parent.parent / "tests" / "conversations"
START = datetime(2019, 1, 13, 2, 0, tzinfo=UTC)
_KEPT_ASIDE = 2  # the remainder of a conversation's number by three
_LINE = re.compile(r"(\d+) (\w+) ([\w-])(?: >(\d+))?(?: \[(photo|pin \S+)\])?(?: (.+))?")
_DATE = re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d")
_TALK = "-"
_OFFICER = re.compile(r"officer(\d*)")


@dataclass(frozen=True, slots=True)
class Spoken:
    """One message of a conversation, and the incident that it tells of (None: it tells of none).

    ``reply_to``: the number, from 1, of the message that it quotes. ``media``: ``photo``, or ``pin`` with degrees.
    """

    minute: int
    author: str
    incident: str | None
    text: str
    reply_to: int | None = None
    media: str = ""


@dataclass(frozen=True, slots=True)
class Conversation:
    """What several people wrote, in order. ``aside``: kept aside for measuring; ``place``: its group's name."""

    title: str
    messages: tuple[Spoken, ...]
    aside: bool
    file: str
    place: str | None


@dataclass(frozen=True, slots=True)
class Made:
    """What came of a message: the report that it belongs to, and whether it opened one."""

    report: int | None
    opened: bool


@dataclass(frozen=True, slots=True)
class Merging:
    """Pairs of messages: of one incident, merged, and both; what was opened without need, and what belongs to none."""

    of_one: int = 0
    merged: int = 0
    right: int = 0
    second: int = 0
    lost: int = 0

    def __add__(self, other: Merging) -> Merging:
        return Merging(
            self.of_one + other.of_one,
            self.merged + other.merged,
            self.right + other.right,
            self.second + other.second,
            self.lost + other.lost,
        )

    @property
    def precision(self) -> float:
        """Of the merged pairs, the share that is of one incident."""
        return self.right / self.merged if self.merged else 1.0

    @property
    def recall(self) -> float:
        """Of the pairs of one incident, the share that was merged."""
        return self.right / self.of_one if self.of_one else 1.0


def conversations() -> list[Conversation]:
    """All of them."""
    return [each for path in sorted(CONVERSATIONS.glob("*.txt")) for each in _in_file(path)]


def played(conversation: Conversation, rules: Rules) -> list[Made]:
    """What came of each message of a conversation, when the real code decided."""
    world, opened = World(), []
    group = next(each for each in rules.groups if conversation.place in (None, each.name))
    people = _people(conversation, group, rules)
    for number, spoken in enumerate(conversation.messages, 1):
        now = _start(conversation, rules) + timedelta(minutes=spoken.minute, seconds=number)
        known = len(world.reports)
        message = _message(spoken, number, people[spoken.author], group.chat, now)
        world.apply(decide(message, Scene(world, rules, now)).effects)
        opened.append(len(world.reports) > known)
    belongs = [world.messages[group.chat, number].report_id for number in range(1, len(opened) + 1)]
    return [Made(report, new) for report, new in zip(belongs, opened, strict=True)]


def measured(conversation: Conversation, made: list[Made]) -> Merging:
    """The pairs of a conversation. A message that made no report is merged with none."""
    both = list(zip(conversation.messages, made, strict=True))
    told = [(spoken.incident, what) for spoken, what in both if spoken.incident is not None]
    alerts = [spoken.incident for spoken, what in both if what.opened]
    of_one = merged = right = 0
    for (one, known), (other, another) in combinations(told, 2):
        is_one, is_merged = one == other, known.report is not None and known.report == another.report
        of_one += is_one
        merged += is_merged
        right += is_one and is_merged
    lost = sum(what.report is None for _, what in told)
    return Merging(of_one, merged, right, len(alerts) - len({*alerts} - {None}), lost)


def total(those: Iterable[Merging]) -> Merging:
    """All together."""
    return reduce(Merging.__add__, those, Merging())


def print_merging(rules: Rules) -> None:
    """Precision, recall and second alerts by file, of what was in view and of what is kept aside."""
    everything = conversations()
    made = {each: measured(each, played(each, rules)) for each in everything}
    heads = ("conversations", "pairs of one", "precision", "recall", "second", "lost")
    print(f"\n{'merging':33} {' '.join(f'{head:>13}' for head in heads)}")
    for file in (*dict.fromkeys(each.file for each in everything), "all"):
        for name, aside in (("in view", False), ("kept aside", True)):
            those = [made[each] for each in everything if each.aside is aside and file in (each.file, "all")]
            found = total(those)
            shown = (found.of_one, f"{found.precision:.1%}", f"{found.recall:.1%}", found.second, found.lost)
            print(f"{f'{file}, {name}':33} {' '.join(f'{each:>13}' for each in (len(those), *shown))}")


def _people(conversation: Conversation, group: GroupRules, rules: Rules) -> dict[str, Person]:
    """Who speaks: ``officer``, ``officer2`` … are the group's own, all others its neighbours."""
    officers = [each for each in rules.officers if each.quadrant in group.quadrants]
    people = {}
    for number, name in enumerate(dict.fromkeys(spoken.author for spoken in conversation.messages), 1):
        if (match := _OFFICER.fullmatch(name)) is not None:
            handle = officers[int(match[1] or 1) - 1].telegram
            people[name] = Person(int(handle), name)
        else:
            people[name] = Person(900_000 + number, name.title())
    return people


def _message(spoken: Spoken, number: int, author: Person, chat: int, now: datetime) -> Message:
    pin, attachment, kind = None, None, Kind.TEXT
    if spoken.media == "photo":
        kind, attachment = Kind.PHOTO, Attachment(Kind.PHOTO, f"photo{number}")
    elif spoken.media:
        latitude, _, longitude = spoken.media.removeprefix("pin ").partition(",")
        kind, pin = Kind.LOCATION, Pin(float(latitude), float(longitude))
    return Message(
        update_id=number,
        chat_id=chat,
        message_id=number,
        author=author,
        sent_at=now,
        kind=kind,
        text=spoken.text,
        reply_to=spoken.reply_to,
        pin=pin,
        attachment=attachment,
    )


def _start(conversation: Conversation, rules: Rules) -> datetime:
    """When it begins: the date and hour that are its title, where the group is."""
    if _DATE.fullmatch(conversation.title) is None:
        return START
    return datetime.fromisoformat(conversation.title).replace(tzinfo=rules.timezone)


def _in_file(path: Path) -> Iterator[Conversation]:
    head, *parts = re.split(r"^== ", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
    place = head.strip().removeprefix("in ") or None
    for number, part in enumerate(parts):
        title, *lines = part.strip().splitlines()
        messages = tuple(_spoken(line) for line in lines if line.strip())
        yield Conversation(title, messages, number % 3 == _KEPT_ASIDE, path.stem, place)


def _spoken(line: str) -> Spoken:
    match = _LINE.fullmatch(line.strip())
    if match is None:
        raise ValueError(f"not «minute author incident text»: {line}")
    minute, author, incident, quoted, media, text = match.groups()
    told = None if incident == _TALK else incident
    return Spoken(int(minute), author, told, text or "", int(quoted) if quoted else None, media or "")
