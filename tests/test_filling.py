"""Pages filled near an answer of the relaxation: always allowed, and full."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from oracle import problems

from bench.synthetic import page
from tailor.core.optimise.formulation import formulate
from tailor.core.optimise.problem import PageProblem
from tailor.core.optimise.search.greedy import Filling
from tailor.solver.highs import Highs


@settings(max_examples=100, deadline=None)
@given(problems(), st.data())
def test_what_is_filled_keeps_every_row_and_leaves_nothing_out_that_fits(
    problem: PageProblem, data: st.DataObject
) -> None:
    options = range(len(problem.options))
    values = data.draw(st.lists(st.sampled_from((0.0, 0.4, 1.0)), min_size=len(options), max_size=len(options)))
    given_ = {index for index in options if values[index] == 1}
    chosen = Filling(problem, 0).near(values)
    if chosen is None:
        assert problem.broken(given_)
        return
    assert given_ <= chosen
    assert not problem.broken(chosen)
    value = problem.value(chosen)
    more = [chosen | {index} for index in options if index not in chosen]
    assert all(problem.broken(one) or problem.value(one) <= value for one in more)


def test_it_is_near_the_best_where_little_is_in_part() -> None:
    problem = page(60, 0)
    program = formulate(problem, 0).program
    with Highs().relaxing(program) as relaxing:
        answer = relaxing.maximize(program.low, program.high)
    chosen = Filling(problem, 0).near(answer.values)
    assert chosen is not None
    assert answer.bound * 0.9 <= problem.value(chosen) <= answer.bound
