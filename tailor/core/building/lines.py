"""How many keywords fit on the lines of their group.

Every keyword takes its width u with the separator after it. First-fit sets keywords in the author's order and
begins a line when the next does not fit (`core.layout.first_fit`). If it needs more than n lines, each of the
first n − 1 lacks less than the keyword that went to the next, so the sum of all u exceeds
Σ W_k − (n − 1) · widest (+ a separator, as the last of all has none). Up to that sum, n lines always suffice.
And the lines that all keywords together need suffice for any of them: no other way to break keywords in their order
needs fewer lines than first-fit, and a break that fits still does when a keyword is taken out.
A sum for which n − 1 lines are known to suffice does not pay for n. In a narrow column n may be paid and n − 1 set;
the page is then arranged with what is set.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import count

from tailor.core.building.columns import Columns
from tailor.core.building.measured import Measured
from tailor.core.candidates import Candidate, Kind
from tailor.core.layout import first_fit
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
        if own + separator > room:
            yield Row(name, "lines", ((index, own),), high=room - separator)
        else:
            taken.append((index, own + separator))
    widths = [size - separator for _, size in taken]
    limits = dict(zip(columns.at[group.id], bounds(widths, width, label, indent, separator), strict=False))
    yield Row(name, "lines", (*taken, *((index, -high) for index, (_, high) in limits.items())), high=0)
    yield Row(name, "lines", (*taken, *((index, -low) for index, (low, _) in limits.items())), low=0)


def bounds(widths: Sequence[int], width: int, label: int, indent: int, separator: int) -> Iterator[tuple[int, int]]:
    """For one line, two lines …: the least and the greatest sum of the widths of shown keywords, each with its
    separator, in sp. `widths` are those of all keywords without it."""
    total, widest = sum(widths) + separator * len(widths), max(widths, default=0) + separator
    needed = len(first_fit(widths, width, label, indent, separator))
    known = 0
    for lines in count(1):
        safe = width - label + (lines - 1) * (width - indent - widest) + separator
        high = max(known, total if lines >= needed else safe)
        yield known + 1, high
        known = high
