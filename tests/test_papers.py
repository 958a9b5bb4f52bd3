"""Publications: who wrote them, where they came out, and how many of them a target shows at least."""

from __future__ import annotations

from typing import Any

import pytest
from made import TODAY, build, made, target
from pydantic import ValidationError

from tailor.base.errors import Place
from tailor.core.optimise.building.measured import Measured
from tailor.core.page.measures import Gap, Layout
from tailor.core.profile.candidates import Candidate
from tailor.core.profile.kinds import Kind
from tailor.core.profile.outline import outline
from tailor.core.rules.reading import read_rules
from tailor.core.rules.rulebook import Rulebook
from tailor.core.scoring.score import score
from tailor.models.profiles import Profile

PAPERS = [
    {"id": "own", "title": "On bread", "authors": ["A. Moss"], "venue": "Journal of *Crumbs*", "dates": "2025"},
    {"id": "led", "title": "On salt", "authors": ["A. Moss", "B. Fern"], "venue": "Flour Days 2024", "dates": "2024"},
    {"id": "helped", "title": "On rye", "authors": ["B. Fern", "A. Moss"], "venue": "Flour Days 2023", "dates": "2023"},
    {"id": "other", "title": "On oats", "authors": ["B. Fern", "A. Moss", "C. Reed"], "dates": "2022"},
]


def outlined(papers: list[dict[str, Any]]) -> tuple[Candidate, ...]:
    profile = Profile.model_validate({"name": "Ann Moss", "author_names": ["A. Moss"], "publications": papers})
    return tuple(outline(profile, target(), lambda path: Place("profile.yaml", 1, 1)))


def read(**fields: Any) -> Rulebook:
    return read_rules(target(**fields), outlined(PAPERS), TODAY)


@pytest.mark.parametrize(
    ("rule", "pinned"),
    [
        ("author:first", {"own", "led"}),
        ("author:last", {"own", "helped"}),
        ("author:only", {"own"}),
        ('venue:"journal of crumbs"', {"own"}),
        ('venue:"Flour Days" and not author:first', {"helped"}),
    ],
)
def test_rules_see_authors_and_venues(rule: str, pinned: set[str]) -> None:
    book = read(pin=[rule])
    assert set(book.pins) == pinned
    assert not book.problems


def test_a_boost_for_first_authors_counts() -> None:
    papers = outlined(PAPERS)
    fields: dict[str, Any] = {"boost": {"author:first": "1.5"}}
    found = score(papers, target(**fields), read(**fields), TODAY).scores
    assert found["led"].strength > found["helped"].strength


def test_what_no_paper_is_like_is_told() -> None:
    (place,) = read(exclude=["author:frist"]).problems
    assert (place.message, place.hint) == (
        "exclude: `author:` does not know `frist`",
        "did you mean `author:first`?",
    )
    (venue,) = read(exclude=["venue:Dough"]).problems
    assert "no publication has the venue `Dough`" in venue.message


@pytest.mark.parametrize(("papers", "least"), [(1, 1), (3, 2), (8, 4), (12, 6), (40, 6)])
def test_half_of_the_papers_or_six_are_shown(papers: int, least: int) -> None:
    rule = target(sections={"publications": {"min": "half"}}).sections["publications"]
    assert rule.least(papers) == least
    some = [made("s", Kind.SECTION, "publications")]
    some += [made(f"p{n}", Kind.PUBLICATION, "publications", parent="s") for n in range(papers)]
    aim = target(sections={"publications": {"min": "half"}})
    book = read_rules(aim, some, TODAY)
    layout = Layout("regular", 10, 1, {"main": (400, 99)}, {str(kind): Gap(0, 1, 0) for kind in Kind}, 0)
    heights = {(one.id, "full"): 1 for one in some}
    problem = build(some, aim, book, score(some, aim, book, TODAY), [layout], {"regular": Measured(heights)})
    lows = [row.low for row in problem.rows if row.name == "sections.publications.min"]
    assert lows == [least]


def test_half_keeps_below_what_is_allowed_at_most() -> None:
    rule = target(sections={"publications": {"min": "half", "max": "2"}}).sections["publications"]
    assert rule.least(8) == 2


@pytest.mark.parametrize("wrong", ["lots", "-1", "1.5", [1]])
def test_what_is_no_number_is_told_once(wrong: object) -> None:
    with pytest.raises(ValidationError) as raised:
        target(sections={"publications": {"min": wrong}})
    (error,) = raised.value.errors()
    assert error["loc"][-1] == "min"
    assert "is no number of members" in error["msg"]
