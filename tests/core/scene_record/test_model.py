"""A record goes from step to step; it keeps what the officer wrote, and nothing else."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.buttons import AnswerRecord, BeginRecord, encode, parse
from bot.core.model.incoming import Attachment
from bot.core.model.kinds import Kind
from bot.core.scene_record import model as scene_record
from bot.core.scene_record.model import ACTIONS, DEEDS, DETENTION, DETENTION_FOLIO, NARRATIVE, PERSONS, ROLES, STEPS
from bot.core.scene_record.taps import moved
from tests.builders import NOW

WHATS = ("ok", "none", "skip", "next", "back", "last", "end", *DEEDS, *ROLES)


def a_record(step: str = STEPS[0]) -> scene_record.SceneRecord:
    return replace(scene_record.new_record(12, 4, (5001, "Of. Juárez"), NOW), step=step)


def test_nine_taps_make_a_whole_record() -> None:
    record = a_record()
    for _ in STEPS:
        record = scene_record.forward(record)
    assert record.step == ""
    assert record.is_empty


def test_what_does_not_apply_is_not_what_was_skipped() -> None:
    assert scene_record.confirmed(a_record(PERSONS)).answers == {PERSONS: ()}
    assert scene_record.forward(a_record(PERSONS)).answers == {}


def test_words_about_the_place_take_the_officer_on_at_once() -> None:
    record = scene_record.told(a_record("place"), "Río Lerma 145, planta baja")
    assert record.words("place") == ("Río Lerma 145, planta baja",)
    assert record.step == PERSONS


def test_each_line_is_a_person_whose_role_its_first_word_tells() -> None:
    record = scene_record.told(a_record(PERSONS), "Testigo: el portero\n\ndetenida, unos 20 años\nJuan, del 4\n")
    assert record.words(PERSONS) == (
        "witness:Testigo: el portero",
        "detained:detenida, unos 20 años",
        "other:Juan, del 4",
    )
    assert record.step == PERSONS
    assert scene_record.with_role(record, "victim").words(PERSONS)[-1] == "victim:Juan, del 4"


def test_the_folio_of_a_detention_is_asked_only_where_there_was_one() -> None:
    record = a_record(ACTIONS)
    assert scene_record.forward(record).step == "outcome"
    detained = scene_record.ticked(record, DETENTION)
    assert scene_record.forward(detained).step == DETENTION_FOLIO
    assert scene_record.back(scene_record.forward(detained)).step == ACTIONS
    assert scene_record.ticked(detained, DETENTION).deeds == ()


def test_what_was_put_in_last_can_be_taken_back() -> None:
    photo = Attachment(Kind.PHOTO, "f1")
    record = scene_record.shown(a_record("photos"), photo, "la llave")
    record = scene_record.shown(record, replace(photo, file_id="f2"), "")
    assert record.answers["photos"] == ("la llave", "")
    once = scene_record.without_last(record)
    assert (once.photos, once.answers["photos"]) == ((photo,), ("la llave",))
    assert scene_record.without_last(once).is_empty


def test_an_edited_message_changes_its_words_and_no_others() -> None:
    record = scene_record.told(a_record(PERSONS), "testigo: Pedro\nvíctima: Ana")
    record = scene_record.told(record, "Luis")
    after = scene_record.corrected(record, "testigo: Pedro\nvíctima: Ana", "testigo: Pablo\nvíctima: Ana")
    assert after.words(PERSONS) == ("witness:testigo: Pablo", "victim:víctima: Ana", "other:Luis")
    assert scene_record.corrected(record, "nunca dicho", "otra cosa") == record


def test_it_holds_no_more_than_it_can_show() -> None:
    record = scene_record.told(a_record(PERSONS), "\n".join(f"persona {n}" for n in range(500)))
    assert len(record.words(PERSONS)) == scene_record.MOST_LINES


@given(st.lists(st.one_of(st.sampled_from(WHATS), st.text(max_size=30).map(lambda text: f"says {text}")), max_size=30))
def test_whatever_is_tapped_and_written_it_stands_at_a_step_or_is_done(deeds: list[str]) -> None:
    record = a_record()
    for deed in deeds:
        if not record.step:
            break
        words = deed.removeprefix("says ")
        after = scene_record.told(record, words) if words != deed else moved(record, deed)
        record = record if after is None else after
        assert record.step in {*STEPS, DETENTION_FOLIO, ""}
        if record.step:
            assert 1 <= scene_record.number_of(record) <= len(STEPS)


@pytest.mark.parametrize("step", [*STEPS, DETENTION_FOLIO, ""])
def test_every_button_fits_the_wire(step: str) -> None:
    for what in (*WHATS, "again"):
        pressed = AnswerRecord(2**63 - 1, step, what)
        assert len(encode(pressed).encode()) <= 64
        assert parse(encode(pressed)) == pressed
    assert parse(encode(BeginRecord(7))) == BeginRecord(7)


@pytest.mark.parametrize(
    "data", ["p:1:place", "p:x:place:ok", "p:1:PLACE:ok", "p:1:a:b:c", "p:1:place:o k", "b:", "b:1:2"]
)
def test_what_is_not_well_formed_is_no_button(data: str) -> None:
    assert parse(data) is None


def test_narrative_comes_last_and_is_only_what_was_written() -> None:
    record = scene_record.told(a_record(NARRATIVE), "  Llegamos a las 22:19.\nOlía a gas. ")
    assert record.words(NARRATIVE) == ("Llegamos a las 22:19.\nOlía a gas.",)
    assert STEPS[-1] == NARRATIVE
