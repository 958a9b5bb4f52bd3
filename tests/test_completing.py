"""What a shell is told after Tab, by the protocol that it speaks."""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from commands import run
from typer.testing import CliRunner

from tailor.base.errors import Severity
from tailor.cli import completing
from tailor.cli.app import app, register
from tailor.models.manifests import PAPERS
from tailor.sources.schemas import KINDS


def offered(cwd: Path, line: str) -> list[str]:
    """What bash would offer at the end of a line; in this process, as a start for each would take long."""
    register()
    count = str(len(line.split()) - (not line.endswith(" ")))
    environment = {"_TAILOR_COMPLETE": "complete_bash", "COMP_WORDS": line, "COMP_CWORD": count}
    with contextlib.chdir(cwd):
        done = CliRunner().invoke(app, [], env=environment, prog_name="tailor")
    assert done.exit_code == 0, done.exception
    return done.stdout.split()


LINES = [
    ("tailor bu", {"build"}),
    ("tailor target ", {"new", "update"}),
    ("tailor build --target ", {"quant", "research", "ml-systems"}),
    ("tailor build --target q", {"quant"}),
    ("tailor build -p m", {"master", "ml-systems"}),
    ("tailor build --template cl", {"classic"}),
    ("tailor build --format pdf,t", {"pdf,tex", "pdf,txt"}),
    ("tailor diff quant re", {"research"}),
    ("tailor why --profile quant-student education.", set()),
    ("tailor why phd.pas", {"phd.passed-measure-theoretic-probability"}),
    ("tailor why replay-h", {"replay-harness"}),
    ("tailor export --format j", {"json", "jsonresume"}),
    ("tailor build q", {"quant"}),
    ("tailor template new mine --from cl", {"classic"}),
    ("tailor schema t", {"target", "template"}),
    ("tailor check --fail-on w", {"warning"}),
]


@pytest.mark.parametrize(("line", "expected"), LINES)
def test_tab_offers_what_there_is(workspace: Path, line: str, expected: set[str]) -> None:
    found = set(offered(workspace, line))
    assert found == expected if expected else found


def test_bash_is_answered_by_the_program_itself(workspace: Path) -> None:
    asked = {"_TAILOR_COMPLETE": "complete_bash", "COMP_WORDS": "tailor build -t qu", "COMP_CWORD": "3"}
    assert run(cwd=workspace, **asked).stdout.split() == ["quant"]


def test_a_shell_says_where_each_comes_from(workspace: Path) -> None:
    done = run(cwd=workspace, _TAILOR_COMPLETE="complete_zsh", _TYPER_COMPLETE_ARGS="tailor build --target qua")
    assert '"quant":"targets/quant.yaml"' in done.stdout


@pytest.mark.parametrize("line", ["tailor build --target ", "tailor why ", "tailor build --root /nowhere -p "])
def test_nothing_fails_where_there_is_nothing(tmp_path: Path, line: str) -> None:
    assert offered(tmp_path, line) == []


def test_a_profile_half_written_offers_nothing(workspace: Path) -> None:
    (workspace / "profiles/master.yaml").write_text("name: [", encoding="utf-8")
    assert offered(workspace, "tailor why ") == []


def test_names_are_offered_without_anything_heavy(workspace: Path) -> None:
    code = (
        "import sys\nfrom tailor.cli import completing\nfrom types import SimpleNamespace\n"
        "assert completing.targets(SimpleNamespace(params={}), 'q')\n"
        "print([m for m in ('pydantic', 'jinja2', 'pylatex', 'yaml') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=workspace)
    assert done.stdout == "[]\n"


def test_the_lists_are_those_of_the_program() -> None:
    assert completing.SCHEMAS == KINDS
    assert (set(Severity), set(PAPERS)) == (set(completing.SEVERITIES), set(completing.PAPERS))


@pytest.mark.skipif(not shutil.which("bash"), reason="no bash")
def test_bash_completes_once_it_is_installed(workspace: Path) -> None:
    assert "complete" in in_bash("--show-completion", workspace).stdout
    installed = in_bash("--install-completion", workspace)
    assert installed.returncode == 0, installed.stderr
    files = [path for path in workspace.rglob("*") if path.is_file() and path.suffix not in (".yaml", ".pyc")]
    assert any("_TAILOR_COMPLETE" in path.read_text(encoding="utf-8") for path in files)


def in_bash(option: str, home: Path) -> subprocess.CompletedProcess[str]:
    """`tailor OPTION`, called by bash: which shell it is asked from is seen from the processes above it."""
    line = f'"{sys.executable}" -m tailor {option}; exit $?'  # the second command keeps bash there
    environment = {"HOME": str(home), "PATH": os.environ["PATH"]}
    return subprocess.run(["bash", "-c", line], cwd=home, env=environment, capture_output=True, text=True)
