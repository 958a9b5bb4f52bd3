"""Choosing what goes on the page: the most valuable choice over all layouts, proved, then settled.

Ties and near-ties fall in this order: value; then, within ε of the best, the fewest changes against the last
page; then the fuller page (a term below one quantum of value); then the solver's own order, which is the same
for the same input.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from math import ceil, floor

from tailor.core.formulation import choice, forbid, formulate
from tailor.core.problem import PageProblem, Selection
from tailor.core.program import Program, Solver, Status
from tailor.core.refusal import refuse

NOTHING = -(1 << 62)

FULLER, GAP = 0.2, 0.7
"""Parts of a quantum: what fullness is worth at most, and how near to the best the solver must come. Together less
than 1, or a choice that is worth a quantum less, but is fuller, could pass for the best."""


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
    """The best page; or, within ε of it, the one that differs least from the last.

    Raises FitError when no layout can hold what is pinned and required.
    """
    best = best_page(problem, solver, time_limit=time_limit, clock=clock)
    if previous is None or epsilon <= 0:
        return best
    return _settle(problem, solver, best, previous, epsilon)


def best_page(
    problem: PageProblem,
    solver: Solver,
    *,
    time_limit: float = 10.0,
    clock: Callable[[], float] = lambda: 0.0,
) -> Selection:
    """The most valuable page over all layouts, the preferred one first; the others only need be bounded by it."""
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
        raise refuse(problem, solver)
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
    _prefer_full(program, problem, layout, quantum)
    while True:
        answer = solver.maximize(program, gap=GAP * quantum, cutoff=cutoff, seconds=seconds)
        if answer.status is Status.INFEASIBLE:
            return Outcome(None, cutoff if cutoff is not None else NOTHING)
        bound = floor((answer.bound + 1e-3) / quantum) * quantum
        if not answer.values:
            return Outcome(None, bound)
        chosen = choice(answer.values, len(problem.options))
        if not _forbid_broken(problem, layout, program, chosen):
            worth = problem.value(chosen, layout) + problem.layouts[layout].price
            return Outcome(chosen, max(bound, worth) if answer.status is Status.LIMIT else worth)


def _prefer_full(program: Program, problem: PageProblem, layout: int, quantum: int) -> None:
    """Between choices of equal value, the fuller page."""
    heights = problem.layouts[layout].heights
    highest = sum(height for height in heights if height > 0) or 1
    for index, height in enumerate(heights):
        program.gains[index] += FULLER * quantum * max(0, height) / highest


def _forbid_broken(problem: PageProblem, layout: int, program: Program, chosen: Collection[int]) -> bool:
    broken = problem.broken(chosen, layout)
    for row in broken:
        forbid(program, row, chosen)
    return bool(broken)


def _settle(problem: PageProblem, solver: Solver, best: Selection, previous: Previous, epsilon: float) -> Selection:
    """The last page itself if it is still worth enough, else the nearest one that is."""
    enough = ceil(best.value - epsilon * abs(best.value))
    last = _still_there(problem, previous)
    if last is not None:
        layout, chosen = last
        complete = len(chosen) == len(previous.shown)
        if complete and not problem.broken(chosen, layout) and problem.value(chosen, layout) >= enough:
            value = problem.value(chosen, layout)
            return Selection(layout, chosen, value, best.bound, value == best.bound, kept=True)
        near = nearest(problem, best.layout, solver, chosen, enough)
        if near is not None:
            value = problem.value(near, best.layout)
            return Selection(best.layout, near, value, best.bound, value == best.bound, kept=True)
    return best


def _still_there(problem: PageProblem, previous: Previous) -> tuple[int, frozenset[int]] | None:
    """The last page's options as they stand in this problem; None if its layout is gone."""
    names = [layout.name for layout in problem.layouts]
    if previous.layout not in names:
        return None
    index: Mapping[tuple[str, str], int] = problem.index()
    chosen = frozenset(index[pair] for pair in previous.shown if pair in index)
    return names.index(previous.layout), chosen


def nearest(
    problem: PageProblem, layout: int, solver: Solver, wanted: Collection[int], enough: int
) -> frozenset[int] | None:
    """Of the choices worth at least `enough` (price taken off), the one that differs least from `wanted`."""
    program = formulate(problem, layout).program
    gains = list(program.gains)
    floor_ = enough + problem.layouts[layout].price
    program.add_row(((column, gain / 1000) for column, gain in enumerate(gains) if gain), low=floor_ / 1000)
    for column in range(len(program.gains)):
        is_option = column < len(problem.options)
        program.gains[column] = (1.0 if column in wanted else -1.0) if is_option else 0.0
    while True:
        answer = solver.maximize(program, gap=0.99)
        if not answer.values:
            return None
        chosen = choice(answer.values, len(problem.options))
        if problem.value(chosen, layout) < enough:
            return None
        if not _forbid_broken(problem, layout, program, chosen):
            return chosen
