"""Every rule of a target and a profile, read from YAML: its rows allow just the pages that its words do, and the best
of them, tried one by one, is the one chosen."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest
from made import build
from msgspec.structs import replace
from oracle import PT, best_by_force, feasible

from tailor.core.optimise.building.frame import Measured
from tailor.core.optimise.problem import PageProblem
from tailor.core.optimise.search.selection import best_page
from tailor.core.page.measures import Gap, Layout
from tailor.core.profile.kinds import Kind
from tailor.core.profile.outline import outline
from tailor.core.rules.reading import read_rules
from tailor.core.scoring.score import score
from tailor.models.dates import Day
from tailor.models.targets import Target
from tailor.solver.highs import Highs
from tailor.sources.loading import Loaded, load_profile, load_target
from tailor.sources.workspace import find_workspace

Page = Mapping[str, str]
"""What is shown: the wording of each item."""

PROFILE = """
name: Mira Okafor
experience:
  - {id: new, organization: Northwind, position: Developer, dates: 2022 – present, bullets: [
      {id: n1, text: Cut the latency of the gateway from 14 to 6 µs., short: Cut the latency of it., tags: [cpp]},
      {id: n2, text: Replayed two years of trades each night., tags: [testing]}]}
  - {id: old, organization: Harbour, position: Analyst, dates: 2014 – 2015, bullets: [
      {id: o1, text: Forecast berths for 40 ships a day., tags: [cpp, statistics]}]}
projects:
  - {id: p, title: Ledger, tags: [cpp], group: side}
  - {id: q, title: Almanac, tags: [teaching], group: side, bullets: [{id: q1, text: Printed it each winter.}]}
awards:
  - {id: gold, text: Medal for lectures, tags: [teaching, award], needs: [p]}
  - {id: silver, text: Medal for a paper, dates: 2013, tags: [award]}
"""
PLAIN = "want: {cpp: 3, award: 2}\nsections: {experience: {gaps: allow}, projects: {}, awards: {}}\n"
BULLETS = {"new": {"n1", "n2"}, "old": {"o1"}}


def shows(*ids: str) -> Callable[[Page], bool]:
    return lambda page: all(one in page for one in ids)


def hides(*ids: str) -> Callable[[Page], bool]:
    return lambda page: not any(one in page for one in ids)


def at_least(number: int, *ids: str) -> Callable[[Page], bool]:
    return lambda page: sum(one in page for one in ids) >= number


def at_most(number: int, *ids: str) -> Callable[[Page], bool]:
    return lambda page: sum(one in page for one in ids) <= number


def each_job(allowed: Callable[[int, int], bool]) -> Callable[[Page], bool]:
    """Of each job shown: how many of its bullets are shown, and how many it has."""
    return lambda page: all(allowed(len(page.keys() & some), len(some)) for job, some in BULLETS.items() if job in page)


CASES: Mapping[str, tuple[str, Callable[[Page], bool]]] = {
    "require": ("require: statistics", shows("o1")),
    "require a number": ("require: [cpp >= 2]", at_least(2, "n1", "o1", "p")),
    "require at most": ("require: [cpp <= 1]", at_most(1, "n1", "o1", "p")),
    "require exactly": ("require: [award = 1]", lambda page: ("gold" in page) != ("silver" in page)),
    "require a condition": ("require: [cpp and not statistics > 1]", shows("n1", "p")),
    "exclude a tag": ("exclude: testing", hides("n2")),
    "exclude a condition": ("exclude: [teaching and not award]", hides("q")),
    "exclude in a section": ("exclude: ['section:projects and not cpp']", hides("q")),
    "exclude by year": ("exclude: [year < 2014]", hides("silver")),
    "exclude with brackets": ("exclude: [(teaching or testing) and not award]", hides("q", "n2")),
    "drop": ("drop: [o1, old]", hides("o1", "old")),
    "drop what is needed": ("drop: p", hides("p", "gold")),
    "pin": ("pin: q", shows("q")),
    "pin a tag": ("pin: ['tag:statistics']", shows("o1", "old")),
    "pin a condition": ("pin: ['section:awards and year < 2020']", shows("silver")),
    "min": ("sections: {awards: {min: 1}}", at_least(1, "gold", "silver")),
    "max": ("sections: {experience: {max: 1}}", at_most(1, "new", "old")),
    "no gaps": ("sections: {experience: {gaps: forbid}}", lambda page: "old" not in page or "new" in page),
    "bullets.min": ("sections: {experience: {bullets: {min: 2}}}", each_job(lambda n, has: n >= min(2, has))),
    "bullets.max": ("sections: {experience: {bullets: {max: 1}}}", each_job(lambda n, has: n <= 1)),
    "a hidden section": ("sections: {projects: false}", hides("p", "q", "gold")),
    "want": ("want: {testing: 5, cpp: -3}", lambda page: True),
    "boost": ("boost: {'year < 2014': 3, cpp and not statistics: 0.2}", lambda page: True),
    "add": ("add: {q: 2.5, n1: -9}", lambda page: True),
    "half_life": ("half_life: 1\nbase: 2", lambda page: True),
    "aliases": ("aliases: {testing: checks}\nwant: {checks: 4}\nrequire: checks", shows("n2")),
    "patterns": ("patterns: {ships: berths|ships}\nrequire: ships", shows("o1")),
}


def loaded(folder: Path, name: str, text: str) -> Loaded[Target]:
    for kind in ("profiles", "targets"):
        (folder / kind).mkdir(exist_ok=True)
    (folder / "profiles/who.yaml").write_text(PROFILE, encoding="utf-8")
    (folder / f"targets/{name}.yaml").write_text(text, encoding="utf-8")
    return load_target(find_workspace(folder), name)


def problem(folder: Path, rule: str, room: int = 10_000, chained: bool = False) -> PageProblem:
    """The page of the profile for a target that adds a rule to the plain one; blocks are as high as their words.

    `chained`: bullets come best first, which each target reckons for itself (`tests/test_best_first.py`).
    """
    loaded(folder, "plain", PLAIN)
    target = loaded(folder, "ruled", f"extends: plain\n{rule}\n")
    profile = load_profile(find_workspace(folder), "who")
    some = outline(profile.value, target.value, profile.place)
    book = read_rules(target.value, some, Day(2026, 11), target.place)
    assert not book.errors, book.errors
    heights = {(one.id, v.name): (10 + len(v.text) // 2) * PT for one in some for v in one.variants}
    page = Layout("regular", 10, 12, {"main": (400 * PT, room * PT)}, {str(kind): Gap(PT, 1, PT) for kind in Kind})
    scoring = score(some, target.value, book, Day(2026, 11))
    if not chained:
        scoring = replace(scoring, chains=())
    return build(some, target.value, book, scoring, [page], {"regular": Measured(heights)}, place=target.place)


def pages(found: PageProblem) -> Iterator[dict[str, str]]:
    """Every page that the rows allow."""
    for chosen in feasible(found):
        yield {found.options[index].item: found.options[index].variant for index in chosen}


def known(page: Page) -> frozenset[tuple[str, str]]:
    return frozenset(page.items())


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, str]]:
    return list(pages(problem(tmp_path_factory.mktemp("plain"), "")))


@pytest.mark.parametrize("name", CASES)
def test_a_rule_allows_just_the_pages_that_it_says(name: str, plain: list[dict[str, str]], tmp_path: Path) -> None:
    rule, allowed = CASES[name]
    assert {known(page) for page in pages(problem(tmp_path, rule))} == {known(page) for page in plain if allowed(page)}


@pytest.mark.parametrize("room", [90, 140, 10_000])
@pytest.mark.parametrize("name", CASES)
def test_the_best_of_them_is_chosen(name: str, room: int, tmp_path: Path) -> None:
    found = problem(tmp_path, CASES[name][0], room, chained=True)
    best = best_by_force(found)
    if best is not None:
        chosen = best_page(found, Highs())
        assert (chosen.value, chosen.optimal) == (best, True)


def test_the_rules_of_a_profile_hold_on_every_page(plain: list[dict[str, str]]) -> None:
    assert all(not ("p" in page and "q" in page) for page in plain), "group"
    assert all("p" in page for page in plain if "gold" in page), "needs"
    assert all("new" in page for page in plain if "n1" in page), "under its entry"
    assert {page["n1"] for page in plain if "n1" in page} == {"full", "short"}
    assert all("q1" in page for page in plain if "q" in page), "says something"
    assert any("new" in page and not page.keys() & BULLETS["new"] for page in plain), "a job as one dated line"


def test_each_rule_is_a_row_that_knows_its_line(tmp_path: Path) -> None:
    rule = "require: [cpp >= 2]\npin: q\nsections: {experience: {min: 1, max: 2, gaps: forbid, bullets: {max: 2}}}"
    found = {
        row.name: row.place for row in problem(tmp_path, rule).rows if row.place and row.place.file.endswith("d.yaml")
    }
    assert {name: place.line for name, place in found.items()} == {
        "require cpp >= 2": 2,
        "pin q": 3,
        "sections.experience.min": 4,
        "sections.experience.max": 4,
        "sections.experience.gaps: old only with new": 4,
        "sections.experience.bullets.max: new": 4,
        "sections.experience.bullets.max: old": 4,
    }


def test_the_order_of_sections_is_that_of_the_page(tmp_path: Path) -> None:
    found = problem(tmp_path, "sections: {awards: {}, experience: {}}")
    heads = [option.item for option in found.options if option.item.startswith("section.")]
    assert heads.index("section.awards") < heads.index("section.experience")
