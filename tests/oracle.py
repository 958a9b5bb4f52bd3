"""Small page problems for hypothesis, and the oracle that tries every choice."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain, combinations

from hypothesis import strategies as st

from tailor.core.problem import MENTION, Coverage, LayoutRows, Option, PageProblem, Row

PT = 65_536


def every_choice(count: int) -> Sequence[frozenset[int]]:
    """All subsets of so many options."""
    numbers = range(count)
    return [frozenset(some) for some in chain.from_iterable(combinations(numbers, k) for k in range(count + 1))]


def best_by_force(problem: PageProblem) -> int | None:
    """The greatest value of any feasible choice in any layout; None if there is none."""
    values = [
        problem.value(chosen, layout)
        for layout in range(len(problem.layouts))
        for chosen in every_choice(len(problem.options))
        if not problem.broken(chosen, layout)
    ]
    return max(values, default=None)


@st.composite
def problems(draw: st.DrawFn, most: int = 9) -> PageProblem:
    """Problems with all families of rows: structure, wordings, quotas, groups, pins, gaps, heights, two layouts."""
    count = draw(st.integers(2, most))
    tags = ["cpp", "ml", "writing"][: draw(st.integers(1, 3))]
    options = tuple(_option(draw, index, tags) for index in range(count))
    coverages = tuple(_coverage(tag, draw(st.integers(1, 50))) for tag in tags)
    rows = tuple(_row(draw, count) for _ in range(draw(st.integers(0, 4))))
    heights = tuple(draw(st.integers(1, 40)) * PT // 4 for _ in range(count))
    tall = _layout("regular", 0, heights, draw(st.integers(4, 40)) * PT)
    shrunk = tuple(height * 9 // 10 for height in heights)
    tight = _layout("tight", draw(st.integers(0, 200_000)), shrunk, draw(st.integers(4, 40)) * PT)
    return PageProblem(options, rows, coverages, (tall, tight)[: draw(st.integers(1, 2))])


def _option(draw: st.DrawFn, index: int, tags: Sequence[str]) -> Option:
    mentioned = draw(st.lists(st.sampled_from(list(tags)), unique=True))
    mentions = tuple((tag, draw(st.integers(1, 3)) * MENTION // 4) for tag in mentioned)
    return Option(f"item{index}", "full", draw(st.integers(-8000, 24_000)), mentions)


def _coverage(tag: str, weight: int) -> Coverage:
    return Coverage(tag, tuple((MENTION, slope * weight) for slope in (20, 10, 5, 2)))


def _row(draw: st.DrawFn, count: int) -> Row:
    some = draw(st.lists(st.integers(0, count - 1), min_size=2, max_size=4, unique=True))
    ones = tuple((index, 1) for index in some)
    return draw(
        st.sampled_from(
            [
                Row("child", "structure", ((some[0], 1), (some[1], -1)), high=0),
                Row("wordings", "variants", ones, high=1),
                Row("most", "quota", ones, high=2),
                Row("least", "quota", ones, low=1),
                Row("pinned", "pin", ((some[0], 1),), low=1),
                Row("gaps", "gaps", ((some[0], 1), (some[1], -1)), low=0),
            ]
        )
    )


def _layout(name: str, price: int, heights: tuple[int, ...], room: int) -> LayoutRows:
    row = Row("height main", "height", tuple(enumerate(heights)), high=room)
    return LayoutRows(name, price, (row,), heights)
