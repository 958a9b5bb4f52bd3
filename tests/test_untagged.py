"""A profile without tags is told in one line; a batch names the profiles that a warning holds for."""

from __future__ import annotations

from pathlib import Path

import pytest
from commands import run


def folder(path: Path, people: dict[str, str], targets: int) -> Path:
    for name in ("profiles", "targets"):
        (path / name).mkdir()
    for name, tags in people.items():
        text = f"name: Ada Moss\nexperience: [{{organization: X, tags: [{tags}], bullets: [Did it]}}]\n"
        (path / f"profiles/{name}.yaml").write_text(text)
    for number in range(targets):
        (path / f"targets/t{number}.yaml").write_text("pages: any\nwant: {php: 2, cpp: 3, rust: 1}\n")
    return path


@pytest.mark.tex
def test_an_untagged_profile_is_told_in_one_line_a_run(tmp_path: Path) -> None:
    said = run("build", "--target", "t*", cwd=folder(tmp_path, {"me": ""}, 3)).stderr
    assert said.count("nothing in the profile has tags") == 1
    assert "no item has the tag" not in said


@pytest.mark.tex
def test_a_batch_names_the_profiles_of_a_warning(tmp_path: Path) -> None:
    people = {"a": "php, cpp", "b": "php", "c": "php, cpp, rust"}
    said = run("build", "--all", "--target", "t0", cwd=folder(tmp_path, people, 1)).stderr
    assert "in 2 profiles (a, b): want: no item has the tag `rust`" in said
    assert "in the profile b: want: no item has the tag `cpp`" in said
