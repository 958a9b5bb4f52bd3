"""Rows of one layout: what fits into each region, and how many keywords fit on a group's lines."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from tailor.core.optimise.building.columns import Columns, Terms
from tailor.core.optimise.building.keyword_lines import keyword_rows
from tailor.core.optimise.building.measured import Measured
from tailor.core.optimise.flows import Flow, Unit
from tailor.core.optimise.problem import LayoutRows, Row
from tailor.core.page.measures import Layout
from tailor.core.profile.candidates import Candidate
from tailor.core.profile.kinds import HEADERS, Kind
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
    before = _gap(layout, candidate.kind)
    inside = columns.below.get(candidate.id, ()) if candidate.kind is Kind.SECTION else ()
    if inside:
        before += _gap(layout, "after_section") - min(_gap(layout, child.kind) for child in inside)
    return before


def _gap(layout: Layout, kind: str) -> int:
    return layout.gaps[kind].size if kind in layout.gaps else 0


def _height_rows(
    columns: Columns, layout: Layout, heights: Sequence[int], region_of: RegionOf, pages: int
) -> Iterator[Row]:
    """One row a region: all that stands in it fits, under what stands in the region that it begins below."""
    for region, parts in _stacks(columns, layout, region_of):
        terms = tuple(term for some in parts for term in _lengths(some, columns, heights))
        free = sum(_on_top(some, columns, layout) for some in parts) + (pages - 1) * _least_gap(parts, layout)
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
        units = _units([one for some in parts for one in some], columns)
        yield Flow(region, units, first, capacity + _least_gap(parts, layout))


def _units(some: Sequence[Candidate], columns: Columns) -> tuple[Unit, ...]:
    """What a page break never parts: each heading, and each member of a section with all that it holds."""
    kinds = {one.id: one.kind for one in some}
    leaders: dict[str, list[Candidate]] = {}
    leader: dict[str, str] = {}
    for one in some:
        with_parent = one.parent in kinds and kinds[one.parent or ""] is not Kind.SECTION
        leader[one.id] = leader[one.parent or ""] if with_parent else one.id
        leaders.setdefault(leader[one.id], []).append(one)
    number = {identifier: at for at, identifier in enumerate(leaders)}
    return tuple(
        Unit(
            root=columns.at[identifier],
            options=tuple(index for one in held for index in columns.at[one.id]),
            members=tuple(number[one.id] for one in columns.below.get(identifier, ()) if one.id in number)
            if kinds[identifier] is Kind.SECTION
            else (),
        )
        for identifier, held in leaders.items()
    )


def _least_gap(parts: Sequence[Sequence[Candidate]], layout: Layout) -> int:
    """The gap that the first block of a further page does not need, whichever it is."""
    return min((_gap(layout, one.kind) for some in parts for one in some if one.kind not in HEADERS), default=0)


def _lengths(some: Sequence[Candidate], columns: Columns, heights: Sequence[int]) -> Terms:
    return tuple((index, heights[index]) for one in some for index in columns.at[one.id] if heights[index])


def _on_top(some: Sequence[Candidate], columns: Columns, layout: Layout) -> int:
    """The gap that the first block of a region does not need; a header has none to begin with."""
    first = [candidate for candidate in some if candidate.parent not in columns.at]
    if any(candidate.kind in HEADERS for candidate in first):
        return 0
    return min((_gap(layout, candidate.kind) for candidate in first), default=0)
