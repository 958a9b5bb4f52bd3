"""Two pages in the program: the same choices as trying every break, and the best of them."""

from __future__ import annotations

from dataclasses import replace
from itertools import accumulate, pairwise

from hypothesis import given, settings
from hypothesis import strategies as st
from oracle import PT, best_by_force, every_choice, problems

from tailor.adapters.highs import Highs
from tailor.core.flows import Flow, Unit
from tailor.core.problem import PageProblem, Row
from tailor.core.settling import select

quick = settings(max_examples=60, deadline=None)


@st.composite
def flowing(draw: st.DrawFn) -> PageProblem:
    """A problem whose first option is a heading over all others, which stand in units of one or two options."""
    problem = draw(problems(most=8))
    count, cuts = len(problem.options), draw(st.sets(st.integers(2, 8)))
    starts = [1, *sorted(cut for cut in cuts if cut < count), count]
    groups = [tuple(range(a, b)) for a, b in pairwise(starts)]
    heading = Unit((0,), (0,), tuple(range(1, len(groups) + 1)))
    units = (heading, *(Unit(group[:1], group) for group in groups))
    first, second = (draw(st.integers(2, 30)) * PT for _ in range(2))
    below = [Row("under", "structure", ((i, 1), (0, -1)), high=0) for i in range(1, count)]
    inside = [Row("under", "structure", ((i, 1), (g[0], -1)), high=0) for g in groups for i in g[1:]]
    hollow = Row("hollow", "structure", ((0, 1), *((i, -1) for i in range(1, count))), high=0)
    layouts = tuple(replace(one, rows=(), flows=(Flow("main", units, first, second),)) for one in problem.layouts)
    return replace(problem, rows=(*below, *inside, hollow), layouts=layouts)


@quick
@given(flowing())
def test_the_best_two_pages_are_found(problem: PageProblem) -> None:
    found = select(problem, Highs())
    assert found.value == found.bound == best_by_force(problem)
    assert problem.broken(found.chosen, found.layout) == ()


@quick
@given(flowing())
def test_a_break_is_one_that_a_reader_would_allow(problem: PageProblem) -> None:
    """Every place to break is tried, block by block."""
    layout = problem.layouts[0]
    (flow,) = layout.flows
    for chosen in every_choice(len(problem.options)):
        if not any(row.holds(chosen) is False for row in problem.rows):
            sizes = [sum(layout.heights[i] for i in unit.options if i in chosen) for unit in flow.units]
            ends = [0, *accumulate(sizes)]
            allowed = [end for end in ends if 0 not in chosen or end > sizes[0]]
            fits = any(end <= flow.first and ends[-1] - end <= flow.second for end in allowed)
            assert flow.holds(chosen, layout.heights) == fits
