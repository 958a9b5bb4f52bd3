"""One limit for all that a search asks of its solver, in work instead of time.

A clock would end the search elsewhere on a slow or busy machine, and the page would be another one. So time is
reckoned from the steps that the solver takes (see `Answer.work`): the same input gets as far everywhere.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager

from tailor.core.optimise.program import SECOND, Answer, Program, Relaxing, Solver, Status

LIMIT = 10 * SECOND
"""What one search may take."""


class Limited:
    """A solver that may do so much work in all. Relaxations are always solved: without them nothing is bounded."""

    def __init__(self, solver: Solver, limit: int) -> None:
        """`limit` in reckoned µs."""
        self.solver, self.left, self.spent = solver, max(0, limit), 0

    def maximize(
        self, program: Program, *, gap: float = 0.0, cutoff: float | None = None, work: int | None = None
    ) -> Answer:
        """See `Solver`. Once nothing is left, LIMIT at once."""
        if not self.left:
            return Answer(Status.LIMIT)
        most = self.left if work is None else min(work, self.left)
        return self.counted(self.solver.maximize(program, gap=gap, cutoff=cutoff, work=most))

    @contextmanager
    def relaxing(self, program: Program) -> Iterator[Relaxing]:
        """See `Solver`. Once nothing is left, LIMIT at once, but for the first time."""
        with self.solver.relaxing(program) as relaxing:
            yield _Limited(relaxing, self)

    def counted(self, answer: Answer) -> Answer:
        """The same answer, its work taken off what is left."""
        self.spent += answer.work
        self.left = max(0, self.left - answer.work)
        return answer


class Heeding:
    """A solver that calls `heed` before each request: it raises where nobody waits for the answer any more."""

    def __init__(self, solver: Solver, heed: Callable[[], None]) -> None:
        self._solver, self._heed = solver, heed

    def maximize(
        self, program: Program, *, gap: float = 0.0, cutoff: float | None = None, work: int | None = None
    ) -> Answer:
        """See `Solver`. Raises what `heed` raises."""
        self._heed()
        return self._solver.maximize(program, gap=gap, cutoff=cutoff, work=work)

    @contextmanager
    def relaxing(self, program: Program) -> Iterator[Relaxing]:
        """See `Solver`. Raises what `heed` raises."""
        with self._solver.relaxing(program) as relaxing:
            yield _Heeding(relaxing, self._heed)


class _Heeding:
    """A relaxation that heeds, too."""

    def __init__(self, relaxing: Relaxing, heed: Callable[[], None]) -> None:
        self._relaxing, self._heed = relaxing, heed
        self.prices, self.ray, self.tableau = relaxing.prices, relaxing.ray, relaxing.tableau

    def maximize(self, low: array[float], high: array[float]) -> Answer:
        """See `Relaxing`. Raises what `heed` raises."""
        self._heed()
        return self._relaxing.maximize(low, high)


class _Limited:
    """A relaxation that takes its part of the work."""

    def __init__(self, relaxing: Relaxing, limited: Limited) -> None:
        self._relaxing, self._limited, self._begun = relaxing, limited, False

    def maximize(self, low: array[float], high: array[float]) -> Answer:
        """See `Relaxing`."""
        if self._begun and not self._limited.left:
            return Answer(Status.LIMIT)
        self._begun = True
        return self._limited.counted(self._relaxing.maximize(low, high))

    def prices(self) -> Sequence[float]:
        """See `Relaxing`."""
        return self._relaxing.prices()

    def ray(self) -> Sequence[float]:
        """See `Relaxing`."""
        return self._relaxing.ray()

    def tableau(self, columns: Collection[int]) -> Iterator[list[tuple[int, float]]]:
        """See `Relaxing`."""
        return self._relaxing.tableau(columns)
