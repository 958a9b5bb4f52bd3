"""Selection against brute force, and its laws."""

from __future__ import annotations

from contextlib import AbstractContextManager
from random import Random

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from oracle import PT, best_by_force, feasible, problems, select

from tailor.base.errors import FitError, Place
from tailor.core.optimise.problem import Coverage, LayoutRows, Option, PageProblem, Row
from tailor.core.optimise.program import Answer, Program, Relaxing
from tailor.core.optimise.search.stability import Previous, settle
from tailor.core.rules.causes import Height, Pin, Quota
from tailor.solver.highs import Highs

SOLVER = Highs()
quick = settings(max_examples=40, deadline=None)


@quick
@given(problems())
def test_the_chosen_page_is_the_best_of_all(problem: PageProblem) -> None:
    best = best_by_force(problem)
    if best is None:
        with pytest.raises(FitError):
            select(problem, SOLVER)
        return
    found = select(problem, SOLVER)
    assert (found.value, found.bound, found.optimal) == (best, best, True)
    assert problem.value(found.chosen, found.layout) == best


@settings(max_examples=40, deadline=None)
@given(problems(most=12, rules=12))
def test_the_best_of_four_thousand_choices_is_found(problem: PageProblem) -> None:
    best = best_by_force(problem)
    if best is not None:
        found = select(problem, SOLVER)
        assert (found.value, found.bound) == (best, best)


@quick
@given(problems())
def test_no_rule_is_broken(problem: PageProblem) -> None:
    assume(best_by_force(problem) is not None)
    found = select(problem, SOLVER)
    assert problem.broken(found.chosen, found.layout) == ()


@quick
@given(problems(most=12))
def test_no_region_is_ever_over_its_height(problem: PageProblem) -> None:
    assume(best_by_force(problem) is not None)
    found = select(problem, SOLVER)
    layout = problem.layouts[found.layout]
    for region in layout.rows:
        standing = {index for index, _ in region.terms} & found.chosen
        assert sum(layout.heights[index] for index in standing) <= (region.high or 0)


@quick
@given(problems(most=8), st.integers(-8000, 24_000), st.integers(1, 40))
def test_one_more_optional_item_never_lowers_the_value(problem: PageProblem, points: int, height: int) -> None:
    assume(best_by_force(problem) is not None)
    grown = replace(
        problem,
        options=(*problem.options, Option("new", "full", points)),
        layouts=tuple(_with_one_more(layout, height * PT) for layout in problem.layouts),
    )
    assert select(grown, SOLVER).value >= select(problem, SOLVER).value


def _with_one_more(layout: LayoutRows, height: int) -> LayoutRows:
    *others, row = layout.rows
    terms = (*row.terms, (len(layout.heights), height))
    return replace(layout, rows=(*others, replace(row, terms=terms)), heights=(*layout.heights, height))


@quick
@given(problems(), st.integers(0, 20))
def test_a_larger_page_never_lowers_the_value(problem: PageProblem, more: int) -> None:
    assume(best_by_force(problem) is not None)
    layouts = tuple(
        replace(layout, rows=tuple(replace(row, high=(row.high or 0) + more * PT) for row in layout.rows))
        for layout in problem.layouts
    )
    assert select(replace(problem, layouts=layouts), SOLVER).value >= select(problem, SOLVER).value


@quick
@given(problems(), st.randoms(use_true_random=False))
def test_the_order_of_the_profile_never_changes_the_value(problem: PageProblem, random: Random) -> None:
    assume(best_by_force(problem) is not None)
    order = list(range(len(problem.options)))
    random.shuffle(order)
    at = {old: new for new, old in enumerate(order)}

    def moved(row: Row) -> Row:
        return replace(row, terms=tuple((at[index], coefficient) for index, coefficient in row.terms))

    shuffled = PageProblem(
        tuple(problem.options[old] for old in order),
        tuple(moved(row) for row in problem.rows),
        problem.coverages,
        tuple(
            replace(one, rows=tuple(map(moved, one.rows)), heights=tuple(one.heights[old] for old in order))
            for one in problem.layouts
        ),
    )
    assert select(shuffled, SOLVER).value == select(problem, SOLVER).value


@quick
@given(problems())
def test_the_same_input_gives_the_same_page(problem: PageProblem) -> None:
    assume(best_by_force(problem) is not None)
    assert select(problem, SOLVER) == select(problem, SOLVER)


def previous(problem: PageProblem, chosen: frozenset[int], layout: int) -> Previous:
    shown = frozenset((problem.options[index].item, problem.options[index].variant) for index in chosen)
    return Previous(shown, problem.layouts[layout].name)


@quick
@given(problems())
def test_the_last_page_stays_while_nothing_changes(problem: PageProblem) -> None:
    assume(best_by_force(problem) is not None)
    first = select(problem, SOLVER)
    again = select(problem, SOLVER, previous(problem, first.chosen, first.layout))
    assert again.chosen == first.chosen
    assert again.optimal


@quick
@given(problems(), st.data())
def test_staying_near_the_last_page_costs_at_most_epsilon(problem: PageProblem, data: st.DataObject) -> None:
    best = best_by_force(problem)
    assume(best is not None)
    assert best is not None
    last = data.draw(st.frozensets(st.integers(0, len(problem.options) - 1)))
    found = select(problem, SOLVER, previous(problem, last, 0), epsilon=0.05)
    assert found.value >= best - 0.05 * abs(best)
    assert problem.broken(found.chosen, found.layout) == ()
    assert found.optimal == (found.value == best)


def test_a_small_edit_leaves_the_layout_as_it_was() -> None:
    """The other layout is worth a little more by now; another size of type would change every line of the page."""
    options = tuple(Option(name, "full", 16_000) for name in ("a", "b", "c"))
    height = Row(Height("main"), ((0, PT), (1, PT), (2, PT)), high=2 * PT)
    layouts = tuple(LayoutRows(name, price, (height,), (PT, PT, PT)) for name, price in (("large", 0), ("small", 100)))
    problem = PageProblem(options, (), (), layouts)
    gone = Previous(frozenset({("a", "full"), ("taken away since", "full")}), "small")
    found = select(problem, SOLVER, gone, epsilon=0.01)
    assert problem.layouts[found.layout].name == "small"
    assert 0 in found.chosen
    assert select(problem, SOLVER, gone, epsilon=0.001).layout == 0


class NoSolver:
    """A solver that is not to be asked."""

    def relaxing(self, program: Program) -> AbstractContextManager[Relaxing]:
        raise AssertionError

    def maximize(self, program: Program, **_: object) -> Answer:
        raise AssertionError


@quick
@given(problems(), st.data())
def test_an_item_whose_first_words_are_changed_keeps_its_place(problem: PageProblem, data: st.DataObject) -> None:
    """Its id is made of them, so the last page names an item that there is no more; nothing is solved for that."""
    assume(best_by_force(problem) is not None)
    best = select(problem, SOLVER)
    assume(best.chosen)
    last = previous(problem, best.chosen, best.layout)
    edited = data.draw(st.sampled_from(sorted(last.shown)))
    before = replace(last, shown=last.shown - {edited} | {("as-it-was", edited[1])})
    assert settle(problem, NoSolver(), best, before, 0.01).value == best.value


def test_a_refusal_has_the_numbers_and_the_least_to_release() -> None:
    options = tuple(Option(name, "full", 16_000) for name in ("a", "b", "c"))
    places = [Place("targets/t.yaml", 3, 7 + 3 * i, "pin: [a, b, c]") for i in range(3)]
    pins = tuple(Row(Pin(name, name), ((i, 1),), low=1, place=places[i]) for i, name in enumerate("abc"))
    height = Row(Height("main"), ((0, 10 * PT), (1, 10 * PT), (2, 25 * PT)), high=30 * PT)
    layout = LayoutRows("regular", 0, (height,), (10 * PT, 10 * PT, 25 * PT))
    with pytest.raises(FitError) as caught:
        select(PageProblem(options, pins, (), (layout,)), SOLVER)
    (told,) = caught.value.problems
    assert "needs 45.0 pt, the page holds 30.0" in told.message
    assert told.message.endswith("15.0 pt too much, about 2 lines")
    assert (told.hint, told.place) == ("it fits without: pin c", places[2])


def test_a_refusal_of_very_many_rules_names_one_set_to_release() -> None:
    names = [f"n{number}" for number in range(30)]
    options = tuple(Option(name, "full", 16_000) for name in names)
    pins = tuple(Row(Pin(name, name), ((i, 1),), low=1) for i, name in enumerate(names))
    height = Row(Height("main"), tuple((i, 10 * PT) for i in range(30)), high=250 * PT)
    with pytest.raises(FitError) as caught:
        select(PageProblem(options, pins, (), (LayoutRows("regular", 0, (height,), (10 * PT,) * 30),)), SOLVER)
    assert caught.value.problems[0].hint == (
        "it fits without 5 of the 30 rules, such as: pin n25, pin n26, pin n27, pin n28, pin n29"
    )


def test_rules_that_cannot_all_hold_are_named_and_no_others() -> None:
    options = (Option("a", "full"), Option("b", "full"))
    rows = (
        Row(Pin("a", "a"), ((0, 1),), low=1),
        Row(Pin("b", "b"), ((1, 1),), low=1),
        Row(Quota("x", "max", 0), ((0, 1),), high=0),
    )
    layout = LayoutRows("regular", 0, (Row(Height("main"), ((0, 1), (1, 1)), high=100),), (1, 1))
    with pytest.raises(FitError) as caught:
        select(PageProblem(options, rows, (), (layout,)), SOLVER)
    named = " ".join(problem.message for problem in caught.value.problems)
    assert "pin a" in named
    assert "sections.x.max" in named
    assert "pin b" not in named


def test_a_price_below_the_quantum_of_value_hides_no_page() -> None:
    """Each option is worth 400, and both have room in the second layout alone: the first, one point dearer there, is
    best where it costs nothing."""
    options = tuple(Option(item, "full", 0, (("cpp", 20),)) for item in ("a", "b"))
    coverages = (Coverage("cpp", ((80, 20), (80, 10), (80, 5), (80, 2))),)
    layouts = tuple(
        LayoutRows(f"size {size}", price, (Row(Height("main"), tuple(enumerate(heights)), None, 262_144),), heights)
        for size, price, heights in ((10, 0, (16_384, 278_528)), (9, 1, (14_745, 250_675)))
    )
    found = select(PageProblem(options, (), coverages, layouts), Highs())
    assert (found.layout, found.chosen, found.value, found.bound) == (0, frozenset({0}), 400, 400)


@pytest.mark.parametrize(
    ("worth", "heights", "room"),
    [
        ((5, 0, 2, 0), (8, 8, 8, 7), 24),
        ((0, 0, 2, 1), (5, 5, 4, 1), 10),
        ((0, 5, 7, 0), (3, 4, 1, 1), 6),
        ((4, 0, 4, 1), (1, 3, 2, 9), 6),
    ],
)
def test_of_pages_of_equal_value_the_fullest(worth: tuple[int, ...], heights: tuple[int, ...], room: int) -> None:
    """Where what fills the page costs nothing, by value and then by height, against every choice."""
    options = tuple(Option(f"item{index}", "full", points * 1000) for index, points in enumerate(worth))
    tall = tuple(height * 3 * PT for height in heights)
    body = Row(Height("body"), tuple(enumerate(tall)), high=room * 3 * PT)
    problem = PageProblem(options, (), (), (LayoutRows("only", 0, (body,), tall),))
    found = select(problem, SOLVER)
    best = max((problem.value(chosen), problem.height(chosen)) for chosen in feasible(problem))
    assert (found.value, problem.height(found.chosen)) == best
