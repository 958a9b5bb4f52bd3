"""Choosing what goes on the page: the most valuable choice over all layouts, with a certificate that it is; between
choices of equal value the fuller page (a term below one quantum of value), then what stands first in the profile
(`ties`).
"""

from __future__ import annotations

from msgspec.structs import replace

from tailor.core.explain.refusal import refuse
from tailor.core.optimise.certificate import Checker, certifies
from tailor.core.optimise.formulation import choice, forbid_broken, formulate
from tailor.core.optimise.problem import Certificate, LayoutProof, Node, PageProblem, Proof, Selection, Step
from tailor.core.optimise.program import INFINITY, Solver
from tailor.core.optimise.search.limits import LIMIT, Limited
from tailor.core.optimise.search.proving import Search
from tailor.core.optimise.search.ties import tidied
from tailor.core.optimise.search.trees import NOTHING


def best_page(problem: PageProblem, solver: Solver, *, limit: int = LIMIT) -> Selection:
    """The most valuable page over all layouts, and what is proved of it.

    `limit` (reckoned µs) is for all of it: past it the best page found comes back, with what is proved by then.
    Raises FitError when no layout can hold what is pinned and required.
    """
    search, page = _searched(problem, solver, limit)
    return proved(problem, page, search.certificate())


def unproved_page(problem: PageProblem, solver: Solver, *, limit: int = LIMIT) -> Selection:
    """The page that `best_page` finds, without its proof: to compare with. Raises FitError as it does."""
    return _searched(problem, solver, limit)[1]


def _searched(problem: PageProblem, solver: Solver, limit: int) -> tuple[Search, Selection]:
    limited = Limited(solver, limit)
    with Search(problem, limited) as search:
        search.run()
        if not search.found and not search.ended:
            _any_page(search, solver)
    if not search.found:
        raise refuse(problem, solver)
    chosen = tidied(problem, search.chosen, search.layout)
    return search, Selection(search.layout, chosen, search.value, search.value, work=limited.spent)


def exceeds(problem: PageProblem, solver: Solver, value: int, limit: int = LIMIT) -> bool:
    """Whether a page is worth more than `value`, as far as one is found within the `limit`."""
    with Search(problem, Limited(solver, limit), value) as search:
        search.run(any_page=True)
        return search.found


def proved(problem: PageProblem, page: Selection, certificate: Certificate) -> Selection:
    """A page with what a certificate shows of it. One that does not hold gives way to the plainest: it has never come
    to that, and if it did, the page would not be called the best."""
    if not certifies(certificate, problem):
        certificate = plainest(problem)
    bound = certificate.bound
    reached = bound == page.value
    proof: Proof = "certified" if reached else "bounded"
    return replace(page, bound=bound, proof=proof, reached=reached, certificate=certificate)


def plainest(problem: PageProblem) -> Certificate:
    """That no page is worth more than all that could earn anything would be together, whatever the rules."""
    proof = LayoutProof(Node((0,)), (Step(1),))
    program = problem.linear()
    layouts = enumerate(problem.layouts)
    checkers = [Checker(problem, number, one.spans(), proof, NOTHING, program) for number, one in layouts]
    bounds = [one.narrow(0, one.whole()) + one.goal - problem.layouts[one.layout].price for one in checkers]
    return Certificate(max(bounds), (proof,) * len(bounds))


def _any_page(search: Search, solver: Solver) -> None:
    """Look for the first page that keeps the rules, where the limit came before any."""
    problem = search.problem
    for layout in range(len(problem.layouts)):
        program = formulate(problem, layout).program
        while (answer := solver.maximize(program, gap=INFINITY)).values:
            chosen = choice(answer.values, len(problem.options))
            if not forbid_broken(problem, layout, program, chosen):
                search.offer(layout, chosen)
                return
