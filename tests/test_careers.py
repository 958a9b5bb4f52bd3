"""Careers are shown whole: which posts may go, and what the rows allow."""

from __future__ import annotations

from typing import Any

import pytest
from made import TODAY, book, build, made, target

from tailor.core.optimise.building.frame import Measured
from tailor.core.page.measures import Gap, Layout
from tailor.core.profile.candidates import Candidate
from tailor.core.profile.kinds import Kind
from tailor.core.rules.careers import covered, posts
from tailor.core.scoring.score import score
from tailor.models.dates import Day


def job(name: str, start: Day, end: Day | None, **more: Any) -> Candidate:
    return made(name, Kind.ENTRY, "experience", start=start, end=end, ongoing=end is None, parent="s", **more)


def degree(start: int, end: int) -> Candidate:
    return made("degree", Kind.ENTRY, "education", start=Day(start), end=Day(end))


NOW, MID, OLD = job("now", Day(2022, 3), None), job("mid", Day(2018, 1), Day(2022, 2)), job("old", Day(2014), Day(2017))


@pytest.mark.parametrize(
    ("some", "spare"),
    [
        ([NOW, MID, OLD], set()),
        ([NOW, job("side", Day(2022, 6), Day(2023, 1))], {"side"}),
        ([NOW, job("bar", Day(2017, 1), Day(2018, 1), priority=2)], {"bar"}),
        ([NOW, degree(2014, 2018), job("student", Day(2015, 10), Day(2017, 5))], {"student"}),
        ([NOW, degree(2014, 2018), job("after", Day(2017, 10), Day(2019, 5))], set()),
        ([job("a", Day(2020), Day(2021)), job("b", Day(2020), Day(2021))], set()),
        ([MID, OLD, job("c", Day(2016, 5), Day(2019, 2))], {"c"}),
    ],
)
def test_only_what_nobody_would_miss_may_go(some: list[Candidate], spare: set[str]) -> None:
    assert {post.item for post in posts(some) if post.spare} == spare


def test_posts_are_positions_where_there_are_any_and_the_newest_come_first() -> None:
    firm = job("firm", Day(2016), None)
    early, late = (
        made(name, Kind.POSITION, "experience", parent="firm", start=Day(year), end=Day(year + 2))
        for name, year in (("early", 2016), ("late", 2019))
    )
    assert [(post.item, post.job) for post in posts([OLD, firm, early, late])] == [
        ("late", "firm"),
        ("early", "firm"),
        ("old", "old"),
    ]


@pytest.mark.parametrize(
    ("span", "others", "holds"),
    [
        ((5, 9), [(1, 10)], True),
        ((5, 9), [(1, 6), (7, 12)], True),
        ((5, 9), [(1, 6), (8, 12)], False),
        ((5, 9), [(6, 12)], False),
        ((5, 9), [], False),
    ],
)
def test_a_span_is_covered_month_by_month(span: tuple[int, int], others: list[tuple[int, int]], holds: bool) -> None:
    assert covered(span, others) is holds


def rows(*some: Candidate, **fields: Any) -> set[str]:
    candidates = [made("s", Kind.SECTION, "experience"), *some]
    layout = Layout("regular", 10, 12, {"main": (400, 900)}, {str(kind): Gap(0, 1, 0) for kind in Kind}, 0)
    rules, aim = book(candidates, **fields), target(**fields)
    sizes = {"regular": Measured({(one.id, "full"): 1 for one in candidates})}
    found = build(candidates, aim, rules, score(candidates, aim, rules, TODAY), [layout], sizes)
    return {row.name for row in found.rows if row.name.startswith(("career", "sections.experience.gaps"))}


def test_an_older_job_is_shown_only_with_the_newer_ones_but_those_that_may_go() -> None:
    side = job("side", Day(2019), Day(2020))
    assert rows(OLD, side, NOW, MID) == {
        "career: mid only with now",
        "career: old only with mid",
        "career: side only with now",
    }


def test_a_target_that_says_how_gaps_are_dealt_with_is_followed() -> None:
    assert rows(OLD, NOW, sections={"experience": {"gaps": "allow"}}) == set()
    assert rows(OLD, NOW, sections={"experience": {"gaps": "forbid"}}) == {
        "sections.experience.gaps: old only with now",
        "career: old only with now",
    }


def test_a_job_that_is_left_out_leaves_no_row() -> None:
    assert rows(OLD, MID, NOW, drop=["mid"]) == {"career: old only with now"}
