"""One question of a record at the scene, as the officer's phone shows it: what is there already, and the buttons."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from bot.core import buttons
from bot.core.model.report import Report
from bot.core.outgoing import Button, Keyboard, Outgoing, Priority, Purpose, Say, in_rows
from bot.core.scene import Scene
from bot.core.scene_record import facts as record_facts
from bot.core.scene_record import model as scene_record
from bot.core.scene_record.model import ACTIONS, CONFIRMED, DEEDS, LISTS, NARRATIVE, PERSONS, PHOTOS, ROLES, SceneRecord
from bot.core.wording import quoted
from bot.locales import Sentences

_SHOWN_LINES = 12  # the last of them; a phone has no room for more
_SHOWN_LINE = 120


def question(record: SceneRecord, report: Report, scene: Scene, cry: Button | None = None) -> Outgoing:
    """What is asked now. ``cry``: the button for words that may be about an emergency of now."""
    say = scene.say_about(report)
    keyboard = _keyboard(record, report, say)
    return Outgoing(
        key=record.question,
        action=Say(
            chat_id=record.officer_id,
            text=_text(record, report, scene, say, cry),
            buttons=((cry,), *keyboard) if cry is not None else keyboard,
        ),
        priority=Priority.ANSWER,
        purpose=Purpose.RECORD,
        report_id=report.id,
    )


def _text(record: SceneRecord, report: Report, scene: Scene, say: Sentences, cry: Button | None) -> str:
    head = say(
        "record.head",
        folio=report.folio,
        number=scene_record.number_of(record),
        count=len(scene_record.STEPS),
        step=say(f"record.step.{record.step}"),
    )
    there = _there(record, report, scene, say)
    ask = say(f"record.ask.{record.step}")
    full = len(record.answers.get(record.step, ())) >= scene_record.MOST_LINES
    full = full or (record.step == PHOTOS and len(record.photos) >= scene_record.MOST_PHOTOS)
    notes = [*([say("record.full")] if full else []), *([say("record.perhaps_emergency")] if cry is not None else [])]
    return "\n".join([head, *there, "", ask, *notes])


def _there(record: SceneRecord, report: Report, scene: Scene, say: Sentences) -> list[str]:
    """What is known at this step: the officer's words, else what the report tells."""
    words = [word for word in record.words(record.step) if word]
    if record.step == PHOTOS:
        return [say("record.photos", count=len(record.photos))] if record.photos else []
    if record.step == PERSONS:
        words = [record_facts.person_of(word, say) for word in words]
    lines = [f"· {quoted(' '.join(word.split()), _SHOWN_LINE)}" for word in words[-_SHOWN_LINES:]]
    if len(words) > _SHOWN_LINES:
        lines.insert(0, say("record.more", count=len(words) - _SHOWN_LINES))
    return lines or prefilled(record.step, report, scene, say)


def prefilled(step: str, report: Report, scene: Scene, say: Sentences) -> list[str]:
    """What the report tells of a step."""
    match step:
        case scene_record.KNOWN:
            facts = record_facts.how_known(report, scene, say)
        case scene_record.PLACE:
            facts = record_facts.where(report, say)
        case scene_record.OUTCOME if report.outcome:
            return [quoted(report.outcome, 500)]
        case _:
            return []
    unknown = say("paper.no_information")
    return [f"{label}: {value}" for label, value in facts if value != unknown]


def _keyboard(record: SceneRecord, report: Report, say: Sentences) -> Keyboard:
    def button(what: str, text: str | None = None) -> Button:
        data = buttons.encode(buttons.AnswerRecord(record.id, record.step, what))
        return Button(text or say(f"record.button.{what}"), data)

    step = record.step
    filled = bool(record.answers.get(step)) or (step == PHOTOS and bool(record.photos))
    rows: list[Sequence[Button]] = []
    if step == PERSONS and filled:
        last = record.answers[PERSONS][-1].partition(":")[0]
        roles = [button(role, _marked(say(f"role.{role}"), role == last)) for role in ROLES]
        rows += in_rows(roles, 3)
    if step == ACTIONS:
        ticks = [button(deed, _marked(say(f"deed.{deed}"), deed in record.deeds)) for deed in DEEDS]
        rows += in_rows(ticks)
    rows.append(_onward(record, report, button, filled=filled))
    steps = [button("back")] if step != scene_record.STEPS[0] else []
    if step != NARRATIVE and not filled:
        steps.append(button("skip"))
    rows.append([*steps, button("end")])
    return tuple(tuple(row) for row in rows if row)


def _onward(record: SceneRecord, report: Report, button: Callable[[str], Button], *, filled: bool) -> list[Button]:
    """What takes the officer on in one tap, and back from a slip."""
    step = record.step
    if filled:
        may_take_back = step in LISTS or step in (PHOTOS, NARRATIVE)
        return [*([button("last")] if may_take_back else []), *([button("next")] if step != NARRATIVE else [])]
    if step in CONFIRMED and (step != scene_record.OUTCOME or report.outcome):
        return [button("ok")]
    return [button("none")] if step in LISTS or step in (ACTIONS, PHOTOS) else []


def _marked(text: str, chosen: bool) -> str:
    return f"✓ {text}" if chosen else text
