"""The samples that ship: rich enough to cut, free of mistakes, and about nobody who exists."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from tailor.base.errors import Severity
from tailor.core.profile.outline import outline
from tailor.core.rules.reading import read_rules
from tailor.models.dates import Day
from tailor.models.profiles import Profile
from tailor.models.targets import Target
from tailor.sources.loading import load_profile, load_target
from tailor.sources.workspace import find_workspace

ROOT = Path(__file__).parents[1]
WORKSPACE = find_workspace(ROOT)
PROFILES = ("master", "ml-systems", "quant-student", "researcher")
TARGETS = ("ml-systems", "quant", "research")
VERBS_SEEN_AT_MOST = 3


def written(folder: str, name: str) -> str:
    return (ROOT / folder / f"{name}.yaml").read_text(encoding="utf-8")


@cache
def profile(name: str) -> Profile:
    return load_profile(WORKSPACE, name).value


@cache
def target(name: str) -> Target:
    return load_target(WORKSPACE, name).value


def pieces(of: Profile) -> Iterator[tuple[str, Any]]:
    """Every piece of a profile with the field that holds it, parents first."""
    found = [(section.key, entry) for section in of.section_list() for entry in section.entries][::-1]
    found += [("summary", one) for one in of.summary.entries] + [("headline", one) for one in of.headline]
    while found:
        name, piece = found.pop()
        yield name, piece
        for held in ("keywords", "bullets", "positions"):
            found += [(held, one) for one in getattr(piece, held, ())[::-1]]


def bullets(of: Profile) -> list[Any]:
    return [piece for name, piece in pieces(of) if name == "bullets"]


def entries(of: Profile, *kinds: str) -> list[Any]:
    return [entry for section in of.section_list() if section.kind in kinds for entry in section.entries]


def keywords(of: Profile) -> list[Any]:
    return [piece for name, piece in pieces(of) if name == "keywords"]


def tags(of: Profile) -> set[str]:
    """All tags of a profile, with those above them: `ml/inference` and `ml`."""
    own = [tag for _, piece in pieces(of) for tag in piece.tags]
    own += [tag for section in of.section_list() for tag in section.tags]
    return {tag[:end] for tag in own for end in [*(m.start() for m in re.finditer("/", tag)), len(tag)]}


def plain(markdown: str) -> str:
    return re.sub(r"\[([^\]]*)\]\([^)]*\)|[*`$]", r"\1", markdown)


def test_the_shipped_files_are_those_tested() -> None:
    assert tuple(sorted(path.stem for path in (ROOT / "profiles").glob("*.yaml"))) == PROFILES
    assert tuple(sorted(path.stem for path in (ROOT / "targets").glob("*.yaml"))) == TARGETS


def test_master_is_rich_enough_to_cut() -> None:
    master = profile("master")
    assert len(entries(master, "work", "project", "education")) >= 30
    assert len(bullets(master)) >= 90
    assert len(entries(master, "publication")) >= 6
    assert len(keywords(master)) >= 40


def test_master_uses_what_the_schema_offers() -> None:
    master = profile("master")
    work = entries(master, "work")
    assert sum(len(job.positions) > 1 for job in work) >= 3
    assert len(master.summary.entries) == len(master.headline) == 3
    assert all(wording.id and wording.tags for wording in (*master.summary.entries, *master.headline))
    assert any(piece.needs for _, piece in pieces(master))
    assert any(piece.dates and len(piece.dates.terms) > 1 for _, piece in pieces(master))
    assert any(section.key == "patents" for section in master.section_list())


def test_about_a_third_of_masters_bullets_have_a_short_wording() -> None:
    found = bullets(profile("master"))
    assert 0.25 <= sum(bullet.short is not None for bullet in found) / len(found) <= 0.45


def test_the_dense_student_has_the_volume_of_two_pages() -> None:
    student = profile("quant-student")
    volume = {section.key: len(section.entries) for section in student.section_list()}
    assert volume == {
        "education": 3,
        "awards": 5,
        "internships": 4,
        "projects": 11,
        "skills": 2,
        "achievements": 4,
    }
    assert all(row.level and row.board and row.grade and row.dates for row in entries(student, "education"))
    assert all(project.guide and project.course for project in entries(student, "project"))
    assert [job.note for job in entries(student, "work") if job.note] == ["Received return offer"]
    assert max(len(award.dates.terms) for award in entries(student, "item")) == 6


def test_the_engineer_leads_with_projects_and_writing() -> None:
    engineer = profile("ml-systems")
    keys = [section.key for section in engineer.section_list()]
    assert keys == ["skills", "projects", "writing", "experience", "education"]
    assert all(project.tools and project.links for project in entries(engineer, "project"))
    assert engineer.summary.entries
    assert entries(engineer, "education")[0].dates.ongoing


def test_the_researcher_has_a_home_page_on_paper() -> None:
    researcher = profile("researcher")
    keys = {section.key for section in researcher.section_list()}
    assert {"news", "research", "publications", "awards", "interests", "earlier-work"} <= keys
    assert all(line.status and line.text for line in entries(researcher, "project"))
    papers = entries(researcher, "publication")
    assert all(set(paper.authors) & set(researcher.author_names) for paper in papers)
    assert any(paper.award for paper in papers)
    assert all(job.text for job in entries(researcher, "work"))


@pytest.mark.parametrize("name", PROFILES)
def test_ids_are_unique_and_whatever_is_needed_exists(name: str) -> None:
    found = [piece for _, piece in pieces(profile(name))]
    ids = [piece.id for piece in found if piece.id]
    assert len(ids) == len(set(ids))
    assert {needed for piece in found for needed in piece.needs} <= set(ids)


@pytest.mark.parametrize("name", PROFILES)
def test_addresses_and_phones_are_reserved_ones(name: str) -> None:
    text = written("profiles", name)
    hosts = re.findall(r"(?:https?://|[\w.]@)([\w.-]+)", text)
    assert set(hosts) <= {"example.com", "example.org"}
    assert not re.findall(r"\b(?:www\.)?(?!example\.)[\w-]+\.(?:com|org|net|edu|io|ai)\b", text)
    phones = re.findall(r"\+[\d ]{7,}", text)
    assert phones
    assert all(re.fullmatch(r"\+1 202 555 01\d\d", phone.strip()) for phone in phones)


@pytest.mark.parametrize("name", PROFILES)
def test_accounts_and_identifiers_cannot_be_anybodys(name: str) -> None:
    """Accounts say that they are examples; DOIs have the test prefix, arXiv numbers exceed any month's."""
    of = profile(name)
    accounts = [getattr(of.contact, site) for site in ("linkedin", "github")]
    assert all(account.endswith("-example") for account in accounts)
    papers = entries(of, "publication")
    assert all(paper.doi.startswith("10.5555/") for paper in papers if paper.doi)
    assert all(int(paper.arxiv.split(".")[1]) > 99000 for paper in papers if paper.arxiv)


@pytest.mark.parametrize("name", PROFILES)
def test_bullets_read_as_a_resume_does(name: str) -> None:
    for bullet in bullets(profile(name)):
        words = plain(bullet.text).split()
        assert 8 <= len(words) <= 34, bullet.text
        assert words[0][0].isupper(), bullet.text
        assert bullet.text.endswith("."), bullet.text
        assert not re.search(r"\b(I|me|my|we|our|us)\b", plain(bullet.text)), bullet.text
        assert bullet.short is None or len(plain(bullet.short)) < len(plain(bullet.text))


@pytest.mark.parametrize("name", PROFILES)
def test_opening_verbs_vary(name: str) -> None:
    openings = [plain(bullet.text).split()[0] for bullet in bullets(profile(name))]
    assert all(openings.count(verb) <= VERBS_SEEN_AT_MOST for verb in openings)
    assert not {"Worked", "Helped", "Responsible", "Assisted", "Used"} & set(openings)


@pytest.mark.parametrize("name", PROFILES)
@pytest.mark.parametrize("section", ["experience", "internships", "education"])
def test_entries_stand_newest_first(name: str, section: str) -> None:
    found = getattr(profile(name), section)
    starts = [entry.dates.start for entry in found.entries] if found else []
    assert starts == sorted(starts, reverse=True)


@pytest.mark.parametrize("name", TARGETS)
def test_a_target_is_short_enough_to_be_read_aloud(name: str) -> None:
    assert len(written("targets", name).splitlines()) <= 32
    assert target(name).profile == "master"


@pytest.mark.parametrize("name", TARGETS)
def test_every_tag_that_a_target_wants_is_used_in_master(name: str) -> None:
    asked = target(name)
    assert set(asked.want) <= tags(profile("master"))
    assert set(asked.aliases.values()) | set(asked.patterns) <= set(asked.want) | tags(profile("master"))


@pytest.mark.parametrize("name", TARGETS)
def test_sections_of_a_target_are_known_to_some_sample(name: str) -> None:
    keys = {section.key for sample in PROFILES for section in profile(sample).section_list()}
    assert set(target(name).sections) <= keys | {"summary"}


def doubts(asked: str, of: str) -> list[str]:
    """What reading a target's rules against a profile warns of; errors are marked."""
    wanted, who = load_target(WORKSPACE, asked), load_profile(WORKSPACE, of)
    candidates = outline(who.value, wanted.value, who.place)
    problems = read_rules(wanted.value, candidates, Day(2026, 11, 21), wanted.place).problems
    serious = [problem for problem in problems if problem.severity is not Severity.NOTE]
    return [f"{problem.severity.value}: {problem.message}" for problem in serious]


@pytest.mark.parametrize("asked", TARGETS)
@pytest.mark.parametrize("of", PROFILES)
def test_every_target_can_be_read_against_every_sample(asked: str, of: str) -> None:
    assert not [doubt for doubt in doubts(asked, of) if doubt.startswith("error")]


@pytest.mark.parametrize("asked", TARGETS)
def test_no_word_of_a_target_is_lost_on_master(asked: str) -> None:
    assert not doubts(asked, "master")


def test_each_target_picks_the_headline_meant_for_it() -> None:
    heads = []
    for asked in TARGETS:
        candidates = outline(profile("master"), target(asked), load_profile(WORKSPACE, "master").place)
        heads.append(candidates[0].variants[0].block.fields["headline"])
    assert heads == [
        "Machine-learning systems engineer",
        "Quantitative developer",
        "Researcher in calibrated forecasting and efficient inference",
    ]
