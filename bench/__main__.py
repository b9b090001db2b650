"""``python -m bench [intake|emergency|growth|pictures|proof]``: measures, and prints one table."""

from __future__ import annotations

import asyncio
import os
import sys

os.environ.setdefault("PTB_TIMEDELTA", "1")

from bench.digest import digest
from bench.emergency import emergency
from bench.growth import growth
from bench.intake import intake
from bench.pictures import pictures
from bench.proof import proof
from bench.workplace import RULES
from bot.rules_file import RulesFile
from bot.serving import warm_up

BENCHMARKS = {
    "intake": intake,
    "emergency": emergency,
    "growth": growth,
    "digest": digest,
    "pictures": pictures,
    "proof": proof,
}


def main() -> None:
    """Run those that are named, or all."""
    wanted = sys.argv[1:] or list(BENCHMARKS)
    if unknown := [name for name in wanted if name not in BENCHMARKS]:
        sys.exit(f"bench: {unknown[0]}: there are {', '.join(BENCHMARKS)}")
    warm_up(RulesFile(RULES).load())  # as `cuadrante run` does
    print(f"{'what':72} {'figure':>12}  aim")
    for name in wanted:
        for what, figure, aim in asyncio.run(BENCHMARKS[name]()):
            print(f"{what:72} {figure:>12}  {aim}", flush=True)


main()
