"""What is imported builds: one page for each built-in target, whatever was in the file."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from imports import FILES, FORMATS, NAMELESS

from conftest import PROJECT
from tailor.base.errors import InputError
from tailor.builds.batch.run import run
from tailor.builds.plan import Request, plan
from tailor.models.dates import Day
from tailor.project.import_file import import_file
from tailor.sources.workspace import workspace_or_new

FEW = [next(path for path in FILES if path.parent.name == name and path.stem[:2] == "04") for name in FORMATS]
SOME = [path for path in FILES if path.name not in NAMELESS] if os.environ.get("CI") else FEW
"""At a desk one file of each format is enough; a server builds them all (25 s)."""


@pytest.mark.tex
@pytest.mark.parametrize("path", SOME, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_an_import_builds_to_one_page_for_every_built_in_target(path: Path, tmp_path: Path) -> None:
    import_file(path, workspace_or_new(tmp_path), "me")
    (tmp_path / "targets").symlink_to(PROJECT / "targets")
    results = list(run(plan(Request(tmp_path, Day(2026, 11, 21), profiles=("me",), formats=("json",))), 1))
    assert [(result.line["target"], result.line["pages"]) for result in results] == [
        ("ml-systems", 1), ("quant", 1), ("research", 1),
    ], [problem.message for result in results for problem in result.problems]  # fmt: skip


@pytest.mark.parametrize("text", ["A nurse is wanted\n", "[1, 2]", "- one\n- two\n"])
def test_what_has_no_fields_is_no_resume(tmp_path: Path, text: str) -> None:
    (tmp_path / "posting.txt").write_text(text)
    with pytest.raises(InputError) as caught:
        import_file(tmp_path / "posting.txt", workspace_or_new(tmp_path), "me")
    assert caught.value.problems[0].code == "not-a-resume"
    assert "RenderCV" in caught.value.problems[0].hint
