"""The paper of a record as values: what stands in it, in the order of Mexico's IPH form. Nothing is drawn here.

What nobody told is "no information", what does not apply says so; the narrative is the officer's own or is left to
be written by hand.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass

from bot.core.model.report import Report
from bot.core.roster import duty
from bot.core.rules.model import Officer, Shift
from bot.core.scene import Scene
from bot.core.scene_record import facts as record_facts
from bot.core.scene_record import model as scene_record
from bot.core.scene_record.facts import Fact, day_and_time
from bot.core.scene_record.model import SceneRecord
from bot.core.wording import category_of, name_of, shift_of
from bot.locales import Sentences


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the form: facts beside their labels, then lines that stand for themselves."""

    title: str
    facts: tuple[Fact, ...] = ()
    lines: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """A whole record, ready to be drawn.

    Attributes:
        narrative: the officer's own words, a paragraph each; none: ruled lines are drawn to write on.
        captions: one for each photo.
        footer: with gaps for ``page`` and ``pages``.
    """

    title: str
    purpose: str
    sections: tuple[Section, ...]
    narrative_title: str
    narrative: tuple[str, ...]
    by_hand: str
    annexes: tuple[Section, ...]
    photos_title: str
    captions: tuple[str, ...]
    no_photo: str
    signature: tuple[str, str, str]
    footer: str
    hash: str


def paper_of(record: SceneRecord, report: Report, scene: Scene) -> Paper:
    """The paper of a finished record."""
    say = scene.say_about(report)
    made_at = day_and_time(record.finished_at, scene, say)
    sections = (
        _head(record, report, say),
        _responder(record, report, scene, say),
        _knowledge(record, report, scene, say),
        _place(record, report, say),
        _deeds(record, report, say),
    )
    annexes = _annexes(record, say)
    narrative = record.words(scene_record.NARRATIVE)
    files = tuple(photo.file_id for photo in record.photos)
    footer = say("paper.footer", number=record.id, folio=report.folio, at=made_at, page="{page}", pages="{pages}")
    return Paper(
        title=say("paper.title"),
        purpose=say("paper.purpose"),
        sections=sections,
        narrative_title=say("paper.narrative"),
        narrative=narrative,
        by_hand=say("paper.narrative_by_hand"),
        annexes=annexes,
        photos_title=say("paper.photos"),
        captions=record.captions,
        no_photo=say("paper.no_photo"),
        signature=(say("paper.signature"), name_of(record.officer_name), say("paper.signature_date")),
        footer=footer,
        hash=say("paper.hash", hash=fingerprint(sections, narrative, annexes, record.captions, files, (made_at,))),
    )


def fingerprint(*content: object) -> str:
    """SHA-256 over all that a record says: a paper on which something was changed no longer has it."""
    text = json.dumps(content, default=_plain, ensure_ascii=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _plain(value: object) -> object:
    if isinstance(value, Section):
        return [value.title, value.facts, value.lines]
    raise TypeError(type(value).__name__)


def _head(record: SceneRecord, report: Report, say: Sentences) -> Section:
    return Section(
        "",
        (
            (say("paper.folio"), report.folio),
            (say("paper.record_number"), str(record.id)),
            (say("paper.event"), category_of(report.category, say)),
        ),
    )


def _responder(record: SceneRecord, report: Report, scene: Scene, say: Sentences) -> Section:
    officer = _officer(record, scene)
    shift = duty.current_shift(scene.rules, record.started_at)
    quadrant = officer.quadrant if officer is not None else ", ".join(report.quadrants)
    return Section(
        say("paper.responder"),
        (
            (say("paper.name"), name_of(record.officer_name)),
            (say("paper.quadrant"), quadrant or say("paper.no_information")),
            (say("paper.shift"), _hours(shift, say) if shift else say("paper.no_information")),
            (say("paper.begun"), day_and_time(record.started_at, scene, say)),
        ),
    )


def _hours(shift: Shift, say: Sentences) -> str:
    name = shift_of(shift.name, say)
    return f"{name[:1].upper()}{name[1:]} ({shift.start:%H:%M}–{shift.end:%H:%M})"


def _officer(record: SceneRecord, scene: Scene) -> Officer | None:
    return next((each for each in scene.rules.officers if each.name == record.officer_name), None)


def _knowledge(record: SceneRecord, report: Report, scene: Scene, say: Sentences) -> Section:
    facts = record_facts.how_known(report, scene, say)
    return Section(say("paper.knowledge"), (*facts, *_precisely(record, scene_record.KNOWN, say)))


def _place(record: SceneRecord, report: Report, say: Sentences) -> Section:
    facts = record_facts.where(report, say)
    sketch = (say("paper.sketch"), say("paper.no"))
    return Section(say("paper.place"), (*facts, sketch, *_precisely(record, scene_record.PLACE, say)))


def _precisely(record: SceneRecord, step: str, say: Sentences) -> list[Fact]:
    """What the officer said of the report's data: other words, a tap that they are right, or nothing."""
    words = record.words(step)
    said = " / ".join(words) if words else say(f"paper.{'confirmed' if step in record.answers else 'unconfirmed'}")
    return [(say("paper.officer_says"), said)]


def _deeds(record: SceneRecord, report: Report, say: Sentences) -> Section:
    ticked = ", ".join(say(f"deed.{deed}") for deed in record.deeds)
    others = record.words(scene_record.ACTIONS)
    outcome = record.words(scene_record.OUTCOME) or ((report.outcome,) if report.outcome else ())
    facts: list[Fact] = [(say("paper.done"), ticked or _none(record, scene_record.ACTIONS, say))]
    if others:
        facts.append((say("paper.other_actions"), " / ".join(others)))
    facts.append((say("paper.outcome"), " / ".join(outcome) or say("paper.no_information")))
    return Section(say("paper.actions"), tuple(facts))


def _annexes(record: SceneRecord, say: Sentences) -> tuple[Section, ...]:
    persons = record.words(scene_record.PERSONS)
    detained = [record_facts.person_of(each, say) for each in persons if each.startswith("detained:")]
    others = [record_facts.person_of(each, say) for each in persons if not each.startswith("detained:")]
    was_asked = scene_record.ACTIONS in record.answers
    detention = bool(detained) or scene_record.DETENTION in record.deeds
    facts_a: list[Fact] = [(say("paper.detention"), _yes_or_no(detention, was_asked or bool(persons), say))]
    if detention:
        folio = " ".join(record.words(scene_record.DETENTION_FOLIO)) or say("paper.no_information")
        facts_a.append((say("paper.detention_folio"), folio))
    force = (say("paper.force"), _yes_or_no("force" in record.deeds, was_asked, say))
    return (
        Section(say("paper.annex_a"), tuple(facts_a), tuple(detained)),
        Section(say("paper.annex_b"), (force,)),
        Section(say("paper.annex_c"), (), _listed(record, scene_record.VEHICLES, say)),
        Section(say("paper.annex_d"), (), _listed(record, scene_record.OBJECTS, say)),
        Section(say("paper.annex_e"), (), tuple(others) or (_none(record, scene_record.PERSONS, say),)),
    )


def _yes_or_no(yes: bool, known: bool, say: Sentences) -> str:
    if yes:
        return say("paper.yes")
    return say("paper.no" if known else "paper.no_information")


def _listed(record: SceneRecord, step: str, say: Sentences) -> tuple[str, ...]:
    return record.words(step) or (_none(record, step, say),)


def _none(record: SceneRecord, step: str, say: Sentences) -> str:
    """That nothing stands there: it does not apply, says the officer, or nobody has told."""
    return say("paper.not_applicable" if step in record.answers else "paper.no_information")
