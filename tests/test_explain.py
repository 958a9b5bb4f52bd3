"""Explanations are exact: a price brings the item in, one unit less does not."""

from __future__ import annotations

from hypothesis import assume, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from oracle import best_by_force, problems, select

from tailor.core.explain.explain import Question, coverage, force, marginal, one_more_line, price
from tailor.core.optimise.problem import PageProblem
from tailor.solver.highs import Highs

SOLVER = Highs()
quick = settings(max_examples=40, deadline=None)


def asked(problem: PageProblem) -> Question:
    assume(best_by_force(problem) is not None)
    return Question(problem, select(problem, SOLVER), SOLVER)


def shown_with(question: Question, item: str, points: int) -> bool:
    """Whether the item is on the best page once it earns so much more."""
    options = tuple(
        replace(option, points=option.points + points) if option.item == item else option
        for option in question.problem.options
    )
    return item in question.items(select(replace(question.problem, options=options), SOLVER).chosen)


@quick
@given(problems(most=8), st.data())
def test_the_price_brings_an_item_in_and_one_unit_less_does_not(problem: PageProblem, data: st.DataObject) -> None:
    question = asked(problem)
    out = sorted({option.item for option in problem.options} - question.items(question.selection.chosen))
    assume(out)
    item = data.draw(st.sampled_from(out))
    forced = force(question, item, shown=True)
    assume(forced.loss is not None)
    told = price(question, item, forced)
    assert shown_with(question, item, told)
    assert not shown_with(question, item, told - 1)


@quick
@given(problems(most=8), st.data())
def test_leaving_an_item_out_never_makes_the_page_better(problem: PageProblem, data: st.DataObject) -> None:
    question = asked(problem)
    shown = sorted(question.items(question.selection.chosen))
    assume(shown)
    item = data.draw(st.sampled_from(shown))
    forced = force(question, item, shown=False)
    assert forced.loss is None or forced.loss >= 0
    assert item not in (*forced.comes, *forced.goes)


@quick
@given(problems(most=8))
def test_an_item_never_earns_more_beside_others_than_alone(problem: PageProblem) -> None:
    question = asked(problem)
    for option in problem.options:
        assert marginal(question, option.item) <= problem.alone(option.item)


@quick
@given(problems(most=8))
def test_a_line_more_is_never_worth_less_than_nothing(problem: PageProblem) -> None:
    assert one_more_line(asked(problem), 65_536) >= 0


@quick
@given(problems(most=8))
def test_coverage_adds_up_to_the_value(problem: PageProblem) -> None:
    question = asked(problem)
    points = sum(problem.options[index].points for index in question.selection.chosen)
    layout = problem.layouts[question.selection.layout]
    covered = sum(one.value for one in coverage(question))
    assert points + covered - layout.price == question.selection.value
