"""Choosing what goes on the page: the most valuable choice over all layouts, proved, then settled."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from math import floor

from tailor.base.errors import FitError, Problem
from tailor.core.formulation import choice, forbid, formulate
from tailor.core.problem import PageProblem, Selection
from tailor.core.program import Program, Solver, Status


@dataclass(frozen=True, slots=True)
class Previous:
    """What the last build chose: (candidate id, variant name) pairs and the layout's name."""

    shown: frozenset[tuple[str, str]]
    layout: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """The best choice found in one layout (None: none is worth more than the cutoff), and a proved bound.

    Both without the layout's price.
    """

    chosen: frozenset[int] | None
    bound: int


def select(
    problem: PageProblem,
    solver: Solver,
    previous: Previous | None = None,
    *,
    epsilon: float = 0.01,
    time_limit: float = 10.0,
    clock: Callable[[], float] = lambda: 0.0,
) -> Selection:
    """The best page: most value, then least changed, then fullest, then first in document order.

    Raises FitError when no layout can hold what is pinned and required.
    """
    end = clock() + time_limit
    best: Selection | None = None
    bounds: list[int] = []
    for layout, rows in enumerate(problem.layouts):
        cutoff = None if best is None else best.value + rows.price
        outcome = solve(problem, layout, solver, cutoff=cutoff, seconds=max(0.1, end - clock()))
        bounds.append(outcome.bound - rows.price)
        if outcome.chosen is not None:
            value = problem.value(outcome.chosen, layout)
            if best is None or value > best.value:
                best = Selection(layout, outcome.chosen, value, value, False)
    if best is None:
        raise FitError(Problem("does-not-fit", "what is pinned and required does not fit on the page"))
    bound = max(best.value, *bounds)
    return Selection(best.layout, best.chosen, best.value, bound, bound == best.value)


def solve(
    problem: PageProblem,
    layout: int,
    solver: Solver,
    *,
    cutoff: int | None = None,
    seconds: float | None = None,
) -> Outcome:
    """The best choice in one layout that is worth more than `cutoff` (value units, price not taken off)."""
    formulation = formulate(problem, layout)
    program, quantum = formulation.program, formulation.quantum
    while True:
        answer = solver.maximize(program, gap=0.99 * quantum, cutoff=cutoff, seconds=seconds)
        if answer.status is Status.INFEASIBLE:
            return Outcome(None, cutoff if cutoff is not None else -(1 << 62))
        bound = floor((answer.bound + 1e-3) / quantum) * quantum
        if not answer.values:
            return Outcome(None, bound)
        chosen = choice(answer.values, len(problem.options))
        if not _forbid_broken(problem, layout, program, chosen):
            worth = problem.value(chosen, layout) + problem.layouts[layout].price
            return Outcome(chosen, max(bound, worth) if answer.status is Status.LIMIT else worth)


def _forbid_broken(problem: PageProblem, layout: int, program: Program, chosen: Collection[int]) -> bool:
    broken = problem.broken(chosen, layout)
    for row in broken:
        forbid(program, row, chosen)
    return bool(broken)
