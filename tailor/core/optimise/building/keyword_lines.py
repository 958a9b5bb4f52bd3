"""How many keywords fit on the lines of their group.

Every keyword takes its width u with the separator after it. First-fit sets keywords in the author's order and
begins a line when the next does not fit (`core.layout.first_fit`). If it needs more than n lines, each of the
first n − 1 lacks less than the keyword that went to the next, so the sum of all u exceeds
Σ W_k − the n − 1 widest u (+ a separator, as the last of all has none). Up to that sum, n lines always suffice,
in any order. Two lines that follow each other hold more than one is wide, too, or the second would not have been begun:
so n lines suffice for a sum of ⌊(n + 1) / 2⌋ widths, which is more where keywords are wide and the column narrow. And
n lines suffice for whatever is shown if all keywords together can be packed on n
(`core.layout.packed`): what is left out leaves room where it stood. Where the author's order then needs more lines
than were paid for, the keywords stand as they were packed (`set_lines`). So the order of the keywords in the YAML
decides how they are set, and never what fits.
A sum for which n − 1 lines are known to suffice does not pay for n. In a narrow column n may be paid and n − 1 set;
the page is then arranged with what is set.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import count

from tailor.core.optimise.building.columns import Columns
from tailor.core.optimise.building.measured import Measured
from tailor.core.optimise.problem import Row
from tailor.core.page.layout import first_fit, packed
from tailor.core.page.measures import Layout
from tailor.core.profile.candidates import Candidate
from tailor.core.profile.kinds import Kind
from tailor.core.rules.causes import Lines


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
    rule, taken = Lines(group.id), list[tuple[int, int]]()
    for index in (index for keyword in columns.below.get(group.id, ()) for index in columns.at[keyword.id]):
        own = measured.words[columns.names[index]]
        if own + separator > room:
            yield Row(rule, ((index, own),), high=room - separator)
        else:
            taken.append((index, own + separator))
    widths = [size - separator for _, size in taken]
    limits = dict(zip(columns.at[group.id], bounds(widths, width, label, indent, separator), strict=False))
    yield Row(rule, (*taken, *((index, -high) for index, (_, high) in limits.items())), high=0)
    yield Row(rule, (*taken, *((index, -low) for index, (low, _) in limits.items())), low=0)


def bounds(widths: Sequence[int], width: int, label: int, indent: int, separator: int) -> Iterator[tuple[int, int]]:
    """For one line, two lines …: the least and the greatest sum of the widths of shown keywords, each with its
    separator, in sp. `widths` are those of all keywords without it."""
    sizes = sorted((size + separator for size in widths), reverse=True)
    needed = len(packed(widths, width, label, indent, separator))
    known = 0
    for lines in count(1):
        safe = width - label + (lines - 1) * (width - indent) - sum(sizes[: lines - 1]) + separator
        pairs = (lines + 1) // 2 * (width - max(label, indent))
        high = max(known, sum(sizes) if lines >= needed else max(safe, pairs))
        yield known + 1, high
        known = high


def most_lines(widths: Sequence[int], width: int, label: int, indent: int, separator: int) -> int:
    """The lines that all keywords together are set on."""
    whole = sum(widths) + separator * len(widths)
    limits = enumerate(bounds(widths, width, label, indent, separator), 1)
    return next(lines for lines, (_, high) in limits if high >= whole)


def set_lines(
    widths: Sequence[int], shown: Sequence[int], paid: int, width: int, label: int, indent: int, separator: int
) -> tuple[tuple[int, ...], ...]:
    """The shown keywords, by index in `widths`, on the lines that were paid for: in the author's order where they fit
    so, else as all are packed."""
    lines = first_fit([widths[index] for index in shown], width, label, indent, separator)
    if len(lines) <= paid:
        return tuple(tuple(shown[index] for index in line) for line in lines)
    fit = [index for index, size in enumerate(widths) if size + separator <= width - max(label, indent)]
    packs = packed([widths[index] for index in fit], width, label, indent, separator)
    standing = (tuple(fit[index] for index in line if fit[index] in set(shown)) for line in packs)
    return tuple(line for line in standing if line)
