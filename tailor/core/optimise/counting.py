"""Sums of options that come out whole on every page: its lines, how many blocks of each kind are on it, and how many
words are on each line of keywords.

Heights are lines and gaps: a bullet of two lines is twice as high as one, an entry a line and its gap. The linear
relaxation fills the page to the last point, with 29.96 lines where only 29 fit, and as many options can be the one
that is cut in part as there are: a search that decides them one by one has to try them all. Deciding first whether the
page has 29 lines or 30 with an entry less ends that at once (branching on general disjunctions, as in Karamanov and
Cornuéjols 2011, here on the few that the heights themselves suggest).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache

from msgspec import Struct

from tailor.core.optimise.problem import Row
from tailor.core.rules.causes import Height, Lines

NEAR = 64
"""sp by which heights of as many lines may differ: TeX rounds."""

Sum = tuple[tuple[int, int], ...]


class Counted(Struct, frozen=True):
    """A sum of options as (option, how many), and the `most` that it can be. By row number `row` (of the layout's),
    where that is not None: of which each unit of the sum takes `least`."""

    terms: Sum
    most: int
    row: int | None = None
    least: int = 1


def sums(rows: Iterable[Row], line: int) -> Iterator[Counted]:
    """For each row of height: its lines (each `line` sp high), and its blocks of every kind, known by the gap that they
    bring; of each keyword group its words."""
    for number, row in enumerate(rows):
        if isinstance(row.rule, Lines) and row.high == 0:
            words = tuple((index, 1) for index, width in row.terms if width > 0)
            if len(words) > 1:
                yield Counted(words, len(words))
        if isinstance(row.rule, Height) and row.high is not None and all(height >= 0 for _, height in row.terms):
            heights = dict(row.terms)
            for one in _sums(row, line):
                least = min(heights[index] // many for index, many in one)
                yield Counted(one, min(sum(many for _, many in one), max(0, row.high) // least), number, least)


@lru_cache(64)
def _sums(row: Row, line: int) -> tuple[Sum, ...]:
    lines: list[tuple[int, int]] = []
    gaps: dict[int, list[tuple[int, int]]] = {}
    for index, height in row.terms:
        many, gap = divmod(height + NEAR, line)
        if many:
            lines.append((index, many))
        if gap > 2 * NEAR:
            kind = next((known for known in gaps if abs(known - gap) <= 2 * NEAR), gap)
            gaps.setdefault(kind, []).append((index, 1))
    return tuple(tuple(one) for one in (lines, *gaps.values()) if len(one) > 1)
