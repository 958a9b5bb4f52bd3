"""`tailor guard`: claims with their places, the facts that changed since a revision or a file, letters."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

import tailor
from tailor.base.errors import Problem, Severity
from tailor.core.guard.changes import changes
from tailor.models.profiles import Profile
from tailor.sources.guarding import known_terms

ME = """\
name: Ada Moss
summary: Baker of bread with two ovens.
experience:
  - organization: Northwind Mills
    position: Baker
    dates: 2019-03 – 2022-08
    place: Leeds
    bullets:
      - text: Baked about 400 loaves a day with two colleagues.
        wordings:
          - {text: Baked about 4000 loaves a day with two colleagues., by: assistant}
          - {text: Baked 400 loaves a day with two colleagues., by: assistant}
          - {text: Baked about 400 loaves a day in Leeds with two colleagues., by: assistant}
      - Cleaned the ovens.
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("profiles", "targets"):
        (tmp_path / name).mkdir()
    (tmp_path / "profiles/me.yaml").write_text(ME, encoding="utf-8")
    (tmp_path / "targets/bakery.yaml").write_text("headline: Master baker of Paris\n", encoding="utf-8")
    return tmp_path


def said(found: list[Problem]) -> list[tuple[str, int, str]]:
    """The code, the line and the words of each."""
    return [(one.code, one.place.line, one.place.text[one.place.column - 1 :].split()[0]) for one in found if one.place]


def test_each_claim_has_its_line_and_its_words(folder: Path) -> None:
    found = [one for one in tailor.guard(root=folder) if "wording of" in one.message]
    assert said(found) == [("guard-new-fact", 11, "4000"), ("guard-changed-sense", 12, "400")]


def test_a_headline_of_a_target_is_held_against_the_profile(folder: Path) -> None:
    found = [one for one in tailor.guard(root=folder) if "headline" in one.message]
    assert {one.message.split("`")[1] for one in found} == {"Master", "Paris"}
    assert {one.place.file.endswith("bakery.yaml") for one in found if one.place} == {True}


def test_check_warns_of_what_nobody_has_accepted(folder: Path) -> None:
    found = [one for one in tailor.check(root=folder) if one.code.startswith("guard-")]
    assert {one.severity for one in found} <= {Severity.WARNING, Severity.NOTE}
    (folder / "profiles/me.yaml").write_text(ME.replace("by: assistant", "by: assistant, accepted: true"), "utf-8")
    found = [one for one in tailor.check(root=folder) if one.code == "guard-new-fact" and "wording of" in one.message]
    assert [one.severity for one in found] == [Severity.ERROR]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("2019-03", "2017-03", "`dates` moved"),
        ("position: Baker", "position: Head baker", "`position` changed: Baker → Head baker"),
        ("Northwind Mills", "Grand Hotel", "`organization` changed: Northwind Mills → Grand Hotel"),
        ("about 400 loaves", "about 600 loaves", "`600` is not in the evidence"),
        ("about 400 loaves", "400 loaves", "`about` is gone"),
        ("Cleaned the ovens.", "Cleaned the ovens of NASA.", "`NASA` is not in the evidence"),
        ("  - organization: N", "  - {organization: Savoy, position: Baker}\n  - organization: N", "`Savoy` came"),
        ("place: Leeds", "place: London", "`place` changed"),
    ],
)
def test_a_changed_fact_is_reported(old: str, new: str, said: str) -> None:
    assert said in " | ".join(one.message for one in _changes(ME, ME.replace(old, new, 1)))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Baked about 400 loaves a day with two colleagues.", "Baked about 400 loaves daily with 2 colleagues."),
        ("      - Cleaned the ovens.\n", ""),
        ("2019-03 – 2022-08", "March 2019 – August 2022"),
    ],
)
def test_the_same_facts_in_other_words_are_no_change(old: str, new: str) -> None:
    assert [one for one in _changes(ME, ME.replace(old, new, 1)) if not one.gone] == []


def _changes(old: str, new: str) -> tuple[object, ...]:
    from tailor.base.source import read

    before, after = (Profile.model_validate(read(text.encode(), "me.yaml").data) for text in (old, new))
    return changes(before, after, known_terms)


def git(folder: Path, *words: str) -> None:
    user = ("-c", "user.name=Ada", "-c", "user.email=ada@example.com")
    subprocess.run(["git", "-C", str(folder), *user, *words], check=True, capture_output=True)


def test_against_a_revision_and_against_a_file(folder: Path) -> None:
    git(folder, "init", "-q")
    git(folder, "add", "-A")
    git(folder, "commit", "-qm", "begin")
    (folder / "profiles/me.yaml").write_text(ME.replace("2019-03", "2017-03"), encoding="utf-8")
    [moved] = tailor.guard(against="HEAD", root=folder)
    assert moved.place is not None
    assert (moved.code, moved.place.line) == ("fact-changed", 6)
    (folder / "old.yaml").write_text(ME, encoding="utf-8")
    assert tailor.guard(against=str(folder / "old.yaml"), root=folder) == [moved]
    with pytest.raises(tailor.InputError, match="neither a file nor"):
        tailor.guard(against="--output=x", root=folder)


def test_a_letter_may_say_only_what_the_profile_says(folder: Path) -> None:
    letter = folder / "letter.txt"
    letter.write_text("Dear all,\nI baked about 400 loaves a day in Leeds.\nThen I led 12 bakers.\n", encoding="utf-8")
    found = tailor.guard(letter=letter, root=folder)
    assert [(one.place.line, one.message.split("`")[1]) for one in found if one.place] == [(3, "12")]


def test_the_letter_of_a_target_is_held_against_the_profile(folder: Path) -> None:
    (folder / "letters").mkdir()
    target = "title: Baker\nprofile: me\nto: {company: Savoy Hotel}\n"
    (folder / "targets/bakery.yaml").write_text(target, encoding="utf-8")
    letter = "Dear {name},\n\nFor the Savoy Hotel I would bake. In Leeds I baked 900 loaves a day.\n"
    (folder / "letters/bakery.md").write_text(letter, encoding="utf-8")
    found = [one for one in tailor.guard(root=folder) if "letter" in one.hint]
    assert [(one.place.line, one.message.split("`")[1]) for one in found if one.place] == [(3, "900")]
    found = [one for one in tailor.check(root=folder) if "letter" in one.hint]
    assert [one.severity for one in found] == [Severity.ERROR]
