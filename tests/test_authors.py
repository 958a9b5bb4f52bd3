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


@pytest.mark.tex
def test_what_a_table_has_no_room_for_is_told_and_a_level_stands_beside_its_degree(tmp_path: Path) -> None:
    for name in ("profiles", "targets"):
        (tmp_path / name).mkdir()
    entry = "{institution: Turia, degree: MSc, level: Honours, advisor: N. Rao, note: By night}"
    (tmp_path / "profiles/me.yaml").write_text(f"name: Ada Moss\neducation: [{entry}]\n")
    (tmp_path / "targets/table.yaml").write_text("pages: any\nsections: {education: {as: table}}\n")
    (tmp_path / "targets/list.yaml").write_text("pages: any\nsections: {education: {}}\n")
    run("build", "--target", "*", "--format", "json,tex", "--profile", "me", "--target", "list", cwd=tmp_path)
    told = {name: json.loads((tmp_path / f"out/me/{name}.json").read_text())["warnings"] for name in ("table", "list")}
    assert [one["message"] for one in told["table"] if one["code"] == "not-in-table"] == [
        "a table has no room for `advisor`, `note` of this entry"
    ]
    assert "Honours" in (tmp_path / "out/me/list.tex").read_text()


def test_a_posting_on_the_web_is_to_be_saved_first(workspace: Path) -> None:
    said = run("target", "new", "x", "--from-posting", "https://example.com/job", cwd=workspace).stderr
    assert "save the page" in said


@pytest.mark.tex
@pytest.mark.parametrize(
    ("asked", "named"), [("all", "Authora Authorj"), ("3", "Authora Authorb Authorc et~al."), ("1", "Authora et~al.")]
)
def test_a_target_says_how_many_authors_are_named(tmp_path: Path, asked: str, named: str) -> None:
    for name in ("profiles", "targets"):
        (tmp_path / name).mkdir()
    authors = ", ".join(f"N. Author{letter}" for letter in "abcdefghij")
    text = f"name: Ada Moss\npublications: [{{title: One, authors: [{authors}]}}]\n"
    (tmp_path / "profiles/me.yaml").write_text(text)
    (tmp_path / "targets/t.yaml").write_text(f"pages: any\nauthors: {asked}\n")
    run("build", "--target", "t", "--format", "tex", cwd=tmp_path)
    tex = (tmp_path / "out/me/t.tex").read_text()
    assert all(word in tex for word in named.split())
    assert ("et~al." in tex) == ("et~al." in named)


@pytest.mark.parametrize("asked", ["none", "0", "-1", "2.5"])
def test_a_number_of_authors_is_all_or_a_number(workspace: Path, asked: str) -> None:
    (workspace / "targets/mine.yaml").write_text(f"authors: {asked}\n")
    said = run("check", "--target", "mine", cwd=workspace)
    assert (said.returncode, "write all, or how many" in said.stderr + said.stdout) == (2, True)
