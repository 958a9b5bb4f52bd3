"""What was read of a built page is kept for all that it depends on."""

from __future__ import annotations

from pathlib import Path

import pytest

from tailor.base.errors import Place
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
