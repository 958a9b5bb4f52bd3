"""Why an item is out: each cause on a page made for it, and on small random pages by trying every choice."""

from __future__ import annotations

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from oracle import PT, best_by_force, every_choice, problems, select

from tailor.core.explain.explain import Question
from tailor.core.explain.reasons import Hindrance, Reason, reason_out
from tailor.core.optimise.problem import MENTION, Coverage, LayoutRows, Option, PageProblem, Row
from tailor.core.rules.causes import Group, Height, Quota, Under
from tailor.solver.highs import Highs

SOLVER = Highs()


def page(*options: Option, rows: tuple[Row, ...] = (), room: int = 10, heights: tuple[int, ...] = ()) -> Question:
    """A page of so many lines of options one line high."""
    tall = tuple(PT * height for height in heights or (1,) * len(options))
    height = Row(Height("main"), tuple(enumerate(tall)), high=room * PT)
    coverage = Coverage("cpp", tuple((MENTION, slope) for slope in (20, 10, 5, 2)))
    problem = PageProblem(options, rows, (coverage,), (LayoutRows("regular", 0, (height,), tall),))
    return Question(problem, select(problem, SOLVER), SOLVER)


GOOD, POOR = Option("good", "full", 900), Option("poor", "full", 500)
PAIR = ((0, 1), (1, 1))
CAUSES = {
    Hindrance.INFEASIBLE: page(GOOD, POOR, room=2, heights=(1, 3)),
    Hindrance.QUOTA: page(GOOD, POOR, rows=(Row(Quota("awards", "max", 1), PAIR, high=1),)),
    Hindrance.REDUNDANT: page(
        Option("good", "full", 0, (("cpp", 4 * MENTION),)),
        Option("poor", "full", 0, (("cpp", MENTION),)),
        Option("other", "full", 1000),
        room=2,
    ),
    Hindrance.FULL: page(GOOD, POOR, room=1),
    Hindrance.DOMINATED: page(GOOD, Option("poor", "full", -5)),
}


@pytest.mark.parametrize("cause", Hindrance)
def test_each_cause_is_told(cause: Hindrance) -> None:
    question = CAUSES[cause]
    assert "poor" not in question.items(question.selection.chosen)
    found = reason_out(question, "poor", ["poor"], possible=cause is not Hindrance.INFEASIBLE)
    assert found.cause is cause
    assert str(found)


def test_a_quota_on_a_full_page_is_named() -> None:
    limit = Row(Quota("awards", "max", 1), PAIR, high=1)
    question = page(GOOD, POOR, Option("third", "full", 800), rows=(limit,), room=2)
    found = reason_out(question, "poor", ["poor"], possible=True)
    assert found == Reason(Hindrance.DOMINATED, (limit,))
    assert "sections.awards.max" in str(found)


def test_of_a_group_with_none_on_the_page_no_other_is_said_to_be_there() -> None:
    head, pair = Option("head", "full", -700), (Option("one", "full", 400), Option("other", "full", 400))
    rows = (
        Row(Group("summary"), ((1, 1), (2, 1)), high=1),
        *(Row(Under("one", f"head {index}"), ((0, 1), (index, -1)), low=0) for index in (1, 2)),
    )
    found = reason_out(page(head, *pair, rows=rows), "one", ["one", "head"], possible=True)
    assert str(found) == "of the group `summary` at most one is shown; without that rule it would be on the page"


@settings(max_examples=40, deadline=None)
@given(problems(most=7), st.data())
def test_a_full_page_is_what_keeps_an_item_off_just_when_room_brings_it(
    problem: PageProblem, data: st.DataObject
) -> None:
    assume(best_by_force(problem) is not None)
    question = Question(problem, select(problem, SOLVER), SOLVER)
    out = sorted({option.item for option in problem.options} - question.items(question.selection.chosen))
    assume(out)
    item = data.draw(st.sampled_from(out))
    boundless = replace(problem, layouts=tuple(replace(one, rows=()) for one in problem.layouts))
    best = best_by_force(boundless)
    choices = [chosen for chosen in every_choice(len(problem.options)) if not boundless.broken(chosen)]
    winners = [chosen for chosen in choices if boundless.value(chosen) == best]
    with_it = [any(problem.options[index].item == item for index in chosen) for chosen in winners]
    found = reason_out(question, item, [item], possible=True)
    if found.cause is Hindrance.FULL:
        assert any(with_it)
    if found.cause is Hindrance.DOMINATED:
        assert not with_it or not all(with_it)
