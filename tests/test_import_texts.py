"""Texts, lists and names of other formats that a profile writes otherwise: nothing of them is lost."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tailor.importing.convert import Imported, convert, convert_data
from tailor.importing.fields.dirty_text import clean, points
from tailor.sources.term_table import lexicon

BASICS = {"name": "Ina Probe"}


def came(**resume: Any) -> Imported:
    return convert_data("JSON Resume", {"basics": BASICS, **resume})


def from_yaml(folder: Path, sections: str) -> Imported:
    path = folder / "cv.yaml"
    path.write_text(f"cv:\n  name: Ina Probe\n  sections: {sections}\n", "utf-8")
    return convert(path)


def reasons(found: Imported) -> str:
    return "; ".join(note.reason for note in found.notes)


@pytest.mark.parametrize(
    ("highlight", "bullet"),
    [
        ("Led the work\n- moved three\n- cut cost", {"text": "Led the work", "bullets": ["moved three", "cut cost"]}),
        ("- Led\n  - moved", {"text": "Led", "bullets": ["moved"]}),
        ({"text": "Led", "highlights": ["moved"]}, {"text": "Led", "bullets": ["moved"]}),
        ({"Led": ["moved", "cut"]}, {"text": "Led:", "bullets": ["moved", "cut"]}),
        ({"Built": "a bridge"}, "Built: a bridge"),
        ("<ul><li>Led<ul><li>moved</li></ul></li></ul>", {"text": "Led", "bullets": ["moved"]}),
        ({"text": "Led", "bullets": [{"text": "a", "bullets": ["b"]}]}, {"text": "Led", "bullets": ["a", "b"]}),
    ],
)
def test_bullets_below_a_bullet_stay_there(highlight: Any, bullet: Any) -> None:
    found = came(work=[{"name": "Inn", "highlights": [highlight, "Last"]}])
    assert found.data["experience"][0]["bullets"] == [bullet, "Last"]


def test_a_third_level_is_told() -> None:
    inner = {"text": "Led", "bullets": [{"text": "a", "bullets": ["b"]}]}
    assert "two levels" in reasons(came(work=[{"name": "Inn", "highlights": [inner]}]))


def test_a_list_in_a_list_belongs_to_the_bullet_before() -> None:
    found = came(work=[{"name": "Inn", "highlights": ["Led", ["a", "b"]]}])
    assert found.data["experience"][0]["bullets"] == [{"text": "Led", "bullets": ["a", "b"]}]


def test_rendercv_nests_by_dashes(tmp_path: Path) -> None:
    found = from_yaml(tmp_path, "{experience: [{company: Inn, highlights: [Led - moved - cut]}]}")
    assert found.data["experience"][0]["bullets"] == [{"text": "Led", "bullets": ["moved", "cut"]}]


def test_bullets_by_how_far_they_are_set_in() -> None:
    assert points(clean("- a\n  - b\n  - c\n- d")[0]) == ("", [{"text": "a", "bullets": ["b", "c"]}, "d"])


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        (r"Cut \emph{latency} by 20\%", r"Cut *latency* by 20\%"),
        (r"\textbf{a \emph{b}}~c", "**a *b***\u00a0c"),
        (r"See \href{https://example.com}{the site}", "See [the site](https://example.com)"),
        (r"\textbf{x} ``quoted'' -- 1--2 $a--b$", "**x** “quoted” – 1–2 $a--b$"),
        (r"H\textsubscript{2}O \ldots", "H<sub>2</sub>O …"),
        (r"C:\temp\textbook", r"C:\temp\textbook"),
        ("ran a~b --option", "ran a~b --option"),
    ],
)
def test_latex_in_a_text_becomes_markdown(written: str, kept: str) -> None:
    found = came(work=[{"name": "Inn", "highlights": [written]}])
    assert found.data["experience"][0]["bullets"][0] in (kept, {"text": kept, "tags": ["c"]})
    assert ("LaTeX turned into Markdown" in reasons(found)) == (written != kept)


def test_a_block_of_code_is_code() -> None:
    found = came(work=[{"name": "Inn", "summary": "Before\n```python\nprint(1)\nx = `2`\n```\nAfter"}])
    assert found.data["experience"][0]["text"] == "Before `print(1)` `` x = `2` `` After"
    assert "a block of code became code in the text, without `python`" in reasons(found)


def test_the_rows_of_a_table_are_bullets() -> None:
    found = came(work=[{"name": "Inn", "summary": "| a | b |\n|---|:--|\n| 1,5 | 2 |"}])
    assert found.data["experience"][0]["bullets"] == ["a, b", "1,5; 2"]
    assert "the rows of a table became bullets" in reasons(found)


def test_pipes_without_a_table_stay() -> None:
    assert clean("| not a table |")[0] == "| not a table |"


@pytest.mark.parametrize("section", ["languages", "interests", "skills", "awards", "memberships"])
def test_lines_of_any_list_are_kept(tmp_path: Path, section: str) -> None:
    found = from_yaml(tmp_path, f"{{{section}: [{{bullet: One}}, {{number: Two}}, {{reversed_number: Three}}]}}")
    kept = found.data[section]
    assert (kept if section != "skills" else kept[0]["keywords"]) == ["One", "Two", "Three"]
    assert not found.notes


@pytest.mark.parametrize(
    ("section", "kept"),
    [
        ({"languages": {"English": "native", "German": "B2"}}, ["English: native", "German: B2"]),
        ({"awards": {"Best paper": "2020"}}, ["Best paper: 2020"]),
        ({"skills": {"Languages": "C++, Rust"}}, [{"label": "Languages", "keywords": ["C++", "Rust"]}]),
    ],
)
def test_values_under_names_of_their_own(section: dict[str, Any], kept: list[Any]) -> None:
    assert came(**section).data[next(iter(section))] == kept


def test_of_two_names_of_an_employer_the_standards_goes_first() -> None:
    found = came(work=[{"company": "Old Inn", "name": "New Inn", "position": "Cook"}])
    job = found.data["experience"][0]
    assert (job["organization"], job["note"]) == ("New Inn", "Company: Old Inn")


def test_few_keywords_stand_on_a_line_and_many_are_tags() -> None:
    many = [f"kind of bread {number}" for number in range(12)]
    found = came(work=[{"name": "Inn", "keywords": ["rye", "wheat"]}, {"name": "Bar", "keywords": many}])
    first, second = found.data["experience"]
    assert first["tools"] == ["rye", "wheat"]
    assert "tools" not in second
    assert second["tags"] == [f"kind-of-bread-{number}" for number in range(12)]
    assert "kept as tags" in reasons(found)


def test_that_own_sections_leave_their_places_is_told() -> None:
    found = came(**{"Reading circle": ["a b"], "work": [{"name": "Inn"}], "Choir": ["c d"]})
    assert [own["title"] for own in found.data["sections"]] == ["Reading circle", "Choir"]
    assert [note.value for note in found.notes if "stand together" in note.reason] == ["Choir"]


def test_a_question_mark_in_braces_is_a_text(tmp_path: Path) -> None:
    found = from_yaml(tmp_path, "{experience: [{company: Inn, location: ?, highlights: [?why not]}]}")
    assert found.data["experience"][0] == {"id": "inn", "organization": "Inn", "place": "?", "bullets": ["?why not"]}
    assert "question mark" in reasons(found)


def test_a_word_that_yaml_takes_for_a_field_is_told(tmp_path: Path) -> None:
    found = from_yaml(tmp_path, "{skills: [{label: Code, details: C++, Rust}]}")
    assert [note.value for note in found.notes if "without a value" in note.reason] == ["Rust"]


def test_only_the_wrong_day_is_said_to_be_wrong() -> None:
    found = came(work=[{"name": "Inn", "startDate": "2024-01-01", "endDate": "2024-09-31"}])
    assert [(note.path[-1], "calendar" in note.reason) for note in found.notes] == [
        ("startDate", False),
        ("endDate", True),
    ]


@pytest.mark.parametrize(
    ("text", "tags"),
    [
        ("Fall & Spring 2021", ()),
        ("Taught in spring", ()),
        ("Spring Boot services", ("spring",)),
        ("Services in Java and Spring", ("java", "spring")),
        ("concurrent with studies", ()),
        ("concurrent programming", ("concurrency",)),
        ("filed legal documents", ()),
        ("wrote the documentation", ("writing",)),
        ("moved the code from Subversion", ()),
        (r"files in C:\temp", ()),
    ],
)
def test_tags_of_words_that_mean_something_else(text: str, tags: tuple[str, ...]) -> None:
    assert lexicon().tags(text) == tags


def test_several_places_stay_a_list() -> None:
    found = came(work=[{"name": "Inn", "location": ["Bonn", "Kiel"]}, {"name": "Bar", "location": {"city": "Husum"}}])
    assert [job["place"] for job in found.data["experience"]] == [["Bonn", "Kiel"], "Husum"]
