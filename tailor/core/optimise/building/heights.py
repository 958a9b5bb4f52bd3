"""Rows of one layout: what fits into each region, and how many keywords fit on a group's lines."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from tailor.core.optimise.building.columns import Columns, Terms
from tailor.core.optimise.building.keyword_lines import keyword_rows
from tailor.core.optimise.building.measured import Measured
from tailor.core.optimise.flows import Flow, Unit
from tailor.core.optimise.problem import LayoutRows, Row
from tailor.core.page.measures import Layout
from tailor.core.profile.candidates import Candidate
from tailor.core.profile.kinds import HEADERS, Kind
from tailor.core.rules.admission import needed_children
from tailor.core.rules.causes import Height

RegionOf = Callable[[Candidate], str]


def layout_rows(
    columns: Columns, layout: Layout, measured: Measured, region_of: RegionOf, pages: int | None = 1
) -> LayoutRows:
    """Heights and rows of one layout, its price still 0; `pages` is 1 or 2, or None where nothing is cut: there
    are as many pages then as everything needs, and no row says what fits."""
    heights = [0] * len(columns.names)
    for candidate in columns.candidates:
        before = _before(candidate, columns, layout)
        for index in columns.at[candidate.id]:
            if candidate.kind is not Kind.KEYWORD:
                heights[index] = measured.heights[columns.names[index]] + before
    if pages is None:
        return LayoutRows(layout.name, 0, (), tuple(heights))
    rows = (
        *_height_rows(columns, layout, heights, region_of, pages),
        *keyword_rows(columns, layout, measured, region_of),
    )
    flows = tuple(_flows(columns, layout, region_of)) if pages == 2 else ()
    return LayoutRows(layout.name, 0, rows, tuple(heights), flows, layout.leading)


def _before(candidate: Candidate, columns: Columns, layout: Layout) -> int:
    """The space that a candidate brings with it, in sp.

    A heading also brings what stands between it and its first member, in place of that member's own gap;
    where members are of several kinds, the smallest of their gaps is reckoned with, so that it suffices.
    """
    if candidate.kind in HEADERS:
        return 0
    before = _gap(layout, candidate)
    inside = columns.below.get(candidate.id, ()) if candidate.kind is Kind.SECTION else ()
    if inside:
        before += _sized(layout, "after_section") - min(_gap(layout, child) for child in inside)
    return before


def _gap(layout: Layout, candidate: Candidate) -> int:
    return _sized(layout, candidate.spacing)


def _sized(layout: Layout, name: str) -> int:
    return layout.gaps[name].size if name in layout.gaps else 0


def _height_rows(
    columns: Columns, layout: Layout, heights: Sequence[int], region_of: RegionOf, pages: int
) -> Iterator[Row]:
    """One row a region: all that stands in it fits, under what stands in the region that it begins below."""
    for region, parts in _stacks(columns, layout, region_of):
        terms = tuple(term for some in parts for term in _lengths(some, columns, heights))
        free = sum(_on_top(some, columns, layout) for some in parts) + (pages - 1) * _greatest_gap(parts, layout)
        yield Row(Height(region), terms, high=pages * layout.regions[region][1] + free)


def _stacks(columns: Columns, layout: Layout, region_of: RegionOf) -> Iterator[tuple[str, list[list[Candidate]]]]:
    """The regions that anything stands in: what does, after what stands in the region that it begins below."""
    inside: dict[str, list[Candidate]] = {region: [] for region in layout.regions}
    for candidate in columns.candidates:
        inside[region_of(candidate)].append(candidate)
    for region in layout.regions:
        if inside[region]:
            yield region, [some for some in (inside.get(layout.below.get(region, "")), inside[region]) if some]


def _flows(columns: Columns, layout: Layout, region_of: RegionOf) -> Iterator[Flow]:
    """How each region goes on over two pages; what a region stands under is on the first."""
    for region, parts in _stacks(columns, layout, region_of):
        capacity = layout.regions[region][1]
        first = capacity + sum(_on_top(some, columns, layout) for some in parts)
        yield Flow(region, _units(parts, columns, layout), first, capacity)


def _units(parts: Sequence[Sequence[Candidate]], columns: Columns, layout: Layout) -> tuple[Unit, ...]:
    """The blocks of a region as they stand below each other, keywords in those of their groups."""
    blocks = [one for some in parts for one in some if one.kind is not Kind.KEYWORD]
    number = {one.id: at for at, one in enumerate(blocks)}
    above = {one.id for some in parts[:-1] for one in some}
    return tuple(
        Unit(
            root=columns.at[one.id],
            options=columns.at[one.id],
            members=_members(one, columns, number),
            lead=number.get(one.parent or ""),
            gap=_gap(layout, one),
            stays=one.kind in HEADERS or one.id in above,
        )
        for one in blocks
    )


def _members(candidate: Candidate, columns: Columns, number: Mapping[str, int]) -> tuple[int, ...]:
    """The units one of which is shown whenever a candidate is."""
    inside = needed_children(candidate, columns.below.get(candidate.id, ())) or ()
    return tuple(number[one.id] for one in inside if one.id in number)


def _greatest_gap(parts: Sequence[Sequence[Candidate]], layout: Layout) -> int:
    """The most that the first block of a further page does without: a flow knows which it is."""
    return max((_gap(layout, one) for some in parts for one in some if one.kind not in HEADERS), default=0)


def _lengths(some: Sequence[Candidate], columns: Columns, heights: Sequence[int]) -> Terms:
    return tuple((index, heights[index]) for one in some for index in columns.at[one.id] if heights[index])


def _on_top(some: Sequence[Candidate], columns: Columns, layout: Layout) -> int:
    """The gap that the first block of a region does not need; a header has none to begin with."""
    first = [candidate for candidate in some if candidate.parent not in columns.at]
    if any(candidate.kind in HEADERS for candidate in first):
        return 0
    return min((_gap(layout, candidate) for candidate in first), default=0)
