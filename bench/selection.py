"""CPU time of selection on seeded synthetic pages: `python -m bench.selection [BULLETS …]` prints a Markdown table."""

from __future__ import annotations

import statistics
import sys
import time
from dataclasses import replace

from bench.synthetic import page
from tailor.adapters.highs import Highs
from tailor.core.problem import PageProblem
from tailor.core.selection import best_page

SIZES = (60, 200)
SEEDS = 5


def milliseconds(problem: PageProblem) -> tuple[float, bool]:
    """CPU ms of one selection, and whether it was proved."""
    begun = time.process_time()
    found = best_page(problem, Highs(), clock=time.monotonic)
    return (time.process_time() - begun) * 1000, found.optimal


def row(bullets: int) -> str:
    """Median and maximum over the seeds: of the preferred layout, and of all layouts together."""
    pages = [page(bullets, seed) for seed in range(SEEDS)]
    one = [milliseconds(replace(problem, layouts=problem.layouts[:1])) for problem in pages]
    every = [milliseconds(problem) for problem in pages]
    cells = [f"{statistics.median(t):.0f} / {max(t):.0f}" for t in ([ms for ms, _ in one], [ms for ms, _ in every])]
    proved = sum(optimal for _, optimal in (*one, *every))
    return f"| {bullets} | {cells[0]} | {cells[1]} | {proved} of {2 * SEEDS} |"


def main() -> None:
    """Print the table."""
    sizes = [int(size) for size in sys.argv[1:]] or list(SIZES)
    print("| bullets | one layout, ms (median / max) | all layouts, ms | proved |\n|---|---|---|---|")
    for size in sizes:
        print(row(size), flush=True)


if __name__ == "__main__":
    main()
