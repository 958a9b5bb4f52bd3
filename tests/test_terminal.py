"""Errors on a terminal: wrapped at words, coloured unless NO_COLOR; plain and whole where they are piped."""

from __future__ import annotations

import os
import pty
import re
import subprocess
import sys
from pathlib import Path

import pytest
from commands import run
from hypothesis import given
from hypothesis import strategies as st

from tailor.base.diagnostics import format_problem, wrapped
from tailor.base.errors import Place, Problem, Severity
from tailor.storage.locations import documentation

WORDS = st.lists(st.text("abcdefg-/.`", min_size=1, max_size=30), max_size=30).map(" ".join)
ANSI = re.compile(r"\x1b\[[\d;]*m")


@given(WORDS, st.integers(20, 120))
def test_text_is_wrapped_at_words_alone(text: str, width: int) -> None:
    lines = wrapped(text, width)
    assert " ".join(lines).split() == text.split()
    assert all(len(line) <= width or len(line.split()) == 1 for line in lines)


@given(WORDS, WORDS, st.integers(20, 120))
def test_styles_change_no_letter(message: str, hint: str, width: int) -> None:
    place = Place("profiles/me.yaml", 3, 5, "name: " + message)
    for problem in (Problem("code", message, hint, place, Severity.WARNING), Problem("code", message, hint)):
        painted = format_problem(problem, width, lambda text, style: f"\x1b[1m{text}\x1b[0m")
        assert ANSI.sub("", painted) == format_problem(problem, width)


def on_terminal(folder: Path, columns: int, *arguments: str, **environment: str) -> str:
    """What a command writes to a terminal of so many columns."""
    ours, theirs = pty.openpty()
    env = {k: v for k, v in os.environ.items() if k not in ("NO_COLOR", "COLUMNS")} | {"TERM": "xterm"} | environment
    command = [sys.executable, "-m", "tailor", *arguments]
    with subprocess.Popen(command, cwd=folder, stderr=theirs, env=env | {"COLUMNS": str(columns)}) as process:
        os.close(theirs)
        found = b""
        try:
            while piece := os.read(ours, 4096):
                found += piece
        except OSError:  # Linux says so when the other end is closed
            pass
        process.wait()
    os.close(ours)
    return found.decode().replace("\r\n", "\n")


@pytest.mark.parametrize("columns", [30, 60, 200])
def test_errors_look_like_errors(workspace: Path, columns: int) -> None:
    shown = on_terminal(workspace, columns, "build", "nobody")
    assert "\x1b[1;31merror:\x1b[0m" in shown
    assert all(len(line) <= columns for line in ANSI.sub("", shown).splitlines())
    assert " ".join(ANSI.sub("", shown).split()) == " ".join(run("build", "nobody", cwd=workspace).stderr.split())


@pytest.mark.parametrize("setting", [{"NO_COLOR": "1"}, {"TERM": "dumb"}])
def test_colours_can_be_done_without(workspace: Path, setting: dict[str, str]) -> None:
    assert "\x1b" not in on_terminal(workspace, 80, "build", "nobody", **setting)


@pytest.mark.parametrize(
    "arguments", [("buidl",), ("build", "--taget", "x"), ("why",), ("why", "a", "b"), ("build", "nobody")]
)
def test_all_mistakes_have_one_style(workspace: Path, arguments: tuple[str, ...]) -> None:
    done = run(*arguments, cwd=workspace)
    assert done.returncode == 2
    assert re.fullmatch(r"tailor: error: .* \[[\w-]+\]\nhelp: .*\n", done.stderr)


def test_help_is_shown_where_no_command_is_named(workspace: Path) -> None:
    done = run(cwd=workspace)
    assert done.returncode == 2
    assert done.stdout.startswith("Usage: tailor") or done.stderr.startswith("Usage: tailor")


@pytest.mark.parametrize("page", ["targets.md", "templates.md", "checks.md"])
def test_the_documentation_is_named_by_an_address_that_is_there(page: str) -> None:
    address = documentation(page)
    assert address.startswith("file:///")
    assert Path(address.removeprefix("file://")).is_file()
