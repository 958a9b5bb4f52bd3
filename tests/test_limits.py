"""A search that is cut short: a page all the same, never called the best, and the same one on every machine."""

from __future__ import annotations

import os
import signal
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from oracle import best_by_force, problems, select

from bench.synthetic import page
from tailor.core.optimise.formulation import formulate
from tailor.core.optimise.problem import PageProblem
from tailor.core.optimise.program import INFINITY, SECOND, Answer, Program, Status
from tailor.core.optimise.search.limits import Limited
from tailor.core.optimise.search.proving import Search
from tailor.core.optimise.search.selection import best_page
from tailor.core.optimise.search.stability import Previous, settle
from tailor.core.optimise.search.trees import NOTHING
from tailor.solver.highs import Highs, _Brake

LARGE = page(200, 1)


class Counting(Highs):
    """The real solver; notes what each whole-number solve was allowed and what it took."""

    def __init__(self) -> None:
        super().__init__()
        self.allowed: list[int | None] = []

    def maximize(self, program: Program, **asked: object) -> Answer:  # type: ignore[override]
        self.allowed.append(asked.get("work"))  # type: ignore[arg-type]
        return super().maximize(program, **asked)  # type: ignore[arg-type]


@pytest.mark.parametrize("limit", [0, 1000, SECOND // 20, SECOND // 5])
def test_a_search_cut_short_has_a_page_and_does_not_call_it_the_best(limit: int) -> None:
    found = best_page(LARGE, Highs(), limit=limit)
    assert LARGE.broken(found.chosen, found.layout) == ()
    assert found.value == LARGE.value(found.chosen, found.layout) < found.bound
    assert not found.optimal


def test_a_longer_search_finds_no_worse_a_page_and_in_the_end_the_best() -> None:
    some = [best_page(LARGE, Highs(), limit=limit) for limit in (0, SECOND // 5, 60 * SECOND)]
    values, bounds = [one.value for one in some], [one.bound for one in some]
    assert values == sorted(values)
    assert bounds == sorted(bounds, reverse=True)
    assert [one.optimal for one in some] == [False, False, True]


def test_the_limit_is_for_the_whole_search() -> None:
    limit = SECOND // 5
    found = best_page(LARGE, Highs(), limit=limit)
    assert limit <= found.work < 2 * limit


def test_a_search_cut_short_ends_at_the_same_page_each_time() -> None:
    assert best_page(LARGE, Highs(), limit=SECOND // 5) == best_page(LARGE, Highs(), limit=SECOND // 5)


@settings(max_examples=40, deadline=None)
@given(problems(), st.integers(0, 4000))
def test_no_limit_makes_a_claim_untrue(problem: PageProblem, limit: int) -> None:
    best = best_by_force(problem)
    if best is None:
        return
    found = select(problem, Highs(), limit=limit)
    assert problem.broken(found.chosen, found.layout) == ()
    assert found.value <= best <= found.bound
    assert found.optimal == (found.value == found.bound)


class Careless(Highs):
    """The real solver, but the first page of its own search shows everything, whatever the rules."""

    def __init__(self) -> None:
        super().__init__()
        self.asked = 0

    def maximize(self, program: Program, **asked: object) -> Answer:  # type: ignore[override]
        self.asked += 1
        if self.asked == 1:
            return Answer(Status.OPTIMAL, [1.0] * len(program.gains), 0.0)
        return super().maximize(program, **asked)  # type: ignore[arg-type]


def test_a_page_that_breaks_rules_is_never_taken_for_the_first() -> None:
    careless = Careless()
    found = best_page(LARGE, careless, limit=0)
    assert careless.asked > 1
    assert LARGE.broken(found.chosen, found.layout) == ()
    assert found.bound >= found.value


@settings(max_examples=40, deadline=None)
@given(problems(), st.lists(st.integers(0, 511), max_size=12))
def test_no_page_gives_way_to_one_that_is_worse_or_breaks_rules(problem: PageProblem, numbers: list[int]) -> None:
    options = range(len(problem.options))
    with Search(problem, Limited(Highs(), 0)) as search:
        for number in numbers:
            before = search.value
            chosen = frozenset(index for index in options if number >> index & 1)
            search.offer(0, chosen)
            if not problem.broken(chosen):
                assert search.value == max(before, problem.value(chosen))
            assert search.value >= before
            if search.value != NOTHING:
                assert problem.broken(search.chosen) == ()
                assert problem.value(search.chosen) == search.value


@pytest.mark.parametrize("limit", [SECOND // 20, SECOND // 5, 3 * SECOND])
def test_what_comes_after_the_search_has_what_it_left(limit: int) -> None:
    best = best_page(LARGE, Highs(), limit=limit)
    last = Previous(frozenset({("header", "full"), ("experience", "full")}), LARGE.layouts[best.layout].name)
    solver = Counting()
    select(LARGE, solver, last, limit=limit)
    limited = [work for work in solver.allowed if work is not None]  # the first page of all has no limit
    assert all(work <= max(0, limit - best.work) for work in limited[-1:])


def test_staying_near_the_last_page_has_what_the_search_left() -> None:
    best = best_page(LARGE, Highs(), limit=SECOND // 10)
    last = Previous(frozenset({("header", "full"), ("experience", "full")}), LARGE.layouts[best.layout].name)
    solver = Counting()
    assert settle(LARGE, Limited(solver, 0), best, last, 0.01) == best
    assert solver.allowed == []


def test_ctrl_c_ends_a_solve(monkeypatch: pytest.MonkeyPatch) -> None:
    """It would else be lost: Python is only asked between the solver's steps."""
    asked, ask = [], _Brake._ask

    def press(brake: _Brake, *arguments: int) -> None:
        asked.append(brake)
        if len(asked) == 1:
            os.kill(os.getpid(), signal.SIGINT)
        ask(brake, *arguments)

    monkeypatch.setattr(_Brake, "_ask", press)
    before = signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell has it ignored in the background
    try:
        with pytest.raises(KeyboardInterrupt):
            Highs().maximize(formulate(page(200, 1), 0).program)
    finally:
        signal.signal(signal.SIGINT, before)
    assert len(asked) < 10


def test_what_fails_beside_a_solve_does_not_end_it(monkeypatch: pytest.MonkeyPatch) -> None:
    class Clumsy:
        def __del__(self) -> None:
            raise ValueError

    lost: list[type[BaseException]] = []
    ask = _Brake._ask

    def clear_away(brake: _Brake, *arguments: int) -> None:
        Clumsy()
        ask(brake, *arguments)

    monkeypatch.setattr(sys, "unraisablehook", lambda found: lost.append(found.exc_type))
    monkeypatch.setattr(_Brake, "_ask", clear_away)
    assert Highs().maximize(formulate(page(60, 1), 0).program).values
    assert set(lost) == {ValueError}


def test_a_solver_says_what_it_took_and_stops_when_that_is_enough() -> None:
    formulation = formulate(page(60, 5), 0)
    whole = Highs().maximize(formulation.program, gap=0.7 * formulation.quantum)
    part = Highs().maximize(formulation.program, gap=0.7 * formulation.quantum, work=whole.work // 4)
    assert (whole.status, part.status) == (Status.OPTIMAL, Status.LIMIT)
    assert 0 < part.work < whole.work
    assert part.bound == INFINITY or part.bound >= whole.bound
