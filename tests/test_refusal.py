"""Why no page can be made, against brute force: how much is too much, where, and the least that must give way."""

from __future__ import annotations

import re
from itertools import combinations

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from oracle import PT, best_by_force, feasible, problems

from bench.random_pages import random_page
from tailor.base.errors import FitError
from tailor.core.explain.refusal import refuse
from tailor.core.optimise.problem import PageProblem, Row
from tailor.core.optimise.search.selection import best_page
from tailor.core.rules.causes import Height, Pin, Require
from tailor.solver.highs import Highs

SAID = re.compile(
    r"needs (?P<needs>[\d.-]+) pt, the page holds (?P<holds>[\d.-]+) "
    r"\(column (?P<column>\w+), layout (?P<layout>[\w ]+)\): "
    r"(?P<over>[\d.]+) pt too much, about (?P<lines>\d+) lines?"
)
slow = settings(max_examples=60, deadline=None)


def free(problem: PageProblem) -> PageProblem:
    """Without limits on heights."""
    layouts = tuple(
        replace(one, rows=tuple(row for row in one.rows if not isinstance(row.rule, Height))) for one in problem.layouts
    )
    return replace(problem, layouts=layouts)


def without(problem: PageProblem, rules: tuple[str, ...]) -> PageProblem:
    return replace(problem, rows=tuple(row for row in problem.rows if row.rule.rule not in rules))


def shortages(problem: PageProblem) -> dict[tuple[str, str], tuple[int, Row]]:
    """By layout and column: the least height of what must be shown, and the row; the worst column of each layout."""
    found = {}
    for number, layout in enumerate(problem.layouts):
        choices = feasible(free(problem), number)
        rows = [row for row in layout.rows if isinstance(row.rule, Height)]
        least = {
            (layout.name, row.rule.region): (min(sum(h for i, h in row.terms if i in one) for one in choices), row)
            for row in rows
            if isinstance(row.rule, Height)
        }
        name = max(least, key=lambda one: least[one][0] - (least[one][1].high or 0))
        found[name] = least[name]
    return found


@st.composite
def too_high(draw: st.DrawFn) -> PageProblem:
    """Problems whose rules can all hold, and whose columns lack from a quarter of a pt to 20 pt for that."""
    drawn = draw(problems(most=7, rules=6))
    pinned = tuple(
        Row(Pin(f"pin {index}", f"pin {index}"), ((index, 1),), low=1)
        for index in draw(st.sets(st.integers(0, len(drawn.options) - 1), min_size=1, max_size=3))
    )
    problem = replace(drawn, rows=(*drawn.rows, *pinned))
    assume(feasible(free(problem)))
    layouts = []
    for number, layout in enumerate(problem.layouts):
        choices = feasible(free(problem), number)
        rows = []
        for row in layout.rows:
            least = min(sum(height for index, height in row.terms if index in one) for one in choices)
            rows.append(replace(row, high=least - draw(st.integers(1, 80)) * PT // 4))
        layouts.append(replace(layout, rows=tuple(rows)))
    return replace(problem, layouts=tuple(layouts))


@st.composite
def contradicting(draw: st.DrawFn) -> PageProblem:
    """Problems with rules that cannot all hold."""
    drawn = draw(problems(most=6, rules=6))
    some = draw(st.lists(st.integers(0, len(drawn.options) - 1), min_size=1, max_size=3, unique=True))
    ones = tuple((index, 1) for index in some)
    both = [Row(Pin("one", "one"), ones[:1], low=1), Row(Require("some <= 0"), ones, high=0)]
    return replace(drawn, rows=tuple(draw(st.permutations([*drawn.rows, *both]))))


@slow
@given(too_high())
def test_what_is_too_much_is_told_as_it_is(problem: PageProblem) -> None:
    assert best_by_force(problem) is None
    [told] = refuse(problem, Highs()).problems
    said = SAID.search(told.message)
    assert said, told.message
    known = shortages(problem)
    least, row = known[said["layout"], said["column"]]
    over = least - (row.high or 0)
    assert over == min(one - (at.high or 0) for one, at in known.values())  # of the layout that lacks the least
    assert float(said["needs"]) == pytest.approx(least / PT, abs=0.06)
    assert float(said["holds"]) == pytest.approx((row.high or 0) / PT, abs=0.06)
    assert float(said["over"]) == pytest.approx(over / PT, abs=0.06)
    lowest = min(height for _, height in row.terms)
    assert int(said["lines"]) == -(-over // lowest)


@slow
@given(too_high())
def test_the_smallest_sets_that_must_give_way_are_told(problem: PageProblem) -> None:
    assert best_by_force(problem) is None
    [told] = refuse(problem, Highs()).problems
    said = SAID.search(told.message)
    assert said
    number = [layout.name for layout in problem.layouts].index(said["layout"])
    names = list(dict.fromkeys(row.rule.rule for row in problem.rows if row.rule.written and (row.low or 0) > 0))
    for size in range(1, 4):
        sets = [some for some in combinations(names, size) if feasible(without(problem, some), number)]
        if sets:
            assert told.hint == "it fits without: " + "; or ".join(" and ".join(some) for some in sets[:4])
            return
    assert "it fits without" not in told.hint or f"of the {len(names)} rules" in told.hint


@slow
@given(contradicting())
def test_rules_that_cannot_all_hold_are_a_smallest_set(problem: PageProblem) -> None:
    error = refuse(problem, Highs())
    assert isinstance(error, FitError)
    assert {one.code for one in error.problems} == {"rules-conflict"}
    named = [re.findall("`([^`]+)`", one.message)[0] for one in error.problems if one.message.startswith("`")]
    bare = free(problem)
    others = tuple(row for row in problem.rows if not row.rule.written)
    if not named:
        assert not feasible(replace(bare, rows=others))
        return
    kept = [row for row in problem.rows if row.rule.written and row.name in named]
    assert not feasible(replace(bare, rows=(*others, *kept)))
    if len(kept) == len(named):  # no name stands for two rows
        for row in kept:
            fewer = tuple(one for one in kept if one is not row)
            assert feasible(replace(bare, rows=(*others, *fewer)))


def test_two_pages_that_only_their_break_bounds_are_refused_in_words() -> None:
    with pytest.raises(FitError, match="does not fit on the pages, in any layout"):
        best_page(random_page("20261201 1137"), Highs())
