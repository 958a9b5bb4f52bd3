"""Selection by itself: `python -m bench.selection [BULLETS …]` writes `bench/SELECTION.md`.

CPU time on seeded synthetic pages, of one layout and of all; and how much more a proved page is worth than one filled
greedily, on those pages and on every sample × target.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from msgspec.structs import replace

from bench.greedy import greedy_value
from bench.results import commit, machine
from bench.synthetic import page
from tailor.builds.build_values import PageQuery
from tailor.builds.chosen_page import chosen_page
from tailor.builds.plan import Request, plan
from tailor.core.optimise.problem import POINT, PageProblem
from tailor.core.optimise.search.selection import best_page
from tailor.models.dates import Day
from tailor.solver.highs import Highs

SIZES = (60, 200)
SEEDS = 5
HEAD = """# Selection, measured

- Command: `python -m bench.selection {sizes}`
- Commit: {commit}

## CPU time

Of seeded synthetic pages, in the preferred layout alone and in all five.
"""
TODAY = Day(2026, 11, 21)
ROOT = Path(__file__).parent.parent


def milliseconds(problem: PageProblem) -> tuple[float, bool]:
    """CPU ms of one selection, and whether it was proved."""
    begun = time.process_time()
    found = best_page(problem, Highs())
    return (time.process_time() - begun) * 1000, found.optimal


def row(bullets: int) -> str:
    """Median and maximum over the seeds: of the preferred layout, and of all layouts together."""
    pages = [page(bullets, seed) for seed in range(SEEDS)]
    one = [milliseconds(replace(problem, layouts=problem.layouts[:1])) for problem in pages]
    every = [milliseconds(problem) for problem in pages]
    cells = [f"{statistics.median(t):.0f} / {max(t):.0f}" for t in ([ms for ms, _ in one], [ms for ms, _ in every])]
    proved = sum(optimal for _, optimal in (*one, *every))
    return f"| {bullets} | {cells[0]} | {cells[1]} | {proved} of {2 * SEEDS} |"


def samples() -> Iterator[tuple[str, PageProblem]]:
    """The problem of every sample profile × target, by name."""
    for job in plan(Request(ROOT, TODAY, ROOT, everything=True)).jobs:
        choice = chosen_page(PageQuery(ROOT, TODAY, ROOT, job.profile), job.target)
        yield f"{job.profile} × {job.target}", choice.problem


def gain(name: str, problem: PageProblem) -> str:
    """Greedy beside the best, both in points in the preferred layout, and whether the page of all layouts is proved."""
    whole = best_page(problem, Highs())
    first = replace(problem, layouts=problem.layouts[:1])
    best, greedy = best_page(first, Highs()), greedy_value(first)
    assert greedy is not None, f"{name}: no page keeps the rules"
    more = (best.value - greedy) / abs(greedy)
    proof = "value = bound" if whole.optimal and best.optimal else "not proved"
    return f"| {name} | {greedy / POINT:.2f} | {best.value / POINT:.2f} | {more:+.1%} | {proof} |"


def tables(sizes: Sequence[int]) -> Iterator[str]:
    """The lines of the file."""
    yield HEAD.format(sizes=" ".join(map(str, sizes)), commit=commit())
    yield "| bullets | one layout, ms (median / max) | all layouts, ms | proved |\n|---|---|---|---|"
    yield from map(row, sizes)
    yield "\n## Against greedy filling\n"
    yield "| page | greedy, points | best, points | gain | all layouts |\n|---|---|---|---|---|"
    yield from (gain(f"60 bullets, seed {seed}", page(60, seed)) for seed in range(3))
    yield from (gain(name, problem) for name, problem in samples())
    yield f"\nMachine: {machine()}."


def main() -> None:
    """Measure, tell and write."""
    lines = []
    for line in tables([int(size) for size in sys.argv[1:]] or SIZES):
        print(line, flush=True)
        lines.append(line)
    (ROOT / "bench/SELECTION.md").write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
