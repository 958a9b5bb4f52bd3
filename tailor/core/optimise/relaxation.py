"""The linear relaxation of a layout: what no page in it is worth more than, and what that says of single options and
of other layouts."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import ExitStack
from math import floor

from msgspec import Struct

from tailor.core.optimise.formulation import Formulation, formulate, scale_of
from tailor.core.optimise.problem import PageProblem
from tailor.core.optimise.program import INFINITY, NEAR, Answer, Program, Relaxing, Solver, Status

NOTHING = -(1 << 62)

FULLER = 0.2
"""Part of a quantum: what fullness is worth at most."""


class Relaxation(Struct, frozen=True):
    """A layout's program with its linear relaxation: no page in it is worth more than `bound` (its price taken off).
    `answer.reduced` says what each option costs when it is pushed off `answer.values`, `prices` what the limit of each
    row is worth; `again` solves it within other bounds."""

    layout: int
    formulation: Formulation
    bound: int
    answer: Answer
    prices: Sequence[float]
    again: Relaxing


def relax(problem: PageProblem, layout: int, solver: Solver, stack: ExitStack) -> Relaxation:
    """The relaxation of a layout, kept by the solver until the end of `stack`."""
    formulation = formulate(problem, layout)
    program = formulation.program
    _prefer_full(program, problem, layout, formulation.quantum)
    again = stack.enter_context(solver.relaxing(program))
    answer = again.maximize(program.low, program.high)
    if answer.status is Status.INFEASIBLE:
        return Relaxation(layout, formulation, NOTHING, answer, (), again)
    bound = whole(answer.bound, formulation.quantum) - problem.layouts[layout].price
    return Relaxation(layout, formulation, bound, answer, again.prices(), again)


def whole(bound: float, quantum: int) -> int:
    """The greatest value that a bound allows."""
    return floor((bound + 1e-3) / quantum) * quantum


def elsewhere(problem: PageProblem, one: Relaxation, layout: int) -> float:
    """What no page in another layout is worth more than, its price taken off, by the prices that the relaxation `one`
    puts on room: any prices bound any layout of the same rules (weak duality). INFINITY where they say nothing."""
    here, there = problem.layouts[one.layout], problem.layouts[layout]
    rows = len(here.rows)
    if not rows or here.flows or there.flows or len(there.rows) != rows or _counts(one):
        return INFINITY
    bound, gains = one.answer.bound, dict[int, float]()
    for price, row, other in zip(one.prices[-rows:], here.rows, there.rows, strict=True):
        side = (row.high, other.high) if price > 0 else (row.low, other.low)
        if row.rule != other.rule or (price and None in side):
            return INFINITY
        scaled = price * scale_of(row)
        bound += scaled * ((side[1] or 0) - (side[0] or 0))
        for sign, terms in ((scaled, row.terms), (-scaled, other.terms)):
            for index, coefficient in terms:
                gains[index] = gains.get(index, 0.0) + sign * coefficient
    program, reduced = one.formulation.program, one.answer.reduced
    for index, gain in gains.items():
        bound += _most(program, index, gain - reduced[index]) - _most(program, index, -reduced[index])
    return whole(bound, one.formulation.quantum) - there.price


def _counts(one: Relaxation) -> bool:
    """Whether the bound rests on how many blocks fit, which is another number in another layout."""
    program = one.formulation.program
    return any(one.answer.reduced[program.sums : program.whole])


def _most(program: Program, column: int, gain: float) -> float:
    return gain * (program.high[column] if gain > 0 else program.low[column])


def fix(program: Program, relaxation: Relaxation, slack: float) -> None:
    """Fix the options that cannot change in a choice worth at most `slack` less than the relaxation: pushing them off
    what they are there would cost more (reduced-cost fixing, Dantzig et al. 1954)."""
    values, reduced = relaxation.answer.values, relaxation.answer.reduced
    for column in range(program.whole):
        if abs(reduced[column]) > slack:
            if values[column] < NEAR:
                program.high[column] = 0.0
            elif values[column] > 1 - NEAR:
                program.low[column] = 1.0


def _prefer_full(program: Program, problem: PageProblem, layout: int, quantum: int) -> None:
    """Between choices of equal value, the fuller page."""
    heights = problem.layouts[layout].heights
    highest = sum(height for height in heights if height > 0) or 1
    for index, height in enumerate(heights):
        program.gains[index] += FULLER * quantum * max(0, height) / highest
