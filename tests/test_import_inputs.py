"""What imports lost, invented or broke, kind by kind: the right value of each input."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from commands import run

from tailor.importing.convert import Imported, convert_data

BASICS = {"name": "Ina Probe"}


def came(**resume: Any) -> Imported:
    return convert_data("JSON Resume", {"basics": BASICS, **resume})


def imported(tmp_path: Path, resume: Any, name: str = "r.json") -> tuple[int, str, str]:
    """The exit code, what was said, and the profile of a file that the command imports and checks."""
    text = resume if isinstance(resume, str) else json.dumps(resume)
    (tmp_path / name).write_text(text, encoding="utf-8")
    done = run("import", name, "--name", "me", cwd=tmp_path)
    profile = tmp_path / "profiles/me.yaml"
    if done.returncode == 0:
        assert run("check", cwd=tmp_path).returncode == 0
    return done.returncode, done.stderr, profile.read_text("utf-8") if profile.exists() else ""


def test_a_language_of_the_file_and_languages_of_the_person(tmp_path: Path) -> None:
    spoken = [{"language": "Deutsch", "fluency": "Muttersprache"}]
    code, _, profile = imported(
        tmp_path, {"language": "de", "basics": BASICS, "work": [{"name": "A"}], "languages": spoken}
    )
    assert (code, "locale: de" in profile, "Deutsch (Muttersprache)" in profile) == (0, True, True)


def test_two_lists_of_one_section_are_one() -> None:
    assert came(certificates=[{"name": "A"}], certifications=[{"name": "B"}]).data["certifications"] == ["A", "B"]


def test_the_person_may_stand_under_another_name() -> None:
    found = convert_data(
        "JSON Resume", {"info": {"name": "Ina Probe"}, "contact": {"phone": "+1 202 555 0147"}, "work": []}
    )
    assert (found.data["name"], found.data["contact"]["phone"]) == ("Ina Probe", "+1 202 555 0147")


@pytest.mark.parametrize("resume", [{"basics": None, "work": None, "education": [], "skills": {}}, {}, [1]])
def test_what_says_nothing_of_anyone_is_refused(tmp_path: Path, resume: Any) -> None:
    assert imported(tmp_path, resume)[0] == 2


def test_a_name_is_never_made_up(tmp_path: Path) -> None:
    code, said, profile = imported(tmp_path, {"basics": {"label": "Cook"}, "work": [{"name": "Inn"}]})
    assert (code, "`name` is missing" in said, "Your Name" in profile) == (2, True, False)


def test_an_entry_without_a_name_is_called_by_its_own_words() -> None:
    assert came(work=[{"highlights": ["Kept bees"]}]).data["experience"][0]["organization"] == "Kept bees"


def test_two_languages_in_one_text() -> None:
    label = {"de": "Entwicklerin", "en": "Developer"}
    found = convert_data("JSON Resume", {"basics": {**BASICS, "label": label}, "projects": [{"name": label}]})
    assert (found.data["headline"], found.data["projects"][0]["title"]) == (label, label)


def test_entries_of_another_form_keep_their_heading() -> None:
    sections = {"experience": [{"bullet": "Did this"}], "education": [{"company": "A", "position": "Dev"}]}
    found = convert_data("RenderCV", {"cv": {"name": "Ina", "sections": sections}}).data["sections"]
    assert [(one["title"], one["kind"]) for one in found] == [("Experience", "item"), ("Education", "work")]


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("(+49) 157-1234567", "+49 157-1234567"),
        ("+44 20 7946 0018 (mobile)", "+44 20 7946 0018"),
        ("+49 157\u20111234567", "+49 157-1234567"),
        ("+1 202 555 0147 / +44 20 7946 0018", ["+1 202 555 0147", "+44 20 7946 0018"]),
    ],
)
def test_real_phone_numbers_are_kept(given: str, kept: Any) -> None:
    assert convert_data("JSON Resume", {"basics": {**BASICS, "phone": given}}).data["contact"]["phone"] == kept


def test_the_address_goes_before_the_account() -> None:
    account = {"network": "LinkedIn", "username": "ina", "url": "https://www.linkedin.com/in/ina-probe-12ab34/"}
    found = convert_data("JSON Resume", {"basics": {**BASICS, "profiles": [account]}})
    assert found.data["contact"]["linkedin"] == "ina-probe-12ab34"


@pytest.mark.parametrize(
    ("start", "end", "dates"),
    [
        ("21-Aug-2024", "至今", "2024-08 – present"), ("2024年8月", "obecnie", "2024-08 – present"),
        ("май 2020", "по настоящее время", "2020-05 – present"), ("2024-01", "2024-09-31", "2024-01 – 2024-09"),
        ("Ağustos 2020", "tháng 8 2021", "2020-08 – 2021-08"), ("long ago", "", {"text": "long ago"}),
    ],
)  # fmt: skip
def test_dates_of_many_languages(start: str, end: str, dates: Any) -> None:
    assert came(work=[{"name": "A", "startDate": start, "endDate": end}]).data["experience"][0]["dates"] == dates


@pytest.mark.parametrize("text", ["Builds tools", "東京のエンジニア。", "می\u200cخواهم"])
def test_texts_stay_as_they_are(text: str) -> None:
    assert convert_data("JSON Resume", {"basics": {**BASICS, "summary": text}}).data["summary"] == text


def test_a_locale_is_taken_or_proposed(tmp_path: Path) -> None:
    cv = {"cv": {"name": "Ina", "sections": {"Proyectos": [{"name": "A"}]}}, "locale": {"language": "spanish"}}
    found = convert_data("RenderCV", cv).data
    assert (found["locale"], found["projects"][0]["title"]) == ("es", "A")
    text = "Développe des outils pour les équipes et les clients de la ville avec soin"
    assert (
        "locale: fr  # proposed: the texts are French" in imported(tmp_path, {"basics": {**BASICS, "summary": text}})[2]
    )


def test_many_notes_of_one_reason_are_one_line(tmp_path: Path) -> None:
    jobs = [{"name": f"A{n}", "startDate": f"201{n}-01-02", "endDate": f"201{n}-03-04"} for n in range(9)]
    said = imported(tmp_path, {"basics": BASICS, "work": jobs})[1]
    assert sum("the day is left out" in line for line in said.splitlines()) == 1
    assert "work[8].endDate" in said


def test_a_pdf_says_what_to_do_instead(tmp_path: Path) -> None:
    (tmp_path / "cv.pdf").write_bytes(b"%PDF-1.5\n")
    done = run("import", "cv.pdf", cwd=tmp_path)
    assert (done.returncode, "pdftotext" in done.stderr) == (2, True)


@pytest.mark.tex
def test_a_page_with_only_its_head_is_a_warning(tmp_path: Path) -> None:
    assert imported(tmp_path, {"basics": BASICS, "Boats": [{"name": "Dinghy", "summary": "Wood"}]})[0] == 0
    (tmp_path / "targets").mkdir()
    (tmp_path / "targets/jobs.yaml").write_text("sections:\n  experience: {}\n")
    said = run("build", "jobs", cwd=tmp_path).stderr
    assert "the page shows nothing but its head" in said
