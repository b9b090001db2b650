"""What is seen in a picture counts beside weak words, and never against a report. A screenshot alone is no breach."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from bot.core.model.incoming import Pin
from bot.core.model.kinds import Kind, PictureKind, Reason, Role, Verdict
from bot.core.model.meaning import Judgement, Picture, Place, Said
from bot.core.screening.pictures import SIGNS, with_picture
from bot.locales import LANGUAGES, sentences
from tests.rules_for_tests import some_rules

RULES = some_rules()
NOTHING = Judgement(verdict=Verdict.PASS, rule="media.photo", certainty=0.9, understood=False)
MEME = Picture(kind=PictureKind.MEME, certainty=0.8, evidence=("caption-band",), fingerprint=0x0F0F_3333_5A5A_7171)


def photo(text: str = "", **more: Any) -> Said:
    return Said(text=text, kind=Kind.PHOTO, **more)


def leaning(reason: Reason, certainty: float = 0.5) -> Judgement:
    return Judgement(
        verdict=Verdict.REJECT, rule=f"topics.{reason}", reason=reason, certainty=certainty, evidence=("pásenlo",)
    )


def seen(kind: PictureKind, certainty: float = 0.8) -> Picture:
    return replace(MEME, kind=kind, certainty=certainty)


@pytest.mark.parametrize(
    ("kind", "reason"),
    [
        (PictureKind.MEME, Reason.MEME),
        (PictureKind.FLYER, Reason.ADVERTISING),
        (PictureKind.STICKER, Reason.STICKER),
    ],
)
def test_a_picture_without_words_is_rejected_for_what_it_is(kind: PictureKind, reason: Reason) -> None:
    judged = with_picture(NOTHING, photo(), seen(kind), RULES)
    assert (judged.verdict, judged.reason, judged.rule) == (Verdict.REJECT, reason, f"topics.{reason}")
    assert judged.evidence == (f"seen:{kind}", "seen:caption-band")
    assert not judged.understood  # so that the notice has the button for an emergency


@pytest.mark.parametrize("kind", [PictureKind.SCREENSHOT, PictureKind.PHOTOGRAPH])
def test_screenshots_and_photographs_are_no_breach_by_themselves(kind: PictureKind) -> None:
    assert with_picture(NOTHING, photo(), seen(kind, 0.95), RULES) is NOTHING


def test_a_screenshot_beside_words_that_lean_to_a_chain_tips_them() -> None:
    judged = with_picture(leaning(Reason.CHAIN), photo("pásenlo"), seen(PictureKind.SCREENSHOT), RULES)
    assert (judged.verdict, judged.reason) == (Verdict.REJECT, Reason.CHAIN)
    assert judged.certainty >= RULES.screening.certainty
    assert judged.evidence[0] == "pásenlo"


def test_below_the_certainty_of_the_rules_nothing_changes() -> None:
    assert with_picture(NOTHING, photo(), seen(PictureKind.MEME, 0.55), RULES) is NOTHING


REPORT = Judgement(verdict=Verdict.REPORT, rule="report.theft", certainty=0.5)


@pytest.mark.parametrize(
    ("judged", "said"),
    [
        (REPORT, photo("robaron")),
        (replace(REPORT, emergency=True), photo("auxilio")),
        (replace(NOTHING, place=Place(street="Río Lerma")), photo("en Río Lerma")),
        (NOTHING, photo(pin=Pin(19.4, -99.1))),
        (NOTHING, photo("miren lo que pasa ahorita aquí afuera")),
        (NOTHING, photo("mire", is_reply=True)),
        (NOTHING, photo(role=Role.OFFICER)),
        (NOTHING, photo(role=Role.ADMIN)),
        (NOTHING, Said(text="", kind=Kind.VIDEO)),
    ],
)
def test_nothing_counts_against_what_may_be_a_report_or_is_none_of_a_neighbours(judged: Judgement, said: Said) -> None:
    assert with_picture(judged, said, seen(PictureKind.MEME, 0.95), RULES, Reason.MEME) is judged


def test_what_the_rules_allow_stays() -> None:
    topics = {**RULES.screening.topics, Reason.MEME: False}
    allowing = replace(RULES, screening=replace(RULES.screening, topics=topics))
    assert with_picture(NOTHING, photo(), MEME, allowing) is NOTHING


def test_a_picture_that_was_removed_before_is_known() -> None:
    judged = with_picture(NOTHING, photo(), seen(PictureKind.SCREENSHOT), RULES, Reason.CHAIN)
    assert (judged.reason, judged.evidence[-1]) == (Reason.CHAIN, "seen:known-picture")


def test_weak_words_weigh_a_little_for_the_author() -> None:
    alone = with_picture(NOTHING, photo(), MEME, RULES)
    beside = with_picture(replace(NOTHING, rule="pass.unclear"), photo("vean"), MEME, RULES)
    assert 0.6 <= beside.certainty < alone.certainty


@pytest.mark.parametrize("language", LANGUAGES)
def test_all_that_may_be_seen_has_a_name(language: str) -> None:
    say = sentences(language)
    assert [sign for sign in sorted(SIGNS) if not say.has(f"seen.{sign}")] == []
    assert frozenset(PictureKind) <= SIGNS


WORDLESS_MEME = Judgement(verdict=Verdict.REJECT, rule="topics.meme", reason=Reason.MEME, certainty=0.9)


def test_a_photograph_is_no_meme_where_no_word_says_so() -> None:
    judged = with_picture(WORDLESS_MEME, photo("esto acaba de pasar"), seen(PictureKind.PHOTOGRAPH, 0.95), RULES)
    assert (judged.verdict, judged.rule, judged.reason) == (Verdict.PASS, "pass.photograph", None)
    assert judged.evidence[0] == "seen:photograph"
    by_its_words = replace(WORDLESS_MEME, evidence=("cuando llega el lunes",))
    assert (
        with_picture(by_its_words, photo("cuando llega el lunes"), seen(PictureKind.PHOTOGRAPH), RULES) is by_its_words
    )


def test_what_looks_like_a_meme_and_is_called_one_is_one() -> None:
    judged = with_picture(WORDLESS_MEME, photo("vean"), MEME, RULES)
    assert (judged.verdict, judged.evidence) == (Verdict.REJECT, ("seen:meme", "seen:caption-band"))
