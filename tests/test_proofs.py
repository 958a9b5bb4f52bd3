"""Kept choices: what comes back is what was proved; another problem, or a tampered choice, is solved anew."""

from __future__ import annotations

import json
from pathlib import Path

from hypothesis import HealthCheck, assume, given, settings
from msgspec.structs import replace
from oracle import best_by_force, problems

from tailor.builds.kept_proofs import Proofs, key_of
from tailor.core.optimise.problem import LayoutRows, Option, PageProblem
from tailor.core.optimise.stability import select
from tailor.solver.highs import Highs

quick = settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@quick
@given(problems(most=6))
def test_what_comes_back_is_what_was_proved(tmp_path: Path, problem: PageProblem) -> None:
    assume(best_by_force(problem) is not None)
    proofs, key, found = Proofs(tmp_path), key_of(problem), select(problem, Highs())
    proofs.keep(key, found)
    assert proofs.find(key, problem) == found


@quick
@given(problems(most=6))
def test_whatever_matters_is_in_the_key(problem: PageProblem) -> None:
    first = problem.options[0]
    dearer = replace(problem, options=(replace(first, points=first.points + 1), *problem.options[1:]))
    lower = replace(problem, layouts=(replace(problem.layouts[0], price=problem.layouts[0].price + 1),))
    assert len({key_of(problem), key_of(dearer), key_of(lower)}) == 3


@quick
@given(problems(most=6))
def test_what_items_are_called_is_not_in_the_key(problem: PageProblem) -> None:
    called = [replace(one, item=f"another {one.item}") for one in problem.options]
    assert key_of(replace(problem, options=tuple(called))) == key_of(problem)


def test_a_tampered_choice_is_not_believed(tmp_path: Path) -> None:
    problem = _small()
    proofs, found = Proofs(tmp_path), select(problem, Highs())
    proofs.keep("key", found)
    data = json.loads((tmp_path / "key.json").read_text())
    for change in ({"value": found.value + 1}, {"chosen": [99]}, {"layout": 7}, {"chosen": None}):
        (tmp_path / "key.json").write_text(json.dumps(data | change))
        assert proofs.find("key", problem) is None
    (tmp_path / "key.json").write_text("{")
    assert proofs.find("key", problem) is None


def _small() -> PageProblem:
    return PageProblem(
        (Option("a", "full", 5), Option("b", "full", 3)), (), (), (LayoutRows("regular", 0, (), (1, 1)),)
    )
