"""The command line: what it prints, where, and its exit codes."""

from __future__ import annotations

import io
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from bot.cli import main

ROOT = Path(__file__).parent.parent
RULES = Path(__file__).parent / "scenarios" / "rules" / "two_quadrants.yaml"

Shell = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def an_empty_place(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("RULES_FILE", str(RULES))
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    monkeypatch.delenv("LOG_LEVEL", raising=False)
    monkeypatch.setenv("DATABASE_URL", f"sqlite+aiosqlite:///{tmp_path}/cuadrante.db")


def run(*arguments: str) -> int:
    with pytest.raises(SystemExit) as end:
        main(list(arguments))
    assert isinstance(end.value.code, int)
    return end.value.code


@pytest.mark.parametrize(
    "arguments",
    [
        ["dance"],
        ["--log-level", "loud", "status"],
        ["export", "people"],
        ["export", "log", "--since", "soon"],
        ["read", "no"],
        ["digest", "--day", "2019-01-12", "--month", "2019-01"],
        ["digest", "--day", "2999-01-01"],
        ["digest", "--month", "January"],
        ["export"],
        ["rules"],
        [],
    ],
)
def test_wrong_use_is_one_line_and_exit_code_2(arguments: list[str], capsys: Shell) -> None:
    assert run(*arguments) == 2
    shown = capsys.readouterr()
    assert shown.out == ""
    assert shown.err.startswith("cuadrante: ")
    assert shown.err.count("\n") == 1


@pytest.mark.parametrize("command", ["run", "demo", "read", "rules", "digest", "export", "log", "status"])
def test_every_command_explains_itself(command: str, capsys: Shell) -> None:
    assert run(command, "--help") == 0
    assert "Usage:" in capsys.readouterr().out


def test_a_digest_is_printed_and_its_picture_written_where_it_is_wanted(capsys: Shell) -> None:
    assert run("digest", "--day", "2019-01-12", "--out", "pictures") == 0
    shown = capsys.readouterr()
    assert "resumen del sábado 12/01/2019" in shown.out
    assert shown.err.splitlines()[-1] == "pictures/digest-CUA-2019-01-12.png"
    assert Path("pictures/digest-CUA-2019-01-12.png").read_bytes().startswith(b"\x89PNG")


@pytest.mark.parametrize("command", [["export", "log"], ["digest", "--day", "2019-01-12"]])
def test_figures_of_a_database_that_is_not_there_say_so(command: list[str], capsys: Shell, tmp_path: Path) -> None:
    for _ in range(2):  # looking makes none
        assert run(*command) == 0
        assert f"{tmp_path}/cuadrante.db" in capsys.readouterr().err
    assert not (tmp_path / "cuadrante.db").exists()


def test_a_month_is_printed_with_what_commanders_read(capsys: Shell) -> None:
    assert run("digest", "--month", "2019-01") == 0
    shown = capsys.readouterr().out
    assert "qué fue de sus reportes de enero de 2019" in shown
    assert "personas sospechosas en enero de 2019" in shown


def test_the_version_is_said(capsys: Shell) -> None:
    assert run("--version") == 0
    assert capsys.readouterr().out.strip()[0].isdigit()


def test_good_rules_are_ok(capsys: Shell) -> None:
    assert run("rules", "check", str(RULES)) == 0
    assert capsys.readouterr().out.endswith("two_quadrants.yaml: ok\n")


def test_bad_rules_are_named_line_by_line_and_exit_code_1(capsys: Shell) -> None:
    Path("bad.yaml").write_text(
        RULES.read_text(encoding="utf-8").replace('"06:00", to', '"6 am", to'), encoding="utf-8"
    )
    assert run("rules", "check", "bad.yaml") == 1
    shown = capsys.readouterr()
    assert "bad.yaml:" in shown.err
    assert "6 am" in shown.err
    assert "Traceback" not in shown.err


def test_rules_that_are_not_there_are_one_line(capsys: Shell) -> None:
    assert run("rules", "check", "nowhere.yaml") == 1
    assert "nowhere.yaml" in capsys.readouterr().err


def test_read_answers_each_line_in_order_and_goes_on_after_a_bad_one(
    capsys: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = [
        '{"id": 1, "text": "Están asaltando a una señora en Río Lerma 145"}',
        "no json",
        '{"id": 3, "text": "hola"}',
    ]
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO("\n".join(lines).encode())))
    assert run("read") == 0
    answers = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [answer["id"] for answer in answers] == [1, None, 3]
    assert "error" in answers[1]
    assert answers[0]["emergency"] is True
    assert (answers[0]["street"], answers[0]["number"], answers[0]["quadrant"]) == ("Río Lerma", "145", "CUA-1")
    assert set(answers[2]) == {
        "id", "verdict", "reason", "category", "emergency", "street", "number", "cross_street", "quadrant", "rule",
        "evidence", "certainty",
    }  # fmt: skip


def test_the_demo_plays_a_scenario_prints_it_and_leaves_nothing_behind(
    capsys: Shell, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv("DATABASE_URL")
    scenario = RULES.parents[1] / "emergency_is_answered.yaml"
    assert run("demo", "--play", str(scenario)) == 0
    shown = capsys.readouterr()
    assert "CUA-000001" in shown.out
    assert "acknowledged" in shown.out or "enterado" in shown.out
    assert shown.err == ""
    assert list(tmp_path.iterdir()) == []


def test_the_demo_shows_a_newcomer_what_the_readme_shows_and_hardly_more_than_fits_one_sitting(
    capsys: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("DATABASE_URL")
    assert run("demo", "--play") == 0
    shown = capsys.readouterr().out
    assert len(shown.splitlines()) < 180
    told, titled, log = (ROOT / "README.md").read_text(encoding="utf-8").split("```")[1].partition("Bitácora")
    assert told.strip() in shown
    assert (titled + log).strip() in shown


def test_the_log_of_all_reports_is_printed_for_who_wants_it(capsys: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DATABASE_URL")
    scenario = str(RULES.parents[1] / "a_whole_night.yaml")
    folios = []
    for options in ([], ["--log"]):
        assert run("demo", "--play", *options, scenario) == 0
        folios.append(set(re.findall(r"LAV-\d{6}", capsys.readouterr().out.rpartition("─" * 100)[2])))
    assert folios == [{"LAV-000004"}, {f"LAV-{number:06}" for number in range(1, 5)}]


def test_the_demo_plays_into_an_empty_database_and_never_into_one_that_serves(capsys: Shell) -> None:
    scenario = str(RULES.parents[1] / "emergency_is_answered.yaml")
    assert run("demo", "--play", scenario) == 0
    assert run("export", "log") == 0
    before = capsys.readouterr().out.splitlines()[-1]
    assert run("demo", "--play", scenario) == 2
    assert "something is stored there already" in capsys.readouterr().err
    assert run("export", "log") == 0
    assert capsys.readouterr().out.splitlines()[-1] == before


def test_a_scenario_that_goes_another_way_is_no(capsys: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DATABASE_URL")
    scenario = (RULES.parents[1] / "emergency_is_answered.yaml").read_text(encoding="utf-8")
    scenario = scenario.replace("rules: ", f"rules: {RULES.parents[1]}/")
    Path("another.yaml").write_text(scenario + "  - {expect: [{log: {event: expelled}}]}\n", encoding="utf-8")
    assert run("demo", "--play", "another.yaml") == 1
    assert "step 7 (21:30:00): 0 rows of the log are like that" in capsys.readouterr().err


def test_a_scenario_with_a_mistake_is_one_line_with_its_place(capsys: Shell) -> None:
    Path("wrong.yaml").write_text("name: x\nstarts: 2019-01-12 20:50\nsteps:\n  - {at: '20:51', shouts: hello}\n")
    assert run("demo", "--play", "wrong.yaml") == 1
    shown = capsys.readouterr().err
    assert "wrong.yaml:4: steps[0].shouts" in shown


def test_status_of_a_database_that_is_not_there_is_no_and_makes_none(capsys: Shell, tmp_path: Path) -> None:
    assert run("status") == 1
    assert "TROUBLE" in capsys.readouterr().out
    assert list(tmp_path.iterdir()) == []


def test_an_output_that_nobody_reads_to_its_end_is_no_trouble() -> None:
    many = """yes '{"text": "hola"}' | head -3000"""
    shell = f"{many} | {sys.executable} -m bot read | head -1"
    done = subprocess.run(
        ["/bin/sh", "-c", shell], capture_output=True, text=True, check=True, env=os.environ | {"PYTHONPATH": str(ROOT)}
    )
    assert done.stdout.count("\n") == 1
    assert done.stderr == ""
