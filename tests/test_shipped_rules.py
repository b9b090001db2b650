"""The rules file that comes with the program is right, whole, and ready to edit."""

from __future__ import annotations

import re
import tomllib
from importlib.resources import files
from pathlib import Path

import pytest

from bot.core.model.kinds import Kind, Reason
from bot.core.rules.advice import advice
from bot.core.rules.model import Rules
from bot.rules_file import check, read_rules

PATH = Path(__file__).parent.parent / "rules.yaml"


@pytest.fixture(scope="module")
def rules() -> Rules:
    return read_rules(PATH)


def test_it_describes_two_neighbourhoods_of_six_quadrants(rules: Rules):
    assert [group.folio for group in rules.groups] == ["CUA", "SMR"]
    assert [len(group.quadrants) for group in rules.groups] == [6, 6]
    assert {quadrant.sector for quadrant in rules.quadrants} == {"Ángel-Zona Rosa", "Buenavista"}
    assert all(len(quadrant.streets) >= 8 for quadrant in rules.quadrants)


def test_every_shift_of_every_quadrant_has_a_leader(rules: Rules):
    assert all("pasa por" in line for line in advice(rules))  # and nothing else could be better


def test_it_names_every_kind_of_message_and_every_reason(rules: Rules):
    text = PATH.read_text(encoding="utf-8")
    screening = text[text.index("screening:") :]
    for word in [*Kind, *Reason]:
        if word not in (Kind.SERVICE, Kind.UNKNOWN):
            assert re.search(rf"^    {word}:", screening, re.MULTILINE), word


def test_its_own_examples_pass():
    from bot.core.screening import judge

    result = check(PATH, judge)
    assert [str(failed) for failed in result.failed_examples] == []
    assert result.good


def test_both_languages_have_the_same_sentences_about_rules():
    es, en = (
        tomllib.loads((files("bot.locales") / f"rules.{language}.toml").read_text(encoding="utf-8"))["rules"]
        for language in ("es", "en")
    )
    assert es.keys() == en.keys()
    for key, sentence in es.items():
        assert set(re.findall(r"{\w*}", sentence)) == set(re.findall(r"{\w*}", en[key])), key


def test_every_sentence_about_rules_is_said_somewhere():
    source = "".join(path.read_text(encoding="utf-8") for path in (PATH.parent / "bot").rglob("*.py"))
    sentences = tomllib.loads((files("bot.locales") / "rules.es.toml").read_text(encoding="utf-8"))["rules"]
    assert [key for key in sentences if f'"{key}"' not in source] == []
