"""`gaps` and `target update`: the posting stays with its target; evidence closes a gap; edited lines stay."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from commands import run
from hypothesis import given
from hypothesis import strategies as st

from tailor.base.errors import InputError
from tailor.project.merging import merged_draft
from tailor.project.posting_gaps import gaps
from tailor.project.target_update import update
from tailor.sources.editing.yaml_edit import data_of

POSTING = """\
Data Platform Engineer

What you'll do
- Write data tests that people read
- Move our jobs to Dagster

Requirements
- Python and SQL
- Kubernetes
- Terraform
- Patience with ledgers of unknown origin

Nice to have
- Kafka

Benefits
- A tablet with Figma, a seat near the Kanban board
"""

PROFILE = """\
name: Robin Vermeer
contact: {email: robin@example.com}
experience:
  - organization: Trams
    position: Data engineer
    dates: 2020 – present
    tags: [python]
    bullets:
      - Moved the timetable's SQL to Kubernetes.
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a profile and the target `acme`, drafted from a posting."""
    (tmp_path / "profiles").mkdir()
    (tmp_path / "profiles/me.yaml").write_text(PROFILE, encoding="utf-8")
    (tmp_path / "posting.txt").write_text(POSTING, encoding="utf-8")
    run("target", "new", "acme", "--from-posting", "posting.txt", cwd=tmp_path)
    return tmp_path


def named(folder: Path) -> dict[str, list[str]]:
    """The gaps of `acme` by how they are asked for."""
    found: dict[str, list[str]] = {}
    for one in gaps(folder, "acme").gaps:
        found.setdefault(one.ask, []).append(one.name)
    return found


def test_the_posting_stays_with_the_target(folder: Path) -> None:
    assert (folder / "postings/acme.txt").read_text(encoding="utf-8") == POSTING
    assert data_of((folder / "targets/acme.yaml").read_text(encoding="utf-8"))["posting"] == "postings/acme.txt"


@pytest.mark.parametrize(
    ("text", "ending"),
    [("# Clerk\n\n- Excel\n", "md"), ("<html><body><h1>Clerk</h1><p>Excel</p></body></html>", "html")],
)
def test_a_posting_keeps_its_kind(folder: Path, text: str, ending: str) -> None:
    (folder / "other").write_text(text, encoding="utf-8")
    run("target", "new", "clerk", "--from-posting", "other", cwd=folder)
    assert (folder / f"postings/clerk.{ending}").read_text(encoding="utf-8") == text


def test_musts_stand_before_what_is_nice_and_what_the_tasks_mention(folder: Path) -> None:
    assert named(folder) == {"must": ["Terraform"], "nice": ["Kafka"], "work": ["Dagster"]}


def test_a_line_of_which_nothing_is_understood_is_listed(folder: Path) -> None:
    assert gaps(folder, "acme").unread == ("Patience with ledgers of unknown origin",)


def test_evidence_that_is_added_closes_its_gap(folder: Path) -> None:
    path = folder / "profiles/me.yaml"
    path.write_text(PROFILE + "      - Wrote its servers down in Terraform.\n", encoding="utf-8")
    assert named(folder) == {"nice": ["Kafka"], "work": ["Dagster"]}


def test_a_pattern_of_the_target_is_evidence_too(folder: Path) -> None:
    path = folder / "targets/acme.yaml"
    text = path.read_text(encoding="utf-8").replace("patterns:", "patterns:\n  terraform: timetable", 1)
    path.write_text(text, encoding="utf-8")
    assert "must" not in named(folder)


def test_gaps_as_json(folder: Path) -> None:
    done = run("gaps", "acme", "--json", cwd=folder)
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert [(row["ask"], row["tag"]) for row in rows if "tag" in row] == [
        ("must", "terraform"), ("nice", "kafka"), ("work", "dagster"),
    ]  # fmt: skip
    assert [row["unread"] for row in rows if "unread" in row] == ["Patience with ledgers of unknown origin"]


def test_a_target_without_a_posting_says_how_to_give_it_one(folder: Path) -> None:
    run("target", "new", "plain", cwd=folder)
    with pytest.raises(InputError, match="no posting") as told:
        gaps(folder, "plain")
    assert "--from-posting" in told.value.problems[0].hint


def test_a_posting_that_is_gone_is_named_with_its_place(folder: Path) -> None:
    (folder / "postings/acme.txt").unlink()
    with pytest.raises(InputError, match=r"no file postings/acme\.txt") as told:
        gaps(folder, "acme")
    assert told.value.problems[0].place is not None


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_a_changed_posting_comes_in_and_edited_lines_stay(folder: Path) -> None:
    target = folder / "targets/acme.yaml"
    edit(target, "python: 3 ", "python: 5 ")
    edit(target, "\nsections:", "\npin: []  # mine\nsections:")
    (folder / "new.txt").write_text(
        POSTING.replace("- Python and SQL", "- SQL").replace("- Kubernetes\n", "").replace("- Kafka", "- Redis"),
        encoding="utf-8",
    )
    done = update(folder, "acme", folder / "new.txt")
    told = {one.field: one.done for one in done.changes}
    data = data_of(target.read_text(encoding="utf-8"))
    assert data["want"]["python"] == "5"
    assert told["want.python"] == "kept"
    assert "kubernetes" not in data["want"]
    assert told["want.kubernetes"] == "removed"
    text = target.read_text(encoding="utf-8")
    assert "pin: []  # mine" in text
    assert "#   Redis: " in text
    assert "#   Kafka: " not in text
    assert (folder / "postings/acme.txt").read_text(encoding="utf-8").endswith("Kanban board\n")


def test_a_line_with_a_comment_of_its_author_is_not_taken_out(folder: Path) -> None:
    target = folder / "targets/acme.yaml"
    line = next(one for one in target.read_text(encoding="utf-8").split("\n") if one.startswith("  kubernetes: 3"))
    edit(target, line, "  kubernetes: 3  # they asked twice on the phone")
    (folder / "new.txt").write_text(POSTING.replace("- Kubernetes\n", ""), encoding="utf-8")
    update(folder, "acme", folder / "new.txt")
    assert "kubernetes: 3  # they asked twice on the phone" in target.read_text(encoding="utf-8")


def test_a_changed_profile_comes_in(folder: Path) -> None:
    profile = folder / "profiles/me.yaml"
    edit(profile, "tags: [python]", "tags: [python, terraform]")
    update(folder, "acme")
    text = (folder / "targets/acme.yaml").read_text(encoding="utf-8")
    assert data_of(text)["want"]["terraform"] == "3"
    assert '  terraform: 3  # must: "Terraform"' in text
    assert "#   Terraform" not in text


def test_a_second_update_changes_nothing(folder: Path) -> None:
    edit(folder / "profiles/me.yaml", "tags: [python]", "tags: [python, terraform]")
    update(folder, "acme")
    before = (folder / "targets/acme.yaml").read_text(encoding="utf-8")
    assert update(folder, "acme").changes == ()
    assert (folder / "targets/acme.yaml").read_text(encoding="utf-8") == before


WANTS = st.dictionaries(st.sampled_from(["python", "rust", "sql", "go"]), st.sampled_from("12345"), min_size=1)


def drafted(want: dict[str, str]) -> str:
    lines = "\n".join(f'  {tag}: {weight}  # must: "{tag}"' for tag, weight in want.items())
    return f"# A draft.\ntitle: Clerk\nwant:  # by hand\n{lines}\nsections:\n  skills: {{}}\n"


@given(WANTS, WANTS)
def test_a_target_that_was_not_edited_becomes_the_new_draft(old: dict[str, str], new: dict[str, str]) -> None:
    text, _ = merged_draft(drafted(old), drafted(old), drafted(new))
    assert data_of(text)["want"] == new


@given(WANTS, WANTS, WANTS)
def test_what_was_edited_stays_whatever_the_draft_says(
    old: dict[str, str], mine: dict[str, str], new: dict[str, str]
) -> None:
    text, _ = merged_draft(drafted(mine), drafted(old), drafted(new))
    want = data_of(text)["want"]
    edited = {tag for tag in {*old, *mine} if old.get(tag) != mine.get(tag)}
    assert {tag: want.get(tag) for tag in edited} == {tag: mine.get(tag) for tag in edited}
