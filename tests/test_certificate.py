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
from tailor.core.optimise.problem import Certificate, Node, PageProblem
from tailor.core.optimise.selection import best_page
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


def parts(data: Any, path: tuple[int, ...] = ()) -> Iterator[tuple[int, ...]]:
    """Where every number of a certificate stands."""
    for place, inner in enumerate(data):
        if isinstance(inner, int):
            yield (*path, place)
        else:
            yield from parts(inner, (*path, place))
