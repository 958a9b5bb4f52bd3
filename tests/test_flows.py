"""Two pages in the program: the same choices as trying every break, and the best of them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import pairwise

from hypothesis import assume, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from oracle import PT, best_by_force, every_choice, problems, select

from tailor.core.optimise.flows import Flow, FlowForm, Unit, form
from tailor.core.optimise.problem import PageProblem, Row
from tailor.core.rules.causes import Hollow, Under
from tailor.solver.highs import Highs

quick = settings(max_examples=60, deadline=None)


@st.composite
def flowing(draw: st.DrawFn, regions: int = 2) -> PageProblem:
    """A problem in one or two regions: the first option of each is a heading over the others; each of these is an entry
    of its own or stands under the entry before it. Some have a quota or a pin."""
    problem = draw(problems(most=8, rules=2))
    count = len(problem.options)
    ends = [count] if regions == 1 or count < 4 else [draw(st.integers(2, count - 2)), count]
    flows, rows = [], list(problem.rows)
    for start, end in pairwise([0, *ends]):
        entries = draw(st.sets(st.integers(start + 1, end - 1))) | {min(start + 1, end - 1)}
        first, other = (draw(st.integers(2, 30)) * PT for _ in range(2))
        leads = [None if at == start else start if at in entries else max(e for e in entries if e < at)
                 for at in range(start, end)]  # fmt: skip
        members = tuple(at - start for at, lead in enumerate(leads, start) if lead == start)
        units = tuple(
            Unit(
                (at,),
                (at,),
                members if at == start else (),
                None if lead is None else lead - start,
                draw(st.integers(0, 4)) * PT,
                stays=at == start and draw(st.booleans()),
            )
            for at, lead in enumerate(leads, start)
        )
        flows.append(Flow(f"region {start}", units, first, other))
        rows += (Row(Under("one", "other"), ((at, 1), (lead, -1)), high=0)
                 for at, lead in enumerate(leads, start) if lead is not None)  # fmt: skip
        rows.append(Row(Hollow("one"), ((start, 1), *((at, -1) for at in range(start + 1, end))), high=0))
    layouts = tuple(replace(one, rows=(), flows=tuple(flows)) for one in problem.layouts)
    return replace(problem, rows=tuple(rows), layouts=layouts)


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
    """Every place to break is tried, between every two blocks that stand below each other."""
    layout = problem.layouts[0]
    (flow,) = layout.flows
    for chosen in every_choice(len(problem.options)):
        if all(row.holds(chosen) for row in problem.rows):
            shown = [number for number, unit in enumerate(flow.units) if unit.root[0] in chosen]
            sizes = [layout.heights[flow.units[number].root[0]] for number in shown]
            fits = sum(sizes) <= flow.first
            for at in range(1, len(shown)):
                above, below = flow.units[shown[at - 1]], flow.units[shown[at]]
                if below.lead != shown[at - 1] and not above.stays:
                    fits |= sum(sizes[:at]) <= flow.first and sum(sizes[at:]) <= flow.other + below.gap
            assert flow.holds(chosen, layout.heights) == fits


@quick
@given(flowing(regions=1), st.booleans())
def test_the_rows_say_just_what_a_flow_holds(problem: PageProblem, lengths: bool) -> None:
    """For every choice some values of the flow's own columns keep its rows exactly if it holds."""
    layout = problem.layouts[0]
    (flow,) = layout.flows
    rows = form(flow, layout.heights, lengths=lengths)
    for chosen in every_choice(len(problem.options)):
        if all(row.holds(chosen) for row in problem.rows):
            ways = (_values(flow, layout.heights, chosen, at) for at in range(rows.begins + 1))
            assert flow.holds(chosen, layout.heights) == any(_keeps(rows, values) for values in ways)


def _values(flow: Flow, heights: Sequence[int], chosen: Collection[int], at: int) -> list[int]:
    """All columns where the second page begins with the place `at`."""
    places = [number for number, _ in flow.followed()]
    sizes = [sum(heights[i] for i in unit.options if i in chosen) for unit in flow.units]
    begins = [int(place < at) for place in range(len(places))]
    sums = [sum(sizes[:end]) for end in (*places, len(sizes))]
    return [*(int(i in chosen) for i in range(len(heights))), *begins, *sums]


def _keeps(rows: FlowForm, values: Sequence[int]) -> bool:
    totals = [(row, sum(coefficient * values[column] for column, coefficient in row.terms)) for row in rows.rows]
    return all(total <= row.high and (row.low is None or row.low <= total) for row, total in totals)
