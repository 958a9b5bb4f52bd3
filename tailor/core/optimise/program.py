"""A mixed-integer program as plain arrays, and what the core asks of a solver.

The core builds programs and reads answers; which solver stands behind is an adapter's business.
"""

from __future__ import annotations

from array import array
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from enum import StrEnum
from typing import Protocol

from msgspec import Struct, field

INFINITY = float("inf")

NEAR = 1e-6
"""As near as the solver comes to a whole number."""

SECOND = 1_000_000
"""Reckoned µs in a reckoned second: about what a common machine of 2024 takes one for."""


class Program(Struct):
    """Maximise `gains · x` with `row_low ≤ A x ≤ row_high` and `low ≤ x ≤ high`.

    The first `whole` columns take whole numbers only; those from `sums` on are sums of others. `A` is stored by rows:
    row r has the entries `starts[r] … starts[r + 1] - 1` of `columns` and `coefficients`. `add_column` and `add_row`
    fill it. `cuts` says that its relaxation is weak, so that cutting planes are worth their time.
    """

    gains: array[float] = field(default_factory=lambda: array("d"))
    low: array[float] = field(default_factory=lambda: array("d"))
    high: array[float] = field(default_factory=lambda: array("d"))
    whole: int = 0
    sums: int = 0
    cuts: bool = False
    row_low: array[float] = field(default_factory=lambda: array("d"))
    row_high: array[float] = field(default_factory=lambda: array("d"))
    starts: array[int] = field(default_factory=lambda: array("i", [0]))
    columns: array[int] = field(default_factory=lambda: array("i"))
    coefficients: array[float] = field(default_factory=lambda: array("d"))

    def add_column(self, gain: float, low: float = 0.0, high: float = 1.0) -> int:
        """One more column; returns its index."""
        self.gains.append(gain)
        self.low.append(low)
        self.high.append(high)
        return len(self.gains) - 1

    def add_row(self, terms: Iterable[tuple[int, float]], low: float = -INFINITY, high: float = INFINITY) -> int:
        """One more row, given as (column, coefficient) pairs; returns its index."""
        if entries := [*terms]:
            columns, coefficients = zip(*entries, strict=True)
            self.columns.extend(columns)
            self.coefficients.extend(coefficients)
        self.starts.append(len(self.columns))
        self.row_low.append(low)
        self.row_high.append(high)
        return len(self.row_low) - 1

    def copy(self) -> Program:
        """Another one, to be added to apart."""
        arrays = (self.row_low[:], self.row_high[:], self.starts[:], self.columns[:], self.coefficients[:])
        return Program(self.gains[:], self.low[:], self.high[:], self.whole, self.sums, self.cuts, *arrays)


class Status(StrEnum):
    """How a solve ended. LIMIT: its share of work was done, with or without an answer in hand."""

    OPTIMAL = "optimal"
    INFEASIBLE = "infeasible"
    LIMIT = "limit"


class Answer(Struct, frozen=True):
    """What a solver found: column values (empty: none found), a proved upper bound of the objective, and, from
    `Relaxing`, `reduced[j]`, how fast the objective falls when column j rises off its bound.

    `work` is what it took in reckoned µs: counted in the solver's steps, so it is the same on every machine.
    """

    status: Status
    values: Sequence[float] = ()
    bound: float = INFINITY
    work: int = 0
    reduced: Sequence[float] = ()


class Relaxing(Protocol):
    """A program without the demand for whole numbers, kept by a solver: solved again within other bounds, it goes on
    from where it ended, which takes a few steps."""

    def maximize(self, low: array[float], high: array[float]) -> Answer:
        """The best answer within bounds of the columns."""
        ...

    def prices(self) -> Sequence[float]:
        """How fast the objective of the last answer changes when the limit of each row is moved."""
        ...

    def ray(self) -> Sequence[float]:
        """Multipliers of the rows whose sum no answer within the last bounds keeps; () where there are none at hand."""
        ...

    def tableau(self, columns: Collection[int]) -> Iterator[list[tuple[int, float]]]:
        """For each of the columns that is basic in the last answer, multipliers of rows, as (row, multiplier): their
        sum holds that column once, and of all others only those that are at a bound."""
        ...


class Solver(Protocol):
    """Any exact solver of mixed-integer programs."""

    def relaxing(self, program: Program) -> AbstractContextManager[Relaxing]:
        """The relaxation of `program`, kept until the end of a `with`."""
        ...

    def maximize(
        self, program: Program, *, gap: float = 0.0, cutoff: float | None = None, work: int | None = None
    ) -> Answer:
        """The best answer of `program`, proved to within `gap` of the objective.

        `cutoff`: only answers worth more are wanted (INFEASIBLE if there are none). `work` limits the work (reckoned
        µs).
        """
        ...
