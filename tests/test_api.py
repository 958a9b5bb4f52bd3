"""The library: the docs' examples run, the command line uses nothing else, and an import of it is light."""

from __future__ import annotations

import contextlib
import doctest
import subprocess
import sys
from pathlib import Path

import pytest
from documents import sh

import tailor
from conftest import PROJECT
from tailor import api
from tailor.base.errors import Problem
from tailor.exporting.formats import FORMATS, DocumentFormat, Made

WHOLE = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE


@pytest.mark.tex
def test_the_examples_of_the_docs_run(tmp_path: Path) -> None:
    sh("tailor init", tmp_path)
    with contextlib.chdir(tmp_path):
        ran = doctest.testfile(str(PROJECT / "docs/api.md"), module_relative=False, optionflags=WHOLE)
    assert ran.attempted > 20
    assert ran.failed == 0


def test_the_docs_name_every_function() -> None:
    page = (PROJECT / "docs/api.md").read_text(encoding="utf-8")
    functions = [name for name in api.__all__ if name[0].islower()]
    assert [name for name in functions if f"`{name}`" not in page] == []


def test_all_that_the_library_has_is_found_in_the_package() -> None:
    assert all(getattr(tailor, name) is getattr(api, name) for name in api.__all__)
    assert set(api.__all__) <= set(dir(tailor))
    with pytest.raises(AttributeError):
        tailor.biuld  # noqa: B018


def test_functions_stay_functions_whatever_was_imported() -> None:
    """No room of the package has the name of a function."""
    rooms = {path.name for path in (PROJECT / "tailor").iterdir() if path.is_dir()}
    assert not rooms & set(api.__all__)


def test_an_import_loads_nothing_heavy() -> None:
    heavy = {"pydantic", "yaml", "jinja2", "msgspec", "typer", "rich", "sqlite3", "numpy", "markdown_it"}
    code = f"import sys, tailor; tailor.build; print({heavy} & sys.modules.keys())"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True).stdout == "set()\n"


def test_mistakes_are_raised(workspace: Path) -> None:
    with pytest.raises(tailor.InputError) as caught:
        tailor.explain("nobody", root=workspace)
    assert caught.value.problems[0].code == "unknown-target"


def test_a_page_that_fails_is_raised_when_all_are_done(workspace: Path) -> None:
    (workspace / "targets/quant.yaml").write_text("wnat: {cpp: 1}\n", encoding="utf-8")
    with pytest.raises(tailor.InputError) as caught:
        tailor.build("quant", root=workspace)
    assert "unknown-field" in [problem.code for problem in caught.value.problems]
    assert all(isinstance(problem, Problem) for problem in caught.value.problems)
    failed = list(tailor.start(tailor.Build(("quant",), root=str(workspace))))
    assert [(one.status, int(one.code)) for one in failed] == [("failed", 2)]


@pytest.fixture
def binary(monkeypatch: pytest.MonkeyPatch) -> bytes:
    """A format of a new kind, of bytes that are no text."""
    content = bytes(range(256))
    new = DocumentFormat("noise", (".noise",), "noise", lambda document: Made(content))
    monkeypatch.setitem(FORMATS, "noise", new)  # type: ignore[arg-type]
    return content


@pytest.mark.tex
def test_one_line_adds_a_format_to_builds_and_exports(workspace: Path, binary: bytes) -> None:
    page = workspace / "out/researcher/quant.noise"
    for status in ("built", "current"):
        results = tailor.build("quant", profiles=["researcher"], formats=["pdf", "noise"], root=workspace)
        assert [one.status for one in results] == [status]
        assert page.read_bytes() == binary
    page.write_bytes(b"")
    assert [one.status for one in tailor.build("quant", profiles=["researcher"], formats=["pdf", "noise"],
                                               root=workspace)] == ["built"]  # fmt: skip
    assert page.read_bytes() == binary
    for target in (None, "quant"):
        tailor.export("researcher", target, out=workspace / "cv.noise", root=workspace)
        assert (workspace / "cv.noise").read_bytes() == binary


@pytest.mark.tex
def test_every_format_is_exported_of_a_page(workspace: Path) -> None:
    begins = {"pdf": b"%PDF", "png": b"\x89PNG", "tex": b"\\", "json": b"{", "jsonresume": b"{", "html": b"<!"}
    for name in FORMATS:
        made = tailor.export("researcher", "quant", name, root=workspace).content
        assert made.startswith(begins.get(name, b""))
        assert made


def test_a_format_of_a_page_needs_a_target(workspace: Path) -> None:
    with pytest.raises(tailor.InputError) as caught:
        tailor.export("researcher", format="pdf", root=workspace)
    assert "--target" in caught.value.problems[0].hint
