"""Laws of pages without TeX, against brute force: what a refusal says, equal prices, the fuller of two pages, and that
the program and the page mean the same by "it fits"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from random import Random

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from made import TODAY, book, build, made, target
from msgspec.structs import replace
from oracle import PT, best_by_force, feasible, problems

from tailor.base.errors import FitError
from tailor.core.optimise.building.frame import Measured
from tailor.core.optimise.problem import PageProblem, Row
from tailor.core.optimise.search.selection import best_page
from tailor.core.page.arrangement import Shown, arrange_pages
from tailor.core.page.measures import Gap, Layout
from tailor.core.profile.candidates import Candidate
from tailor.core.profile.kinds import Kind
from tailor.core.rules.causes import Height, Pin
from tailor.core.scoring.score import score
from tailor.solver.highs import Highs

few = HealthCheck.filter_too_much
quick = settings(max_examples=40, deadline=None, suppress_health_check=[few])


@st.composite
def refused(draw: st.DrawFn) -> PageProblem:
    """A problem with pins; in some, what is pinned does not fit, or cannot stand together."""
    problem = draw(problems(most=6, rules=2))
    pinned = draw(st.sets(st.integers(0, len(problem.options) - 1), min_size=1, max_size=4))
    pins = tuple(Row(Pin(f"item{index}", f"item{index}"), ((index, 1),), low=1) for index in sorted(pinned))
    lower = tuple(replace(row, high=(row.high or 0) // 2) if isinstance(row.rule, Height) else row
                  for row in problem.layouts[0].rows)  # fmt: skip
    layouts = (replace(problem.layouts[0], rows=lower), *problem.layouts[1:])
    return replace(problem, rows=(*problem.rows, *pins), layouts=layouts)


def without_heights(problem: PageProblem, rows: Sequence[Row] | None = None) -> PageProblem:
    layouts = tuple(
        replace(one, rows=tuple(row for row in one.rows if not isinstance(row.rule, Height))) for one in problem.layouts
    )
    return replace(problem, rows=problem.rows if rows is None else tuple(rows), layouts=layouts)


@quick
@given(refused())
def test_a_refusal_says_by_how_much_and_where(problem: PageProblem) -> None:
    """The layout whose worst region lacks least, that region, the least height that it needs, and what it holds."""
    assume(best_by_force(problem) is None and feasible(without_heights(problem)))
    with pytest.raises(FitError) as caught:
        best_page(problem, Highs())
    (told,) = caught.value.problems
    said = re.search(
        r"needs ([\d.]+) pt, the page holds ([\d.]+) \(column (\S+), layout (.+)\): ([\d.]+) pt", told.message
    )
    assert said
    needed, holds, region, layout, lacking = said.groups()
    lacks = {
        (one.name, row.rule.region): (_least(problem, number, row), row.high or 0)
        for number, one in enumerate(problem.layouts)
        for row in one.rows
        if isinstance(row.rule, Height)
    }
    worst = {one.name: max(a - b for (name, _), (a, b) in lacks.items() if name == one.name) for one in problem.layouts}
    least, room = lacks[layout, region]
    assert least - room == worst[layout] == min(worst.values())
    assert (needed, holds, lacking) == tuple(f"{sp / PT:.1f}" for sp in (least, room, least - room))


def _least(problem: PageProblem, layout: int, row: Row) -> int:
    """The least that a region takes of any choice that keeps all rules but heights."""
    heights = dict(row.terms)
    return min(sum(heights.get(index, 0) for index in chosen) for chosen in feasible(without_heights(problem), layout))


@quick
@given(refused())
def test_a_conflict_names_rules_each_of_which_is_needed_for_it(problem: PageProblem) -> None:
    assume(not feasible(without_heights(problem)))
    with pytest.raises(FitError) as caught:
        best_page(problem, Highs())
    named = re.findall(r"`(.+)` cannot hold", "\n".join(one.message for one in caught.value.problems))
    others = [row for row in problem.rows if not row.rule.written]
    written = [row for row in problem.rows if row.rule.written]
    assert set(named) <= {row.name for row in written}
    if len({row.name for row in written}) == len(written):
        kept = [row for row in written if row.name in named]
        assert not feasible(without_heights(problem, [*others, *kept]))
        for row in kept:
            assert feasible(without_heights(problem, [*others, *(one for one in kept if one is not row)]))


@quick
@given(problems(most=7))
def test_of_pages_of_equal_value_the_fuller_is_taken(problem: PageProblem) -> None:
    one = replace(problem, layouts=problem.layouts[:1])
    best = best_by_force(one)
    assume(best is not None)
    equal = [chosen for chosen in feasible(one) if one.value(chosen) == best]
    found = best_page(one, Highs())
    assert one.height(found.chosen) == max(one.height(chosen) for chosen in equal)


GAPS = {"section": 9, "entry": 5, "position": 3, "bullet": 2, "after_section": 5}


def career(entries: Sequence[int]) -> list[Candidate]:
    """A header, and a section of entries with so many bullets each."""
    some = [made("head", Kind.HEADER, "header", fixed=True), made("work", Kind.SECTION, "jobs")]
    for number, bullets in enumerate(entries):
        some.append(made(f"e{number}", Kind.ENTRY, "jobs", parent="work", priority=1 + number % 5))
        some += (made(f"e{number}.{b}", section="jobs", parent=f"e{number}", tags=("cpp",)) for b in range(bullets))
    return some


def layout(capacity: int, name: str = "regular", price: int = 0) -> Layout:
    gaps = {kind: Gap(size, 1, size) for kind, size in GAPS.items()}
    return Layout(name, 10, 12, {"main": (100, capacity)}, gaps, price)


def page_problem(
    some: Sequence[Candidate], layouts: Sequence[Layout], heights: Sequence[int], pages: int
) -> PageProblem:
    aim, rules = target(pages=pages, want={"cpp": 2}), book(some, pages=pages, want={"cpp": 2})
    sizes = {(one.id, "full"): height for one, height in zip(some, heights, strict=True)}
    known = {one.name: Measured(sizes) for one in layouts}
    return build(some, aim, rules, score(some, aim, rules, TODAY), layouts, known)


@quick
@given(st.lists(st.integers(0, 3), min_size=1, max_size=4), st.integers(40, 160), st.sampled_from((1, 2)), st.data())
def test_the_program_and_the_page_agree_on_what_fits(
    entries: list[int], capacity: int, pages: int, data: st.DataObject
) -> None:
    """Whatever is shown fits in the program exactly if it can be set on so many pages."""
    some, paper = career(entries), layout(capacity)
    heights = [data.draw(st.integers(8, 30)) for _ in some]
    problem = page_problem(some, [paper], heights, pages)
    left = data.draw(st.sets(st.sampled_from([one.id for one in some[2:]])))
    kept = [one for one in some if one.id not in left and one.parent not in left]
    assume(len(kept) > 2)
    chosen = [index for index, option in enumerate(problem.options) if option.item in {one.id for one in kept}]
    sizes = {one.id: height for one, height in zip(some, heights, strict=True)}
    shown = [Shown(one, "full", one.variants[0].block, sizes[one.id]) for one in kept]
    found = arrange_pages(shown, paper, lambda one: "main")
    broken = [row for row in problem.broken(chosen) if row.cause in ("height", "break")]
    assert (not broken) == (found is not None and len(found) <= pages)


@quick
@given(st.lists(st.integers(1, 3), min_size=2, max_size=4), st.randoms(use_true_random=False), st.integers(80, 160))
def test_prices_hang_on_no_order(entries: list[int], random: Random, capacity: int) -> None:
    """What a layout costs is the same however entries are ordered; bullets have a rank by their order."""
    some = career(entries)
    papers = [layout(capacity), layout(capacity + 9, "close", 7), layout(capacity + 20, "tight", 19)]
    heights = {one.id: 8 + (7 * number) % 19 for number, one in enumerate(some)}
    families = [[one for one in some if f"e{number}" in (one.id, one.parent)] for number in range(len(entries))]
    random.shuffle(families)
    other = [*some[:2], *(one for family in families for one in family)]
    prices = [
        [one.price for one in page_problem(order, papers, [heights[one.id] for one in order], 1).layouts]
        for order in (some, other)
    ]
    assert prices[0] == prices[1]
    assert prices[0][0] == 0 < prices[0][1] < prices[0][2]
