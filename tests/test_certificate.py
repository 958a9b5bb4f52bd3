"""The certificate: what once went wrong, and that nothing false is let pass."""

from __future__ import annotations

from kept_problems import kept_problem

from tailor.core.optimise.selection import best_page
from tailor.solver.highs import Highs


def test_the_page_that_a_solver_threw_away_is_found_and_proved() -> None:
    problem = kept_problem("wrong-proof.json")
    found = best_page(problem, Highs())
    assert (found.value, found.bound, found.proof) == (970_920, 970_920, "certified")
    assert problem.value(found.chosen, found.layout) == 970_920
    assert problem.broken(found.chosen, found.layout) == ()
