from __future__ import annotations

import time

import pytest

from tests.core.rules.reading_files import GOOD, problems_of, spoilt

BROKEN = [
    ("", 1, "keys with their values"),
    ("# nothing but a comment\n", 1, "keys with their values"),
    ("just words", 1, "keys with their values"),
    ("- a\n- b\n", 1, "keys with their values"),
    ("groups:\n\t- chat: 1\n", 2, "use spaces"),
    ("groups: [1, 2\nlanguage: en\nshifts: []\n", 1, "bracket"),
    ("language: 'en\nshifts: []\nofficers: []\n", 1, "quotes that open here"),
    ("language: en\nname: a: b\n", 2, "needs quotes"),
    ("language: en\nadministrators: [@rosa]\n", 2, "needs quotes"),
    ("groups:\n  - chat: 1\n   name: x\n", 3, "indentation"),
    ("language: en\nshifts\nofficers: []\n", 2, "colon and a space"),
    ("a: 1\n---\nb: 2\n", 2, "---"),
    ("a: 1\nb: !!python/object:os.system {}\n", 2, "tags"),
    ("a: &a [1]\nb: 2\n", 1, "anchors"),
    ("a: 1\nb: *a\n", 2, "anchors"),
    ("? [a]\n: b\n", 1, "a key is a word"),
    ("a: 1\nb: \x00\n", 2, "no text"),
    ("%YAML 9.9\n---\na: 1\n", 1, "no YAML"),
]


@pytest.mark.parametrize(("text", "line", "hint"), BROKEN)
def test_broken_yaml_is_one_line_too(text: str, line: int, hint: str):
    (problem,) = problems_of(text)
    assert problem.line == line
    assert hint in problem.allowed
    assert "\n" not in str(problem)


BOMBS = [
    "[" * 200_000,
    "{" * 200_000,
    "a: " + "[" * 200_000 + "]" * 200_000,
    "- " * 200_000,
    "a: &a [x,x]\nb: &b [*a,*a]\nc: &c [*b,*b]\n",
    "&a [*a]",
    "x" * 3_000_000,
    "? " * 5000,
    "groups: " + "!" * 5000,
]


@pytest.mark.parametrize("text", BOMBS, ids=range(len(BOMBS)))
def test_a_file_made_to_hurt_does_no_harm(text: str):
    started = time.process_time()  # of this process alone, however busy the machine is
    (problem,) = problems_of(text)
    assert problem.line == 1
    assert time.process_time() - started < 2


def test_a_zero_in_front_and_a_no_stay_as_they_are_written():
    assert not problems_of(spoilt("add: [rifa]", "add: [no, off, 066, 1e3, ~x]"))


def test_comments_blank_lines_and_windows_line_ends_are_fine():
    assert not problems_of("# hello\n\n" + GOOD.replace("\n", "\r\n"))
