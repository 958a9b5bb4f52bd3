"""What is said of each item at once: the sentence that fits, on pages made for it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pytest
from hypothesis import assume, given, settings
from made import TODAY, book, build, made, target
from oracle import select
from test_building import (
    bullets,
    career,
    careers,
    job,
    layout,
    layouts,
    measured,
    prizes,
    problem,
    rules,
    section,
    skills,
)

from tailor.base.errors import FitError
from tailor.core.explain.verdicts import verdicts
from tailor.core.page.measures import Layout
from tailor.core.profile.candidates import Candidate
from tailor.core.profile.kinds import Kind
from tailor.core.scoring.score import score
from tailor.models.dates import Day
from tailor.solver.highs import Highs

ROOMY = 10_000


def said(
    some: Sequence[Candidate], capacity: int = ROOMY, lines: int = 0, width: int = 100, **fields: Any
) -> Mapping[str, str]:
    """The verdicts on the best page of so much room."""
    rules, aim, page = book(some, **fields), target(**fields), layout(capacity, width)
    scoring = score(some, aim, rules, TODAY)
    found = build(some, aim, rules, scoring, [page], {page.name: measured(some, lines)})
    return verdicts(found, select(found, Highs()), some, rules)


def test_what_is_on_the_page_says_why() -> None:
    found = said(career(), pin=["gold"], require=["id:silver"])
    assert found["header"] == "always shown"
    assert found["section.jobs"] == "heads what is shown"
    assert found["gold"] == "`pin: gold`"
    assert found["silver"] == "`require: id:silver` needs it"
    assert found["n1"] == "worth its room"


def test_where_nothing_is_cut_nothing_has_to_be_worth_its_room() -> None:
    assert said(career(), pages="any")["n1"] == "nothing is cut, and no rule leaves it out"


def test_a_newer_job_is_kept_for_an_older_one() -> None:
    found = said(career(), pin=["old"], base=0, sections={"jobs": {"gaps": "forbid"}})
    assert found["new"] == "`sections.jobs.gaps: forbid` keeps it for the older `old`"


def test_rules_leave_items_out() -> None:
    found = said(career(), exclude=["id:n1"], sections={"jobs": None})
    assert found["n1"] == "`exclude: id:n1` leaves it out"
    assert found["gold"] == "its section is not in the target"


def test_a_quota_says_its_number() -> None:
    found = said(career(), sections={"jobs": {"bullets": {"max": 1}}, "prizes": {"max": 1}}, add={"n1": 1})
    assert found["gold"] == "`sections.prizes.max: 1` is reached"
    assert found["n2"] == "`sections.jobs.bullets.max: 1`: `new` has that many"
    none = said(career(), sections={"jobs": {"bullets": {"max": 0}}})
    assert none["n1"] == "`sections.jobs.bullets.max: 0` lets no bullet of `new` onto the page"


def test_what_a_least_number_needs_is_told() -> None:
    some = [section("jobs"), job("new"), *bullets("new", "n1", "n2")]
    found = said(some, pin=["new"], base=0, sections={"jobs": {"min": 1, "bullets": {"min": 2}}})
    assert found["n1"] == "`sections.jobs.bullets.min: 2` needs it"
    assert said(some, base=0, sections={"jobs": {"min": 1}})["new"] == "`sections.jobs.min: 1` needs it"


def test_a_requirement_can_allow_no_more() -> None:
    some = prizes("gold", "silver", tags=("a",))
    assert said(some, require=["a <= 1"])["gold"] == "`require: a <= 1` allows no more"


def test_groups_and_needs_are_told() -> None:
    some = [section("jobs"), job("new"), *bullets("new", "n1", "n2", group="g")]
    assert said(some, add={"n1": 1})["n2"] == "another of the group `g` is on the page, and one is shown at most"
    some = [*prizes("gold"), *prizes("silver", needs=("gold",))[1:]]
    assert said(some, want={"a": 1}, add={"gold": -9})["silver"] == "it needs `gold`, which is not on the page"


def test_a_gap_is_told_by_the_newer_one() -> None:
    some = [section("jobs"), job("new", None, Day(2024)), *bullets("new", "n1"), job("old", None, Day(2020))]
    found = said(some, add={"new": -9}, sections={"jobs": {"gaps": "forbid"}})
    assert found["old"] == "`sections.jobs.gaps: forbid`: the newer `new` is not on the page either"


def test_a_full_page_is_told_of_what_has_no_heading_yet() -> None:
    found = said(career(), capacity=75)
    assert {found["gold"], found["silver"]} == {"the page is full: what is shown instead is worth more"}
    assert found["section.prizes"] == "nothing that would stand under it is on the page"


def test_what_belongs_to_something_that_is_left_out_says_to_what() -> None:
    found = said(career(), add={"old": -9})
    assert found["o1"] == "`old`, which it belongs to, is not on the page"


def test_what_the_target_does_not_want_takes_points_away() -> None:
    found = said(prizes("gold", "silver", tags=("a",)), want={"a": -5})
    assert found["gold"] == "it would cost points"
    assert said(prizes("gold"), capacity=20, base=0)["gold"] == "it would add nothing to the page"


def test_a_keyword_left_out_of_a_full_line() -> None:
    found = said(skills("aaaaaaaa", "bbbbbbbb", "cccccccc"), lines=1, width=30)
    assert "its line is full: the keywords on it are worth more together" in found.values()


@settings(max_examples=40, deadline=None)
@given(careers(), rules, layouts)
def test_every_item_has_a_sentence(some: list[Candidate], fields: dict[str, Any], page: Layout) -> None:
    assume(not book(some, **fields).errors)
    found = problem(some, page, **fields)
    try:
        selection = select(found, Highs())
    except FitError:
        return
    told = verdicts(found, selection, some, book(some, **fields))
    assert told.keys() == {one.id for one in some}
    assert all(told.values())


@pytest.mark.parametrize("kind", [Kind.SECTION, Kind.TABLE])
def test_a_heading_never_adds_nothing(kind: Kind) -> None:
    some = [made("head", kind, "prizes"), made("gold", Kind.ITEM, "prizes", parent="head", tags=("a",))]
    assert said(some, want={"a": -5})["head"] == "nothing that would stand under it is on the page"
