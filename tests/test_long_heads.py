"""How long the head of an entry is decides nothing; what has no dates ranks behind what has."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from made import TODAY, book, build, made, target

from tailor.core.optimise.building.measured import Measured
from tailor.core.optimise.problem import POINT
from tailor.core.optimise.search.selection import best_page
from tailor.core.page.measures import Gap, Layout
from tailor.core.profile.candidates import Candidate
from tailor.core.profile.kinds import Kind
from tailor.core.scoring.long_heads import level
from tailor.core.scoring.score import score
from tailor.core.scoring.score_terms import Scoring
from tailor.models.dates import Day
from tailor.solver.highs import Highs

LINE = 12 * 65_536
WANT = {"want": {"cpp": "5", "rust": "3"}}
ENTRIES = tuple(
    made(name, kind, parent=parent, tags=tags)
    for name, kind, parent, tags in (
        ("s", Kind.SECTION, None, ()),
        ("long", Kind.ENTRY, "s", ("cpp",)),
        ("long.b", Kind.BULLET, "long", ("cpp",)),
        ("short", Kind.ENTRY, "s", ("rust",)),
        ("short.b", Kind.BULLET, "short", ("rust",)),
        ("brief", Kind.ENTRY, "s", ("rust",)),
        ("brief.b", Kind.BULLET, "brief", ("rust",)),
    )
)
HEIGHTS = {(one.id, "full"): (2 if one.id == "long" else 1) * LINE for one in ENTRIES}


def levelled(some: tuple[Candidate, ...] = ENTRIES, **fields: Any) -> Scoring:
    rules = book(some, **fields)
    return level(score(some, target(**fields), rules, TODAY), some, HEIGHTS, LINE, Decimal(1))


def test_the_further_lines_of_a_head_are_given_back() -> None:
    found = levelled(**WANT)
    assert {item: found.by_rank(item) for item in found.ranked} == {"long": POINT * 5 // 2}
    (term,) = found.ranked["long"]
    assert (term.cause, term.note) == ("head", "its head has 1 more line than others of its section")


def test_of_two_entries_the_one_worth_more_is_shown_however_long_its_head_is() -> None:
    rules, aim = book(ENTRIES, **WANT), target(**WANT)
    layout = Layout("regular", 10, LINE, {"main": (400, 4 * LINE)}, {str(kind): Gap(0, 1, 0) for kind in Kind}, 0)
    problem = build(ENTRIES, aim, rules, levelled(**WANT), [layout], {"regular": Measured(HEIGHTS)})
    shown = {problem.options[index].item for index in best_page(problem, Highs()).chosen}
    assert shown == {"s", "long", "long.b"}


def test_what_has_no_dates_ranks_behind_what_has() -> None:
    new, old, undated = (
        made(name, Kind.ITEM, "awards", text=name, end=end)
        for name, end in (("new", Day(2026)), ("old", Day(2010)), ("undated", None))
    )
    found = score([new, old, undated], target(), book([new, old, undated]), TODAY).scores
    assert found["new"].strength > found["old"].strength == found["undated"].strength
    assert score([undated], target(), book([undated]), TODAY).scores["undated"].strength > found["undated"].strength
