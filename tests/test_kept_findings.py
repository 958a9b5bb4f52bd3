"""What was read of a built page is kept for all that it depends on."""

from __future__ import annotations

from pathlib import Path

import pytest
from commands import run

from tailor.base.errors import Place
from tailor.checking import everything
from tailor.checking.kept_findings import kept_findings
from tailor.core.lints.catalogue import Finding


def test_a_page_is_read_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TAILOR_CACHE_DIR", str(tmp_path))
    read: list[str] = []

    def find(name: str) -> list[Finding]:
        read.append(name)
        return [Finding("fonts", name, "mend", Place("a.yaml", 3, 4, "text"))]

    first = kept_findings(["a"], lambda: find("a"))
    assert kept_findings(["a"], lambda: find("again")) == first == tuple(find("a"))
    assert kept_findings(["b"], lambda: find("b"))[0].message == "b"
    assert read == ["a", "a", "b"]


def test_what_cannot_be_read_back_is_read_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TAILOR_CACHE_DIR", str(tmp_path))
    kept_findings(["a"], list)
    for path in (tmp_path / "findings").iterdir():
        path.write_text("spoilt")
    assert kept_findings(["a"], lambda: [Finding("fonts", "new")])[0].message == "new"


@pytest.mark.tex
def test_what_was_not_changed_is_not_looked_at_again(workspace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Rules, claims and pages: a check of a hundred built pages takes under a second so."""
    assert run("build", "quant", "--profile", "researcher", cwd=workspace).returncode == 0
    first = run("check", cwd=workspace)
    for name in ("read_rules", "held", "summary_problems", "page_facts"):
        monkeypatch.setattr(everything, name, refused)
    again = run("check", cwd=workspace)
    assert (again.returncode, again.stdout, again.stderr) == (first.returncode, first.stdout, first.stderr)


def refused(*_: object) -> None:
    raise AssertionError("this was found before")


@pytest.mark.tex
def test_a_changed_target_is_read_anew(workspace: Path) -> None:
    (workspace / "targets/mine.yaml").write_text("title: One\n")
    assert "unknown-id" not in run("check", "--target", "mine", cwd=workspace).stderr
    (workspace / "targets/mine.yaml").write_text("title: One\npin: [nobody-there]\n")
    assert "unknown-id" in run("check", "--target", "mine", cwd=workspace).stderr
