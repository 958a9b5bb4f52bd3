"""The early page: it keeps every rule, is never called proved unless it is, and is close to the best."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from oracle import best_by_force, problems

from bench.random_pages import random_page
from tailor.base.errors import FitError
from tailor.builds.kept_proofs import Proofs, key_of
from tailor.core.optimise.problem import PageProblem
from tailor.core.optimise.search import early
from tailor.core.optimise.search.early import early_page, reduced
from tailor.core.optimise.search.limits import Heeding
from tailor.core.optimise.search.selection import best_page
from tailor.core.optimise.search.stability import Previous
from tailor.solver.highs import Highs

quick = settings(max_examples=40, deadline=None)


@pytest.fixture(scope="module", autouse=True)
def few_options_are_looked_at() -> Iterator[None]:
    """The random problems are small: so a part of them is what is looked at."""
    patch = pytest.MonkeyPatch()
    patch.setattr(early, "FEW", 4)
    yield
    patch.undo()


@quick
@given(problems(most=12, rules=6), st.sets(st.integers(0, 11)))
def test_it_keeps_every_rule_and_is_worth_no_more_than_the_best(problem: PageProblem, before: set[int]) -> None:
    best = best_by_force(problem)
    shown = frozenset((one.item, one.variant) for index, one in enumerate(problem.options) if index in before)
    last = Previous(shown, problem.layouts[-1].name)
    if best is None:
        with pytest.raises(FitError):
            early_page(problem, Highs(), last)
        return
    found = early_page(problem, Highs(), last)
    assert problem.broken(found.chosen, found.layout) == ()
    assert found.value == problem.value(found.chosen, found.layout) <= best
    if found.optimal:
        assert found.value == best
        assert found.certificate
    else:
        assert (found.proof, found.certificate) == (None, None)


@quick
@given(problems(most=12, rules=6))
def test_a_last_page_that_still_keeps_the_rules_is_the_least_that_comes(problem: PageProblem) -> None:
    assume(best_by_force(problem) is not None)
    best = best_page(problem, Highs())
    shown = frozenset((problem.options[index].item, problem.options[index].variant) for index in best.chosen)
    found = early_page(problem, Highs(), Previous(shown, problem.layouts[best.layout].name))
    assert found.value == best.value


@quick
@given(problems(most=10, rules=6), st.sets(st.integers(0, 9)), st.integers(0, 2**10 - 1))
def test_with_fewer_options_the_same_choices_keep_the_rules(problem: PageProblem, some: set[int], bits: int) -> None:
    kept = sorted(index for index in some if index < len(problem.options))
    fewer = reduced(problem, kept)
    chosen = frozenset(place for place in range(len(kept)) if bits >> place & 1)
    back = frozenset(kept[place] for place in chosen)
    for layout in range(len(problem.layouts)):
        if fewer is None:
            assert problem.broken(back, layout)
        else:
            assert bool(fewer.broken(chosen, layout)) == bool(problem.broken(back, layout))
            assert fewer.value(chosen, layout) == problem.value(back, layout)


@pytest.mark.parametrize("seed", [str(number) for number in range(8)])
def test_pages_of_every_kind(seed: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two regions, two pages, several layouts, every kind of rule."""
    monkeypatch.setattr(early, "FEW", 30)
    problem = random_page(f"early {seed}")
    try:
        best = best_page(problem, Highs())
    except FitError:
        return
    found = early_page(problem, Highs())
    assert problem.broken(found.chosen, found.layout) == ()
    assert found.value <= best.value


def test_what_is_not_certified_is_not_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(early, "FEW", 30)
    pages = (random_page(f"kept {number}") for number in range(100))
    problem = next(one for one in pages if len(one.options) > 60 and not one.layouts[0].flows)
    found = early_page(problem, Highs())
    assert found.proof is None
    proofs = Proofs(tmp_path)
    proofs.keep(key_of(problem), found)
    assert proofs.find(key_of(problem), problem) is None


class EnoughError(Exception):
    pass


def test_a_search_ends_where_nobody_waits_for_it() -> None:
    """It asks before each step, and not only once."""
    asked = []

    def heed() -> None:
        asked.append(1)
        if len(asked) > 3:
            raise EnoughError

    problem = next(one for one in map(random_page, map(str, range(100))) if len(one.options) > 100)
    with pytest.raises(EnoughError):
        best_page(problem, Heeding(Highs(), heed))
    assert len(asked) == 4
    assert best_page(problem, Heeding(Highs(), lambda: None)) == best_page(problem, Highs())
