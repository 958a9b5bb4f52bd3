"""The certificate: what once went wrong, and that nothing false is let pass."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from kept_problems import kept_problem
from msgspec import convert, json
from msgspec.structs import replace
from oracle import best_by_force, feasible, problems
from test_flows import flowing

from bench.other_solver import Other
from bench.proofs import Counts, fault
from bench.random_pages import random_page
from tailor.core.optimise.certificate import Checker, certifies
from tailor.core.optimise.flows import Flow, Unit
from tailor.core.optimise.problem import (
    Certificate,
    Coverage,
    Cut,
    LayoutProof,
    LayoutRows,
    Node,
    Option,
    PageProblem,
    Row,
    Step,
    Terms,
)
from tailor.core.optimise.search.selection import best_page
from tailor.core.rules.causes import Quota
from tailor.solver.highs import Highs


def test_the_page_that_a_solver_threw_away_is_found_and_proved() -> None:
    problem = kept_problem("wrong-proof.json")
    found = best_page(problem, Highs())
    assert (found.value, found.bound, found.proof) == (970_920, 970_920, "certified")
    assert problem.value(found.chosen, found.layout) == 970_920
    assert problem.broken(found.chosen, found.layout) == ()


@pytest.mark.parametrize("number", range(8))
def test_another_solver_comes_to_the_same_value(number: int) -> None:
    """Of pages with every kind of row; `make proofs` has thousands."""
    with Other() as other:
        assert fault(random_page(f"kept {number}"), other, Counts()) is None


@settings(max_examples=25, deadline=None)
@given(st.one_of(problems(), flowing()), st.randoms(use_true_random=False))
def test_whatever_is_changed_in_a_certificate_nothing_false_is_let_pass(problem: PageProblem, random: Random) -> None:
    best = best_by_force(problem)
    assume(best is not None)
    certificate = best_page(problem, Highs()).certificate
    assert certificate is not None
    assert best is not None
    assert certificate.bound == best
    for part in parts(json.decode(json.encode(certificate))):
        forged = json.decode(json.encode(certificate))
        *path, last = part
        inner = forged
        for step in path:
            inner = inner[step]
        inner[last] += random.choice((-1, 1, 1 << 40))
        changed = convert(forged, Certificate)
        assert not certifies(changed, problem) or changed.bound >= best


@settings(max_examples=25, deadline=None)
@given(problems())
def test_a_certificate_that_promises_more_or_proves_less_fails(problem: PageProblem) -> None:
    best = best_by_force(problem)
    assume(best is not None)
    certificate = best_page(problem, Highs()).certificate
    assert certificate is not None
    quantum = problem.linear().quantum
    assert not certifies(replace(certificate, bound=certificate.bound - quantum), problem)
    assert not certifies(replace(certificate, layouts=certificate.layouts[1:]), problem)
    for number, proof in enumerate(certificate.layouts):
        bare = replace(proof, tree=Node())
        layouts = (*certificate.layouts[:number], bare, *certificate.layouts[number + 1 :])
        assert not certifies(replace(certificate, layouts=layouts), problem)


@pytest.mark.parametrize("terms", [((0, 1), (2, 2)), ((0, 1), (-1, 2))])
def test_a_sum_of_itself_is_refused(terms: Terms) -> None:
    """With `sum = first option + 2 × sum` the first option could never be shown."""
    options = (Option("first", "full", 5), Option("second", "full", 3))
    room = Row(Quota("room", "max", 1), ((0, 1), (1, 1)), high=1)
    problem = PageProblem(options, (room,), (), (LayoutRows("only", 0, (), (0, 0)),))
    forged = Step(1, rows=((1, 6),))
    proof = LayoutProof(Node((0,)), (forged,), (terms,))
    assert not certifies(Certificate(3, (proof,)), problem)


@pytest.mark.parametrize(
    "step",
    [
        Step(-1),
        Step(1, rows=((-1, 1),)),
        Step(1, rows=((9, 1),)),
        Step(1, rows=((0, -1),)),
        Step(1, rows=((1, 1),)),  # of a coverage, which asks for no more than so much
        Step(1, rows=((2, -1),)),  # of what the first page holds
        Step(1, rows=((5, -1),)),  # that a unit begins the second page, which need not be
    ],
)
def test_a_step_at_a_place_that_there_is_not_is_refused(step: Step) -> None:
    """Also where nothing else is wrong: of a page that needs no step to be proved, as nothing is worth anything."""
    units = tuple(Unit((index,), (index,)) for index in range(3))
    layout = LayoutRows("two", 0, (), (10, 10, 10), (Flow("body", units, 20, 20),))
    options = tuple(Option(f"item{index}", "full", 0, (("tag", 1),)) for index in range(3))
    room = Row(Quota("room", "max", 2), ((0, 1), (1, 1), (2, 1)), high=2)
    problem = PageProblem(options, (room,), (Coverage("tag", ((1, 0), (1, 0))),), (layout,))

    def holds(*steps: Step) -> bool:
        tree = Node(tuple(range(len(steps))))
        return certifies(Certificate(0, (LayoutProof(tree, steps, (((0, 1),),)),)), problem)

    assert holds(Step(1))
    assert not holds(step)
    assert not holds(Step(1), step)  # the last is read first


@pytest.mark.parametrize(
    "node", [Node((9,)), Node((-9,)), Node((), 99, 0, (Node(), Node())), Node((), 0, 0, (Node(),))]
)
def test_a_part_of_what_there_is_not_is_refused(node: Node) -> None:
    problem = PageProblem((Option("first", "full", 5),), (), (), (LayoutRows("only", 0, (), (0,)),))
    assert certifies(Certificate(5, (LayoutProof(Node((0,)), (Step(1),)),)), problem)
    assert not certifies(Certificate(5, (LayoutProof(node, (Step(0),)),)), problem)


def two_pages(*proofs: LayoutProof, column: int = 0, value: int = 0) -> bool:
    """Whether two units of 10, on two pages of 10, are shown to be worth no more than 5 by proofs in parts."""
    units = tuple(Unit((index,), (index,)) for index in range(2))
    layout = LayoutRows("two", 0, (), (10, 10), (Flow("body", units, 10, 10),))
    problem = PageProblem(tuple(Option(f"item{index}", "full", 5) for index in range(2)), (), (), (layout,))
    tree = Node((), column, value, (), proofs)
    return certifies(Certificate(5, (LayoutProof(tree),)), problem)


ONE_PAGE = LayoutProof(Node((0,)), (Step(10, rows=((0, 5),)),))
"""By what the first page holds."""


def test_what_fits_on_two_pages_is_not_proved_away_by_a_part_of_the_breaks() -> None:
    """The page breaks before the second unit (place 0), or nowhere (place 1): there the first page holds all."""
    one, both = ONE_PAGE, LayoutProof(Node((0,)), (Step(1),))
    assert not two_pages(both, one)
    assert not two_pages(one)
    assert not two_pages(one, one, one)
    for column, value in ((0, -1), (0, -2), (0, 1), (0, 9), (1, 0), (-1, 0)):
        assert not two_pages(one, one, column=column, value=value)
        assert not two_pages(both, one, column=column, value=value)


@settings(max_examples=60, deadline=None)
@given(problems(most=6), st.data())
def test_every_page_keeps_every_cut(problem: PageProblem, data: st.DataObject) -> None:
    """Of any multipliers, and whatever columns are flipped, also such as there are not."""
    program, layout = problem.linear(), problem.layouts[0]
    checker = Checker(problem, 0, (), LayoutProof(Node(), sums=(((0, 1),),)), 0, program)
    numbers = st.integers(0, len(checker.rows) - 1)
    multipliers = st.integers(-(1 << 20), 1 << 20)
    rows = tuple(data.draw(st.lists(st.tuples(numbers, multipliers), min_size=1, max_size=5)))
    flipped = tuple(data.draw(st.lists(st.integers(-9, len(checker.low)), max_size=9)))
    cut = Cut(rows, data.draw(st.integers(1, 1 << 18)), flipped)
    terms, _, limit = checker.rounded(cut)
    checker.rows.append((terms, None, limit))  # a cut of a cut is a cut
    again, _, least = checker.rounded(Cut(((len(checker.rows) - 1, 3), *rows), 1 << 10, flipped))
    for chosen in feasible(problem):
        column = columns(problem, chosen)
        assert (
            sum(gain * many for gain, many in zip(program.gains, column, strict=True))
            == problem.value(chosen) + layout.price
        )
        assert all(0 <= many <= most for many, most in zip(column, program.most, strict=True))
        column.append(column[0])
        assert sum(many * column[index] for index, many in terms) <= limit
        assert sum(many * column[index] for index, many in again) <= least


def columns(problem: PageProblem, chosen: frozenset[int]) -> list[int]:
    """What a page is in the program: its options, and the steps of coverages, filled in order."""
    found, mentions = [int(index in chosen) for index in range(len(problem.options))], problem.mentions(chosen)
    for coverage in problem.coverages:
        left = mentions.get(coverage.tag, 0)
        for width, _ in coverage.steps[:-1]:
            found.append(min(width, left))
            left -= found[-1]
    return found


@settings(max_examples=60, deadline=None)
@given(flowing(), st.data())
def test_every_page_keeps_the_rows_of_where_it_breaks(problem: PageProblem, data: st.DataObject) -> None:
    """A page that keeps its rules keeps the rows of one place at least, and of all spans around it."""
    layout = problem.layouts[0]
    bare = replace(problem, layouts=(replace(layout, flows=()),))
    spans = [[(place, place) for place in range(most + 1)] for _, most in layout.spans()]
    for chosen in feasible(bare):
        rows = [
            [flow.within(layout.heights, span) for span in one] for flow, one in zip(layout.flows, spans, strict=True)
        ]
        kept = [[all(_keeps(row, chosen) for row in some) for some in one] for one in rows]
        assert all(any(one) for one in kept) == (problem.broken(chosen) == ())
        for flow, one in zip(layout.flows, kept, strict=True):
            for place in (place for place, holds in enumerate(one) if holds):
                span = data.draw(st.integers(0, place)), data.draw(st.integers(place, len(one) - 1))
                assert all(_keeps(row, chosen) for row in flow.within(layout.heights, span))


def _keeps(row: tuple[Terms, int | None, int | None], chosen: frozenset[int]) -> bool:
    terms, low, high = row
    total = sum(many for index, many in terms if index in chosen)
    return (low is None or total >= low) and (high is None or total <= high)


def test_heights_below_0_are_refused() -> None:
    flow = Flow("body", (Unit((0,), (0,)), Unit((1,), (1,))), 10, 10)
    with pytest.raises(ValueError, match="below 0"):
        list(flow.within((5, -5), (0, 1)))


def parts(data: Any, path: tuple[int, ...] = ()) -> Iterator[tuple[int, ...]]:
    """Where every number of a certificate stands."""
    for place, inner in enumerate(data):
        if isinstance(inner, int):
            yield (*path, place)
        else:
            yield from parts(inner, (*path, place))
