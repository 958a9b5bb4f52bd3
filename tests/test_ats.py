"""`ats: true`: pages for programs that fill forms: employer and dates at every position, plain headings, bullets."""

from __future__ import annotations

from functools import cache
from typing import Any
from unicodedata import normalize

import pytest
from test_outline import by_id, laid_out
from test_templates import OWN, PAIRS, WORKSPACE

from bench.parsers.pages import ATS, with_ats
from bench.readers import OTHERS, has_pdfjs, pdfjs, pdfplumber, pdftotext_layout
from bench.reading import READERS, in_order, lost, shown
from bench.tags import Element, squeezed, tree
from tailor.builds.build_values import Built
from tailor.builds.pipeline import Job, build_page
from tailor.core.page.arrangement import Shown, gaps_before
from tailor.core.page.measures import Gap, Layout
from tailor.core.profile.candidates import Candidate
from tailor.core.profile.kinds import Kind
from tailor.exporting.document import selected
from tailor.exporting.jsonresume import to_json_resume
from tailor.models.dates import Day
from tailor.models.profiles import Profile
from tailor.models.targets import Target
from tailor.sources.loading import load_config
from tailor.sources.workspace import Workspace
from tailor.templates.manifest import load_template

NAMES = ("classic", *OWN)
HOME: dict[str, Any] = {
    "organization": "Northwind",
    "place": "Turku",
    "dates": "2020-03 – 2024-05",
    "positions": [
        {"position": "Lead", "dates": "2022-01 – 2024-05", "bullets": ["Led."]},
        {"position": "Engineer", "dates": "2020-03 – 2021-12", "short": "Eng.", "bullets": ["Built."]},
    ],
}
DEGREE = {"institution": "Turku Institute", "degree": "BSc", "dates": "2016 – 2020"}


def posts(home: dict[str, Any] = HOME, **more: Any) -> dict[str, Candidate]:
    return by_id(laid_out({"experience": [{**home, **more}]}, ats=True))


def test_each_position_says_its_employer_its_place_and_its_dates() -> None:
    found = posts()["experience.northwind.engineer"]
    block = found.variants[0].block
    assert (found.kind, block.kind) == (Kind.POSITION, Kind.ENTRY)
    said = {name: block.fields[name] for name in ("organization", "position", "place", "form")}
    assert said == {"organization": "Northwind", "position": "Engineer", "place": "Turku", "form": "work"}
    assert block.fields["dates"].text == "2020-03 – 2021-12"
    assert found.variants[1].block.fields["position"] == "Eng."


def test_an_employer_that_says_no_more_prints_nothing() -> None:
    assert posts()["experience.northwind"].variants[0].block.silent


@pytest.mark.parametrize(
    "more",
    [
        {"note": "a maker of sails"},
        {"tools": ["Rust"]},
        {"links": [{"label": "site", "url": "https://example.com"}]},
        {"text": "Sails."},
        {"bullets": ["Sailed."]},
        {"dates": "2019-01 – 2024-05"},
        {"dates": "2020-03 – present"},
    ],
)
def test_an_employer_that_says_more_stays(more: dict[str, Any]) -> None:
    assert not posts(**more)["experience.northwind"].variants[0].block.silent


def test_a_position_without_dates_has_those_of_its_employer() -> None:
    bare = {**HOME, "positions": [{"position": "Lead"}, {"position": "Engineer"}]}
    found = posts(bare)
    assert found["experience.northwind"].variants[0].block.silent
    assert found["experience.northwind.lead"].variants[0].block.fields["dates"].text == HOME["dates"]


def test_ids_kinds_and_parents_are_the_same_as_without() -> None:
    profile = {"experience": [HOME], "education": [DEGREE], "skills": [{"label": "Languages", "keywords": ["C++"]}]}
    pages = [laid_out(profile, ats=ats) for ats in (False, True)]
    one, other = ([(found.id, found.kind, found.parent, found.text) for found in page] for page in pages)
    assert one == other


def test_education_is_no_table() -> None:
    kinds = {one.kind for one in laid_out({"education": [DEGREE]}, ats=True, sections={"education": {"as": "table"}})}
    assert kinds == {Kind.HEADER, Kind.SECTION, Kind.ENTRY}


def test_headings_are_those_that_programs_know() -> None:
    skills = {"title": "What I know", "entries": [{"label": "Languages", "keywords": ["C++"]}]}
    awards = {"title": "Academic achievements", "entries": ["A prize."]}
    sailing = {"title": "Under sail", "kind": "item", "entries": ["Round the Horn."]}
    profile = {"skills": skills, "awards": awards, "sections": [sailing]}
    found = laid_out(profile, ats=True, sections={"awards": {"title": "Prizes"}, "skills": None, "under-sail": None})
    titles = [one.variants[0].block.fields["title"] for one in found if one.kind is Kind.SECTION]
    assert titles == ["Prizes", "Skills", "Under sail"]


def test_internships_are_experience_where_there_is_no_other() -> None:
    alone = by_id(laid_out({"internships": [HOME]}, ats=True))
    both = by_id(laid_out({"internships": [HOME], "experience": [HOME]}, ats=True))
    titles = [found["section.internships"].variants[0].block.fields["title"] for found in (alone, both)]
    assert titles == ["Experience", "Internships"]


def test_other_formats_have_employers_with_their_positions_as_ever() -> None:
    profile = Profile.model_validate({"name": "Ada Moss", "experience": [HOME], "education": [DEGREE]})
    made = []
    for ats in (False, True):
        target = Target.model_validate({"ats": ats})
        chosen = {
            one.id: one.variants[0].name for one in laid_out({"experience": [HOME], "education": [DEGREE]}, ats=ats)
        }
        made.append(to_json_resume(selected(profile, target, chosen)))
    assert made[0] == made[1]


def test_what_prints_nothing_has_no_gap_and_hides_none() -> None:
    gaps = {"section": 9, "after_section": 3, "entry": 6, "position": 6, "first_position": 0, "bullet": 1}
    layout = Layout("one", 10, 12, {"main": (100, 100)}, {name: Gap(size, 1, 9) for name, size in gaps.items()})
    profile = {"experience": [{"organization": "Moss", "position": "Cook", "dates": "2025"}, HOME]}
    blocks = [one for one in laid_out(profile, ats=True) if one.kind is not Kind.HEADER]
    some = [Shown(one, "full", one.variants[0].block, 10) for one in blocks]
    assert [gap.size for gap in gaps_before(some, layout)] == [0, 3, 0, 6, 1, 6, 1]


def test_entries_stand_half_a_line_apart_at_least() -> None:
    for name in NAMES:
        for layout in load_template(WORKSPACE, name, ats=True).layouts("letter"):
            assert layout.gaps["entry"].size >= layout.leading // 2
            assert layout.gaps["position"].size >= layout.leading // 2


@pytest.fixture(scope="session")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    return with_ats(tmp_path_factory.mktemp("ats"))


@cache
def built(workspace: Workspace, name: str) -> Built:
    """One sample in a template; over all of them each sample."""
    person, target = PAIRS[NAMES.index(name) % len(PAIRS)]
    job = Job(person, f"{target}{ATS}", Day(2026, 11, 21), template=name)
    return build_page(workspace, load_config(workspace).value, job)


@pytest.mark.tex
@pytest.mark.parametrize("name", NAMES)
def test_a_page_is_full_exact_and_proved(workspace: Workspace, name: str) -> None:
    result = built(workspace, name)
    page = result.pages[0]
    assert result.typeset.log.heights == {(1, region): height for region, height in page.predicted.items()}
    assert result.choice.selection.optimal
    assert result.choice.selection.certificate is not None
    assert [region for region in page.asked if page.predicted[region] != page.capacity[region]] == []
    assert result.typeset.log.overfull == ()


@pytest.mark.tex
@pytest.mark.parametrize("name", NAMES)
def test_the_name_stands_alone_and_bullets_are_labels(workspace: Workspace, name: str) -> None:
    found: list[Element] = list(tree(built(workspace, name).typeset.pdf).walk())
    (title,) = (squeezed(one.text) for one in found if one.tag == "H1")
    assert title in {"Mira Okafor", "Tharindu Jayasekara", "Mateo Villaseñor", "Hanna Vesterinen"}
    labels = [squeezed(one.text) for one in found if one.tag == "Lbl"]
    assert labels.count("•") >= 5
    assert set(labels) - {"•", "–"} <= {f"[{number}]" for number in range(1, 20)}


@pytest.mark.tex
@pytest.mark.parametrize("name", NAMES)
def test_every_reader_finds_it_in_order(workspace: Workspace, name: str) -> None:
    pdf = built(workspace, name).typeset.pdf
    words = [normalize("NFKC", word) for word in shown(pdf)]
    least = 0.98 if name == "sidebar" else 0.995
    for read in (*READERS, *(one for one in OTHERS if one is not pdfjs or has_pdfjs())):
        found = normalize("NFKC", read(pdf))
        if name == "sidebar" and read in (pdfplumber, pdftotext_layout):  # they go across both columns
            assert len(lost(words, found)) / len(words) <= 1 - least, read.__name__
        else:
            assert in_order(words, found) / len(words) >= least, read.__name__
