"""`python -m bench.proofs [COUNT] [SEED]`: random pages by tailor and by another solver; every difference is told, and
a page that is called the best without a certificate that holds. Exit code 1 if there is any."""

from __future__ import annotations

import random
import sys
import time

from msgspec import Struct

from bench.other_solver import Other
from bench.random_pages import random_page
from tailor.base.errors import FitError
from tailor.core.optimise.certificate import certifies
from tailor.core.optimise.problem import PageProblem, Selection
from tailor.core.optimise.search.selection import best_page
from tailor.solver.highs import Highs

LIMIT = 2_000_000


class Counts(Struct):
    """How the pages came out."""

    certified: int = 0
    bounded: int = 0
    impossible: int = 0
    unanswered: int = 0
    ours: float = 0.0


def fault(problem: PageProblem, other: Other, counts: Counts) -> str | None:
    """What is untrue of our answer; None if nothing is."""
    begun = time.process_time()
    try:
        found = best_page(problem, Highs(), limit=LIMIT)
    except FitError:
        found = None
    counts.ours += time.process_time() - begun
    true = other.best(problem)
    counts.unanswered += not true.ended
    if found is None:
        counts.impossible += 1
        return f"a page is worth {true.value}, none was found" if true.value is not None else None
    counts.certified += found.optimal
    counts.bounded += not found.optimal
    return untrue(problem, found) or (beside(found, true.value) if true.ended else None)


def untrue(problem: PageProblem, found: Selection) -> str | None:
    """What a page says of itself that is not so."""
    if problem.broken(found.chosen, found.layout) or problem.value(found.chosen, found.layout) != found.value:
        return "the page breaks a rule, or is not worth what it says"
    if found.certificate is None or not certifies(found.certificate, problem):
        return "the certificate does not hold"
    if found.certificate.bound != found.bound or found.optimal != (found.value == found.bound):
        return "it says more than its certificate"
    return None


def beside(found: Selection, true: int | None) -> str | None:
    """How our answer and the value of the best page disagree."""
    if true is None or not found.value <= true <= found.bound:
        return f"{found.value} to {found.bound} ({found.proof}), the other solver says {true}"
    return None


def main() -> int:
    """Compare, and tell."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 2000
    seed = sys.argv[2] if len(sys.argv) > 2 else str(random.SystemRandom().randrange(10**9))
    print(f"seed {seed}", flush=True)
    counts, faults = Counts(), 0
    with Other() as other:
        for number in range(count):
            told = fault(random_page(f"{seed} {number}"), other, counts)
            if told:
                faults += 1
                print(f"page {seed} {number}: {told}", flush=True)
            if number % 100 == 99:
                print(f"{number + 1} pages: {counts.certified} certified, {faults} faults", flush=True)
    print(
        f"{count} pages: {counts.certified} certified, {counts.bounded} bounded, {counts.impossible} impossible", end=""
    )
    print(f"; the other solver came to no end on {counts.unanswered}; {faults} faults; {counts.ours:.1f} s of ours")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
