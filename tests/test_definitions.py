"""``docs/figures.md`` defines every figure, and names the one function that computes it."""

from __future__ import annotations

import ast
import re
from pathlib import Path

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs" / "figures.md"
_NAME = re.compile(r"`([a-z_]+\.[a-z_]+)`")


def functions() -> set[str]:
    """Every public function of the figures, as ``module.function``."""
    return {
        f"{path.stem}.{node.name}"
        for path in sorted((ROOT / "bot/core/figures").glob("*.py"))
        for node in ast.parse(path.read_text(encoding="utf-8")).body
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_")
    }


def named() -> set[str]:
    """Every function that the page names (keys of the rules look alike, and are none of our modules)."""
    modules = {name.partition(".")[0] for name in functions()}
    return {name for name in _NAME.findall(PAGE.read_text(encoding="utf-8")) if name.partition(".")[0] in modules}


def test_every_function_of_the_figures_is_defined_in_words() -> None:
    assert functions() - named() == set()


def test_every_function_that_the_definitions_name_exists() -> None:
    assert named() - functions() == set()


def test_the_readme_leads_to_the_definitions() -> None:
    assert "docs/figures.md" in (ROOT / "README.md").read_text(encoding="utf-8")
