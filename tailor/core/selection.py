"""Choosing what goes on the page: the most valuable choice over all layouts, proved, then settled.

Ties and near-ties fall in this order: value; then, within ε of the best, the fewest changes against the last
page; then the fuller page (a term below one quantum of value); then the solver's own order, which is the same
for the same input.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from math import ceil, floor

from tailor.core.formulation import Formulation, choice, forbid, formulate
from tailor.core.problem import PageProblem, Selection
from tailor.core.program import INFINITY, Program, Solver, Status
from tailor.core.refusal import refuse

NOTHING = -(1 << 62)

CORE = 0.004
"""Share of a page's value: options that cost more than this to change are left as they are in the first search."""

NEAR = 1e-6
"""As near as the solver comes to a whole number."""

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
    return settle(problem, solver, best, previous, epsilon)


def best_page(
    problem: PageProblem,
    solver: Solver,
    *,
    time_limit: float = 10.0,
    clock: Callable[[], float] = lambda: 0.0,
) -> Selection:
    """The most valuable page over all layouts. The linear relaxation bounds each; the most promising is solved first,
    and of the others only those whose bound is higher than the best page found.

    Raises FitError when no layout can hold what is pinned and required.
    """
    end = clock() + time_limit
    best: Selection | None = None
    bounds: list[int] = []
    relaxations = [_relax(problem, layout, solver) for layout in range(len(problem.layouts))]
    for one in sorted(relaxations, key=lambda one: (-one.bound, one.layout)):
        price = problem.layouts[one.layout].price
        cutoff = None if best is None else best.value + price
        bound, chosen = one.bound, None
        if best is None or one.bound > best.value:
            outcome = _solve(problem, one, solver, cutoff, max(0.1, end - clock()))
            bound, chosen = min(bound, outcome.bound - price), outcome.chosen
        bounds.append(bound)
        if chosen is not None:
            value = problem.value(chosen, one.layout)
            if best is None or value > best.value:
                best = Selection(one.layout, chosen, value, value, False)
    if best is None:
        raise refuse(problem, solver)
    bound = max(best.value, *bounds)
    return Selection(best.layout, best.chosen, best.value, bound, bound == best.value)


@dataclass(frozen=True, slots=True)
class Relaxation:
    """A layout's program with its linear relaxation: no page in it is worth more than `bound` (its price taken off);
    `reduced` says what each option costs `objective` when it is pushed off `values`."""

    layout: int
    formulation: Formulation
    bound: int
    objective: float
    values: Sequence[float]
    reduced: Sequence[float]


def _relax(problem: PageProblem, layout: int, solver: Solver) -> Relaxation:
    formulation = formulate(problem, layout)
    _prefer_full(formulation.program, problem, layout, formulation.quantum)
    answer = solver.maximize(formulation.program, relaxed=True)
    if answer.status is Status.INFEASIBLE:
        return Relaxation(layout, formulation, NOTHING, NOTHING, (), ())
    bound = _whole(answer.bound, formulation.quantum) - problem.layouts[layout].price
    return Relaxation(layout, formulation, bound, answer.bound, answer.values, answer.reduced)


def _whole(bound: float, quantum: int) -> int:
    """The greatest value that a bound allows."""
    return floor((bound + 1e-3) / quantum) * quantum


def _solve(problem: PageProblem, relaxation: Relaxation, solver: Solver, cutoff: int | None, seconds: float) -> Outcome:
    """The best choice in one layout that is worth more than `cutoff` (value units, price not taken off)."""
    layout, formulation = relaxation.layout, relaxation.formulation
    program, quantum = formulation.program, formulation.quantum
    price = problem.layouts[layout].price
    good = _near_the_relaxation(problem, relaxation, solver, seconds) if cutoff is None else None
    if good is not None:
        cutoff = problem.value(good, layout) + price
    if cutoff is not None:
        _fix(program, relaxation, relaxation.objective - cutoff + NEAR * abs(relaxation.objective))
    while True:
        answer = solver.maximize(program, gap=GAP * quantum, cutoff=cutoff, seconds=seconds)
        if answer.status is Status.INFEASIBLE:
            return Outcome(good, cutoff if cutoff is not None else NOTHING)
        bound = relaxation.bound + price if answer.bound == INFINITY else _whole(answer.bound, quantum)
        if not answer.values:
            return Outcome(good, bound)
        chosen = choice(answer.values, len(problem.options))
        if not _forbid_broken(problem, layout, program, chosen):
            worth = problem.value(chosen, layout) + price
            return Outcome(chosen, max(bound, worth) if answer.status is Status.LIMIT else worth)


def _near_the_relaxation(
    problem: PageProblem, relaxation: Relaxation, solver: Solver, seconds: float
) -> frozenset[int] | None:
    """A good choice, found fast: the best of those that differ from the relaxation only where that costs little (the
    core of a knapsack, Balas and Zemel 1980). None if there is none that keeps the rules."""
    program = relaxation.formulation.program
    if not relaxation.values:
        return None
    low, high = program.low[:], program.high[:]
    _fix(program, relaxation, CORE * abs(relaxation.objective))
    answer = solver.maximize(program, gap=GAP * relaxation.formulation.quantum, seconds=seconds)
    program.low[:], program.high[:] = low, high
    if not answer.values:
        return None
    chosen = choice(answer.values, len(problem.options))
    return None if problem.broken(chosen, relaxation.layout) else chosen


def _fix(program: Program, relaxation: Relaxation, slack: float) -> None:
    """Fix the options that cannot change in a choice worth at most `slack` less than the relaxation: pushing them off
    what they are there would cost more (reduced-cost fixing, Dantzig et al. 1954)."""
    for column in range(program.whole):
        if abs(relaxation.reduced[column]) > slack:
            value = relaxation.values[column]
            if value < NEAR:
                program.high[column] = 0.0
            elif value > 1 - NEAR:
                program.low[column] = 1.0


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


def settle(
    problem: PageProblem, solver: Solver, best: Selection, previous: Previous | None, epsilon: float
) -> Selection:
    """The last page itself if it is still within ε of the best, else the nearest one that is; the best where there is
    no last one."""
    if previous is None or epsilon <= 0:
        return best
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
