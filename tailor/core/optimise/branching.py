"""Branch and bound over linear relaxations: the most promising part of the tree first, sums before single options.

Each part of the tree is the program within narrower bounds, solved from where the last one ended. A few dozen of them
prove a page, in less time than a general solver takes to set out; where they do not, it goes on from what was found.
"""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from heapq import heappop, heappush
from itertools import groupby, pairwise
from math import ceil, floor
from typing import NamedTuple, TypeAlias

from tailor.core.optimise.program import INFINITY, NEAR, Answer, Program, Relaxing, Status

FEW, GUESSES = 6, 3
"""Options in part from which a whole answer is guessed, and how often: more guesses find hardly more."""

Guess: TypeAlias = Callable[[Sequence[float]], Answer | None]
"""From an answer that is nearly whole to one that is, and what that is worth at least; None where that fails."""


class _Part(NamedTuple):
    """A part of the tree, sorted by what it promises (negative): bounds of the columns, the relaxation in them, and
    the column to part it at, None where all are whole."""

    promise: float
    number: int
    low: array[float]
    high: array[float]
    answer: Answer
    column: int | None


def branch(
    program: Program,
    relaxing: Relaxing,
    relaxed: Answer,
    accept: Callable[[Sequence[float]], bool],
    guess: Guess = lambda values: None,
    *,
    gap: float,
    cutoff: float = -INFINITY,
    work: int,
) -> Answer:
    """The best answer of `program` as `Solver.maximize` gives it, or LIMIT after so much `work` (reckoned µs), and
    where `accept` says no to an answer that seemed whole. `relaxed` is the answer of the whole relaxation."""
    tree = _Tree(program, cutoff + gap, accept, guess)
    tree.add(program.low[:], program.high[:], relaxed)
    spent = 0
    while part := tree.most_promising():
        if part.column is None or spent >= work:
            return Answer(Status.LIMIT, tree.best.values, -part.promise)
        for low, high in tree.halves(part, part.column):
            answer = relaxing.maximize(low, high, tree.least)
            spent += answer.work
            if answer.status is Status.LIMIT:
                return Answer(Status.LIMIT, tree.best.values, -part.promise)
            tree.add(low, high, answer)
    return tree.best


class _Tree:
    """How a program is parted, the parts that are open, and the best answer so far; `least` is what another must be
    worth more than to be of use."""

    def __init__(self, program: Program, least: float, accept: Callable[[Sequence[float]], bool], guess: Guess) -> None:
        self.best = Answer(Status.INFEASIBLE, bound=least)
        self.least = least
        self._accept, self._guess, self._guesses = accept, guess, GUESSES
        self._open: list[_Part] = []
        self._number = 0
        self._ranks = _ranks(program)
        self._whole, self._options = program.whole, program.sums

    def most_promising(self) -> _Part | None:
        """The open part that promises most, no longer open; None where none is of use."""
        part = heappop(self._open) if self._open else None
        return part if part and -part.promise > self.least else None

    def add(self, low: array[float], high: array[float], answer: Answer) -> None:
        """Keep a part with its relaxation: as the best answer where that is whole, as an open one where it is not."""
        if not answer.values or answer.bound <= self.least:
            return
        column = self._undecided(answer.values)
        if column is None and self._accept(answer.values):
            self._found(answer)
            return
        if self._guesses and self._nearly_whole(answer.values):
            self._guesses -= 1
            guessed = self._guess(answer.values)
            if guessed and guessed.bound > self.least:
                self._found(guessed)
        self._number += 1
        heappush(self._open, _Part(-answer.bound, self._number, low, high, answer, column))

    def _found(self, answer: Answer) -> None:
        self.best = Answer(Status.OPTIMAL, answer.values, answer.bound)
        self.least = answer.bound

    def _nearly_whole(self, values: Sequence[float]) -> bool:
        return sum(NEAR < value < 1 - NEAR for value in values[: self._options]) <= FEW

    def _undecided(self, values: Sequence[float]) -> int | None:
        """Of the columns that are not whole, the one that the most rows hang on, a sum before any of its options; None
        if all are whole."""
        for columns in self._ranks:
            halved = [column for column in columns if NEAR < values[column] % 1 < 1 - NEAR]
            if halved:
                return max(halved, key=lambda column: _off(values[column]))
        return None

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
        if slack == INFINITY:
            return
        costs = part.answer.reduced[: self._whole]
        spans = enumerate(zip(costs, low, high, strict=False))
        for column, cost in [(at, cost) for at, (cost, least, most) in spans if abs(cost) * (most - least) > slack]:
            step = floor(slack / abs(cost) + NEAR)
            if cost < 0:
                low[column] = max(low[column], high[column] - step)
            else:
                high[column] = min(high[column], low[column] + step)


def _ranks(program: Program) -> list[list[int]]:
    """The whole columns, those that weigh alike together, the heaviest first."""
    rows = Counter(program.columns)
    weights = [float(rows[column]) for column in range(program.whole)]
    for begin, end in pairwise(program.starts):
        terms = program.columns[begin:end]
        if len(terms) > 1 and program.sums <= terms[0] < program.whole:
            weights[terms[0]] = max(weights[other] for other in terms[1:]) + 0.5
    heaviest = sorted(range(program.whole), key=lambda column: -weights[column])
    return [list(alike) for _, alike in groupby(heaviest, key=lambda column: weights[column])]


def _off(value: float) -> float:
    return abs(value - round(value))
