"""What building needs to know of one layout's measures."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct, field

from tailor.core.page.keyword_room import Room


class Measured(Struct, frozen=True):
    """What TeX measured in one layout, in sp.

    `heights` maps (candidate id, variant) to a block's height with depth, without the gap before it; a
    keyword group has one for each number of lines (`1 line`, `2 lines`, …: see `line_name`). `words` maps the
    same to a keyword's width; `broken` maps that of one wider than its line to its pieces and their widths. By
    group id: `labels`, what begins the first line; `indents`, what begins the others; `separators`, what stands
    after every keyword but the last.
    """

    heights: Mapping[tuple[str, str], int]
    words: Mapping[tuple[str, str], int] = field(default_factory=dict)
    labels: Mapping[str, int] = field(default_factory=dict)
    indents: Mapping[str, int] = field(default_factory=dict)
    separators: Mapping[str, int] = field(default_factory=dict)
    broken: Mapping[tuple[str, str], tuple[tuple[str, int], ...]] = field(default_factory=dict)

    def room(self, group: str, width: int) -> Room:
        """What the lines of a keyword group hold in a region of this width."""
        return Room(width, self.labels[group], self.indents[group], self.separators[group])

    def pieces(self, item: str, variant: str) -> tuple[int, ...]:
        """The widths of a keyword's pieces; of one that is not broken its own."""
        name = item, variant
        return tuple(width for _, width in self.broken[name]) if name in self.broken else (self.words[name],)
