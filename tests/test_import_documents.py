"""Lines of Markdown and text → fields: what stands where on a line that holds a whole job or school."""

from __future__ import annotations

from typing import Any

import pytest

from tailor.importing.convert import convert_data
from tailor.importing.documents.lines import Line, section_of
from tailor.importing.fields import date_forms
from tailor.importing.formats import markdown, plain_text

HEAD = "Ina Probe\nina@example.com | +1 202 555 0147\n\n"


def came(text: str) -> dict[str, Any]:
    return convert_data("plain text", plain_text.tree(HEAD + text)).data


def came_of_markdown(text: str) -> dict[str, Any]:
    return convert_data("Markdown", markdown.tree(f"# {HEAD}{text}")).data


@pytest.mark.parametrize(
    "line",
    [
        "**Senior Engineer**, Foo Inc. (Mar 2021 – Present) — Bern, CH",
        "**Foo Inc.** – Senior Engineer (March 2021 - present) | Bern, CH",
        "__Senior Engineer__ Foo Inc. (seit 03/2021) — Bern, CH",
    ],
)
def test_a_job_on_one_line(line: str) -> None:
    (job,) = came_of_markdown(f"## Experience\n\n{line}\n- Built it\n")["experience"]
    assert (job["organization"], job["position"]) == ("Foo Inc.", "Senior Engineer")
    assert (job["dates"], job["place"]) == ("2021-03 – present", "Bern, CH")


@pytest.mark.parametrize(
    ("line", "fields"),
    [
        (
            "B.S. Computer Science, UT Austin, 2014–2018, GPA 3.9/4.0",
            {
                "degree": "B.S. Computer Science",
                "institution": "UT Austin",
                "dates": "2014 – 2018",
                "grade": "GPA 3.9/4.0",
            },
        ),
        (
            "Boston College, B.A. Economics      May 2016\n   cum laude; GPA: 3.7",
            {
                "degree": "B.A. Economics",
                "institution": "Boston College",
                "dates": "2016-05",
                "grade": "cum laude; GPA: 3.7",
            },
        ),
        (
            "ETH Zürich, Master of Science in Physics, 2019 – 2021",
            {"degree": "Master of Science in Physics", "institution": "ETH Zürich", "dates": "2019 – 2021"},
        ),
    ],
)
def test_a_school_on_one_line(line: str, fields: dict[str, str]) -> None:
    (school,) = came(f"EDUCATION\n\n{line}\n")["education"]
    assert {key: school.get(key) for key in fields} == fields


def test_a_school_without_a_degree_is_not_cut_at_its_commas() -> None:
    (school,) = came("EDUCATION\n\nSchool of Art, Bern, 2019\n")["education"]
    assert school["institution"] == "School of Art, Bern"


def test_a_section_on_one_line() -> None:
    found = came("CERTIFICATIONS\nPMP (2021)\n\nLANGUAGES: English (native), Irish (basic)\n")
    assert found["languages"] == ["English (native), Irish (basic)"]
    assert len(found["certifications"]) == 1


def test_a_group_of_skills_is_no_section() -> None:
    found = came("SKILLS\nLANGUAGES: C++, Python\nTOOLS: Git\n")
    assert [group["label"] for group in found["skills"]] == ["LANGUAGES", "TOOLS"]
    assert "languages" not in found


def test_a_street_and_a_town_are_one_place() -> None:
    text = "Ina Probe\n12 Main St, Apt 3 | Boston, MA 02118 | ina@example.com\n\nEXPERIENCE\n\nInn, 2019\n"
    found = convert_data("plain text", plain_text.tree(text)).data
    assert found["contact"]["location"] == "12 Main St, Apt 3, Boston, MA 02118"
    assert "headline" not in found


@pytest.mark.parametrize("text", ["since 2019", "seit 2019", "depuis 2019", "desde 2019", "sedan 2019", "с 2019"])
def test_since_is_a_range(text: str) -> None:
    assert date_forms.span(text) == "2019 – present"


def test_an_address_with_its_label_is_one_link() -> None:
    work = [{"name": "Inn", "url": {"label": "site", "href": "https://inn.example.com"}, "tasks": ["A", "B"]}]
    (job,) = convert_data("JSON Resume", {"basics": {"name": "Ina"}, "work": work}).data["experience"]
    assert job["links"] == [{"label": "site", "url": "https://inn.example.com"}]
    assert job["bullets"] == ["A", "B"]


@pytest.mark.parametrize(
    ("title", "kept"),
    [
        ("WORK EXPERIENCE", "Work experience"),
        ("BERUFSERFAHRUNG", "Berufserfahrung"),
        ("IT SKILLS", "IT SKILLS"),
        ("AUS- UND WEITERBILDUNG", "AUS- UND WEITERBILDUNG"),
        ("Work Experience", "Work Experience"),
    ],
)
def test_a_usual_heading_loses_its_capitals(title: str, kept: str) -> None:
    assert section_of(Line(title, "line 1"), [])["title"] == kept
