"""Where a region breaks into pages: between entries where it can, so that every page but the last is full.

The breaks of least cost over all ways to break, by dynamic programming (Plass 1981 did so for pages of books).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate
from math import inf

from msgspec import Struct

from tailor.core.page.measures import Gap
from tailor.core.profile.candidates import Candidate
from tailor.core.profile.kinds import HEADERS, PARTED, Kind

PAGE = 1e6
"""Cost of a page: more than any waste, so that there are as few as can be."""

WASTE = 1000.0
"""Cost of a page that is wholly empty; a half-empty one costs a quarter of it."""

INSIDE, ROWS = 10.0, 40.0
"""Costs of a break within an entry, between two of its bullets, and of one within a table."""


class Stacked(Struct, frozen=True):
    """A block as it stands in a region: its height and the gap before it, in sp; `cost` of a page break before it."""

    height: int
    gap: Gap
    cost: float


def break_costs(candidates: Sequence[Candidate]) -> list[float]:
    """What a page break costs before each of the shown candidates of a region; infinite where none may be."""
    kinds = {candidate.id: candidate.kind for candidate in candidates}
    costs, previous = [], None
    for candidate in candidates:
        costs.append(_cost(candidate, previous, kinds.get(candidate.parent or "")))
        previous = candidate
    return costs


def _cost(candidate: Candidate, previous: Candidate | None, parent: Kind | None) -> float:
    if previous is None or previous.kind in (Kind.SECTION, *HEADERS):
        return inf
    if parent is None or parent is Kind.SECTION or candidate.kind is Kind.SECTION:
        return 0.0
    if previous.id == candidate.parent:
        return inf
    return INSIDE if candidate.kind in PARTED else ROWS


def paginate(blocks: Sequence[Stacked], first: int, other: int) -> tuple[tuple[int, int], ...] | None:
    """The pages as (first block, end) of least cost; they hold `first` sp, then `other` each. None: no way to
    break makes every page fit (a single block or a heading with its first block is higher than a page)."""
    best: list[tuple[float, int]] = [(0.0, 0)]
    costs = _Costs(blocks, first, other)
    for end in range(1, len(blocks) + 1):
        ways = ((best[start][0] + costs.of(start, end), start) for start in costs.starts(end))
        best.append(min(ways, key=lambda way: (way[0], -way[1]), default=(inf, 0)))
    if not best[-1][0] < inf:
        return None
    pages, end = [], len(blocks)
    while end:
        start = best[end][1]
        pages.append((start, end))
        end = start
    return tuple(reversed(pages))


class _Costs:
    """What a page costs, by sums from the first block on, so that thousands of blocks take no minutes."""

    def __init__(self, blocks: Sequence[Stacked], first: int, other: int) -> None:
        self._blocks, self._first, self._other = blocks, first, other
        self._heights = [*accumulate((block.gap.size + block.height for block in blocks), initial=0)]
        self._caps = [*accumulate((block.gap.cap if block.gap.weight else 0 for block in blocks), initial=0)]
        self._grow = all(block.gap.size >= 0 and block.height >= 0 for block in blocks)

    def starts(self, end: int) -> Iterator[int]:
        """Where a page up to `end` may begin, the last place first; further back it would hold too much."""
        most = max(self._first, self._other)
        for start in range(end - 1, -1, -1):
            if self._grow and self._content(start, end) > most:
                return
            yield start

    def _content(self, start: int, end: int) -> int:
        return self._heights[end] - self._heights[start] - self._blocks[start].gap.size

    def of(self, start: int, end: int) -> float:
        """Cost of a page of the blocks from `start` up to `end`; the first gap is not set."""
        content, capacity = self._content(start, end), self._other if start else self._first
        if content > capacity:
            return inf
        cost = PAGE + (self._blocks[start].cost if start else 0.0)
        if end < len(self._blocks):
            caps = self._caps[end] - self._caps[start + 1]
            empty = max(0, capacity - content - caps) / capacity
            cost += WASTE * empty * empty
        return cost
