"""Small page problems for hypothesis, and the oracle that tries every choice."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from itertools import chain, combinations

from hypothesis import strategies as st
from msgspec.structs import replace

from tailor.core.optimise.problem import MENTION, Coverage, LayoutRows, Option, PageProblem, Row, Selection
from tailor.core.optimise.program import Solver
from tailor.core.optimise.search.limits import LIMIT, Limited
from tailor.core.optimise.search.selection import best_page
from tailor.core.optimise.search.stability import Previous, settle
from tailor.core.rules.causes import (
    Bullets,
    Gaps,
    Group,
    Height,
    Hollow,
    Lines,
    Needs,
    Pin,
    Quota,
    Require,
    Under,
    Variants,
)

PT = 65_536


def every_choice(count: int) -> Sequence[frozenset[int]]:
    """All subsets of so many options."""
    numbers = range(count)
    return [frozenset(some) for some in chain.from_iterable(combinations(numbers, k) for k in range(count + 1))]


def best_by_force(problem: PageProblem) -> int | None:
    """The greatest value of any feasible choice in any layout; None if there is none.

    Every choice is tried, but none by `PageProblem`: sums are built up from those of smaller choices.
    """
    values = _values(problem)
    best = [
        values[number] - layout.price
        for layout in problem.layouts
        for number in _kept((*problem.rows, *layout.rows), len(problem.options))
        if not layout.flows or not _overflows(layout, number)
    ]
    return max(best, default=None)


def feasible(problem: PageProblem, layout: int = 0) -> Sequence[frozenset[int]]:
    """Every choice that keeps all rules in a layout without flows."""
    count = len(problem.options)
    kept = _kept((*problem.rows, *problem.layouts[layout].rows), count)
    return [frozenset(index for index in range(count) if number >> index & 1) for number in kept]


def _sums(coefficients: Mapping[int, int], count: int) -> list[int]:
    """Σ coefficient over each choice; choice number n takes the options whose bits n has."""
    sums = [0]
    for index in range(count):
        more = coefficients.get(index, 0)
        sums += [total + more for total in sums] if more else sums
    return sums


def _values(problem: PageProblem) -> list[int]:
    """What each choice is worth, prices not taken off."""
    count = len(problem.options)
    values = _sums({index: option.points for index, option in enumerate(problem.options)}, count)
    for coverage in problem.coverages:
        mentions = {index: dict(option.mentions).get(coverage.tag, 0) for index, option in enumerate(problem.options)}
        earned = map(cache(coverage.value), _sums(mentions, count))
        values = [value + more for value, more in zip(values, earned, strict=True)]
    return values


def _kept(rows: Iterable[Row], count: int) -> Iterable[int]:
    """The choices that keep every row."""
    kept: Iterable[int] = range(2**count)
    for row in rows:
        sums = _sums(dict(row.terms), count)
        if (low := row.low) is not None:
            kept = [number for number in kept if sums[number] >= low]
        if (high := row.high) is not None:
            kept = [number for number in kept if sums[number] <= high]
    return kept


def _overflows(layout: LayoutRows, number: int) -> bool:
    chosen = {index for index in range(number.bit_length()) if number >> index & 1}
    return not all(flow.holds(chosen, layout.heights) for flow in layout.flows)


@st.composite
def problems(draw: st.DrawFn, most: int = 9, rules: int = 5) -> PageProblem:
    """Problems with all families of rows, up to three regions and three layouts.

    What stands in the first of several regions weighs on all of them, as a header over two columns does.
    """
    count = draw(st.integers(2, most) | st.integers(most - 3, most))
    tags = ["cpp", "ml", "writing"][: draw(st.integers(1, 3))]
    options = tuple(_option(draw, index, tags) for index in range(count))
    coverages = tuple(_coverage(tag, draw(st.integers(1, 50))) for tag in tags)
    rows = tuple(_row(draw, count) for _ in range(draw(st.integers(0, rules))))
    heights = [draw(st.integers(1, 40)) * PT // 4 for _ in range(count)]
    regions = draw(st.sampled_from((2, 3, 1)))
    where = [draw(st.integers(0, regions - 1)) for _ in range(count)]
    layouts = [
        _layout(draw, f"size {10 - number}", [height * (10 - number) // 10 for height in heights], where)
        for number in range(draw(st.sampled_from((2, 1, 3))))
    ]
    layouts[0] = replace(layouts[0], price=0)
    return PageProblem(options, rows, coverages, tuple(layouts))


def _option(draw: st.DrawFn, index: int, tags: Sequence[str]) -> Option:
    mentioned = draw(st.lists(st.sampled_from(list(tags)), unique=True))
    mentions = tuple((tag, draw(st.integers(1, 3)) * MENTION // 4) for tag in mentioned)
    return Option(f"item{index}", "full", draw(st.integers(-8000, 24_000)), mentions)


def _coverage(tag: str, weight: int) -> Coverage:
    return Coverage(tag, tuple((MENTION, slope * weight) for slope in (20, 10, 5, 2)))


def _row(draw: st.DrawFn, count: int) -> Row:
    some = draw(st.lists(st.integers(0, count - 1), min_size=2, max_size=4, unique=True))
    first, *others = some
    ones = tuple((index, 1) for index in some)
    held = tuple((index, 1) for index in others)
    widths = tuple((index, draw(st.integers(1, 30)) * PT) for index in others)
    return draw(
        st.sampled_from(
            [
                Row(Under("child", "parent"), ((first, 1), (others[0], -1)), high=0),
                Row(Hollow("hollow"), ((first, 1), *((index, -1) for index in others)), high=0),
                Row(Variants("item"), ones, high=1),
                Row(Group("group"), ones, high=1),
                Row(Needs("it", "another"), ((first, 1), (others[0], -1)), high=0),
                Row(Quota("most", "max", 2), ones, high=2),
                Row(Quota("least", "min", 1), ones, low=1),
                Row(Bullets("some", "min", 2, "entry"), (*held, (first, -min(2, len(held)))), low=0),
                Row(Bullets("some", "max", 1, "entry"), (*held, (first, -1)), high=0),
                Row(Require("some >= 2"), ones, low=2),
                Row(Require("some <= 1"), ones, high=1),
                Row(Pin("pinned", "pinned"), ((first, 1),), low=1),
                Row(Gaps("some", "older", "newer"), ((first, 1), (others[0], -1)), low=0),
                Row(Lines("group"), (*widths, (first, -40 * PT)), high=0),
            ]
        )
    )


def _layout(draw: st.DrawFn, name: str, heights: Sequence[int], where: Sequence[int]) -> LayoutRows:
    """A row for each region that anything stands in; the first region stands over the others."""
    rows = tuple(
        Row(
            Height(f"{region}"),
            tuple((index, height) for index, height in enumerate(heights) if where[index] in (0, region)),
            high=draw(st.integers(4, 40)) * PT,
        )
        for region in sorted(set(where))
    )
    return LayoutRows(
        name, draw(st.integers(0, 200_000)), rows, tuple(heights), line=draw(st.integers(4, 20)) * PT // 4
    )


def select(
    problem: PageProblem,
    solver: Solver,
    previous: Previous | None = None,
    *,
    epsilon: float = 0.01,
    limit: int = LIMIT,
) -> Selection:
    """The best page; or, within ε of it, the one that differs least from the last. `limit` as in `best_page`.

    Raises FitError when no layout can hold what is pinned and required.
    """
    best = best_page(problem, solver, limit=limit)
    return settle(problem, Limited(solver, limit - best.work), best, previous, epsilon)
