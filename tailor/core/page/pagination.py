"""Where a region breaks into pages: between entries where it can, so that every page but the last is full.

The breaks of least cost over all ways to break, by dynamic programming (Plass 1981 did so for pages of books).
"""

from __future__ import annotations

from collections.abc import Sequence
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
    for end in range(1, len(blocks) + 1):
        ways = ((best[start][0] + cost_of(blocks, start, end, first, other), start) for start in range(end))
        best.append(min(ways, key=lambda way: (way[0], -way[1])))
    if not best[-1][0] < inf:
        return None
    pages, end = [], len(blocks)
    while end:
        start = best[end][1]
        pages.append((start, end))
        end = start
    return tuple(reversed(pages))


def cost_of(blocks: Sequence[Stacked], start: int, end: int, first: int, other: int) -> float:
    """Cost of a page of the blocks from `start` up to `end`; the first gap is not set."""
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
