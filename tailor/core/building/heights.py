"""Rows of one layout: what fits into each region, and how many keywords fit on a group's lines."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from tailor.core.building.columns import Columns, Terms
from tailor.core.building.lines import keyword_rows
from tailor.core.building.measured import Measured
from tailor.core.candidates import Candidate, Kind
from tailor.core.pages import Layout
from tailor.core.problem import LayoutRows, Row

RegionOf = Callable[[Candidate], str]


def layout_rows(columns: Columns, layout: Layout, measured: Measured, region_of: RegionOf) -> LayoutRows:
    """Heights and rows of one layout, its price still 0."""
    heights = [0] * len(columns.options)
    for candidate in columns.candidates:
        before = _before(candidate, columns, layout)
        for index in columns.at[candidate.id]:
            if candidate.kind is not Kind.KEYWORD:
                option = columns.options[index]
                heights[index] = measured.heights[option.item, option.variant] + before
    rows = (
        *_height_rows(columns, layout, heights, region_of),
        *keyword_rows(columns, layout, measured, region_of),
    )
    return LayoutRows(layout.name, 0, rows, tuple(heights))


def _before(candidate: Candidate, columns: Columns, layout: Layout) -> int:
    """The space that a candidate brings with it, in sp.

    A heading also brings what stands between it and its first member, in place of that member's own gap;
    where members are of several kinds, the smallest of their gaps is reckoned with, so that it suffices.
    """
    if candidate.kind is Kind.HEADER:
        return 0
    before = _gap(layout, candidate.kind)
    inside = columns.below.get(candidate.id, ()) if candidate.kind is Kind.SECTION else ()
    if inside:
        before += _gap(layout, "after_section") - min(_gap(layout, child.kind) for child in inside)
    return before


def _gap(layout: Layout, kind: str) -> int:
    return layout.gaps[kind].size if kind in layout.gaps else 0


def _height_rows(columns: Columns, layout: Layout, heights: Sequence[int], region_of: RegionOf) -> Iterator[Row]:
    """One row a region: all that stands in it fits, under what stands in the region that it begins below."""
    inside: dict[str, list[Candidate]] = {region: [] for region in layout.regions}
    for candidate in columns.candidates:
        inside[region_of(candidate)].append(candidate)
    for region, (_, capacity) in layout.regions.items():
        if inside[region]:
            parts = [inside[region], inside.get(layout.below.get(region, ""), [])]
            terms = tuple(term for some in parts for term in _lengths(some, columns, heights))
            free = sum(_on_top(some, columns, layout) for some in parts)
            yield Row(f"height {region}", "height", terms, high=capacity + free)


def _lengths(some: Sequence[Candidate], columns: Columns, heights: Sequence[int]) -> Terms:
    return tuple((index, heights[index]) for one in some for index in columns.at[one.id] if heights[index])


def _on_top(some: Sequence[Candidate], columns: Columns, layout: Layout) -> int:
    """The gap that the first block of a region does not need; a header has none to begin with."""
    first = [candidate for candidate in some if candidate.parent not in columns.at]
    if any(candidate.kind is Kind.HEADER for candidate in first):
        return 0
    return min((_gap(layout, candidate.kind) for candidate in first), default=0)
