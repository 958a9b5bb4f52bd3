"""Where each block stands on its page, as the program computed it: nothing is guessed from the PDF. Lengths in sp."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from tailor.core.page.measures import Layout, Page


class Box(Struct, frozen=True):
    """A block's rectangle from the paper's left and top edge, in sp, and the candidate that it shows."""

    item: str
    variant: str
    region: str
    page: int
    left: int
    top: int
    width: int
    height: int


def boxes(page: Page, layout: Layout) -> Iterator[Box]:
    """The rectangles of a page's blocks, region by region from the top."""
    tops = {name: origin[1] for name, origin in layout.origins.items()}
    for name, above in layout.below.items():
        if name in tops and above in layout.regions:
            tops[name] = layout.origins[above][1] + page.predicted.get(above, 0)
    for block in page.blocks:
        left, width = layout.origins[block.region][0], layout.regions[block.region][0]
        top = tops[block.region] + block.before
        yield Box(block.candidate, block.variant, block.region, page.number, left, top, width, block.height)
        tops[block.region] = top + block.height
