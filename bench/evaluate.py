"""``make evaluate``: how well messages are understood, on the third of the labelled corpus that is kept aside.

With file names it measures those files whole. The labels' format is that of ``cuadrante read``, with an ``expect``
object for what a careful human decided.
"""

from __future__ import annotations

import json
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from bot.reading_lines import read_lines
from bot.rules_file import RulesFile

ROOT = Path(__file__).parent.parent
CORPUS = ROOT / "tests" / "corpus"
KEPT_ASIDE = ("es.jsonl", "en.jsonl")
WORST = 20

Row = dict[str, Any]


def main(paths: list[Path]) -> None:
    """Print the table for these files, or for what is kept aside."""
    rules = RulesFile(ROOT / "rules.yaml").load()
    lines = [line for path in paths for line in _lines(path)] or _kept_aside()
    wanted: list[Row] = [json.loads(line) for line in lines]
    start = time.perf_counter()
    given: list[Row] = [json.loads(line) for line in read_lines(lines, rules)]
    seconds = time.perf_counter() - start
    pairs = list(zip(wanted, given, strict=True))
    for what, figure in _figures(pairs):
        print(f"{what:34} {figure}")
    print(f"{'messages a second':34} {len(lines) / seconds:,.0f}")
    for table, of in (("category", _category), ("reason", _reason)):
        print(f"\n{table:20} {'n':>5} {'precision':>10} {'recall':>8}")
        for name, count, precision, recall in _by(of, pairs):
            print(f"{name:20} {count:>5} {precision:>10} {recall:>8}")
    print(f"\ncertainty    {'n':>5} {'verdict right':>14}")
    for band, count, right in _calibration(pairs):
        print(f"{band:12} {count:>5} {right:>14}")
    print(f"\nthe {WORST} worst mistakes")
    for row, answer in sorted((p for p in pairs if _gravity(*p)), key=lambda p: -_gravity(*p))[:WORST]:
        expect = row["expect"]
        # what is kept aside stays unread, so that it goes on measuring
        text = f": {row.get('text', '')[:90]!r}" if paths else ""
        print(f"  {row['id']}: wanted {_short(expect)}, given {_short(answer)}{text}")


def _kept_aside() -> list[str]:
    """Every third message of the corpora that nobody looks at when improving the reader (see their README)."""
    return [line for name in KEPT_ASIDE for line in _lines(CORPUS / name)[2::3]]


def _lines(path: Path) -> list[str]:
    return [line for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def _figures(pairs: list[tuple[Row, Row]]) -> Iterable[tuple[str, str]]:
    reports = [(w["expect"], g) for w, g in pairs if w["expect"]["verdict"] == "report"]
    rejects = [(w["expect"], g) for w, g in pairs if w["expect"]["verdict"] == "reject"]
    urgent = [(e, g) for e, g in reports if e["emergency"]]
    others = [(w["expect"], g) for w, g in pairs if not w["expect"].get("emergency")]
    kept = [(e, g) for e, g in reports if g["verdict"] == "report"]
    removed = [(e, g) for e, g in rejects if g["verdict"] == "reject"]
    yield "messages", str(len(pairs))
    yield "verdict right", _share(g["verdict"] == w["expect"]["verdict"] for w, g in pairs)
    yield "emergencies found", _share(bool(g["emergency"]) for _, g in urgent)
    yield "false emergencies", _share(bool(g["emergency"]) for _, g in others)
    yield "reports wrongly rejected", _share(g["verdict"] == "reject" for _, g in reports)
    yield "what must go, found", _share(g["verdict"] == "reject" for _, g in rejects)
    yield "reason right, of the rejected", _share(g["reason"] == e["reason"] for e, g in removed)
    yield "category right", _share(g["category"] == e["category"] for e, g in kept)
    for field in ("street", "number", "cross_street"):
        yield f"{field} exact", _share(g[field] == e[field] for e, g in kept)


def _by(of: Callable[[Row], Any], pairs: list[tuple[Row, Row]]) -> Iterable[tuple[str, int, str, str]]:
    wanted, given, right = Counter[str](), Counter[str](), Counter[str]()
    for row, answer in pairs:
        want, got = of(row["expect"]), of(answer)
        wanted[want] += 1
        given[got] += 1
        right[want] += want == got
    for name in sorted(name for name in wanted if name):
        yield name, wanted[name], _percent(right[name], given[name]), _percent(right[name], wanted[name])


def _category(row: Row) -> Any:
    return row["category"] if row["verdict"] == "report" else None


def _reason(row: Row) -> Any:
    return row["reason"] if row["verdict"] == "reject" else None


def _calibration(pairs: list[tuple[Row, Row]]) -> Iterable[tuple[str, int, str]]:
    for low in (0.0, 0.5, 0.6, 0.7, 0.8, 0.9):
        high = low + 0.1 if low else 0.5
        band = [(w, g) for w, g in pairs if low <= g["certainty"] < high or (high > 0.99 and g["certainty"] == 1)]
        yield f"{low:.1f} to {high:.1f}", len(band), _share(g["verdict"] == w["expect"]["verdict"] for w, g in band)


def _gravity(row: Row, answer: Row) -> int:
    """How bad a mistake is: a missed emergency is worse than a lost report, and that worse than the rest."""
    expect = row["expect"]
    if expect.get("emergency") and not answer["emergency"]:
        return 5
    if expect["verdict"] == "report" and answer["verdict"] == "reject":
        return 4
    if answer["emergency"] and not expect.get("emergency"):
        return 3
    if expect["verdict"] != answer["verdict"]:
        return 2
    return int(_short(expect) != _short(answer))


def _short(row: Row) -> str:
    kind = row["category"] or row["reason"] or ""
    place = "/".join(row.get(field) or "-" for field in ("street", "number", "cross_street"))
    return f"{row['verdict']} {kind}{'!' if row['emergency'] else ''} {place}"


def _share(each: Iterable[bool]) -> str:
    found = list(each)
    return f"{_percent(sum(found), len(found))} of {len(found)}"


def _percent(part: int, whole: int) -> str:
    return f"{part / whole:.1%}" if whole else "–"


if __name__ == "__main__":
    main([Path(name) for name in sys.argv[1:]])
