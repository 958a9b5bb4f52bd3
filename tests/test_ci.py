"""What CI runs: the summary table, and files that name commands which exist."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import yaml

from conftest import PROJECT

BUILT = {
    "profile": "me",
    "target": "quant",
    "status": "built",
    "fill": 0.991,
    "value": 5,
    "warnings": [],
    "error": None,
}
FAILED = BUILT | {"status": "failed", "error": {"code": 2, "problems": [{"message": "no such tag"}]}}


def test_the_summary_has_a_row_a_page(tmp_path: Path) -> None:
    (tmp_path / "pages.jsonl").write_text(f"{json.dumps(BUILT)}\n{json.dumps(FAILED)}\n")
    command = [sys.executable, PROJECT / ".ci/summary", tmp_path / "pages.jsonl"]
    rows = subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()[2:]
    assert rows == ["| me × quant | built | 99.1% | 5 | 0 |", "| me × quant | failed | | | no such tag |"]


def test_action_and_workflow_name_files_that_are_there() -> None:
    action = yaml.safe_load((PROJECT / "action.yml").read_text(encoding="utf-8"))
    scripts = "\n".join(step.get("run", "") for step in action["runs"]["steps"])
    assert ".ci/summary" in scripts
    assert (PROJECT / ".ci/summary").stat().st_mode & 0o111
    assert "setup:" in (PROJECT / "Makefile").read_text(encoding="utf-8")


def test_every_set_up_script_is_valid_shell() -> None:
    for name in ("run", "python", "tex", "apt.sh"):
        subprocess.run(["sh" if name != "run" else "bash", "-n", PROJECT / ".ci" / name], check=True)
