"""`tailor init` and `tailor import`: a folder that builds at once, and nothing lost in silence."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from test_cli import run

from tailor.adapters.loading import load_profile
from tailor.adapters.starting import FILES, start
from tailor.adapters.workspace import find_workspace
from tailor.base.errors import InputError


def test_answers_stand_in_the_profile_whatever_they_hold(tmp_path: Path) -> None:
    start(tmp_path, {"name": "Zoë O'Neil: the 2nd", "email": None, "phone": None, "location": "São Paulo"})
    profile = load_profile(find_workspace(tmp_path), "me").value
    assert profile.name == "Zoë O'Neil: the 2nd"
    assert profile.contact.location == "São Paulo"


def test_nothing_that_is_there_is_replaced(tmp_path: Path) -> None:
    (tmp_path / "tailor.yaml").write_text("paper: a4\n")
    with pytest.raises(InputError):
        start(tmp_path, {})
    assert [path.name for path in tmp_path.iterdir()] == ["tailor.yaml"]


@pytest.mark.tex
def test_a_new_folder_checks_and_builds_full_pages(tmp_path: Path) -> None:
    assert run("init", "mine", cwd=tmp_path).returncode == 0
    assert {str(path.relative_to(tmp_path / "mine")) for path in (tmp_path / "mine").rglob("*") if path.is_file()} == {
        *FILES
    }
    checked = run("check", "--fail-on", "warning", cwd=tmp_path / "mine")
    assert checked.returncode == 0, checked.stderr
    done = run("build", "--json", cwd=tmp_path / "mine")
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    assert {line["target"] for line in lines} == {"systems", "data"}
    assert all(line["pages"] == 1 and line["fill"] > 0.97 for line in lines)


RESUME = {
    "basics": {"name": "Eda Moss", "email": "eda@example.com", "picture": "me.png", "summary": "I <b>build</b>."},
    "work": [{"company": "Northwind", "position": "Developer", "startDate": "2020-01", "highlights": ["Wrote C++."]}],
}


def test_an_import_names_what_it_drops_and_marks_what_it_proposes(tmp_path: Path) -> None:
    (tmp_path / "resume.json").write_text(json.dumps(RESUME))
    done = run("import", "resume.json", "--name", "eda", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "dropped: basics.picture" in done.stderr
    text = (tmp_path / "profiles/eda.yaml").read_text(encoding="utf-8")
    assert "#   basics.picture" in text
    assert "tags: [cpp]  # proposed" in text
    profile = load_profile(find_workspace(tmp_path), "eda").value
    assert profile.experience is not None
    assert profile.experience.entries[0].bullets[0].text == "Wrote C++."


def test_a_profile_is_not_replaced_without_force(tmp_path: Path) -> None:
    (tmp_path / "resume.json").write_text(json.dumps(RESUME))
    codes = [run("import", "resume.json", *more, cwd=tmp_path).returncode for more in ((), (), ("--force",))]
    assert codes == [0, 2, 0]


def test_what_is_no_resume_is_refused_with_the_reason(tmp_path: Path) -> None:
    (tmp_path / "package.json").write_text('{"name": "left-pad", "version": "1.0.0"}')
    done = run("import", "package.json", cwd=tmp_path)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
