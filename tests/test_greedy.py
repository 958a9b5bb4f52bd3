"""The bench's greedy filler is honest: it keeps the rules, so it is never better than the best."""

from __future__ import annotations

from hypothesis import given, settings
from msgspec.structs import replace
from oracle import best_by_force, problems

from bench.greedy import greedy_value
from tailor.core.optimise.problem import PageProblem


@settings(max_examples=40, deadline=None)
@given(problems(most=7))
def test_greedy_is_never_better_than_the_best(problem: PageProblem) -> None:
    problem = replace(problem, layouts=problem.layouts[:1])
    best, greedy = best_by_force(problem), greedy_value(problem)
    assert (greedy is None) == (best is None)
    assert greedy is None or best is None or greedy <= best
