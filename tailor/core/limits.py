"""One limit for all that a search asks of its solver, in work instead of time.

A clock would end the search elsewhere on a slow or busy machine, and the page would be another one. So time is
reckoned from the steps that the solver takes (see `Answer.work`): the same input gets as far everywhere.
"""

from __future__ import annotations

from collections.abc import Sequence

from tailor.core.program import SECOND, Answer, Program, Solver, Status

LIMIT = 10 * SECOND
"""What one search may take."""


class Limited:
    """A solver that may do so much work in all. Relaxations are always solved: without them nothing is bounded."""

    def __init__(self, solver: Solver, limit: int) -> None:
        """`limit` in reckoned µs."""
        self._solver, self.left, self.spent = solver, max(0, limit), 0

    def maximize(
        self,
        program: Program,
        *,
        relaxed: bool = False,
        gap: float = 0.0,
        cutoff: float | None = None,
        start: Sequence[float] = (),
        work: int | None = None,
    ) -> Answer:
        """See `Solver`. Once nothing is left, LIMIT at once."""
        if not relaxed and not self.left:
            return Answer(Status.LIMIT)
        most = None if relaxed else self.left if work is None else min(work, self.left)
        answer = self._solver.maximize(program, relaxed=relaxed, gap=gap, cutoff=cutoff, start=start, work=most)
        self.spent += answer.work
        self.left = max(0, self.left - answer.work)
        return answer
