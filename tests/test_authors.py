"""A paper that does not name all its authors is told in the report."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from commands import run


@pytest.mark.tex
@pytest.mark.parametrize(("count", "said"), [(10, "8 of its 10 authors are named on the page"), (9, "")])
def test_authors_who_are_not_named_are_told(tmp_path: Path, count: int, said: str) -> None:
    for name in ("profiles", "targets"):
        (tmp_path / name).mkdir()
    authors = ", ".join(f"N. Author{letter}" for letter in "abcdefghij"[:count])
    text = f"name: Ada Moss\npublications: [{{title: One, authors: [{authors}]}}]\n"
    (tmp_path / "profiles/me.yaml").write_text(text)
    (tmp_path / "targets/t.yaml").write_text("pages: any\n")
    run("build", "--target", "t", "--format", "json", cwd=tmp_path)
    report = json.loads((tmp_path / "out/me/t.json").read_text())
    assert [one["message"] for one in report["warnings"] if one["code"] == "authors-shortened"] == [said] * bool(said)
