"""Two pages in the program: the same choices as trying every break, and the best of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise

from hypothesis import assume, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from oracle import PT, best_by_force, every_choice, problems

from tailor.core.optimise.flows import Flow, Unit
from tailor.core.optimise.problem import PageProblem, Row
from tailor.core.optimise.stability import select
from tailor.core.rules.causes import Hollow, Under
from tailor.solver.highs import Highs

quick = settings(max_examples=60, deadline=None)


@st.composite
def flowing(draw: st.DrawFn, regions: int = 2) -> PageProblem:
    """A problem in one or two regions: the first option of each is a heading over the others, which stand in units of
    one or two options; some have a quota or a pin."""
    problem = draw(problems(most=8, rules=2))
    count = len(problem.options)
    ends = [count] if regions == 1 or count < 4 else [draw(st.integers(2, count - 2)), count]
    rooms = [tuple(draw(st.integers(2, 30)) * PT for _ in range(2)) for _ in ends]
    flows, rows = [], list(problem.rows)
    for start, end, (first, second) in zip([0, *ends], ends, rooms, strict=False):
        cuts = sorted(draw(st.sets(st.integers(start + 2, end - 1)))) if start + 2 < end else []
        groups = [tuple(range(a, b)) for a, b in pairwise([start + 1, *cuts, end])]
        members = tuple(range(1, len(groups) + 1))
        units = (Unit((start,), (start,), members), *(Unit(group[:1], group) for group in groups))
        flows.append(Flow(f"region {start}", units, first, second))
        rows += _stacked(range(start, end), groups)
    layouts = tuple(replace(one, rows=(), flows=tuple(flows)) for one in problem.layouts)
    return replace(problem, rows=tuple(rows), layouts=layouts)


def _stacked(some: range, groups: Sequence[tuple[int, ...]]) -> Iterator[Row]:
    """Everything under the heading, all of a unit under its first, and the heading over something."""
    heading, *others = some
    yield from (Row(Under("one", "other"), ((i, 1), (heading, -1)), high=0) for i in others)
    yield from (Row(Under("one", "other"), ((i, 1), (group[0], -1)), high=0) for group in groups for i in group[1:])
    yield Row(Hollow("one"), ((heading, 1), *((i, -1) for i in others)), high=0)


@quick
@given(flowing())
def test_the_best_two_pages_are_found(problem: PageProblem) -> None:
    best = best_by_force(problem)
    assume(best is not None)
    found = select(problem, Highs())
    assert found.value == found.bound == best
    assert problem.broken(found.chosen, found.layout) == ()


@quick
@given(flowing(regions=1))
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
