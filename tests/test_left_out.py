"""What a reader would miss on a page is told: named sections, degrees and skills, and where a career begins."""

from __future__ import annotations

from typing import Any

from made import TODAY, book, build, made, place, target

from tailor.core.explain.left_out import Page, left_out
from tailor.core.optimise.building.frame import Measured
from tailor.core.optimise.search.selection import best_page
from tailor.core.page.measures import Gap, Layout
from tailor.core.profile.candidates import Candidate
from tailor.core.profile.kinds import Kind
from tailor.core.scoring.score import score
from tailor.models.dates import Day
from tailor.solver.highs import Highs

LINE = 12 * 65_536


def job(name: str, start: Day, end: Day | None) -> Candidate:
    return made(name, Kind.ENTRY, "experience", parent="jobs", start=start, end=end, ongoing=end is None)


JOBS = (
    made("jobs", Kind.SECTION, "experience"),
    job("now", Day(2022, 3), None),
    job("mid", Day(2018, 1), Day(2022, 2)),
    job("old", Day(2014, 1), Day(2017, 12)),
)
PRIZES = made("prizes", Kind.SECTION, "awards"), made("medal", Kind.ITEM, "awards", parent="prizes")


def told(room: int, *some: Candidate, **fields: Any) -> list[tuple[str, str]]:
    """Codes and messages for a page of so many lines, on which every block takes one."""
    fields = {"want": {"cpp": "5"}, **fields}
    rules, aim = book(some, **fields), target(**fields)
    layout = Layout("regular", 10, LINE, {"main": (400, room * LINE)}, {str(kind): Gap(0, 1, 0) for kind in Kind}, 0)
    sizes = {"regular": Measured({(one.id, "full"): LINE for one in some})}
    problem = build(some, aim, rules, score(some, aim, rules, TODAY), [layout], sizes)
    page = Page(some, problem, best_page(problem, Highs()), rules)
    return [(one.code, one.message) for one in left_out(page, aim, place)]


def test_a_page_that_shows_all_says_nothing() -> None:
    assert told(9, *JOBS, *PRIZES, sections={"experience": {}, "awards": {}}) == []


def test_a_named_section_that_is_missing_says_what_it_earns_and_what_its_room_costs() -> None:
    ((code, message),) = told(4, *JOBS, *PRIZES, sections={"experience": {}, "awards": {}})
    assert code == "section-left-out"
    assert message.startswith("`awards` is not on the page: its best, `medal`, would earn 1.65 points")


def test_degrees_never_fall_in_silence_and_other_sections_may() -> None:
    degree = (
        made("school", Kind.SECTION, "education"),
        made("bsc", Kind.ENTRY, "education", parent="school", priority=1),
    )
    assert [code for code, _ in told(4, *JOBS, *degree, *PRIZES, pin=["now", "mid", "old"])] == ["section-left-out"]
    assert told(4, *JOBS, *PRIZES, pin=["now", "mid", "old"]) == []


def test_a_career_that_is_cut_says_from_where_it_is_told() -> None:
    assert told(3, *JOBS) == [
        ("career-from", "the page shows no job before 2018-01; the profile has `old`"),
    ]


def test_a_gap_that_the_profile_fills_is_told() -> None:
    assert told(9, *JOBS, drop=["mid"]) == [
        ("career-gap", "the page shows no job from 2018-01 to 2022-02; the profile has `mid`"),
    ]
