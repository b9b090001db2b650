"""The locked versions are complete, hashed, and name no package registry."""

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
LOCKS = ["requirements.txt", "requirements-dev.txt"]


def canonical(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def pins(lock: str) -> dict[str, str]:
    """Read the locked version of each package, by its canonical name."""
    found = re.findall(r"^([\w.-]+)(?:\[[^\]]*\])?==(\S+)", (ROOT / lock).read_text(), re.MULTILINE)
    return {canonical(name): version for name, version in found}


@pytest.mark.parametrize("lock", LOCKS)
def test_every_locked_package_has_a_hash_and_no_line_names_a_place_to_fetch_from(lock: str) -> None:
    text = (ROOT / lock).read_text()
    entries = re.split(r"\n(?=[^\s#])", "\n" + text)[1:]
    assert entries
    assert [entry for entry in entries if "--hash=sha256:" not in entry or "==" not in entry] == []
    assert "://" not in text


def test_the_developer_sees_the_versions_that_the_operator_runs() -> None:
    assert pins("requirements.txt").items() <= pins("requirements-dev.txt").items()


def test_every_declared_dependency_is_locked() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    wanted = {
        "requirements.txt": project["dependencies"],
        "requirements-dev.txt": project["optional-dependencies"]["dev"],
    }
    for lock, declared in wanted.items():
        names = {canonical(re.match(r"[\w.-]+", line)[0]) for line in declared}  # type: ignore[index]
        assert names - pins(lock).keys() == set(), f"run `make lock`: {lock} is behind pyproject.toml"
