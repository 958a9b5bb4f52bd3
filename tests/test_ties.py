"""Items that are worth the same: the fuller page, then the order of the profile, and never at the cost of a rule."""

from __future__ import annotations

from itertools import product

from hypothesis import assume, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from oracle import PT, best_by_force, problems

from tailor.core.optimise.problem import LayoutRows, Option, PageProblem, Row
from tailor.core.optimise.search.selection import best_page
from tailor.core.rules.causes import Height, Pin
from tailor.solver.highs import Highs

quick = settings(max_examples=40, deadline=None)


@st.composite
def alike(draw: st.DrawFn) -> PageProblem:
    """A problem of which two to four options earn the same."""
    problem = draw(problems(rules=3))
    same = draw(st.sets(st.integers(0, len(problem.options) - 1), min_size=2, max_size=4))
    first = problem.options[min(same)]
    options = (
        replace(option, points=first.points, mentions=first.mentions) if index in same else option
        for index, option in enumerate(problem.options)
    )
    return replace(problem, options=tuple(options))


@quick
@given(alike())
def test_no_exchange_of_two_alike_is_left_undone(problem: PageProblem) -> None:
    best = best_by_force(problem)
    assume(best is not None)
    found = best_page(problem, Highs())
    assert found.value == problem.value(found.chosen, found.layout) == best
    heights = problem.layouts[found.layout].heights
    for old, new in product(found.chosen, set(range(len(problem.options))) - found.chosen):
        one, other = problem.options[old], problem.options[new]
        if (one.points, sorted(one.mentions)) == (other.points, sorted(other.mentions)):
            better = (-heights[new], new) < (-heights[old], old)
            assert not better or problem.broken(found.chosen - {old} | {new}, found.layout)


def shown(*heights: int, room: int, rows: tuple[Row, ...] = ()) -> set[str]:
    """Which of some items of equal worth and these heights (pt) are on the page."""
    options = tuple(Option(f"item{number}", "full", 1000) for number in range(len(heights)))
    tall = tuple(height * PT for height in heights)
    height = Row(Height("main"), tuple(enumerate(tall)), high=room * PT)
    problem = PageProblem(options, rows, (), (LayoutRows("regular", 0, (height,), tall),))
    return {options[index].item for index in best_page(problem, Highs()).chosen}


def test_the_first_of_the_profile_are_shown() -> None:
    assert shown(10, 10, 10, 10, 10, room=25) == {"item0", "item1"}


def test_the_fuller_page_comes_before_the_order_of_the_profile() -> None:
    assert shown(8, 10, 12, room=12) == {"item2"}


def test_a_rule_comes_before_both() -> None:
    pinned = Row(Pin("item0", "item0"), ((0, 1),), low=1)
    assert shown(8, 10, 12, room=12, rows=(pinned,)) == {"item0"}
