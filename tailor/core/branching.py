"""Branch and bound over linear relaxations: the most promising part of the tree first, sums before single options.

Each part of the tree is the program within narrower bounds, solved from where the last one ended. A few dozen of them
prove a page, in less time than a general solver takes to set out; where they do not, it goes on from what was found.
"""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from heapq import heappop, heappush
from itertools import pairwise
from math import ceil, floor
from typing import NamedTuple

from tailor.core.program import INFINITY, NEAR, Answer, Program, Relaxing, Status


class _Part(NamedTuple):
    """A part of the tree, sorted by what it promises (negative): bounds of the columns, and the relaxation in them."""

    promise: float
    number: int
    low: array[float]
    high: array[float]
    answer: Answer


def branch(
    program: Program,
    relaxing: Relaxing,
    relaxed: Answer,
    accept: Callable[[Sequence[float]], bool],
    *,
    gap: float,
    cutoff: float = -INFINITY,
    work: int,
) -> Answer:
    """The best answer of `program` as `Solver.maximize` gives it, or LIMIT after so much `work` (reckoned µs), and
    where `accept` says no to an answer that seemed whole. `relaxed` is the answer of the whole relaxation."""
    tree = _Tree(program, cutoff + gap)
    open_ = [_Part(-relaxed.bound, 0, program.low[:], program.high[:], relaxed)]
    best = Answer(Status.INFEASIBLE, bound=cutoff)
    number = spent = 0
    while open_ and -open_[0].promise > tree.least:
        part = heappop(open_)
        column = tree.undecided(part.answer.values)
        if column is None and accept(part.answer.values):
            best = Answer(Status.OPTIMAL, part.answer.values, -part.promise)
            tree.least = best.bound + gap
        elif column is None or spent >= work:
            return Answer(Status.LIMIT, best.values, -part.promise)
        else:
            for low, high in tree.halves(part, column):
                number += 1
                answer = relaxing.maximize(low, high, tree.least)
                spent += answer.work
                if answer.status is Status.LIMIT:
                    return Answer(Status.LIMIT, best.values, -part.promise)
                if answer.values and answer.bound > tree.least:
                    heappush(open_, _Part(-answer.bound, number, low, high, answer))
    return best


class _Tree:
    """How a program is parted; `least` is what an answer must be worth to be of use."""

    def __init__(self, program: Program, least: float) -> None:
        rows = Counter(program.columns)
        self._weights = [float(rows[column]) for column in range(program.whole)]
        for begin, end in pairwise(program.starts):
            terms = program.columns[begin:end]
            if len(terms) > 1 and program.sums <= terms[0] < program.whole:
                self._weights[terms[0]] = max(self._weights[other] for other in terms[1:]) + 0.5
        self.least = least

    def undecided(self, values: Sequence[float]) -> int | None:
        """Of the columns that are not whole, the one that the most rows hang on, a sum before any of its options; None
        if all are whole."""
        halved = [column for column in range(len(self._weights)) if NEAR < values[column] % 1 < 1 - NEAR]
        return max(halved, key=lambda column: (self._weights[column], _off(values[column])), default=None)

    def halves(self, part: _Part, column: int) -> Iterator[tuple[array[float], array[float]]]:
        """The bounds of both halves of a part: below and above what its relaxation says of a column."""
        self._tighten(part)
        value = part.answer.values[column]
        below, above = part.high[:], part.low[:]
        below[column], above[column] = floor(value), ceil(value)
        if below[column] >= part.low[column]:
            yield part.low, below
        if above[column] <= part.high[column]:
            yield above, part.high

    def _tighten(self, part: _Part) -> None:
        """Take from the bounds what no answer of use has (reduced-cost fixing, Dantzig et al. 1954)."""
        slack, low, high = -part.promise - self.least, part.low, part.high
        for column, cost in enumerate(part.answer.reduced[: len(self._weights)]):
            if abs(cost) * (high[column] - low[column]) > slack:
                step = floor(slack / abs(cost) + NEAR)
                if cost > 0:
                    low[column] = max(low[column], high[column] - step)
                else:
                    high[column] = min(high[column], low[column] + step)


def _off(value: float) -> float:
    return abs(value - round(value))
