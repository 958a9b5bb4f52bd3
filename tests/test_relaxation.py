"""What the relaxation of one layout says of the others."""

from __future__ import annotations

from contextlib import ExitStack

from hypothesis import given, settings
from msgspec.structs import replace
from oracle import best_by_force, problems

from bench.synthetic import page
from tailor.core.optimise.problem import PageProblem
from tailor.core.optimise.relaxation import NOTHING, elsewhere, relax
from tailor.solver.highs import Highs


@settings(max_examples=80, deadline=None)
@given(problems())
def test_no_page_in_another_layout_is_worth_more_than_is_said(problem: PageProblem) -> None:
    with ExitStack() as stack:
        for first in range(len(problem.layouts)):
            one = relax(problem, first, Highs(), stack)
            for other in range(len(problem.layouts) if one.bound > NOTHING else 0):
                best = best_by_force(replace(problem, layouts=(problem.layouts[other],)))
                assert best is None or best <= elsewhere(problem, one, other)


def test_it_is_near_what_the_other_layout_says_itself() -> None:
    problem = page(60, 0)
    with ExitStack() as stack:
        one, other = relax(problem, 0, Highs(), stack), relax(problem, 1, Highs(), stack)
        assert other.bound <= elsewhere(problem, one, 1) <= other.bound * 1.02
