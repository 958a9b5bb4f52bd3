"""Breaking a region into pages: nothing is lost, every page fits, and no other breaks cost less."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise
from math import inf

from hypothesis import given
from hypothesis import strategies as st
from made import made

from tailor.core.page.measures import Gap
from tailor.core.page.pagination import INSIDE, PAGE, WASTE, Stacked, break_costs, paginate
from tailor.core.profile.kinds import Kind

blocks = st.builds(
    Stacked,
    st.integers(1, 30),
    st.builds(Gap, st.integers(0, 5), st.integers(0, 2), st.integers(0, 5)),
    st.sampled_from([0.0, 0.0, INSIDE, inf]),
)


def cost_of(blocks: Sequence[Stacked], start: int, end: int, first: int, other: int) -> float:
    """Cost of a page of the blocks from `start` up to `end`, added up; the first gap is not set."""
    capacity = other if start else first
    gaps = [block.gap for block in blocks[start + 1 : end]]
    content = sum(block.height for block in blocks[start:end]) + sum(gap.size for gap in gaps)
    if content > capacity:
        return inf
    cost = PAGE + (blocks[start].cost if start else 0.0)
    if end < len(blocks):
        empty = max(0, capacity - content - sum(gap.cap for gap in gaps if gap.weight)) / capacity
        cost += WASTE * empty * empty
    return cost


def ways(count: int) -> Iterator[tuple[tuple[int, int], ...]]:
    """Every way to break so many blocks into pages."""
    for size in range(count):
        for cuts in combinations(range(1, count), size):
            edges = (0, *cuts, count)
            yield tuple(pairwise(edges))


@given(st.lists(blocks, min_size=1, max_size=8), st.integers(20, 60), st.integers(20, 60))
def test_no_other_breaks_cost_less(some: list[Stacked], first: int, other: int) -> None:
    found = paginate(some, first, other)
    least = min(sum(cost_of(some, start, end, first, other) for start, end in way) for way in ways(len(some)))
    if found is None:
        assert least == inf
    else:
        assert sum(cost_of(some, start, end, first, other) for start, end in found) == least


def test_a_page_ends_between_entries_never_after_a_heading() -> None:
    some = [
        made("work", Kind.SECTION),
        made("acme", Kind.ENTRY, parent="work"),
        made("acme.1", parent="acme"),
        made("acme.2", parent="acme"),
        made("bolt", Kind.ENTRY, parent="work"),
        made("more", Kind.SECTION),
    ]
    assert break_costs(some) == [inf, inf, inf, INSIDE, 0.0, 0.0]


def test_thousands_of_blocks_take_no_minutes() -> None:
    """5000 bullets, some 110 pages: the time is that of what stands on a page, not of all before it."""
    some = [Stacked(12, Gap(2, 1, 4), 0.0 if number % 5 == 0 else INSIDE) for number in range(5000)]
    began = time.process_time()
    found = paginate(some, 600, 640)
    assert time.process_time() - began < 5
    assert found is not None
    assert (found[0][0], found[-1][1]) == (0, 5000)
    assert all(before[1] == after[0] for before, after in pairwise(found))
    assert len(found) == 1 + -(-(5000 - 40) // 45)  # 40 blocks on the first page, 45 on each other
