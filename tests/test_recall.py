"""The short way of a command with nothing to do: it tells the same, imports next to nothing, and any change ends it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from test_cli import run, spoil

pytestmark = pytest.mark.tex

COMMAND = ("build", "--profile", "researcher", "--target", "quant", "--date", "2026-11-21", "--json")
SHORT = "import sys; from tailor.cli.recall import recalled; sys.exit(not recalled(sys.argv[1:]))"


def status(workspace: Path) -> str:
    done = run(*COMMAND, cwd=workspace)
    assert done.returncode == 0, done.stderr
    return str(json.loads(done.stdout)["status"])


def is_recalled(workspace: Path) -> bool:
    return subprocess.run([sys.executable, "-c", SHORT, *COMMAND], cwd=workspace, capture_output=True).returncode == 0


def add_target(workspace: Path) -> None:
    (workspace / "targets/new.yaml").write_text("want: {cpp: 1}\n")


CHANGES: dict[str, Callable[[Path], object]] = {
    "profile": lambda workspace: spoil(workspace, "profiles/researcher.yaml", "dates:", "dates: "),
    "target": lambda workspace: spoil(workspace, "targets/quant.yaml", "title:", "title: "),
    "new target": add_target,
    "config": lambda workspace: (workspace / "tailor.yaml").write_text("paper: a4\n"),
    "page gone": lambda workspace: (workspace / "out/researcher/quant.pdf").unlink(),
    "page damaged": lambda workspace: (workspace / "out/researcher/quant.pdf").write_bytes(b"%PDF-"),
    "record damaged": lambda workspace: [path.write_text("{") for path in runs()],
}


def runs() -> list[Path]:
    return list(Path(os.environ["TAILOR_CACHE_DIR"]).glob("runs/*.json"))


@pytest.fixture(autouse=True)
def cache(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """A cache folder of its own for the records, with the formats of the usual one."""
    own = tmp_path_factory.mktemp("cache")
    monkeypatch.setenv("TAILOR_CACHE_DIR", str(own))


def test_a_command_with_nothing_to_do_takes_the_short_way_until_something_changes(workspace: Path) -> None:
    assert not is_recalled(workspace)
    assert status(workspace) == "built"
    for change in CHANGES.values():
        status(workspace)
        assert is_recalled(workspace)
        assert status(workspace) == "current"
        change(workspace)
        assert not is_recalled(workspace)


def test_the_short_way_prints_what_the_long_one_does(workspace: Path) -> None:
    assert status(workspace) == "built"
    short = run(*COMMAND, cwd=workspace)
    for path in runs():
        path.unlink()
    long = run(*COMMAND, cwd=workspace)
    assert (short.stdout, short.stderr, short.returncode) == (long.stdout, long.stderr, long.returncode)


def test_the_short_way_imports_neither_models_nor_templates_nor_the_solver(workspace: Path) -> None:
    assert status(workspace) == "built"
    code = (
        "import sys; sys.argv[0] = 'tailor'; from tailor.__main__ import main; main(); "
        "print(*sorted({'pydantic', 'jinja2', 'typer', 'yaml', 'highspy', 'pylatex'} & sys.modules.keys()))"
    )
    done = subprocess.run([sys.executable, "-c", code, *COMMAND], cwd=workspace, capture_output=True, text=True)
    assert done.stdout.splitlines()[1:] == [""]


@pytest.mark.parametrize("option", ["--force", "--fresh"])
def test_who_asks_for_it_afresh_gets_it_afresh(workspace: Path, option: str) -> None:
    assert status(workspace) == "built"
    done = run(*COMMAND, option, cwd=workspace)
    assert json.loads(done.stdout)["status"] == "built"
