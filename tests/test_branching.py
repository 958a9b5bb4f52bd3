"""The search of our own, against brute force."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from hypothesis import given, settings
from msgspec.structs import replace
from oracle import best_by_force, problems

from bench.synthetic import page
from tailor.core.optimise.branching import branch
from tailor.core.optimise.formulation import choice, formulate
from tailor.core.optimise.problem import PageProblem
from tailor.core.optimise.program import INFINITY, SECOND, Answer, Status
from tailor.solver.highs import Highs


def searched(
    problem: PageProblem,
    *,
    cutoff: float = -INFINITY,
    work: int = SECOND,
    accept: Callable[[Sequence[float]], bool] = lambda values: True,
) -> Answer:
    """The first layout, searched; the price of the layout not taken off."""
    formulation = formulate(problem, 0)
    program = formulation.program
    with Highs().relaxing(program) as relaxing:
        relaxed = relaxing.maximize(program.low, program.high)
        if relaxed.status is Status.INFEASIBLE:
            return relaxed
        gap = 0.7 * formulation.quantum
        return branch(program, relaxing, relaxed, accept, gap=gap, cutoff=cutoff, work=work)


@settings(max_examples=60, deadline=None)
@given(problems())
def test_it_finds_the_best(problem: PageProblem) -> None:
    problem = replace(problem, layouts=problem.layouts[:1])
    best, found = best_by_force(problem), searched(problem)
    if best is None:
        assert found.status is Status.INFEASIBLE
        return
    assert found.status is Status.OPTIMAL
    assert problem.value(choice(found.values, len(problem.options))) == best
    assert searched(problem, cutoff=best + problem.layouts[0].price).status is Status.INFEASIBLE


def test_cut_short_it_says_so_with_a_true_bound() -> None:
    problem = page(60, 0)
    whole, part = searched(problem), searched(problem, work=1000)
    assert (whole.status, part.status) == (Status.OPTIMAL, Status.LIMIT)
    assert part.bound >= whole.bound


def test_an_answer_that_is_refused_ends_it() -> None:
    assert searched(page(60, 0), accept=lambda values: False).status is Status.LIMIT


def test_a_row_that_no_option_is_in_changes_nothing() -> None:
    problem = page(60, 0)
    empty = replace(problem.rows[0], terms=(), low=-1, high=1)
    more = replace(problem, rows=(empty, *problem.rows, empty))
    assert round(searched(more).bound) == round(searched(problem).bound)
