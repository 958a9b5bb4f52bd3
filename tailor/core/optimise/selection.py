"""Choosing what goes on the page: the most valuable choice over all layouts, proved; between choices of equal value
the fuller page (a term below one quantum of value), then what stands first in the profile (`ties`).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from contextlib import ExitStack
from heapq import heapify, heappop, heappush

from msgspec import Struct

from tailor.core.explain.refusal import refuse
from tailor.core.optimise.branching import branch
from tailor.core.optimise.formulation import choice, forbid
from tailor.core.optimise.greedy import Filling
from tailor.core.optimise.limits import LIMIT, Limited
from tailor.core.optimise.problem import PageProblem, Selection
from tailor.core.optimise.program import INFINITY, NEAR, SECOND, Answer, Program, Solver, Status
from tailor.core.optimise.relaxation import NOTHING, Relaxation, elsewhere, fix, relax, whole
from tailor.core.optimise.ties import tidied

CORE = 0.002
"""Share of a page's value: options that cost more than this to change are left as they are in the first search."""

SMALL, OURS = 150, SECOND // 2
"""Options of a page that `branch` is tried on, and the reckoned µs that it has: it proves most of them in a fraction of
what the solver's own search takes. Longer profiles are left to that from the start."""

GAP = 0.7
"""Part of a quantum: how near to the best the search must come. With `FULLER` less than 1, or a choice that is worth a
quantum less, but is fuller, could pass for the best."""


class Outcome(Struct, frozen=True):
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
    with ExitStack() as stack:
        best, bound = _search(problem, limited, stack)
        if best is None:
            raise refuse(problem, solver)
    chosen = tidied(problem, best.chosen, best.layout)
    return Selection(best.layout, chosen, best.value, bound, bound == best.value, work=limited.spent)


def _search(problem: PageProblem, solver: Limited, stack: ExitStack) -> tuple[Selection | None, int]:
    """The best page, and what none is worth more than. Layouts wait in the order of their bounds; until one is looked
    at itself, its bound is what the relaxation of the first says of it, and for most that is enough."""
    waiting: list[tuple[float, int]] = [(-INFINITY, layout) for layout in range(len(problem.layouts))]
    relaxed: dict[int, Relaxation] = {}
    best: Selection | None = None
    proved = NOTHING
    while waiting and (best is None or -waiting[0][0] > best.value):
        _, layout = heappop(waiting)
        if one := relaxed.get(layout):
            outcome = _solve(problem, one, solver, None if best is None else best.value + problem.layouts[layout].price)
            proved = max(proved, min(one.bound, outcome.bound - problem.layouts[layout].price))
            best = _better(problem, best, layout, outcome.chosen)
            continue
        one = relaxed[layout] = relax(problem, layout, solver, stack)
        if one.bound == NOTHING:
            continue
        waiting = [(max(known, -elsewhere(problem, one, other)), other) for known, other in waiting]
        heapify(waiting)
        heappush(waiting, (-one.bound, layout))
    if best is None and proved > NOTHING:
        best = _any_page(problem, sorted(relaxed.values(), key=lambda one: (-one.bound, one.layout)), solver.solver)
    return best, max(proved, NOTHING if best is None else best.value)


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
        while one.bound > NOTHING and answer.status is not Status.INFEASIBLE:
            answer = solver.maximize(one.formulation.program, gap=INFINITY)
            chosen = choice(answer.values, len(problem.options))
            if answer.values and not forbid_broken(problem, one.layout, one.formulation.program, chosen):
                return _better(problem, None, one.layout, chosen)
    return None


def _solve(problem: PageProblem, one: Relaxation, solver: Limited, cutoff: int | None) -> Outcome:
    """The best choice in one layout that is worth more than `cutoff` (value units, price not taken off)."""
    if cutoff is not None:  # prices are no multiples of the quantum, what pages are worth without them is
        cutoff = cutoff // one.formulation.quantum * one.formulation.quantum
    found = Outcome(None, one.bound + problem.layouts[one.layout].price)
    if len(problem.options) <= SMALL and not one.formulation.program.cuts:
        found, proved = _branched(problem, one, cutoff)
        if proved:
            return found
    return _solved(problem, one, solver, found, cutoff)


def _branched(problem: PageProblem, one: Relaxation, cutoff: int | None) -> tuple[Outcome, bool]:
    """What a short search of our own finds, and whether it came to its end."""
    layout, program, quantum = one.layout, one.formulation.program, one.formulation.quantum
    options = len(problem.options)

    def accept(values: Sequence[float]) -> bool:
        return not problem.broken(choice(values, options), layout)

    filling = Filling(problem, layout)

    def guess(values: Sequence[float]) -> Answer | None:
        near = filling.near(values)
        if near is None:
            return None
        worth = problem.value(near, layout) + problem.layouts[layout].price
        return Answer(Status.OPTIMAL, [float(index in near) for index in range(options)], worth)

    least = -INFINITY if cutoff is None else cutoff
    answer = branch(program, one.again, one.answer, accept, guess, gap=GAP * quantum, cutoff=least, work=OURS)
    if answer.status is Status.INFEASIBLE:
        return Outcome(None, NOTHING if cutoff is None else cutoff), True
    chosen = choice(answer.values, options) if answer.values else None
    if answer.status is Status.OPTIMAL and chosen is not None:
        return Outcome(chosen, problem.value(chosen, layout) + problem.layouts[layout].price), True
    return Outcome(chosen, whole(answer.bound, quantum)), False


def _solved(problem: PageProblem, one: Relaxation, solver: Limited, found: Outcome, cutoff: int | None) -> Outcome:
    """The same from the solver's own search, which begins with what was `found`."""
    layout, program, quantum = one.layout, one.formulation.program, one.formulation.quantum
    price = problem.layouts[layout].price
    good = found.chosen or (_near_the_relaxation(problem, one, solver) if cutoff is None else None)
    if good is not None:
        cutoff = problem.value(good, layout) + price
    if cutoff is not None:
        fix(program, one, one.answer.bound - cutoff + NEAR * abs(one.answer.bound))
    while True:
        answer = solver.maximize(program, gap=GAP * quantum, cutoff=cutoff)
        if answer.status is Status.INFEASIBLE:
            return Outcome(good, cutoff if cutoff is not None else NOTHING)
        bound = found.bound if answer.bound == INFINITY else min(found.bound, whole(answer.bound, quantum))
        if not answer.values:
            return Outcome(good, bound)
        chosen = choice(answer.values, len(problem.options))
        if not forbid_broken(problem, layout, program, chosen):
            worth = problem.value(chosen, layout) + price
            if answer.status is Status.OPTIMAL:
                return Outcome(chosen, worth)
            better = good is None or cutoff is None or worth > cutoff
            return Outcome(chosen if better else good, max(bound, worth))


def _near_the_relaxation(problem: PageProblem, one: Relaxation, solver: Limited) -> frozenset[int] | None:
    """A good choice, found fast: the best of those that differ from the relaxation only where that costs little (the
    core of a knapsack, Balas and Zemel 1980). None if there is none that keeps the rules."""
    program = one.formulation.program
    low, high = program.low[:], program.high[:]
    fix(program, one, CORE * abs(one.answer.bound))
    answer = solver.maximize(program, gap=GAP * one.formulation.quantum, work=solver.left // 4)
    program.low[:], program.high[:] = low, high
    if not answer.values:
        return None
    chosen = choice(answer.values, len(problem.options))
    return None if problem.broken(chosen, one.layout) else chosen


def forbid_broken(problem: PageProblem, layout: int, program: Program, chosen: Collection[int]) -> bool:
    """Forbid a choice in a program if it breaks a row of the problem, and whether it does."""
    broken = problem.broken(chosen, layout)
    for row in broken:
        forbid(program, row, chosen)
    return bool(broken)
