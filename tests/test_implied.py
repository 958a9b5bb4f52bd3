"""What every allowed page shows: found without solving, and never more than is true."""

from __future__ import annotations

from hypothesis import given, settings
from oracle import every_choice, problems

from tailor.core.optimise.implied import implied
from tailor.core.optimise.problem import LayoutRows, Option, PageProblem, Row
from tailor.core.rules.causes import Gaps, Quota


@settings(max_examples=100, deadline=None)
@given(problems())
def test_what_is_implied_is_on_every_page_that_keeps_the_rules(problem: PageProblem) -> None:
    found = implied(problem)
    for chosen in every_choice(len(problem.options)):
        if all(row.holds(chosen) for row in problem.rows):
            assert found <= chosen


def test_two_jobs_without_gaps_are_the_two_newest() -> None:
    options = tuple(Option(f"job{number}", "full") for number in range(5))
    older = [Row(Gaps("experience", "older", "newer"), ((number + 1, 1), (number, -1)), high=0) for number in range(4)]
    least = Row(Quota("experience", "min", 2), tuple((number, 1) for number in range(5)), low=2)
    problem = PageProblem(options, (*older, least), (), (LayoutRows("regular", 0, (), (1,) * 5),))
    assert implied(problem) == {0, 1}
