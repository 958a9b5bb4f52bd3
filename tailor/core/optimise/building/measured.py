"""What building needs to know of one layout's measures."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct, field


class Measured(Struct, frozen=True):
    """What TeX measured in one layout, in sp.

    `heights` maps (candidate id, variant) to a block's height with depth, without the gap before it; a
    keyword group has one for each number of lines (`1 line`, `2 lines`, …: see `line_name`). `words` maps the
    same to a keyword's width. By group id: `labels`, what begins the first line; `indents`, what begins the
    others; `separators`, what stands after every keyword but the last.
    """

    heights: Mapping[tuple[str, str], int]
    words: Mapping[tuple[str, str], int] = field(default_factory=dict)
    labels: Mapping[str, int] = field(default_factory=dict)
    indents: Mapping[str, int] = field(default_factory=dict)
    separators: Mapping[str, int] = field(default_factory=dict)
