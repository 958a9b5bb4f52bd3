"""The short ways of a command that was given before: they tell and write the same, import next to nothing, and any
change of what is read ends them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from commands import run, spoil

from tailor.base.results import Result
from tailor.builds.run import run as build
from tailor.cli.recall import _started

pytestmark = pytest.mark.tex

COMMAND = ("build", "--profile", "researcher", "--target", "quant", "--date", "2026-11-21", "--json")
SHORT = "import sys; from tailor.cli.recall import recalled; sys.exit(not recalled(sys.argv[1:]))"


def status(workspace: Path) -> str:
    done = run(*COMMAND, cwd=workspace)
    assert done.returncode == 0, done.stderr
    return str(json.loads(done.stdout)["status"])


def is_recalled(workspace: Path, *more: str) -> bool:
    command = [sys.executable, "-c", SHORT, *COMMAND, *more]
    return subprocess.run(command, cwd=workspace, capture_output=True).returncode == 0


def add_target(workspace: Path) -> None:
    (workspace / "targets/new.yaml").write_text("want: {cpp: 1}\n")


CHANGES: dict[str, Callable[[Path], object]] = {
    "profile": lambda workspace: spoil(workspace, "profiles/researcher.yaml", "dates:", "dates: "),
    "target": lambda workspace: spoil(workspace, "targets/quant.yaml", "title:", "title: "),
    "new target": add_target,
    "config": lambda workspace: (workspace / "tailor.yaml").write_text("paper: a4\n"),
    "record damaged": lambda workspace: [path.write_text("{") for path in runs()],
}

LOSSES: dict[str, Callable[[Path], object]] = {
    "page gone": lambda page: page.unlink(),
    "page damaged": lambda page: page.write_bytes(b"%PDF-"),
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


@pytest.mark.parametrize("loss", LOSSES.values(), ids=LOSSES.keys())
def test_a_page_that_is_lost_is_set_again_as_it_was(workspace: Path, loss: Callable[[Path], object]) -> None:
    assert status(workspace) == "built"
    page = workspace / "out/researcher/quant.pdf"
    whole = page.read_bytes()
    loss(page)
    assert is_recalled(workspace)
    assert page.read_bytes() == whole
    assert status(workspace) == "current"


def test_a_forced_build_takes_the_short_way_and_is_all_that_the_long_one_is(workspace: Path) -> None:
    assert status(workspace) == "built"
    files = {path: path.read_bytes() for path in (workspace / "out/researcher").iterdir()}
    done = run(*COMMAND, "--force", cwd=workspace)
    line, report = json.loads(done.stdout), json.loads((workspace / "out/researcher/quant.json").read_text())
    assert line["status"] == "built"
    assert report == line | {"items": report["items"]}
    for path, before in files.items():
        if path.suffix == ".json":
            old = json.loads(before)
            assert {**report, "seconds": 0} == {**old, "seconds": 0}
        else:
            assert path.read_bytes() == before
    assert status(workspace) == "current"


def test_after_a_page_of_xetex_no_tex_is_started_beforehand() -> None:
    assert _started("") is None


def test_a_forced_build_of_changed_files_goes_the_long_way(workspace: Path) -> None:
    assert status(workspace) == "built"
    spoil(workspace, "targets/quant.yaml", "title:", "title: ")
    assert not is_recalled(workspace, "--force")


def test_where_tex_comes_to_other_heights_the_page_is_decided_anew(workspace: Path) -> None:
    assert status(workspace) == "built"
    for path in Path(os.environ["TAILOR_CACHE_DIR"]).glob("pages/*.page"):
        data = json.loads(zlib.decompress(path.read_bytes()))
        data["heights"] = {key: height + 1 for key, height in data["heights"].items()}
        path.write_bytes(zlib.compress(json.dumps(data).encode()))
    assert not is_recalled(workspace, "--force")
    done = run(*COMMAND, "--force", cwd=workspace)
    assert json.loads(done.stdout)["predicted_sp"] == json.loads(done.stdout)["actual_sp"]
    assert is_recalled(workspace, "--force")


def test_the_short_way_prints_what_the_long_one_does(workspace: Path) -> None:
    assert status(workspace) == "built"
    short = run(*COMMAND, cwd=workspace)
    for path in runs():
        path.unlink()
    long = run(*COMMAND, cwd=workspace)
    assert (short.stdout, short.stderr, short.returncode) == (long.stdout, long.stderr, long.returncode)


@pytest.mark.parametrize("more", [(), ("--force",)])
def test_the_short_way_imports_neither_models_nor_templates_nor_the_solver(
    workspace: Path, more: tuple[str, ...]
) -> None:
    assert status(workspace) == "built"
    code = (
        "import sys; sys.argv[0] = 'tailor'; from tailor.__main__ import main; main(); "
        "print(*sorted({'pydantic', 'jinja2', 'typer', 'yaml', 'msgspec', 'pylatex'} & sys.modules.keys()))"
    )
    done = subprocess.run([sys.executable, "-c", code, *COMMAND, *more], cwd=workspace, capture_output=True, text=True)
    assert done.stdout.splitlines()[1:] == [""]


def test_what_the_words_of_a_command_mean_is_known_when_files_have_changed(workspace: Path) -> None:
    more = ("--template", "compact", "--out", "pages", "--format", "pdf,txt", "--quiet")
    assert run(*COMMAND, *more, cwd=workspace).returncode == 0
    spoil(workspace, "profiles/researcher.yaml", "dates:", "dates: ")
    (workspace / "targets/new.yaml").write_text("want: {cpp: 1}\n")
    code = (
        "import sys; sys.argv[0] = 'tailor'; from tailor.__main__ import main\n"
        "try: main()\n"
        "finally: print(*sorted({'typer', 'xml', 'multiprocessing', 'rich', 'pylatex'} & sys.modules.keys()))"
    )
    command = [sys.executable, "-c", code, *COMMAND, *more]
    line, imported = subprocess.run(command, cwd=workspace, capture_output=True, text=True).stdout.splitlines()
    assert imported == ""
    assert json.loads(line) | {"seconds": 0} == json.loads(run(*COMMAND, *more, cwd=workspace).stdout) | {
        "seconds": 0,
        "status": "built",
    }
    assert {path.suffix for path in (workspace / "pages/researcher").iterdir()} == {".pdf", ".txt"}


def test_the_words_of_a_command_that_failed_are_known_when_the_mistake_is_mended(workspace: Path) -> None:
    spoil(workspace, "targets/quant.yaml", "half_life:", "halflife:")
    assert run(*COMMAND, cwd=workspace).returncode == 2
    spoil(workspace, "targets/quant.yaml", "halflife:", "half_life:")
    code = (
        "import sys; sys.argv[0] = 'tailor'; from tailor.__main__ import main\n"
        "try: main()\n"
        "finally: print('typer' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code, *COMMAND], cwd=workspace, capture_output=True, text=True)
    line, imported = done.stdout.splitlines()
    assert (json.loads(line)["status"], imported) == ("built", "False")


def test_ctrl_c_while_tex_waits_for_python_leaves_no_folder(
    workspace: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    def pressed(data: object) -> None:
        assert list(scratch.iterdir())  # TeX has begun
        raise KeyboardInterrupt

    assert status(workspace) == "built"
    scratch = tmp_path_factory.mktemp("scratch")
    monkeypatch.setattr(tempfile, "tempdir", str(scratch))
    monkeypatch.setattr("tailor.cli.recall._printer", pressed)
    assert run(*COMMAND, "--force", cwd=workspace, TMPDIR=str(scratch)).returncode == 130
    assert not list(scratch.iterdir())


def test_a_target_that_comes_during_a_build_is_for_the_next_one(
    workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def meanwhile(*given: Any) -> Iterator[Result]:
        yield from build(*given)
        add_target(workspace)

    with monkeypatch.context() as patch:
        patch.setattr("tailor.cli.building.run", meanwhile)
        assert status(workspace) == "built"
    assert not is_recalled(workspace)
    assert status(workspace) == "current"
    assert is_recalled(workspace)


@pytest.mark.parametrize("option", ["--force", "--fresh"])
def test_who_asks_for_it_afresh_gets_it_afresh(workspace: Path, option: str) -> None:
    assert status(workspace) == "built"
    done = run(*COMMAND, option, cwd=workspace)
    assert json.loads(done.stdout)["status"] == "built"
