"""What CI runs: the summary table, and files that name commands which exist."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from conftest import PROJECT

BUILT = {
    "profile": "me",
    "target": "quant",
    "status": "built",
    "fill": 0.991,
    "value": 81_600,
    "warnings": [{"severity": "warning"}, {"severity": "note"}],
    "error": None,
}
FAILED = BUILT | {"status": "failed", "error": {"code": 2, "problems": [{"message": "no such tag in `a | b`"}]}}


def test_the_summary_has_a_row_a_page(tmp_path: Path) -> None:
    (tmp_path / "pages.jsonl").write_text(f"{json.dumps(BUILT)}\n{json.dumps(FAILED)}\n")
    command = [sys.executable, PROJECT / ".ci/summary", tmp_path / "pages.jsonl"]
    rows = subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()[2:]
    assert rows == [
        "| me × quant | built | 99.1% | 5.10 | 1 |",
        "| me × quant | failed | | | no such tag in `a \\| b` |",
    ]


def test_action_and_workflow_name_files_that_are_there() -> None:
    action = yaml.safe_load((PROJECT / "action.yml").read_text(encoding="utf-8"))
    scripts = "\n".join(step.get("run", "") for step in action["runs"]["steps"])
    assert ".ci/summary" in scripts
    assert (PROJECT / ".ci/summary").stat().st_mode & 0o111
    assert "setup:" in (PROJECT / "Makefile").read_text(encoding="utf-8")


def test_every_set_up_script_is_valid_shell() -> None:
    for name in ("run", "python", "tex", "apt.sh"):
        subprocess.run(["sh" if name != "run" else "bash", "-n", PROJECT / ".ci" / name], check=True)


@pytest.fixture
def action(tmp_path: Path) -> Path:
    """What an action's checkout holds of the project once it is set up."""
    folder = tmp_path / "action"
    (folder / ".venv/bin").mkdir(parents=True)
    (folder / ".ci").symlink_to(PROJECT / ".ci")
    program = folder / ".venv/bin/tailor"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m tailor "$@"\n')
    program.chmod(0o755)
    return folder


@pytest.mark.tex
def test_the_action_builds_annotates_and_sums_up(workspace: Path, action: Path) -> None:
    (workspace / "targets/broken.yaml").write_text("wnat: {cpp: 1}\n")
    steps = yaml.safe_load((PROJECT / "action.yml").read_text(encoding="utf-8"))["runs"]["steps"]
    script = next(step["run"] for step in steps if step.get("name") == "Build")
    environment = {
        "GITHUB_ACTIONS": "true",
        "GITHUB_ACTION_PATH": str(action),
        "GITHUB_STEP_SUMMARY": str(workspace / "summary.md"),
        "RUNNER_TEMP": str(workspace),
        "ARGUMENTS": "--profile researcher --target quant --target broken",
        "OUT": "pages",
    }
    command = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script]
    done = subprocess.run(
        command, cwd=workspace, env=os.environ | environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 2, done.stderr
    assert "::error file=targets/broken.yaml,line=1,col=1::" in done.stderr
    rows = (workspace / "summary.md").read_text(encoding="utf-8").splitlines()
    assert sorted(row.split(" | ")[:2] for row in rows[2:]) == [
        ["| researcher × broken", "failed"],
        ["| researcher × quant", "built"],
    ]
    assert (workspace / "tailor-junit.xml").read_text(encoding="utf-8").count("<testcase") == 2
    assert (workspace / "pages/researcher/quant.pdf").read_bytes().startswith(b"%PDF")


@pytest.mark.parametrize(
    ("kind", "path"),
    [
        ("github-actions", "action.yml"),
        ("github-workflows", ".github/workflows/ci.yml"),
        ("github-workflows", "tailor/project/starter_files/resume.yml"),
    ],
)
def test_action_and_workflow_are_valid(kind: str, path: str) -> None:
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", f"vendor.{kind}", PROJECT / path]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
