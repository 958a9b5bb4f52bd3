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


@pytest.mark.parametrize(
    ("file", "shown"),
    [
        ("/home/mira/tailor/.venv/lib/site-packages/yaml/nodes.py", "site-packages/yaml/nodes.py"),
        ("/home/mira/site-packages/tailor/tex/engine.py", "tailor/tex/engine.py"),
        ("/home/mira/plain.py", "plain.py"),
    ],
)
def test_a_file_is_named_from_its_package_on(file: str, shown: str) -> None:
    with pytest.raises(ZeroDivisionError) as caught:
        exec(compile("1 / 0", file, "exec"))
    assert f"  {shown}:1 <module>" in report(caught.value).splitlines()
    assert "mira" not in report(caught.value)


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
