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
from oracle import best_by_force, problems

from bench.other_solver import Other
from bench.proofs import Counts, fault
from bench.random_pages import random_page
from tailor.core.optimise.certificate import Checker, certifies
from tailor.core.optimise.flows import Flow, Unit
from tailor.core.optimise.problem import (
    Certificate,
    Coverage,
    FlowStep,
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
@given(problems(), st.randoms(use_true_random=False))
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
    quantum = Checker(problem, 0, certificate.layouts[0], certificate.bound).quantum
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
    forged = Step(1, sums=((0, 6),))
    proof = LayoutProof(Node((0,)), (forged,), (terms,))
    assert not certifies(Certificate(3, (proof,)), problem)


@pytest.mark.parametrize(
    "step",
    [
        Step(-1),
        Step(1, rows=((-1, 1),)),
        Step(1, rows=((9, 1),)),
        Step(1, rows=((0, -1),)),
        Step(1, sums=((-1, 1),)),
        Step(1, sums=((9, 1),)),
        Step(1, mentions=((0, 1), (-1, 1))),
        Step(1, mentions=((0, -1),)),
        Step(1, mentions=((9, 1),)),
        Step(1, flows=(FlowStep(-1, 1),)),
        Step(1, flows=(FlowStep(9, 1),)),
        Step(1, flows=(FlowStep(0, -1),)),
        *(
            Step(1, flows=(FlowStep(0, **{side: ((place, many),)}),))
            for side in ("first", "second", "shown", "before")
            for place, many in ((-1, 1), (99, 1), (0, -1))
        ),
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
    assert not holds(step, Step(1))


@pytest.mark.parametrize(
    "node", [Node((9,)), Node((-9,)), Node((), 99, 0, (Node(), Node())), Node((), 0, 0, (Node(),))]
)
def test_a_part_of_what_there_is_not_is_refused(node: Node) -> None:
    problem = PageProblem((Option("first", "full", 5),), (), (), (LayoutRows("only", 0, (), (0,)),))
    assert certifies(Certificate(5, (LayoutProof(Node((0,)), (Step(1),)),)), problem)
    assert not certifies(Certificate(5, (LayoutProof(node, (Step(0),)),)), problem)


def parts(data: Any, path: tuple[int, ...] = ()) -> Iterator[tuple[int, ...]]:
    """Where every number of a certificate stands."""
    for place, inner in enumerate(data):
        if isinstance(inner, int):
            yield (*path, place)
        else:
            yield from parts(inner, (*path, place))
