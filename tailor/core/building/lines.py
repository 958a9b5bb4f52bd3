"""How many keywords fit on the lines of their group.

Every keyword takes its width u with the separator after it. First-fit sets keywords in the author's order and
begins a line when the next does not fit (`core.layout.first_fit`). If it needs more than n lines, each of the
first n − 1 lacks less than the keyword that went to the next, so the sum of all u exceeds
Σ W_k − (n − 1) · widest (+ a separator, as the last one hangs over). Up to that sum, n lines always suffice.
And a sum above Σ_{k<n} (W_k + separator) cannot stand on n − 1 lines, so the block has just n, as measured.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from tailor.core.building.columns import Columns
from tailor.core.building.measured import Measured
from tailor.core.candidates import Candidate, Kind
from tailor.core.pages import Layout
from tailor.core.problem import Row


def keyword_rows(
    columns: Columns, layout: Layout, measured: Measured, region_of: Callable[[Candidate], str]
) -> Iterator[Row]:
    """The rows `lines <id>` of every keyword group."""
    for group in columns.candidates:
        if group.kind is Kind.KEYWORDS:
            width = layout.regions[region_of(group)][0]
            yield from _group_rows(group, columns, measured, width)


def _group_rows(group: Candidate, columns: Columns, measured: Measured, width: int) -> Iterator[Row]:
    """Both limits of one group; a keyword wider than a line can never stand."""
    label, indent = measured.labels[group.id], measured.indents[group.id]
    separator, room = measured.separators[group.id], width - max(label, indent)
    name, taken = f"lines {group.id}", []
    for index in (index for keyword in columns.below.get(group.id, ()) for index in columns.at[keyword.id]):
        option = columns.options[index]
        own = measured.words[option.item, option.variant]
        if own > room:
            yield Row(name, "lines", ((index, own),), high=room)
        else:
            taken.append((index, own + separator))
    widest = max((size for _, size in taken), default=0)
    limits = {
        index: bounds(lines, width, label, indent, separator, widest)
        for lines, index in enumerate(columns.at[group.id], 1)
    }
    yield Row(name, "lines", (*taken, *((index, -high) for index, (_, high) in limits.items())), high=0)
    yield Row(name, "lines", (*taken, *((index, -low) for index, (low, _) in limits.items())), low=0)


def bounds(lines: int, width: int, label: int, indent: int, separator: int, widest: int) -> tuple[int, int]:
    """The least and the greatest sum of keyword widths (each with its separator) for so many lines, in sp."""
    first, other = width - label, width - indent
    room = first + (lines - 1) * other
    low = 1 if lines == 1 else room - other + (lines - 1) * separator + 1
    return low, room - (lines - 1) * widest + separator
