"""Sums of options that come out whole on every page: its lines, how many blocks of each kind are on it, and how many
words are on each line of keywords.

Heights are lines and gaps: a bullet of two lines is twice as high as one, an entry a line and its gap. The linear
relaxation fills the page to the last point, with 29.96 lines where only 29 fit, and as many options can be the one
that is cut in part as there are: a search that decides them one by one has to try them all. Deciding first whether the
page has 29 lines or 30 with an entry less ends that at once (branching on general disjunctions, as in Karamanov and
Cornuéjols 2011, here on the few that the heights themselves suggest).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import combinations, pairwise

from tailor.core.problem import Row

NEAR = 64
"""sp by which heights of as many lines may differ: TeX rounds."""

LEAST = 4 * 65_536
"""No line is lower than this, in sp."""

COMMON = 6
"""Heights looked at, the most frequent ones, to find what a line is."""

Sum = tuple[tuple[int, int], ...]


def sums(rows: Iterable[Row]) -> Iterator[tuple[Sum, int]]:
    """For each row of height: its lines, and its blocks of every kind; of each keyword group its words: as (option,
    how many), with the most that can be."""
    for row in rows:
        if row.cause == "lines" and row.high == 0:
            words = tuple((index, 1) for index, width in row.terms if width > 0)
            if len(words) > 1:
                yield words, len(words)
        if row.cause == "height" and row.high is not None and all(height >= 0 for _, height in row.terms):
            heights = dict(row.terms)
            for one in _sums(row):
                least = min(heights[index] // many for index, many in one)
                yield one, min(sum(many for _, many in one), max(0, row.high) // least)


@lru_cache(64)
def _sums(row: Row) -> tuple[Sum, ...]:
    high = [(index, height) for index, height in row.terms if height > 0]
    line = _line([height for _, height in high])
    kinds: dict[int, list[tuple[int, int]]] = {}
    for index, height in high:
        lines, gap = divmod(height + NEAR, line)
        kind = next((known for known in kinds if abs(known - gap) <= 2 * NEAR), gap)
        kinds.setdefault(kind, []).append((index, lines))
    lines_of_all = tuple(pair for some in kinds.values() for pair in some if pair[1])
    counts = [tuple((index, 1) for index, _ in some) for gap, some in kinds.items() if gap > 2 * NEAR]
    return tuple(one for one in (lines_of_all, *counts) if len(one) > 1)


def _line(heights: Sequence[int]) -> int:
    """The length, in sp, of which all heights are whole multiples but for the fewest different gaps: a frequent height
    or the difference of two."""
    common = [height for height, _ in Counter(heights).most_common(COMMON)]
    lengths = {abs(one - other) for one, other in combinations((0, *common), 2)}
    known = sorted(set(heights))
    return min((one for one in lengths if one >= LEAST), key=lambda one: (_gaps(known, one), -one), default=LEAST)


def _gaps(heights: Sequence[int], line: int) -> int:
    """How many different gaps are left of the heights, whole lines taken off."""
    left = sorted((height + NEAR) % line for height in heights)
    return 1 + sum(latter - former > 2 * NEAR for former, latter in pairwise(left))
