"""Nothing of another program's file is lost in silence, whatever the file holds."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from imports import DIRTY, FILES, FOLDER, FORMATS, imported, unaccounted

from tailor.base.errors import InputError
from tailor.base.source import read
from tailor.importing.convert import Fate, Imported, convert, convert_data
from tailor.importing.reading.recognition import load
from tailor.importing.writing.profile_yaml import written
from tailor.models.profiles import Profile

ids = {path: f"{path.parent.name}/{path.name}" for path in FILES}


@pytest.fixture(scope="module", params=FILES, ids=ids.get)
def file(request: pytest.FixtureRequest) -> Path:
    return Path(request.param)


NAMED = {"name": "Nobody"}
"""For the files that do not say whose they are: that is left to their author."""


def as_yaml(came: Imported) -> str:
    return written(came.data, "a test", came.notes, came.proposed)


@pytest.mark.parametrize("name", FORMATS)
def test_there_are_twelve_files_of_each_format(name: str) -> None:
    assert sum(path.parent.name == name for path in FILES) >= 12


@pytest.mark.parametrize("name", DIRTY)
def test_there_are_eight_dirty_files_of_each_further_format(name: str) -> None:
    assert sum(path.parent.name == name for path in FILES) >= 8


def test_every_value_is_on_the_profile_or_named(file: Path) -> None:
    assert unaccounted(load(file)[1], imported(file)) == []


def test_the_result_is_a_profile(file: Path) -> None:
    profile = Profile.model_validate(NAMED | imported(file).data)
    assert profile.section_list()


def test_the_file_that_is_written_says_the_same_as_the_data(file: Path) -> None:
    came = imported(file)
    source = read(as_yaml(came), "profile.yaml")
    assert source.problems == ()
    assert {key: value for key, value in source.data.items() if value is not None} == came.data


def test_every_note_stands_in_the_file(file: Path) -> None:
    came = imported(file)
    text = "".join(line.removeprefix("#").strip() + " " for line in as_yaml(came).splitlines())
    assert all(f" {note.where}: " in text for note in came.notes)


def test_every_proposed_tag_is_marked(file: Path) -> None:
    came = imported(file)
    assert as_yaml(came).count("  # proposed") == len(came.proposed)


# Whatever a program may write: each value is a word of its own, so that it can be looked for.
FIELDS = """name company position title startDate endDate date summary highlights keywords url location institution
area score description publisher x-unknown type level"""
SECTIONS = """work volunteer education awards certificates publications skills languages interests references projects
customThing meta talks"""
names = st.sampled_from(FIELDS.split())
sections = st.sampled_from(SECTIONS.split())


def unique(data: Any, count: list[int]) -> Any:
    """The same shape with a word of its own for every scalar."""
    if isinstance(data, dict):
        return {key: unique(value, count) for key, value in data.items()}
    if isinstance(data, list):
        return [unique(value, count) for value in data]
    if data is None:
        return None
    count[0] += 1
    return f"{data}qz{count[0]}qz"


scalars = st.sampled_from([None, "word", "two words, three", "- one\n- two", "https://example.org/", "2019-05", "a: b"])
fields = st.recursive(scalars, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(names, inner, max_size=3))
entries = st.lists(st.dictionaries(names, fields, max_size=6) | scalars, max_size=3)
resumes = st.builds(
    lambda basics, body: unique({"basics": {"name": "N", **basics}, **body}, [0]),
    st.dictionaries(names, fields, max_size=4),
    st.dictionaries(sections, entries | fields, max_size=4),
)


@given(resumes)
@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_no_value_of_any_shape_is_lost(source: dict[str, Any]) -> None:
    came = convert_data("JSON Resume", source)
    assert unaccounted(source, came) == []
    Profile.model_validate(NAMED | came.data)


@given(resumes)
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_the_same_data_give_the_same_profile(source: dict[str, Any]) -> None:
    one, other = (convert_data("JSON Resume", source) for _ in range(2))
    assert as_yaml(one) == as_yaml(other)
    assert all(note.fate in Fate for note in one.notes)


def test_a_degree_without_an_end_goes_on_only_where_the_source_says_so() -> None:
    school = {"institution": "Lakeside", "startDate": "2021-09", "endDate": ""}
    source = {"basics": {"name": "N"}, "education": [school, {**school, "institution": "Hill", "current": "true"}]}
    came = convert_data("JSON Resume", source)
    assert [entry["dates"] for entry in came.data["education"]] == ["2021-09", "2021-09 – present"]
    assert ("education[0].startDate", "no end is given: only the start is kept") in {
        (note.where, note.reason) for note in came.notes
    }
    cv = {"cv": {"name": "N", "sections": {"education": [{"institution": "Lakeside", "start_date": "2021-09"}]}}}
    (entry,) = convert_data("RenderCV", cv).data["education"]
    assert entry["dates"] == "2021-09 – present"  # RenderCV says of itself that no end date means present


def test_emoji_are_left_out_and_named() -> None:
    source = {"basics": {"name": "N", "summary": "Ships 🚀 things"}, "work": [{"name": "A"}]}
    came = convert_data("JSON Resume", source)
    assert came.data["summary"] == "Ships things"
    assert [note.reason for note in came.notes] == ["emoji left out: fonts for texts have none"]


def test_lines_that_a_list_item_goes_on_in_stay_with_it() -> None:
    found = convert(FOLDER / "yamlresume/13-odd-shapes.yml").data["experience"][0]
    assert (found["text"], found["bullets"]) == ("Did:", ["one continued", "**two**"])


def test_one_account_that_is_no_list_is_an_account() -> None:
    found = convert(FOLDER / "jsonresume/13-odd-shapes.json").data["contact"]
    assert (found["github"], found["email"]) == ("joneil", "j.oneil@example.com")


@pytest.mark.parametrize(("text", "why"), [('{"basics": {"name": ""}}', "`basics` says nothing"), ("[]", "no named")])
def test_why_a_file_is_no_resume_is_true(tmp_path: Path, text: str, why: str) -> None:
    (tmp_path / "r.json").write_text(text)
    with pytest.raises(InputError, match=why):
        convert(tmp_path / "r.json")


def test_what_somebody_says_of_one_reads_as_a_person_would_write_it() -> None:
    said = [{"name": "Dr. A. Moss", "reference": "Ada is great."}, {"reference": "Hire her!"}, {"name": "Eve"}]
    came = convert_data("JSON Resume", {"basics": {"name": "Ada"}, "references": said})
    assert came.data["sections"][0]["entries"] == ["Ada is great. – Dr. A. Moss", "Hire her!", "Eve"]
