"""The brief on paper: read back, it says what it should, whatever names and promises look like."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time
from io import BytesIO
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image
from pypdf import PdfReader

from bot.core.cabinet.brief import Brief, brief_of
from bot.core.cabinet.paper import brief_paper_of
from bot.core.cabinet.promise import Promise
from bot.core.figures.history import History
from bot.core.figures.weekly import before, in_figures, week_of
from bot.core.model.kinds import Category
from bot.core.model.meaning import NOWHERE
from bot.core.rules.model import CabinetRules
from bot.locales import sentences
from bot.papers.brief import draw_paper
from bot.pictures.brief import draw_brief
from tests.builders import a_scene

MEXICO = ZoneInfo("America/Mexico_City")
MONDAY = date(2026, 11, 16)
NOW = datetime(2026, 11, 30, tzinfo=UTC)
CODES = ("CUA-1", "CUA-2")


def reports(many: int, category: Category) -> list[History]:
    return [
        History(
            report_id=number,
            folio=f"CUA-{number:06}",
            group_id=-1001,
            category=category,
            emergency=False,
            place=NOWHERE,
            quadrants=("CUA-1",),
            written_at=datetime(2026, 11, 17, tzinfo=UTC),
        )
        for number in range(many)
    ]


def a_brief(*texts: str) -> Brief:
    usual = reports(2, Category.THEFT)
    figures = in_figures(
        week_of(MONDAY, MEXICO, (0, time(7)), NOW),
        reports(9, Category.THEFT),
        [None, *((monday, usual) for monday in before(MONDAY)[1:])],
    )
    made = datetime(2026, 11, 20, tzinfo=UTC)
    promises = [
        Promise(id=number, group=-1001, text=text, by_id=6001, by_name="Cmte. Ruiz", made_at=made)
        for number, text in enumerate(texts)
    ]
    return brief_of(figures, promises, CODES, CabinetRules())


def pages_of(pdf: bytes) -> list[str]:
    return [page.extract_text() for page in PdfReader(BytesIO(pdf)).pages]


def test_one_page_has_all_of_an_ordinary_week() -> None:
    pdf = draw_paper(
        brief_paper_of(a_brief("Poda en Sabino"), "Vecinos de la Cuauhtémoc", CODES, sentences("es"), a_scene())
    )
    (page,) = pages_of(pdf)
    for words in (
        "Gabinete de seguridad",
        "Vecinos de la Cuauhtémoc · semana 2026-W47, del 16/11 al 22/11/2026",
        "Poda en Sabino (del 19/11)",  # of the day in Mexico
        "Reportes de la semana: 9",
        "Robo: 9, más que de costumbre (semanas anteriores: – 2 2 2; media 2.0)",
        "Nada anotado.",
        "Semana del 23/11: cuadrante",
        "sin dato 9",
    ):
        assert words in page
    assert "\ufffd" not in page  # every letter is in the font
    assert page.count("–") == 5  # the week without the bot, in each row of the tables and in what changed most
    assert pdf == draw_paper(
        brief_paper_of(a_brief("Poda en Sabino"), "Vecinos de la Cuauhtémoc", CODES, sentences("es"), a_scene())
    )


@settings(max_examples=8, deadline=None)
@given(st.text(max_size=60), st.lists(st.text(min_size=1, max_size=500), max_size=8))
def test_whatever_is_written_is_printed_and_drawn_as_text(group: str, texts: list[str]) -> None:
    brief, say, scene = a_brief("<b>&amp; <img src='x'/>", *texts), sentences("en"), a_scene()
    assert "<b>&amp; <img src='x'/>" in "".join(pages_of(draw_paper(brief_paper_of(brief, group, CODES, say, scene))))
    assert Image.open(BytesIO(draw_brief(brief, group, CODES, say, scene))).width == 1080


def test_the_picture_tells_what_was_fulfilled_where_something_was() -> None:
    brief, say, scene = a_brief(), sentences("es"), a_scene()
    made = datetime(2026, 11, 1, tzinfo=UTC)
    kept = Promise(
        id=9,
        group=-1001,
        text="Poda",
        by_id=6001,
        by_name="Cmte. Ruiz",
        made_at=made,
        done_at=brief.figures.period.start,
    )
    plain, told = (
        Image.open(BytesIO(draw_brief(each, "Vecinos", CODES, say, scene)))
        for each in (brief, replace(brief, fulfilled=(kept,)))
    )
    assert told.height > plain.height
