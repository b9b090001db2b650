"""The paper of a record: in the order of the form, on one page for usual content, whatever was written on it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from bot.core.model.incoming import Attachment, Pin
from bot.core.model.kinds import Category, Kind, State
from bot.core.model.meaning import Place
from bot.core.model.report import Report
from bot.core.rules.model import Rules
from bot.core.scene import Scene
from bot.core.scene_record import model as scene_record
from bot.core.scene_record.model import NARRATIVE, PERSONS, PHOTOS, SceneRecord
from bot.core.scene_record.paper import paper_of
from bot.core.world import World
from bot.papers.photographs import on_paper
from bot.papers.scene_record import draw_record
from tests.builders import NOW
from tests.pictures.drawn import encoded, street
from tests.rules_for_tests import CUAUHTEMOC, some_rules

REPORT = Report(
    id=4,
    folio="CUA-000004",
    group_id=CUAUHTEMOC,
    chat_id=CUAUHTEMOC,
    message_id=3,
    reporter_id=2001,
    reporter_name="Ana",
    category=Category.GAS_LEAK,
    emergency=True,
    state=State.RESOLVED,
    place=Place(street="Río Tíber", number="87", cross_street="Río Lerma", pin=Pin(19.43012, -99.16812)),
    quadrants=("CUA-1",),
    opened_at=NOW,
    updated_at=NOW,
    forwarded_at=NOW + timedelta(minutes=1),
    answered_at=NOW + timedelta(minutes=5),
    on_scene_at=NOW + timedelta(minutes=13),
    outcome="Bomberos cerró la llave",
)
EMPTY = scene_record.new_record(12, 4, (5001, "Of. Juárez"), NOW + timedelta(minutes=15))


def finished(record: SceneRecord) -> SceneRecord:
    return replace(record, step="", finished_at=NOW + timedelta(minutes=30))


def usual() -> SceneRecord:
    record = scene_record.confirmed(EMPTY)
    record = scene_record.told(record, "Río Tíber 87, departamento 3")
    record = scene_record.told(
        record, "detenido: Juan <b>Pérez</b> & Cía., unos 30 años\ntestigo: Pedro Gómez, portero"
    )
    record = scene_record.forward(record)
    record = scene_record.told(record, "ABC-12-34, Tsuru blanco")
    record = scene_record.confirmed(scene_record.forward(record))
    for deed in ("talked", "detention"):
        record = scene_record.ticked(record, deed)
    return scene_record.told(scene_record.forward(record), "RND-77")


def drawn(record: SceneRecord, photos: tuple[bytes | None, ...] = (), rules: Rules | None = None) -> bytes:
    scene = Scene(World(), rules or some_rules(), NOW)
    return draw_record(paper_of(finished(record), REPORT, scene), photos)


def pages(data: bytes) -> list[str]:
    return [page.extract_text() for page in PdfReader(BytesIO(data)).pages]


def test_a_usual_record_is_one_page_in_the_order_of_the_form() -> None:
    (page,) = pages(drawn(usual()))
    sections = ["2. Primer respondiente", "3. Conocimiento del hecho", "4. Lugar de la intervención", "5. Narrativa"]
    annexes = ["Anexo A", "Anexo B", "Anexo C", "Anexo D", "Anexo E", "Revisó y firma: Of. Juárez"]
    at = [page.index(title) for title in ("no lo sustituye", *sections, *annexes)]
    assert at == sorted(at)
    for said in ("Vecino por grupo", "12/01/2019 20:52", "Vespertino (14:00–22:00)", "19.430120, -99.168120"):
        assert said in page
    assert "Río Tíber 87, departamento 3" in page
    assert "Bomberos cerró la llave" in page
    assert "página 1 de 1" in page


def test_what_people_wrote_is_no_markup() -> None:
    (page,) = pages(drawn(usual()))
    assert "detenido: Juan <b>Pérez</b> & Cía., unos 30 años" in page


def test_an_empty_record_says_so_and_leaves_lines_for_the_hand() -> None:
    (page,) = pages(drawn(EMPTY))
    assert page.count("Sin información") >= 7
    assert "A mano, por el primer respondiente" in page


def test_the_narrative_is_the_officers_own_words_and_nothing_else() -> None:
    record = scene_record.told(replace(EMPTY, step=NARRATIVE), "Llegamos a las 21:05.\nOlía a gas.")
    (page,) = pages(drawn(record))
    narrative = page[page.index("5. Narrativa de los hechos") : page.index("Anexo A")]
    assert narrative.split("\n")[1:-1] == ["Llegamos a las 21:05.", "Olía a gas."]


def test_the_same_content_gives_the_same_bytes_and_other_content_another_fingerprint() -> None:
    assert drawn(usual()) == drawn(usual())
    (one,), (other,) = pages(drawn(usual())), pages(drawn(EMPTY))
    assert one.split("SHA-256")[1] != other.split("SHA-256")[1]


def test_it_speaks_english_where_the_group_does() -> None:
    rules = some_rules()
    groups = tuple(replace(group, language="en") for group in rules.groups)
    (page,) = pages(drawn(usual(), rules=replace(rules, groups=groups)))
    assert "3. Knowledge of the event" in page
    assert "Evening (14:00–22:00)" in page


def test_photos_stand_at_the_end_and_a_missing_one_is_told() -> None:
    record = replace(EMPTY, step=PHOTOS)
    for number in range(5):
        record = scene_record.shown(record, Attachment(Kind.PHOTO, f"f{number}"), "la entrada" if number == 1 else "")
    photos = [on_paper(encoded(street(number, (640, 480)))) for number in range(4)]
    data = drawn(record, (*photos, None))
    assert sum(len(page.images) for page in PdfReader(BytesIO(data)).pages) == 4
    words = "\n".join(pages(data))
    assert words.index("Revisó y firma") < words.index("Fotografías") < words.index("la entrada")
    assert "[Foto no disponible]" in words


def test_twenty_persons_and_a_long_story_go_over_to_further_pages_and_none_is_lost() -> None:
    people = "\n".join(f"testigo: persona {n:02d}, {'x' * 80}" for n in range(20))
    record = scene_record.told(replace(EMPTY, step=PERSONS), people)
    for n in range(12):
        record = scene_record.told(replace(record, step=NARRATIVE), f"parte{n:02d} " + "palabras " * 400)
    words = pages(drawn(record))
    assert len(words) > 2
    assert all(f"persona {n:02d}" in "".join(words) for n in range(20))
    assert all(f"parte{n:02d}" in "".join(words) for n in range(12))
    assert f"página {len(words)} de {len(words)}" in words[-1]


@pytest.mark.parametrize(
    "text", ["🙂" * 300, "א" * 90, "\u202eevil\u202c", "\x00\x07\x1b[31m", "a" * 4000, "<para>&#0;", "\n" * 900]
)
def test_odd_words_break_nothing(text: str) -> None:
    record = EMPTY
    for _ in range(len(scene_record.STEPS)):
        if not record.step:
            break
        before = record.step
        record = scene_record.told(record, text)
        record = scene_record.forward(record) if record.step == before else record
    record = scene_record.shown(record, Attachment(Kind.PHOTO, "f"), text)
    assert pages(drawn(replace(record, officer_name=text), (None,)))


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=400), st.sampled_from([*scene_record.STEPS, scene_record.DETENTION_FOLIO]))
def test_any_text_at_any_step_makes_a_paper(text: str, step: str) -> None:
    record = scene_record.told(replace(EMPTY, step=step), text)
    assert "CUA-000004" in pages(drawn(record))[0]
