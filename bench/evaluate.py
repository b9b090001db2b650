"""``make evaluate``: how well messages are understood, on the third of the labelled corpus that is kept aside.

With file names it measures those files whole. The labels' format is that of ``cuadrante read``, with an ``expect``
object for what a careful human decided. ``--texts`` shows what the worst mistakes were made on: whoever reads that of
what is kept aside should not work on the reader afterwards.
"""

from __future__ import annotations

import json
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from bench.merging import print_merging
from bot.core.model.kinds import Verdict
from bot.reading_lines import read_lines
from bot.rules_file import RulesFile
from learning.corpus import Row, corpus_of, kept_aside, rows_of

ROOT = Path(__file__).parent.parent
WORST = 20
Pair = tuple[Row, Row]
_WRITTEN = {
    "es": "everyday", "en": "everyday", "es-plain": "broad", "en-plain": "broad", "es-noise": "broad",
    "es-reports": "hard", "en-reports": "hard", "noise": "broad", "es-ordinary": "ordinary", "en-ordinary": "ordinary",
    "questions": "questions", "chat": "midst",
}  # fmt: skip
SHOW_TEXTS = "--texts"


def main(arguments: list[str]) -> None:
    """Print the tables for these files, or for what is kept aside."""
    paths = [Path(each) for each in arguments if each != SHOW_TEXTS]
    rules = RulesFile(ROOT / "rules.yaml").load()
    wanted = [row for path in paths for row in rows_of(path)] or kept_aside()
    lines = [json.dumps(row) for row in wanted]
    next(read_lines(lines, rules))  # what is read from files when first needed is no part of reading a message
    start = time.perf_counter()
    given: list[Row] = [json.loads(line) for line in read_lines(lines, rules)]
    seconds = time.perf_counter() - start
    pairs = list(zip(wanted, given, strict=True))
    _print_figures(pairs)
    print(f"{'messages a second':30} {len(lines) / seconds:>6,.0f}")
    for table, of in (("category", _category), ("reason", _reason)):
        print(f"\n{table:20} {'n':>5} {'precision':>10} {'recall':>8}")
        for name, count, precision, recall in _by(of, pairs):
            print(f"{name:20} {count:>5} {precision:>10} {recall:>8}")
    print(f"\n{'verdict':10} {'→ report':>9} {'reject':>7} {'pass':>7}")
    for verdict in Verdict:
        given_for = Counter(g["verdict"] for w, g in pairs if w["expect"]["verdict"] == verdict)
        print(f"{verdict:10} {given_for['report']:>9} {given_for['reject']:>7} {given_for['pass']:>7}")
    print(f"\ncertainty    {'n':>5} {'mean':>6} {'verdict right':>14}")
    for band, count, mean, right in _calibration(pairs):
        print(f"{band:12} {count:>5} {mean:>6} {right:>14}")
    if not paths:
        print_merging(rules)
    print(f"\nthe {WORST} worst mistakes")
    for row, answer in sorted((p for p in pairs if _gravity(*p)), key=lambda p: -_gravity(*p))[:WORST]:
        text = f": {row['text'][:90]!r}" if paths or SHOW_TEXTS in arguments else ""
        print(f"  {row['id']}: wanted {_short(row['expect'])}, given {_short(answer)}{text}")


def _print_figures(pairs: list[Pair]) -> None:
    """All together, and by how the messages were written: each corpus is as hard as its writers made it."""
    groups: dict[str, list[Pair]] = {}
    for row, answer in pairs:
        groups.setdefault(_WRITTEN.get(corpus_of(row), "hard"), []).append((row, answer))
    columns = [("all", pairs), *sorted(groups.items())] if len(groups) > 1 else [("all", pairs)]
    print(f"{'':30} {' '.join(f'{name:>10}' for name, _ in columns)}")
    figures = [dict(_figures(group)) for _, group in columns]
    for what in figures[0]:
        print(f"{what:30} {' '.join(f'{each[what]:>10}' for each in figures)}")


def _figures(pairs: list[Pair]) -> Iterable[tuple[str, str]]:
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


def _by(of: Callable[[Row], Any], pairs: list[Pair]) -> Iterable[tuple[str, int, str, str]]:
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


def _calibration(pairs: list[Pair]) -> Iterable[tuple[str, int, str, str]]:
    for low, high in ((0.0, 0.5), (0.5, 0.6), (0.6, 0.7), (0.7, 0.8), (0.8, 0.9), (0.9, 0.95), (0.95, 1.01)):
        band = [(w, g) for w, g in pairs if low <= g["certainty"] < high]
        mean = _percent(sum(g["certainty"] for _, g in band), len(band))
        yield (
            f"{low:.2f} to {min(high, 1):.2f}", len(band), mean,
            _share(g["verdict"] == w["expect"]["verdict"] for w, g in band),
        )  # fmt: skip


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
    return _percent(sum(found), len(found))


def _percent(part: int, whole: int) -> str:
    return f"{part / whole:.1%}" if whole else "–"


if __name__ == "__main__":
    main(sys.argv[1:])
