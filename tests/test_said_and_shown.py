"""Small inputs whose words changed, vanished or went unnoticed: the right value of each."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from commands import run
from made import place

from tailor.core.profile.candidates import Candidate
from tailor.core.profile.outline import outline
from tailor.core.rules.reading import read_rules
from tailor.models.dates import Day
from tailor.models.profiles import Profile
from tailor.models.targets import Target
from tailor.sources.loading import load_profile
from tailor.sources.workspace import find_workspace
from tailor.text.markdown.markup import parse

TODAY = Day(2026, 6)


def outlined(**fields: Any) -> list[Candidate]:
    return list(outline(Profile.model_validate({"name": "Ada Moss", **fields}), Target(), place, "en"))


def loaded(folder: Path, text: str) -> list[str]:
    """What is remarked on a profile: the code, the line and the column of each."""
    (folder / "profiles").mkdir()
    (folder / "profiles/me.yaml").write_text(text, encoding="utf-8")
    found = load_profile(find_workspace(folder), "me").remarks
    return [f"{one.code} {one.place.line}:{one.place.column}" for one in found if one.place]


@pytest.mark.parametrize(
    ("keyword", "tag"), [("C++", "cpp"), ("C++20", "cpp"), ("C#", "csharp"), (".NET", "dotnet"), ("Node.js", "nodejs")]
)
def test_a_name_with_signs_counts_as_its_tag(keyword: str, tag: str) -> None:
    some = outlined(skills=[{"label": "Code", "keywords": [keyword, "Other"]}])
    target = Target.model_validate({"want": {tag: 3}})
    book = read_rules(target, some, TODAY)
    assert [one.text for one in some if tag in book.tags[one.id].own] == [keyword]
    assert not [one for one in book.problems if one.code == "matches-nothing"]


@pytest.mark.parametrize(
    ("text", "urls"),
    [
        ("See [a](papers/x.pdf) and [b](/cv)", ["https://ada.example.com/papers/x.pdf", "https://ada.example.com/cv"]),
        ('See <a href="papers/x.pdf">a</a>', ["https://ada.example.com/papers/x.pdf"]),
        ("See [a](example.org/a), [b](https://example.com)", ["https://example.org/a", "https://example.com"]),
    ],
)
def test_links_in_a_text_go_on_from_the_website(text: str, urls: list[str]) -> None:
    some = outlined(
        contact={"website": "https://ada.example.com"}, experience=[{"organization": "Northwind", "bullets": [text]}]
    )
    field = some[-1].variants[0].block.fields["text"]
    assert [span.url for span in parse(str(field)) if span.url] == urls


def test_braces_end_an_address() -> None:
    urls = {span.url for span in parse(r"\href{https://example.com}{y}") if span.url}
    assert urls == {"https://example.com"}


@pytest.mark.parametrize(
    "bullet",
    [
        "|\n        Led\n        - moved\n        - cut",
        '"Led\\n- moved\\n- cut"',
        "Led\n        - moved\n        - cut",
    ],
)
def test_a_list_in_a_text_is_bullets_below_it(tmp_path: Path, bullet: str) -> None:
    loaded(tmp_path, f"name: Ada Moss\nexperience:\n  - organization: Northwind\n    bullets:\n      - {bullet}\n")
    entry: Any = load_profile(find_workspace(tmp_path), "me").value.experience.entries[0]
    assert [(one.text, [below.text for below in one.bullets]) for one in entry.bullets] == [("Led", ["moved", "cut"])]


def test_a_paper_in_press_goes_first() -> None:
    papers = [
        {"title": "Old", "dates": "2012"},
        {"title": "Coming", "status": "in press"},
        {"title": "New", "dates": "2022"},
        {"title": "Undated"},
    ]
    some = outlined(publications=papers)
    assert [one.text for one in some if one.kind.value == "publication"] == ["Coming", "New", "Old", "Undated"]


def test_a_link_without_an_address_is_told_at_its_place(tmp_path: Path) -> None:
    text = "name: Ada Moss\nlinks: [{label: Portfolio}, {label: Code, url: example.com}]\nprojects:\n  - title: X\n"
    assert loaded(tmp_path, f"{text}    links: {{Demo: , Code: example.com}}\n") == [
        "link-alone 2:17",
        "link-alone 5:13",
    ]


def test_a_remark_is_made_once(tmp_path: Path) -> None:
    (tmp_path / "profiles").mkdir()
    text = "name: Ada Moss\nsummary: An en--dash 1--2 and more--less\n"
    (tmp_path / "profiles/me.yaml").write_text(text)
    found = load_profile(find_workspace(tmp_path), "me").remarks
    assert len(found) == len(set(found))


@pytest.mark.parametrize(("target", "told"), [("pages: 1\n", True), ("sections: {education: {as: table}}\n", False)])
def test_heads_of_a_table_that_nobody_sets_are_told(tmp_path: Path, target: str, told: bool) -> None:
    for name in ("profiles", "targets"):
        (tmp_path / name).mkdir()
    text = "name: Ada Moss\neducation: {columns: {grade: GPA}, entries: [{institution: Turia, grade: '3.9'}]}\n"
    (tmp_path / "profiles/me.yaml").write_text(text)
    (tmp_path / "targets/mine.yaml").write_text(target)
    said = run("check", "--target", "mine", cwd=tmp_path)
    assert ("profiles/me.yaml:2:22: warning" in said.stdout + said.stderr) == told
