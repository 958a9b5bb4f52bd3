"""A fault of ours is one line, with a report to attach that holds nothing of the profile."""

from __future__ import annotations

from pathlib import Path

import pytest
from commands import run

from tailor.storage.bug_reports import report, reported

SECRET = "Mira Okafor, +1 202 555 0147"


def caught() -> Exception:
    try:
        raise ValueError(SECRET) from KeyError(SECRET)
    except ValueError as error:
        return error


def test_a_report_has_lines_of_code_and_no_text() -> None:
    text = report(caught())
    assert "ValueError" in text
    assert "KeyError" in text
    assert "test_bug_reports.py" in text
    assert "Okafor" not in text
    assert str(Path.home()) not in text


def test_a_bug_is_one_line_and_names_its_report(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TAILOR_CACHE_DIR", str(tmp_path))
    problem = reported(caught())
    [path] = (tmp_path / "reports").iterdir()
    assert str(path) in problem.hint
    assert "\n" not in problem.message + problem.hint
    assert "Okafor" not in problem.message + problem.hint + path.read_text()


def test_a_command_that_breaks_ends_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError(SECRET)

    (tmp_path / "profiles").mkdir()
    monkeypatch.setattr("tailor.api.check", broken)
    done = run("check", cwd=tmp_path)
    assert done.returncode == 1
    assert "Okafor" not in done.stderr
    assert "attach" in done.stderr
