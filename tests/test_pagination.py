"""Breaking a region into pages: nothing is lost, every page fits, and no other breaks cost less."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations, pairwise
from math import inf

from hypothesis import given
from hypothesis import strategies as st
from made import made

from tailor.core.page.measures import Gap
from tailor.core.page.pagination import INSIDE, Stacked, break_costs, cost_of, paginate
from tailor.core.profile.kinds import Kind

blocks = st.builds(
    Stacked,
    st.integers(1, 30),
    st.builds(Gap, st.integers(0, 5), st.integers(0, 2), st.integers(0, 5)),
    st.sampled_from([0.0, 0.0, INSIDE, inf]),
)


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
