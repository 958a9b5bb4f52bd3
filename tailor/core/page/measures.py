"""Measured and placed blocks: what TeX measured, and what stands where on the page. All lengths in sp."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct, field

from tailor.core.profile.candidates import Block


class Measure(Struct, frozen=True):
    """What TeX says of one boxed block: height + depth, natural width (for inline pieces), number of lines,
    and the width of the last line. sp; `lines` is 0 for an inline piece."""

    height: int
    width: int = 0
    lines: int = 0
    last_line: int = 0


class Gap(Struct, frozen=True):
    """Space before a block: natural size and the most it may grow, in sp; `weight` is its share of the leftover."""

    size: int
    weight: int
    cap: int


class Layout(Struct, frozen=True):
    """One way to set the page, from the template's manifest. Lengths in sp; `price` in parts per thousand of
    the preferred page's value. `regions` maps a region's name to (width, capacity) in page order; `gaps` maps a
    block kind to the space before it, `after_section` being the one between a heading and what follows. `origins`
    are the regions' left and top edges on the paper; `below` names the region that another starts under; `asked` are
    the regions that a full page fills (None: all that no other starts under)."""

    name: str
    size: int
    leading: int
    regions: Mapping[str, tuple[int, int]]
    gaps: Mapping[str, Gap]
    price: int = 0
    origins: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    below: Mapping[str, str] = field(default_factory=dict)
    asked: frozenset[str] | None = None

    def fills(self, region: str) -> bool:
        """Whether a page is full only when this region is."""
        return region not in self.below.values() and (self.asked is None or region in self.asked)


class Request(Struct, frozen=True):
    """One block for TeX to measure: LaTeX source, the width in sp that it is set to, and the template's set-up
    of the layout. An `inline` piece is set in one line at its natural width."""

    setup: str
    width: int
    source: str
    inline: bool = False


class Placed(Struct, frozen=True):
    """A block on the page: candidate id, variant, what the template sets, its region, the space before it and
    its own height, in sp."""

    candidate: str
    variant: str
    block: Block
    region: str
    before: int
    height: int


class Page(Struct, frozen=True):
    """One page: placed blocks in order; per region `content` (at natural gaps), `predicted` (with the leftover
    spread) and `capacity`, in sp; `asked` are the regions that it fills if it is full, `ends` those that reach down to
    its end."""

    number: int
    blocks: tuple[Placed, ...]
    content: Mapping[str, int]
    predicted: Mapping[str, int]
    capacity: Mapping[str, int]
    asked: frozenset[str]
    ends: frozenset[str] = frozenset()
