"""Kept choices: what comes back is what was proved; another problem, or a tampered choice, is solved anew."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from msgspec import Struct, msgpack
from msgspec.structs import replace
from oracle import best_by_force, problems, select
from test_flows import flowing

from bench.synthetic import page
from tailor.base.errors import Place
from tailor.builds.kept_proofs import Claims, Kept, Proofs, key_of
from tailor.core.optimise.problem import Certificate, LayoutProof, LayoutRows, Node, Option, PageProblem, Step
from tailor.solver.highs import Highs

quick = settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@quick
@given(problems(most=6))
def test_what_comes_back_is_what_was_proved(tmp_path: Path, problem: PageProblem) -> None:
    assume(best_by_force(problem) is not None)
    proofs, key, found = Proofs(tmp_path), key_of(problem), select(problem, Highs())
    proofs.keep(key, found)
    assert proofs.find(key, problem) == found


@pytest.mark.parametrize("change", [{"proof": "bounded"}, {"certificate": None}])
def test_what_is_not_proved_is_not_kept(tmp_path: Path, change: dict[str, Any]) -> None:
    option = Option("a", "full", 5)
    problem = PageProblem((option,), (), (), (LayoutRows("regular", 0, (), (1,)),))
    proofs, found = Proofs(tmp_path), select(problem, Highs())
    proofs.keep("some", replace(found, **change))
    assert not [*tmp_path.iterdir()]
    proofs.keep("some", found)
    assert proofs.find("some", problem) == found


UNTOLD = {("Option", "item"), ("Row", "rule"), ("Row", "place")}
"""What a choice does not depend on: what things are called, and where their rules stand."""


@settings(quick, max_examples=15)
@given(st.one_of(problems(most=5, rules=3), flowing()))
def test_every_field_of_a_problem_is_in_the_key(problem: PageProblem) -> None:
    key = key_of(problem)
    for (kind, field), other in changed(problem):
        assert (key_of(other) == key) == ((kind, field) in UNTOLD), (kind, field)


def changed(value: Any) -> Iterator[tuple[tuple[str, str], Any]]:
    """A value with each of its fields in turn changed, however deep it lies: (the struct's name, the field), and it."""
    for field in value.__struct_fields__:
        now = getattr(value, field)
        name = (type(value).__name__, field)
        if isinstance(now, tuple) and now and isinstance(now[0], Struct):
            yield name, replace(value, **{field: now[:-1]})
            for inner, other in changed(now[0]):
                yield inner, replace(value, **{field: (other, *now[1:])})
        elif now != () or field in ("terms", "mentions", "members"):
            yield name, replace(value, **{field: _another(field, now)})


def _another(field: str, now: Any) -> Any:
    """Another value of the same type."""
    match now:
        case bool():
            return not now
        case int():
            return now + 1
        case str():
            return f"{now} more"
        case tuple():
            return (*now, now[-1] if now else 0)
        case None:
            return Place("p", 1, 1) if field == "place" else 7
        case _:
            (first, *_) = now.__struct_fields__  # a rule of the same kind
            return replace(now, **{first: "other"})


@quick
@given(problems(most=6))
def test_what_items_are_called_is_not_in_the_key(problem: PageProblem) -> None:
    called = [replace(one, item=f"another {one.item}") for one in problem.options]
    assert key_of(replace(problem, options=tuple(called))) == key_of(problem)


@pytest.mark.parametrize(
    "change",
    [
        {"chosen": (0,)},  # keeps the rules and is worth less
        {"chosen": (0, 1, 99)},
        {"chosen": (-1, -2)},
        {"layout": 7},
        {"layout": -1},
        {"certificate": Certificate(8, ())},
        {"certificate": Certificate(7, (LayoutProof(Node((0,)), (Step(1),)),))},
    ],
)
def test_a_forged_choice_is_not_believed(tmp_path: Path, change: dict[str, Any]) -> None:
    problem = _small()
    proofs, found = Proofs(tmp_path), select(problem, Highs())
    proofs.keep("key", found)
    (file,) = tmp_path.iterdir()
    kept = msgpack.decode(file.read_bytes(), type=Kept)
    file.write_bytes(msgpack.encode(replace(kept, **change)))
    assert proofs.find("key", problem) is None


def test_a_check_can_wait(tmp_path: Path) -> None:
    """A choice that claims to be the best and is not is only found out by its certificate."""
    problem, proofs = _small(), Proofs(tmp_path)
    found = select(problem, Highs())
    proofs.keep("true", found)
    certificate = replace(found.certificate, bound=5) if found.certificate else None
    proofs.keep("false", replace(found, chosen=frozenset({0}), value=5, bound=5, certificate=certificate))
    true, false = Claims(), Claims()
    assert proofs.find("true", problem, true) == found
    assert true.hold()
    claimed = proofs.find("false", problem, false)
    assert claimed is not None
    assert claimed.value == 5
    assert not false.hold()
    assert proofs.find("false", problem) is None


def test_no_damage_makes_a_choice_untrue(tmp_path: Path) -> None:
    problem = page(60, 0)
    proofs, found = Proofs(tmp_path), select(problem, Highs())
    proofs.keep("key", found)
    (file,) = tmp_path.iterdir()
    whole, random = file.read_bytes(), Random(1)
    for _ in range(100):
        damaged = bytearray(whole)
        damaged[random.randrange(len(whole))] ^= 1 << random.randrange(8)
        file.write_bytes(damaged)
        again = proofs.find("key", problem)
        assert again is None or (again.value, again.bound) == (found.value, found.bound)
    file.write_bytes(whole[: len(whole) // 2])
    assert proofs.find("key", problem) is None


def test_what_the_limit_cut_short_is_not_kept(tmp_path: Path) -> None:
    problem = page(60, 0)
    proofs, found = Proofs(tmp_path), select(problem, Highs(), limit=0)
    assert found.proof == "bounded"
    proofs.keep("key", found)
    assert proofs.find("key", problem) is None


def _small() -> PageProblem:
    return PageProblem(
        (Option("a", "full", 5), Option("b", "full", 3)), (), (), (LayoutRows("regular", 0, (), (1, 1)),)
    )
