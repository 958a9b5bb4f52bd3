"""The order of what stands on a page: newest first unless the profile says otherwise, education where it belongs."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made import made

from tailor.core.profile.kinds import Kind
from tailor.core.profile.newest_first import newest_first, placed
from tailor.core.profile.outline import outline
from tailor.models.dates import Day
from tailor.models.targets import Target
from tailor.sources.loading import load_profile
from tailor.sources.workspace import find_workspace

TODAY = Day(2026, 11)


def ids(folder: Path, text: str) -> list[str]:
    """The ids of a profile's items in the order of the page."""
    (folder / "profiles").mkdir(exist_ok=True)
    (folder / "profiles/who.yaml").write_text("name: Mira Okafor\n" + text, encoding="utf-8")
    profile = load_profile(find_workspace(folder), "who")
    found = outline(profile.value, Target(), profile.place)
    return [one.id for one in found if one.kind not in (Kind.HEADER, Kind.SECTION)]


AWARDS = """
  - {id: a23, text: Medal, dates: 2023}
  - {id: old, text: Prize}
  - {id: a26, text: Cup, dates: 2026}
  - {id: a20, text: Grant, dates: 2020}
"""


def test_a_list_with_dates_is_newest_first_and_what_has_none_comes_last(tmp_path: Path) -> None:
    assert ids(tmp_path, f"awards:{AWARDS}") == ["a26", "a23", "a20", "old"]


def test_unless_the_profile_says_that_the_order_is_given(tmp_path: Path) -> None:
    given = AWARDS.replace("\n  ", "\n    ")
    assert ids(tmp_path, f"awards:\n  order: given\n  entries:{given}") == ["a23", "old", "a26", "a20"]


def test_a_list_without_dates_stays_as_written(tmp_path: Path) -> None:
    assert ids(tmp_path, "interests: [{id: b, text: Rowing}, {id: a, text: Chess}]") == ["b", "a"]


def test_employers_go_by_their_newest_position_and_bullets_stay(tmp_path: Path) -> None:
    text = """
experience:
  - id: mid
    organization: Harbour
    dates: 2018 – 2020
    bullets: [{id: y, text: Two}, {id: x, text: One}]
  - id: firm
    organization: Northwind
    positions:
      - {id: junior, position: Junior, dates: 2012 – 2014}
      - {id: senior, position: Senior, dates: 2022 – present}
"""
    assert ids(tmp_path, text) == ["firm", "senior", "junior", "mid", "y", "x"]


days = st.none() | st.builds(Day, st.integers(2000, 2026), st.none() | st.integers(1, 12))


@given(st.lists(days, max_size=6), st.randoms())
def test_nothing_is_lost_and_the_order_of_other_dates_is_no_matter(some: list[Day | None], random: object) -> None:
    section = made("s", Kind.SECTION)
    members = [made(f"m{n}", Kind.ITEM, parent="s", end=day, start=day) for n, day in enumerate(some)]
    found = newest_first([section, *members], given=False)
    assert {one.id for one in found} == {"s", *(one.id for one in members)}
    ends = [one.end for one in found if one.id != "s"]
    dated = [end for end in ends if end is not None]
    assert ends[: len(dated)] == dated, "undated last"
    assert [(end.year, end.last_month) for end in dated] == sorted(
        ((e.year, e.last_month) for e in dated), reverse=True
    )
    assert newest_first(found, given=False) == found


KEYS = ("education", "experience", "projects", "internships", "awards")


@pytest.mark.parametrize(
    ("end", "before"),
    [(None, True), (Day(2026, 6), True), (Day(2025), True), (Day(2024, 6), False), (Day(2019), False)],
)
def test_a_degree_under_way_or_new_stands_before_work_and_an_older_one_after(end: Day | None, before: bool) -> None:
    order = placed(KEYS, [Day(2015), end], TODAY)
    assert (order.index("education") < order.index("experience")) is before
    assert order.index("internships") < order.index("projects")
    assert set(order) == set(KEYS)


def test_without_work_or_degrees_the_order_stays() -> None:
    assert placed(("projects", "education"), [], TODAY) == ("projects", "education")


def test_a_student_s_degree_stands_before_internships_that_stood_after_projects() -> None:
    keys = ("skills", "projects", "internships", "education")
    assert placed(keys, [None], TODAY) == ("skills", "education", "internships", "projects")


@pytest.mark.parametrize("month", range(1, 13))
def test_a_degree_is_news_for_two_years_to_the_month(month: int) -> None:
    for later in range(49):
        count = 2022 * 12 + month - 1 + later
        order = placed(KEYS, [Day(2022, month)], Day(count // 12, count % 12 + 1))
        assert (order.index("education") < order.index("experience")) is (later <= 24), later
