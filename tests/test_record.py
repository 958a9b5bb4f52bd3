"""The record of a page: a command with nothing to do finds it without reading profiles, and any change ends that."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from commands import run, spoil

from tailor.base.results import Result
from tailor.builds.batch.run import run as build

pytestmark = pytest.mark.tex

COMMAND = ("build", "--profile", "researcher", "--target", "quant", "--date", "2026-11-21", "--json")


def status(workspace: Path, *more: str) -> str:
    done = run(*COMMAND, *more, cwd=workspace)
    assert done.returncode == 0, done.stderr
    return str(json.loads(done.stdout)["status"])


def without(workspace: Path, *modules: str, command: tuple[str, ...] = COMMAND) -> tuple[str, list[str]]:
    """What a command prints, and which of some modules it imported."""
    code = (
        "import sys; sys.argv[0] = 'tailor'; from tailor.__main__ import main\n"
        f"try: main()\nfinally: print(*sorted({set(modules)} & sys.modules.keys()))"
    )
    done = subprocess.run([sys.executable, "-c", code, *command], cwd=workspace, capture_output=True, text=True)
    *lines, imported = done.stdout.splitlines()
    return "\n".join(lines), imported.split()


def is_recalled(workspace: Path) -> bool:
    return "tailor.builds.plan" not in without(workspace, "tailor.builds.plan")[1]


def add_target(workspace: Path) -> None:
    (workspace / "targets/new.yaml").write_text("want: {cpp: 1}\n")


def commands() -> list[Path]:
    return list(Path(os.environ["TAILOR_CACHE_DIR"]).glob("commands/*.json"))


def records(workspace: Path) -> list[Path]:
    return list((workspace / "out/.tailor").glob("*.json"))


def damage(paths: list[Path]) -> None:
    assert paths
    for path in paths:
        path.write_text("{")


CHANGES: dict[str, Callable[[Path], object]] = {
    "profile": lambda workspace: spoil(workspace, "profiles/researcher.yaml", "dates:", "dates: "),
    "target": lambda workspace: spoil(workspace, "targets/quant.yaml", "title:", "title: "),
    "new target": add_target,
    "config": lambda workspace: (workspace / "tailor.yaml").write_text("paper: a4\n"),
    "own template": lambda workspace: (workspace / "templates/latex/mine").mkdir(parents=True),
    "command damaged": lambda workspace: damage(commands()),
    "record damaged": lambda workspace: damage(records(workspace)),
    "page gone": lambda workspace: (workspace / "out/researcher/quant.pdf").unlink(),
    "page damaged": lambda workspace: (workspace / "out/researcher/quant.pdf").write_bytes(b"%PDF-"),
}


@pytest.fixture(autouse=True)
def cache(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch, own_cache: Path) -> None:
    """A cache folder of its own for the commands, with the formats and measures of the usual one."""
    own = tmp_path_factory.mktemp("cache")
    monkeypatch.setenv("TAILOR_CACHE_DIR", str(own))
    (own_cache / "formats").mkdir(exist_ok=True)
    (own / "formats").symlink_to(own_cache / "formats")


def test_a_command_with_nothing_to_do_is_recalled_until_something_changes(workspace: Path) -> None:
    assert not is_recalled(workspace)
    for name, change in CHANGES.items():
        status(workspace)
        assert is_recalled(workspace), name
        assert status(workspace) == "current"
        change(workspace)
        assert not is_recalled(workspace), name


def test_what_is_lost_comes_back_as_it_was(workspace: Path) -> None:
    assert status(workspace) == "built"
    page = workspace / "out/researcher/quant.pdf"
    whole = page.read_bytes()
    page.unlink()
    assert status(workspace) == "built"
    assert page.read_bytes() == whole


def test_a_recalled_command_prints_what_a_planned_one_does(workspace: Path) -> None:
    assert status(workspace) == "built"
    short = run(*COMMAND, cwd=workspace)
    for path in commands():
        path.unlink()
    long = run(*COMMAND, cwd=workspace)
    assert (short.stdout, short.stderr, short.returncode) == (long.stdout, long.stderr, long.returncode)


def test_nothing_to_do_imports_neither_models_nor_templates_nor_the_solver(workspace: Path) -> None:
    assert status(workspace) == "built"
    heavy = ("pydantic", "jinja2", "typer", "yaml", "msgspec", "pylatex", "sqlite3")
    line, imported = without(workspace, *heavy)
    assert (json.loads(line)["status"], imported) == ("current", [])


def test_a_build_does_without_the_command_line_library(workspace: Path) -> None:
    more = ("--template=compact", "--out", "pages", "--format", "pdf,txt", "-q")
    line, imported = without(workspace, "typer", "xml", "multiprocessing", "rich", command=(*COMMAND, *more))
    assert (json.loads(line)["status"], imported) == ("built", [])
    assert {path.suffix for path in (workspace / "pages/researcher").iterdir()} == {".pdf", ".txt"}


def test_a_target_that_comes_during_a_build_is_for_the_next_one(
    workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def meanwhile(*given: Any) -> Iterator[Result]:
        yield from build(*given)
        add_target(workspace)

    with monkeypatch.context() as patch:
        patch.setattr("tailor.builds.batch.run.run", meanwhile)
        assert status(workspace) == "built"
    assert not is_recalled(workspace)
    assert status(workspace) == "current"
    assert is_recalled(workspace)


@pytest.mark.parametrize("option", ["--force", "--fresh"])
def test_who_asks_for_it_afresh_gets_it_afresh(workspace: Path, option: str) -> None:
    assert status(workspace) == "built"
    files = {path: path.read_bytes() for path in (workspace / "out/researcher").iterdir()}
    done = run(*COMMAND, option, cwd=workspace)
    line, report = json.loads(done.stdout), json.loads((workspace / "out/researcher/quant.json").read_text())
    assert line["status"] == "built"
    assert report == line | {"items": report["items"]}
    assert all(path.read_bytes() == before for path, before in files.items() if path.suffix != ".json")
    assert status(workspace) == "current"
