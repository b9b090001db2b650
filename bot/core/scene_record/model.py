"""The record that an officer makes at the scene: what was answered so far, and which step is next.

Pure moves from step to step. Nothing here writes a word of its own: what is kept is what the officer wrote, what they
ticked, and what they confirmed of the report.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from bot.core.model.incoming import Attachment

KNOWN, PLACE, OUTCOME = "known", "place", "outcome"
PERSONS, VEHICLES, OBJECTS = "persons", "vehicles", "objects"
ACTIONS, DETENTION_FOLIO = "actions", "detention_folio"
PHOTOS, NARRATIVE = "photos", "narrative"

STEPS = (KNOWN, PLACE, PERSONS, VEHICLES, OBJECTS, ACTIONS, OUTCOME, PHOTOS, NARRATIVE)
"""In the order in which they are asked; after `ACTIONS` comes `DETENTION_FOLIO` where somebody was detained."""
LISTS = frozenset({PERSONS, VEHICLES, OBJECTS})
"""A line each; none at all is "does not apply"."""
CONFIRMED = frozenset({KNOWN, PLACE, OUTCOME})
"""What the report tells already: one tap confirms it, words take its place."""

DETENTION = "detention"
DEEDS = ("patrol", "talked", "inspection", "force", "first_aid", "ambulance", "firefighters", "civic_judge", DETENTION)
"""What can be ticked at `ACTIONS`."""
ROLES = ("detained", "victim", "witness", "interviewed", "other")
"""What a person is to the event; each line of `PERSONS` begins with one of them and a colon."""

MOST_LINES = 100
MOST_PHOTOS = 20
_TICK = "#"
_FOLLOWS = "follows"


@dataclass(frozen=True, slots=True, kw_only=True)
class SceneRecord:
    """One officer's record of one report.

    Attributes:
        step: what is asked next; empty once it is finished.
        answers: by step, in the officer's own words. A step that is there without words was confirmed, or does not
            apply; a skipped one is not in it. Beside them stands what the question that is asked now follows.
    """

    id: int
    report_id: int
    officer_id: int
    officer_name: str
    step: str
    answers: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    photos: tuple[Attachment, ...] = ()
    started_at: datetime
    updated_at: datetime
    finished_at: datetime | None = None

    @property
    def question(self) -> str:
        """The key of the question that is asked now."""
        return f"question:{self.id}:{''.join(self.answers.get(_FOLLOWS, ('0',)))}"

    @property
    def deeds(self) -> tuple[str, ...]:
        """What is ticked, in the order in which it is offered."""
        return tuple(deed for deed in DEEDS if _TICK + deed in self.answers.get(ACTIONS, ()))

    def words(self, step: str) -> tuple[str, ...]:
        """What was written at a step."""
        return tuple(each for each in self.answers.get(step, ()) if step != ACTIONS or not each.startswith(_TICK))

    @property
    def captions(self) -> tuple[str, ...]:
        """One for each photo, empty where it came without."""
        return (*self.answers.get(PHOTOS, ()), *[""] * len(self.photos))[: len(self.photos)]

    @property
    def is_empty(self) -> bool:
        """Whether nothing has been put into it yet."""
        return not self.photos and not any(step in self.answers for step in (*STEPS, DETENTION_FOLIO))

    def following(self, message_id: int) -> SceneRecord:
        """Asked anew from now on, below that message of the officer's."""
        return replace(self, answers={**self.answers, _FOLLOWS: (str(message_id),)})


def new_record(record_id: int, report_id: int, officer: tuple[int, str], at: datetime) -> SceneRecord:
    """The record at its first step; ``officer``: id and name."""
    officer_id, name = officer
    return SceneRecord(
        id=record_id,
        report_id=report_id,
        officer_id=officer_id,
        officer_name=name,
        step=STEPS[0],
        started_at=at,
        updated_at=at,
    )


def told(record: SceneRecord, text: str) -> SceneRecord:
    """The record once the officer has written that at its present step."""
    step = record.step
    if step in CONFIRMED or step == DETENTION_FOLIO:
        return forward(_with(record, step, (text,)))
    if step == PERSONS:
        lines = [_person(line) for line in _lines(text)]
    elif step in LISTS or step == ACTIONS:
        lines = _lines(text)
    else:  # what is written among the photos is told
        step, lines = NARRATIVE, [text.strip()]
    return _with(record, step, (*record.answers.get(step, ()), *lines)[:MOST_LINES])


def shown(record: SceneRecord, photo: Attachment, caption: str) -> SceneRecord:
    """The record with one more photo; its caption stands with it."""
    if len(record.photos) >= MOST_PHOTOS:
        return record
    return replace(_with(record, PHOTOS, (*record.captions, caption)), photos=(*record.photos, photo))


def corrected(record: SceneRecord, before: str, now: str) -> SceneRecord:
    """The record after the officer has edited a message; where its words are no longer found, it is as it was."""
    for step, words in record.answers.items():
        roles = [_role_of(word) for word in words] if step == PERSONS else []
        bare = [word.partition(":")[2] for word in words] if step == PERSONS else list(words)
        for old, new in (([before.strip()], [now.strip()]), (_lines(before), _lines(now))):
            at = _found(bare, old)
            if at is not None and step != _FOLLOWS:
                lines = _as_before(new, roles[at : at + len(old)]) if step == PERSONS else new
                return _with(record, step, (*words[:at], *lines, *words[at + len(old) :])[:MOST_LINES])
    return record


def ticked(record: SceneRecord, deed: str) -> SceneRecord:
    """The record with a deed ticked, or not ticked any more."""
    before = record.answers.get(ACTIONS, ())
    tick = _TICK + deed
    after = tuple(each for each in before if each != tick) if tick in before else (*before, tick)
    return _with(record, ACTIONS, after)


def with_role(record: SceneRecord, role: str) -> SceneRecord:
    """The record in which the person written last has that role."""
    persons = record.answers.get(PERSONS, ())
    if not persons:
        return record
    return _with(record, PERSONS, (*persons[:-1], f"{role}:{persons[-1].partition(':')[2]}"))


def without_last(record: SceneRecord) -> SceneRecord:
    """The record without what was put last into its present step."""
    before = record.answers.get(record.step, ())
    record = _with(record, record.step, before[:-1]) if len(before) > 1 else _without(record, record.step)
    return replace(record, photos=record.photos[:-1]) if record.step == PHOTOS else record


def confirmed(record: SceneRecord) -> SceneRecord:
    """One step on; what the report tells of this one is right, or it does not apply."""
    return forward(_with(record, record.step, ()))


def forward(record: SceneRecord) -> SceneRecord:
    """One step on; after the last one nothing is asked any more."""
    return replace(record, step=next(iter(_steps_after(record)), ""))


def back(record: SceneRecord) -> SceneRecord:
    """One step back."""
    steps = _steps(record)
    at = steps.index(record.step) if record.step in steps else 0
    return replace(record, step=steps[max(0, at - 1)])


def number_of(record: SceneRecord) -> int:
    """Which of `STEPS` it is at, from 1 on."""
    return STEPS.index(ACTIONS if record.step == DETENTION_FOLIO else record.step) + 1


def _steps(record: SceneRecord) -> tuple[str, ...]:
    at = STEPS.index(ACTIONS) + 1
    return (*STEPS[:at], *([DETENTION_FOLIO] if DETENTION in record.deeds else []), *STEPS[at:])


def _steps_after(record: SceneRecord) -> tuple[str, ...]:
    steps = _steps(record)
    return steps[steps.index(record.step) + 1 :] if record.step in steps else ()


def _with(record: SceneRecord, step: str, words: Iterable[str]) -> SceneRecord:
    return replace(record, answers={**record.answers, step: tuple(words)})


def _without(record: SceneRecord, step: str) -> SceneRecord:
    return replace(record, answers={each: words for each, words in record.answers.items() if each != step})


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _found(lines: list[str], wanted: list[str]) -> int | None:
    """Where these lines stand, one after another."""
    if not wanted:
        return None
    starts = range(len(lines) - len(wanted) + 1)
    return next((at for at in starts if lines[at : at + len(wanted)] == wanted), None)


def _as_before(lines: list[str], roles: list[str]) -> list[str]:
    """Corrected lines about persons, with the roles that they had."""
    if len(lines) != len(roles):
        return [_person(line) for line in lines]
    return [f"{role}:{line}" for role, line in zip(roles, lines, strict=True)]


_SPOKEN = {
    "deten": "detained", "arrest": "detained", "asegurad": "detained", "víctima": "victim", "victima": "victim",
    "victim": "victim", "testig": "witness", "witness": "witness", "entrevistad": "interviewed",
    "interviewed": "interviewed",
}  # fmt: skip


def says_role(line: str) -> str | None:
    """The role that the first word of a person's line names."""
    first = line.casefold().lstrip("-•* ")
    return next((role for word, role in _SPOKEN.items() if first.startswith(word)), None)


def _person(line: str) -> str:
    """The line with its role before it; it stays as it was written."""
    return f"{says_role(line) or 'other'}:{line}"


def _role_of(person: str) -> str:
    return person.partition(":")[0]
