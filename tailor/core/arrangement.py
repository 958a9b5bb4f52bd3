"""From the chosen options to pages: what stands where, with which space before it. All lengths in sp."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from tailor.core.candidates import Block, Candidate, Kind
from tailor.core.layout import spread
from tailor.core.pages import Gap, Layout, Page, Placed

NO_GAP = Gap(0, 0, 0)


@dataclass(frozen=True, slots=True)
class Shown:
    """A chosen block: its candidate, the wording, what the template sets, and its height in sp."""

    candidate: Candidate
    variant: str
    block: Block
    height: int


def arrange(
    shown: Sequence[Shown],
    layout: Layout,
    region_of: Callable[[Candidate], str],
    number: int = 1,
    *,
    full: bool = True,
) -> Page:
    """One page: in each region natural gaps, grown so that the last line stands at the bottom edge if `full`."""
    placed: list[Placed] = []
    content: dict[str, int] = {}
    predicted: dict[str, int] = {}
    capacity = dict.fromkeys(layout.regions, 0)
    for region, (_, height) in layout.regions.items():
        some = [one for one in shown if region_of(one.candidate) == region]
        gaps = gaps_before(some, layout)
        capacity[region] = height - predicted.get(layout.below.get(region, ""), 0)
        content[region] = sum(gap.size for gap in gaps) + sum(one.height for one in some)
        grows = full and region not in layout.below.values()
        grown = spread(capacity[region] - content[region], gaps) if grows else (0,) * len(gaps)
        predicted[region] = content[region] + sum(grown)
        for one, gap, growth in zip(some, gaps, grown, strict=True):
            before = gap.size + growth
            placed.append(Placed(one.candidate.id, one.variant, one.block, region, before, one.height))
    return Page(number, tuple(placed), content, predicted, capacity)


def gaps_before(shown: Sequence[Shown], layout: Layout) -> list[Gap]:
    """The gap before each block of a region: none before the first, a heading's own after a heading."""
    gaps: list[Gap] = []
    previous: Kind | None = None
    for one in shown:
        name = "after_section" if previous is Kind.SECTION else str(one.candidate.kind)
        gaps.append(layout.gaps.get(name, NO_GAP) if previous is not None else NO_GAP)
        previous = one.candidate.kind
    return gaps


def fill(page: Page) -> float:
    """Content before the leftover is spread, over the capacity: of the region that is filled least."""
    shares = [page.content[name] / page.capacity[name] for name in page.content if _counts(page, name)]
    return min(shares, default=0.0)


def _counts(page: Page, region: str) -> bool:
    """A region that only heads others is not asked to be full."""
    return page.capacity[region] > 0 and page.content[region] > 0


def total(lengths: Mapping[str, int]) -> int:
    """The height of all regions together."""
    return sum(lengths.values())
