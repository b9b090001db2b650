"""The arrows of the design, checked: who may import whom."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
SOURCES = sorted(path for folder in ("bot", "storage") for path in (ROOT / folder).rglob("*.py"))


def imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{name.name}" for name in node.names)


def modules_under(*folders: str) -> list[Path]:
    return [path for path in SOURCES if any(path.is_relative_to(ROOT / folder) for folder in folders)]


def offenders(paths: list[Path], *forbidden: str) -> list[str]:
    return [
        f"{path.relative_to(ROOT)} imports {module}"
        for path in paths
        for module in imports(path)
        if any(module == name or module.startswith(f"{name}.") for name in forbidden)
    ]


def test_the_core_knows_neither_telegram_nor_the_store_nor_sql() -> None:
    forbidden = ("telegram", "storage", "sqlalchemy", "sqlmodel", "bot.telegram", "bot.pipeline", "bot.app")
    assert offenders(modules_under("bot/core"), *forbidden) == []


def test_the_core_has_no_clock_no_await_no_log_and_touches_no_file() -> None:
    forbidden = ("asyncio", "logging", "time", "os", "random", "pathlib", "socket", "subprocess")
    found = offenders(modules_under("bot/core"), *forbidden)
    assert found == []


def test_the_core_asks_nobody_what_time_it_is() -> None:
    calls = [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for path in modules_under("bot/core")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute)
        and node.attr in {"now", "utcnow", "today"}
        # scene.now is the time of the decision, handed in
        and not (isinstance(node.value, ast.Name) and node.value.id in {"scene", "self"})
    ]
    assert calls == []


def test_only_one_package_knows_telegram() -> None:
    others = [path for path in SOURCES if not path.is_relative_to(ROOT / "bot/telegram")]
    # the composition root and the measuring of it name the library's Bot, which they only pass on
    allowed = {ROOT / "bot/app.py"}
    assert offenders([path for path in others if path not in allowed], "telegram") == []


def test_telegram_knows_only_the_core_and_how_to_clean_a_picture() -> None:
    forbidden = ("storage", "sqlalchemy", "bot.pipeline", "bot.app", "bot.sandbox", "bot.jobs")
    assert offenders(modules_under("bot/telegram"), *forbidden) == []


def test_pictures_are_bytes_and_values_to_those_who_look_at_them() -> None:
    forbidden = ("telegram", "storage", "asyncio", "bot.telegram", "bot.pipeline", "bot.app", "bot.sandbox")
    assert offenders(modules_under("bot/pictures"), *forbidden) == []


def test_papers_are_drawn_from_values_and_nothing_else() -> None:
    forbidden = (
        "telegram",
        "storage",
        "asyncio",
        "bot.telegram",
        "bot.pipeline",
        "bot.app",
        "bot.sandbox",
        "bot.locales",
    )
    assert offenders(modules_under("bot/papers"), *forbidden) == []


def test_the_core_draws_nothing() -> None:
    forbidden = ("reportlab", "PIL", "bot.papers", "bot.pictures")
    assert offenders(modules_under("bot/core"), *forbidden) == []


def test_the_store_knows_only_the_values_of_the_core() -> None:
    ours = {
        module
        for path in modules_under("storage")
        for module in imports(path)
        if module.startswith("bot.") and not module.startswith("bot.core.")
    } - {"bot.core"}
    assert ours == set()
    decisions = ("bot.core.decide", "bot.core.screening", "bot.core.reading", "bot.core.rules", "bot.locales")
    assert offenders(modules_under("storage"), *decisions) == []


def test_the_sandbox_knows_neither_the_store_nor_the_pipeline() -> None:
    assert offenders(modules_under("bot/sandbox"), "telegram", "storage", "bot.pipeline", "bot.app") == []


@pytest.mark.parametrize("name", ["utils", "helpers", "common", "manager", "misc"])
def test_no_file_is_a_drawer_for_everything(name: str) -> None:
    assert [path for path in SOURCES if path.stem == name] == []
