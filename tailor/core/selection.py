"""Choosing what goes on the page: the most valuable choice over all layouts, proved; between choices of equal value
the fuller page (a term below one quantum of value), then what stands first in the profile (`ties`).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from math import floor

from tailor.core.formulation import Formulation, choice, forbid, formulate
from tailor.core.limits import LIMIT, Limited
from tailor.core.problem import PageProblem, Selection
from tailor.core.program import INFINITY, Answer, Program, Solver, Status
from tailor.core.refusal import refuse
from tailor.core.ties import tidied

NOTHING = -(1 << 62)

CORE = 0.002
"""Share of a page's value: options that cost more than this to change are left as they are in the first search."""

NEAR = 1e-6
"""As near as the solver comes to a whole number."""

FULLER, GAP = 0.2, 0.7
"""Parts of a quantum: what fullness is worth at most, and how near to the best the solver must come. Together less
than 1, or a choice that is worth a quantum less, but is fuller, could pass for the best."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """The best choice found in one layout (None: none is worth more than the cutoff), and a proved bound.

    Both without the layout's price.
    """

    chosen: frozenset[int] | None
    bound: int


def best_page(problem: PageProblem, solver: Solver, *, limit: int = LIMIT) -> Selection:
    """The most valuable page over all layouts. The linear relaxation bounds each; the most promising is solved first,
    and of the others only those whose bound is higher than the best page found.

    `limit` (reckoned µs) is for all of it: past it the best page found comes back, with what is proved by then.
    Raises FitError when no layout can hold what is pinned and required.
    """
    limited = Limited(solver, limit)
    relaxations = [_relax(problem, layout, limited) for layout in range(len(problem.layouts))]
    relaxations.sort(key=lambda one: (-one.bound, one.layout))
    best: Selection | None = None
    bounds: list[int] = []
    for one in relaxations:
        price = problem.layouts[one.layout].price
        cutoff = None if best is None else best.value + price
        bound, chosen = one.bound, None
        if best is None or one.bound > best.value:
            outcome = _solve(problem, one, limited, cutoff)
            bound, chosen = min(bound, outcome.bound - price), outcome.chosen
        bounds.append(bound)
        best = _better(problem, best, one.layout, chosen)
    if best is None and any(bound > NOTHING for bound in bounds):
        best = _any_page(problem, relaxations, solver)
    if best is None:
        raise refuse(problem, solver)
    bound, chosen = max(best.value, *bounds), tidied(problem, best.chosen, best.layout)
    return Selection(best.layout, chosen, best.value, bound, bound == best.value, work=limited.spent)


def _better(
    problem: PageProblem, best: Selection | None, layout: int, chosen: frozenset[int] | None
) -> Selection | None:
    if chosen is None:
        return best
    value = problem.value(chosen, layout)
    return Selection(layout, chosen, value, value, False) if best is None or value > best.value else best


def _any_page(problem: PageProblem, relaxations: Iterable[Relaxation], solver: Solver) -> Selection | None:
    """The first page that keeps the rules, where the limit came before any; None if there is none at all."""
    for one in relaxations:
        answer = Answer(Status.LIMIT)
        while one.values and answer.status is not Status.INFEASIBLE:
            answer = solver.maximize(one.formulation.program, gap=INFINITY)
            chosen = choice(answer.values, len(problem.options))
            if answer.values and not forbid_broken(problem, one.layout, one.formulation.program, chosen):
                return _better(problem, None, one.layout, chosen)
    return None


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


def _solve(problem: PageProblem, relaxation: Relaxation, solver: Limited, cutoff: int | None) -> Outcome:
    """The best choice in one layout that is worth more than `cutoff` (value units, price not taken off)."""
    layout, formulation = relaxation.layout, relaxation.formulation
    program, quantum = formulation.program, formulation.quantum
    price = problem.layouts[layout].price
    good = _near_the_relaxation(problem, relaxation, solver) if cutoff is None else None
    if good is not None:
        cutoff = problem.value(good, layout) + price
    if cutoff is not None:
        _fix(program, relaxation, relaxation.objective - cutoff + NEAR * abs(relaxation.objective))
    while True:
        answer = solver.maximize(program, gap=GAP * quantum, cutoff=cutoff)
        if answer.status is Status.INFEASIBLE:
            return Outcome(good, cutoff if cutoff is not None else NOTHING)
        bound = relaxation.bound + price if answer.bound == INFINITY else _whole(answer.bound, quantum)
        if not answer.values:
            return Outcome(good, bound)
        chosen = choice(answer.values, len(problem.options))
        if not forbid_broken(problem, layout, program, chosen):
            worth = problem.value(chosen, layout) + price
            if answer.status is Status.OPTIMAL:
                return Outcome(chosen, worth)
            better = good is None or cutoff is None or worth > cutoff
            return Outcome(chosen if better else good, max(bound, worth))


def _near_the_relaxation(problem: PageProblem, relaxation: Relaxation, solver: Limited) -> frozenset[int] | None:
    """A good choice, found fast: the best of those that differ from the relaxation only where that costs little (the
    core of a knapsack, Balas and Zemel 1980). None if there is none that keeps the rules."""
    program = relaxation.formulation.program
    if not relaxation.values:
        return None
    low, high = program.low[:], program.high[:]
    _fix(program, relaxation, CORE * abs(relaxation.objective))
    answer = solver.maximize(program, gap=GAP * relaxation.formulation.quantum, work=solver.left // 4)
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


def forbid_broken(problem: PageProblem, layout: int, program: Program, chosen: Collection[int]) -> bool:
    """Forbid a choice in a program if it breaks a row of the problem, and whether it does."""
    broken = problem.broken(chosen, layout)
    for row in broken:
        forbid(program, row, chosen)
    return bool(broken)
