"""From the chosen options to pages: what stands where, with which space before it. All lengths in sp."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import zip_longest

from msgspec import Struct
from msgspec.structs import replace

from tailor.core.page.layout import spread
from tailor.core.page.measures import Gap, Layout, Page, Placed
from tailor.core.page.pagination import Stacked, break_costs, paginate
from tailor.core.profile.candidates import SILENT, Block, Candidate
from tailor.core.profile.kinds import Kind

NO_GAP = Gap(0, 0, 0)

FURTHER = 3
"""How much further the gaps of a page may grow that another page follows."""


class Shown(Struct, frozen=True):
    """A chosen block: its candidate, the wording, what the template sets, and its height in sp."""

    candidate: Candidate
    variant: str
    block: Block
    height: int


def arrange_pages(
    shown: Sequence[Shown], layout: Layout, region_of: Callable[[Candidate], str]
) -> tuple[Page, ...] | None:
    """As few pages as it takes, each full but perhaps the last; regions go on from page to page by themselves.

    None: something is higher than a page.
    """
    columns: list[list[list[Shown]]] = []
    for region, (_, capacity) in layout.regions.items():
        above = [one for one in shown if region_of(one.candidate) == layout.below.get(region)]
        some = [one for one in shown if region_of(one.candidate) == region]
        parts = _broken(some, layout, capacity - _content(above, layout), capacity)
        if parts is None:
            return None
        columns.append(parts)
    pages = [[one for part in parts for one in part] for parts in zip_longest(*columns, fillvalue=[])]
    return tuple(
        arrange(some, layout, region_of, number, followed=number < len(pages)) for number, some in enumerate(pages, 1)
    )


def _broken(some: Sequence[Shown], layout: Layout, first: int, other: int) -> list[list[Shown]] | None:
    gaps, costs = gaps_before(some, layout), break_costs([one.candidate for one in some])
    stacked = [Stacked(one.height, gap, cost) for one, gap, cost in zip(some, gaps, costs, strict=True)]
    pages = paginate(stacked, first, other)
    return None if pages is None else [list(some[start:end]) for start, end in pages]


def _content(some: Sequence[Shown], layout: Layout) -> int:
    return sum(one.height for one in some) + sum(gap.size for gap in gaps_before(some, layout))


def arrange(
    shown: Sequence[Shown],
    layout: Layout,
    region_of: Callable[[Candidate], str],
    number: int = 1,
    *,
    followed: bool = False,
) -> Page:
    """One page: in each region natural gaps, grown so that the last line stands at the bottom edge, or as far as they
    may; those of a page that another follows may grow further, as its end was not chosen for its content."""
    placed: list[Placed] = []
    content: dict[str, int] = {}
    predicted: dict[str, int] = {}
    capacity = dict.fromkeys(layout.regions, 0)
    for region, (_, height) in layout.regions.items():
        some = [one for one in shown if region_of(one.candidate) == region]
        gaps = gaps_before(some, layout)
        capacity[region] = height - predicted.get(layout.below.get(region, ""), 0)
        content[region] = sum(gap.size for gap in gaps) + sum(one.height for one in some)
        limits = [replace(gap, cap=FURTHER * gap.cap) for gap in gaps] if followed else gaps
        leftover = capacity[region] - content[region] if region not in layout.below.values() else 0
        # A column that need not be full stands at the top unless its last line comes to the bottom edge.
        loose = not layout.fills(region) and leftover > sum(gap.cap for gap in limits if gap.weight)
        grown = spread(0 if loose else leftover, limits)
        predicted[region] = content[region] + sum(grown)
        for one, gap, growth in zip(some, gaps, grown, strict=True):
            before = gap.size + growth
            placed.append(Placed(one.candidate.id, one.variant, one.block, region, before, one.height))
    asked = frozenset(filter(layout.fills, layout.regions))
    ends = frozenset(layout.regions) - frozenset(layout.below.values())
    return Page(number, tuple(placed), content, predicted, capacity, asked, ends)


def gaps_before(shown: Sequence[Shown], layout: Layout) -> list[Gap]:
    """The gap before each block of a region: none before the first, a heading's own after a heading. What prints
    nothing has none, and stands in no other's way."""
    gaps: list[Gap] = []
    previous: Kind | None = None
    for one in shown:
        kind = one.candidate.kind
        if one.candidate.spacing == SILENT:
            gaps.append(NO_GAP)
            if previous not in (None, Kind.SECTION):
                previous = Kind.POSITION  # the next one stands below no employer
            continue
        name = _gap_name(previous, kind, layout)
        gaps.append(layout.gaps.get(name, NO_GAP) if previous is not None else NO_GAP)
        previous = kind
    return gaps


def _gap_name(previous: Kind | None, kind: Kind, layout: Layout) -> str:
    """Which gap stands before a block. No narrower one than its own is reckoned with where content is chosen, so one
    right below an employer leaves a little to spread."""
    if previous is Kind.SECTION:
        return "after_section"
    close = previous is Kind.ENTRY and kind is Kind.POSITION and "first_position" in layout.gaps
    return "first_position" if close else str(kind)


def fill(page: Page) -> float:
    """Content before the leftover is spread, over the capacity: of the region that is filled least, of those that a
    full page fills."""
    shares = [page.content[name] / page.capacity[name] for name in page.asked if page.content[name] > 0]
    return min(shares, default=0.0)


def fills(pages: Sequence[Page]) -> dict[str, float]:
    """Content over capacity by region, of all pages together; none of a region that others only stand under."""
    names = [name for name in pages[0].content if name in pages[0].ends]
    return {
        name: sum(page.content[name] for page in pages) / sum(page.capacity[name] for page in pages) for name in names
    }


def fullness(pages: Sequence[Page], *, ending: bool) -> float:
    """`fill` of the page that is filled least; the last page of several does not count if it is just an `ending`."""
    counted = pages[:-1] if ending and len(pages) > 1 else pages
    return min(fill(page) for page in counted)


def total(lengths: Mapping[str, int]) -> int:
    """The height of all regions together."""
    return sum(lengths.values())
