"""The whole program as MPS: solvers that read it come to the value of the best page."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import highspy
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from oracle import best_by_force, problems
from test_flows import flowing

from conftest import PROJECT
from tailor.builds.build_values import PageQuery
from tailor.builds.chosen_page import chosen_page
from tailor.core.optimise.full_cv import everything
from tailor.core.optimise.mps import mps
from tailor.core.optimise.problem import PageProblem
from tailor.core.optimise.whole import whole
from tailor.models.dates import Day
from tailor.questions.program_file import write_program
from tailor.solver.highs import Highs

OTHER = """
import sys
from ortools.linear_solver.python import model_builder
model = model_builder.Model()
assert model.import_from_mps_file(sys.argv[1])
solver = model_builder.Solver("SCIP")
solver.set_time_limit_in_seconds(60)
assert solver.solve(model) == model_builder.SolveStatus.OPTIMAL
print(round(solver.objective_value))
"""


def least(path: Path) -> int:
    """What HiGHS makes of the file, by its own reader."""
    solver = highspy.Highs()
    solver.setOptionValue("output_flag", False)
    solver.setOptionValue("mip_rel_gap", 0.0)
    solver.readModel(str(path))
    solver.run()
    assert solver.getModelStatus() == highspy.HighsModelStatus.kOptimal
    return round(solver.getObjectiveValue())


def least_by_another(path: Path) -> int:
    """What OR-tools makes of it, in a process of its own: it brings a HiGHS too."""
    run = subprocess.run([sys.executable, "-c", OTHER, path], capture_output=True, text=True, check=True)
    return int(run.stdout)


@settings(max_examples=25, deadline=None)
@given(st.one_of(problems(most=8), flowing()))
def test_the_program_is_worth_what_the_best_page_is(
    tmp_path_factory: pytest.TempPathFactory, problem: PageProblem
) -> None:
    best = best_by_force(problem)
    assume(best is not None)
    path = tmp_path_factory.getbasetemp() / "page.mps"
    path.write_text("\n".join(mps(whole(problem), "a page", best or 0)) + "\n")
    assert least(path) == -(best or 0)


@settings(max_examples=15, deadline=None)
@given(problems(most=8, rules=0))
def test_where_nothing_is_cut_it_is_the_best_of_the_fullest(
    tmp_path_factory: pytest.TempPathFactory, problem: PageProblem
) -> None:
    best = everything(problem, Highs())
    path = tmp_path_factory.getbasetemp() / "all.mps"
    whole_cv = PageProblem(problem.options, problem.rows, problem.coverages, problem.layouts[:1])
    path.write_text("\n".join(mps(whole(whole_cv, shown=len(best.chosen)), "all", best.value)) + "\n")
    assert least(path) == -best.value


@pytest.mark.tex
@pytest.mark.parametrize(
    ("person", "target", "template", "pages"),
    [
        ("quant-student", "quant", "classic", 1),
        ("researcher", "research", "sidebar", 1),
        ("researcher", "quant", "classic", 2),
        ("ml-systems", "ml-systems", "sidebar", 2),
        ("researcher", "quant", "classic", "any"),
    ],
)
def test_other_solvers_come_to_the_value_of_a_sample(
    tmp_path: Path, person: str, target: str, template: str, pages: int | str
) -> None:
    asked = PageQuery(PROJECT, Day(2026, 11, 21), None, person, template)
    if pages != 1:
        asked = PageQuery(_with_pages(tmp_path, target, pages), Day(2026, 11, 21), None, person, template)
    choice = chosen_page(asked, target)
    write_program(choice, path := tmp_path / "page.mps")
    head = path.read_text().splitlines()[:4]
    assert "minimise" in head[1]
    assert str(choice.selection.value) in head[2]
    assert choice.selection.optimal or pages == "any"  # of which nothing is certified
    assert least(path) == least_by_another(path) == -choice.selection.value


def _with_pages(folder: Path, target: str, pages: int | str) -> Path:
    """The sample workspace, a target on other pages."""
    for name in ("profiles", "targets"):
        (folder / name).mkdir()
        for path in (PROJECT / name).glob("*.*"):
            (folder / name / path.name).write_bytes(path.read_bytes())
    own = folder / "targets" / f"{target}.yaml"
    lines = [line for line in own.read_text().splitlines() if not line.startswith("pages:")]
    own.write_text("\n".join([*lines, f"pages: {pages}", ""]))
    return folder
