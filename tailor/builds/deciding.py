"""Which page is the best: as it was proved before, or proved now; or, for a person who waits, an early one."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

from tailor.builds.kept_proofs import Claims, Proofs, key_of
from tailor.solver.highs import Highs
from tailor.storage.locations import cache_folder

if TYPE_CHECKING:
    from tailor.builds.build_values import Inputs
    from tailor.core.optimise.problem import PageProblem, Selection
    from tailor.core.optimise.program import Solver
    from tailor.core.optimise.search.stability import Previous


class Decide(Protocol):
    """Which page of a problem is the best. Raises FitError."""

    def __call__(self, problem: PageProblem, claims: Claims | None, /) -> Selection:
        """The selection; with `claims`, a kept proof is left for these to check."""
        ...


def decide(problem: PageProblem, claims: Claims | None = None, solver: Solver | None = None) -> Selection:
    """The best page: as it was proved before, or solved now. Raises FitError."""

    def search() -> Selection:
        from tailor.core.optimise.search.selection import best_page  # mostly the page was proved before

        return best_page(problem, solver or Highs())

    return _known_or(search, problem, claims)


def decide_early(problem: PageProblem, claims: Claims | None = None, last: Previous | None = None) -> Selection:
    """The best page where it is known or soon found, else an early one near the last (`proof` is then None). Raises
    FitError."""

    def search() -> Selection:
        from tailor.core.optimise.search.early import early_page  # only the studio asks for it

        return early_page(problem, Highs(), last)

    return _known_or(search, problem, claims)


def _known_or(search: Callable[[], Selection], problem: PageProblem, claims: Claims | None) -> Selection:
    """The choice that was proved before, or what is found now, which is kept if it is certified."""
    proofs, key = Proofs(cache_folder() / "choices"), key_of(problem)
    best = proofs.find(key, problem, claims)
    if best is None:
        best = search()
        proofs.keep(key, best)
    return best


def is_decided(selection: Selection, inputs: Inputs) -> bool:
    """Whether there is nothing more to prove of what is shown."""
    return selection.proof is not None or inputs.target.value.pages == "any"
