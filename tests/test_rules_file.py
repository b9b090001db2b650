from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.core.model.kinds import Verdict
from bot.core.model.meaning import Judgement, Said
from bot.core.rules.model import Rules
from bot.core.rules.problems import InvalidRules
from bot.rules_file import RulesFile, check, language_of
from tests.core.rules.reading_files import GOOD

AREA = GOOD.replace("code: CUA-1\n", "code: CUA-1\n    area: map.geojson\n")
BAD = GOOD.replace("5 min", "5 mins.")


def polygon(code: str = "CUA-1") -> str:
    square = [[0, 0], [1, 0], [1, 1], [0, 1], [0, 0]]
    geometry = {"type": "Polygon", "coordinates": [square]}
    return json.dumps({"features": [{"properties": {"code": code}, "geometry": geometry}]})


@pytest.fixture
def write(tmp_path: Path) -> Callable[..., Path]:
    """Write a file as an editor does, each time a little later, however fast the test is."""
    path = tmp_path / "rules.yaml"
    later = 0

    def write(content: str | bytes, path: Path = path) -> Path:
        nonlocal later
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        later += 1
        os.utime(path, (1_700_000_000 + later, 1_700_000_000 + later))
        return path

    return write


def test_a_file_is_loaded(write: Callable[..., Path]):
    assert RulesFile(write(GOOD)).load().groups[0].name == "Vecinos"


def test_nothing_new_is_no_news(write: Callable[..., Path]):
    file = RulesFile(write(GOOD))
    file.load()
    assert file.reload_if_changed() is None


def test_a_change_is_taken_at_once_and_once(write: Callable[..., Path]):
    file = RulesFile(write(GOOD))
    file.load()
    write(GOOD.replace("name: Vecinos", "name: Vecinas"))
    rules = file.reload_if_changed()
    assert isinstance(rules, Rules)
    assert rules.groups[0].name == "Vecinas"
    assert file.reload_if_changed() is None


def test_a_file_that_is_only_saved_again_is_no_news(write: Callable[..., Path]):
    file = RulesFile(write(GOOD))
    file.load()
    write(GOOD)
    assert file.reload_if_changed() is None


def test_a_file_that_an_editor_puts_in_the_place_of_the_old_one_is_seen(write: Callable[..., Path], tmp_path: Path):
    path = write(GOOD)
    file = RulesFile(path)
    file.load()
    before = path.stat()
    new = write(GOOD.replace("name: Vecinos", "name: Vecinas"), tmp_path / "rules.yaml.new")
    os.utime(new, ns=(before.st_atime_ns, before.st_mtime_ns))
    new.replace(path)
    assert isinstance(file.reload_if_changed(), Rules)


def test_a_bad_file_is_reported_at_the_second_look_and_then_no_more(write: Callable[..., Path]):
    file = RulesFile(write(GOOD))
    file.load()
    write(BAD)
    assert file.reload_if_changed() is None
    invalid = file.reload_if_changed()
    assert isinstance(invalid, InvalidRules)
    assert invalid.problems[0].path == "report.follow_up"
    assert file.reload_if_changed() is None
    write(BAD)  # saved again as it was
    assert [file.reload_if_changed() for _ in range(3)] == [None, None, None]


def test_another_mistake_is_reported_anew(write: Callable[..., Path]):
    file = RulesFile(write(GOOD))
    file.load()
    write(BAD)
    file.reload_if_changed()
    assert isinstance(file.reload_if_changed(), InvalidRules)
    write(BAD.replace("leader: true", "leader: si"))
    file.reload_if_changed()
    assert isinstance(file.reload_if_changed(), InvalidRules)


def test_a_file_that_is_being_written_alarms_nobody(write: Callable[..., Path]):
    file = RulesFile(write(GOOD))
    file.load()
    new = GOOD.replace("name: Vecinos", "name: Vecinas")
    for part in (0, 100, 500, 900):
        write(new[:part])
        assert file.reload_if_changed() is None
    write(new)
    assert isinstance(file.reload_if_changed(), Rules)


def test_a_mended_file_is_good_news_even_when_it_is_as_before(write: Callable[..., Path]):
    file = RulesFile(write(GOOD))
    file.load()
    write(BAD)
    file.reload_if_changed()
    assert isinstance(file.reload_if_changed(), InvalidRules)
    write(GOOD)
    assert isinstance(file.reload_if_changed(), Rules)


def test_a_file_that_vanishes_is_reported_and_taken_again_when_it_is_back(write: Callable[..., Path]):
    path = write(GOOD)
    file = RulesFile(path)
    file.load()
    path.unlink()
    assert file.reload_if_changed() is None
    assert isinstance(file.reload_if_changed(), InvalidRules)
    assert file.reload_if_changed() is None
    write(GOOD)
    assert isinstance(file.reload_if_changed(), Rules)


def test_a_changed_area_file_changes_the_rules(write: Callable[..., Path], tmp_path: Path):
    area = write(polygon(), tmp_path / "map.geojson")
    file = RulesFile(write(AREA))
    before = file.load().version
    assert file.reload_if_changed() is None
    write(polygon() + "\n", area)
    rules = file.reload_if_changed()
    assert isinstance(rules, Rules)
    assert rules.version != before


def test_an_area_file_that_comes_later_heals_the_rules(write: Callable[..., Path], tmp_path: Path):
    file = RulesFile(write(AREA))
    with pytest.raises(InvalidRules):
        file.load()
    assert file.reload_if_changed() is None
    write(polygon(), tmp_path / "map.geojson")
    assert isinstance(file.reload_if_changed(), Rules)


@pytest.mark.parametrize("lang", ["es_MX.UTF-8", "en_GB.UTF-8"])
def test_a_file_that_is_no_text_or_not_there_is_one_line(
    write: Callable[..., Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lang: str
):
    monkeypatch.setenv("LC_ALL", lang)
    spanish = lang.startswith("es")
    cases = {
        write(b"language: es\nname: \xff\n"): "2: ",
        tmp_path / "none.yaml": "No such file",
        tmp_path: "1: ",
        write(b"#" * 5_000_000, tmp_path / "huge.yaml"): "5000000",
    }
    for path, hint in cases.items():
        with pytest.raises(InvalidRules) as caught:
            RulesFile(path).load()
        (problem,) = caught.value.problems
        assert hint in str(problem)
        assert ("archivo" in str(problem)) == spanish


def test_a_byte_order_mark_does_no_harm(write: Callable[..., Path]):
    assert RulesFile(write(b"\xef\xbb\xbf" + GOOD.encode())).load().language == "en"


def judge(said: Said, rules: Rules) -> Judgement:
    return Judgement(verdict=Verdict.PASS, rule="pass.test")


def test_a_check_says_what_is_wrong_or_else_what_could_be_better(write: Callable[..., Path]):
    bad = check(write(BAD), judge)
    assert [problem.path for problem in bad.problems] == ["report.follow_up"]
    assert not bad.good
    result = check(write(GOOD), judge)
    assert not result.problems
    assert any("nobody leads" in line for line in result.advice)
    assert [failed.example.rule for failed in result.failed_examples] == [
        "emergency.fire",
        "media.gif",
        "rules.no-raffles",
    ]
    assert check(
        write(GOOD.split("screening:")[0].replace(", {category: fire, examples: [hay fuego]}", "")), judge
    ).good


def test_the_language_of_the_keyboard_is_the_systems():
    assert language_of({"LANG": "es_MX.UTF-8"}) == "es"
    assert language_of({"LC_ALL": "en_US", "LANG": "es_MX"}) == "en"
    assert language_of({"LC_ALL": "", "LANG": "es"}) == "es"
    assert language_of({}) == "en"
