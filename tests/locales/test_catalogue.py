"""Every sentence exists in both languages, with the same gaps to fill, and the code asks for none that is not there."""

from __future__ import annotations

import re
import string
from pathlib import Path

import pytest

from bot.core.model.kinds import Category, Reason, Role, State
from bot.locales import LANGUAGES, sentences

ROOT = Path(__file__).parent.parent.parent


def gaps(sentence: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name is not None}


def test_both_languages_have_the_same_sentences() -> None:
    spanish, english = (sentences(language).by_path for language in LANGUAGES)
    assert spanish.keys() == english.keys()


@pytest.mark.parametrize("path", sorted(sentences("es").by_path))
def test_both_languages_have_the_same_gaps(path: str) -> None:
    assert gaps(sentences("es").by_path[path]) == gaps(sentences("en").by_path[path])


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_of_the_field_has_its_sentence(language: str) -> None:
    say = sentences(language)
    wanted = [f"category.{each}" for each in Category] + [f"state.{each}" for each in State]
    wanted += [f"{table}.{each}" for table in ("reason", "why", "how") for each in Reason]
    wanted += [f"private.start_{each}" for each in Role]
    assert [path for path in wanted if not say.has(path)] == []


def test_no_sentence_is_asked_for_that_does_not_exist() -> None:
    asked = {
        path
        for source in (ROOT / "bot" / "core").rglob("*.py")
        if "rules" not in source.parts  # their errors have sentences of their own
        for path in re.findall(r'(?:say|scene\.say\([a-z]+\))\(\s*"([a-z_.]+)"', source.read_text(encoding="utf-8"))
    }
    assert len(asked) > 40
    assert [path for path in sorted(asked) if not sentences("es").has(path)] == []


def test_every_sentence_is_said_somewhere() -> None:
    source = "".join(file.read_text(encoding="utf-8") for file in sorted((ROOT / "bot").rglob("*.py")))
    filled_in = {match[1] for match in re.finditer(r'f"([a-z_.]+[._])\{', source)}  # such as f"state.{report.state}"

    def is_said(path: str) -> bool:
        return f'"{path}"' in source or any(
            path.startswith(start) and "." not in path[len(start) :] for start in filled_in
        )

    assert [path for path in sentences("es").by_path if not is_said(path)] == []


def test_the_bot_never_says_that_it_is_the_police() -> None:
    for language in LANGUAGES:
        for sentence in sentences(language).by_path.values():
            assert not re.search(
                r"\b(somos|soy) (la )?polic[ií]a|\b(we are|i am) the police", sentence, re.IGNORECASE
            ) or ("no soy la policía" in sentence or "I am not the police" in sentence)


def test_what_people_write_is_never_a_template() -> None:
    said = sentences("es")("alert.words", name="{number} {0.__class__}", time="21:40")
    assert "{number} {0.__class__}" in said


def test_names_are_joined_as_people_join_them() -> None:
    assert sentences("es").join(["Ana", "Luis", "Beto"]) == "Ana, Luis y Beto"
    assert sentences("en").join(["Ana", "Luis"]) == "Ana and Luis"
    assert sentences("es").join([]) == ""
