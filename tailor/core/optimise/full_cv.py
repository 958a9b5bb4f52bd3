"""The full curriculum vitae: all that the rules let in is shown, on as many pages as it takes."""

from __future__ import annotations

from tailor.core.explain.refusal import refuse
from tailor.core.optimise.formulation import choice, formulate
from tailor.core.optimise.problem import PageProblem, Selection
from tailor.core.optimise.program import Solver


def everything(problem: PageProblem, solver: Solver) -> Selection:
    """As many candidates as the rules allow (groups and quotas may forbid some), then the most valuable of such
    choices. Nothing is weighed against room, so there is nothing to prove: `bound` is its value, and `proof` None.

    Raises FitError when the rules cannot all hold.
    """
    formulation = formulate(problem, 0)
    program = formulation.program
    more = 1.0 + sum(abs(gain) * high for gain, high in zip(program.gains, program.high, strict=True))
    for column in range(len(program.gains)):
        program.gains[column] = program.gains[column] / more + (1.0 if column < len(problem.options) else 0.0)
    answer = solver.maximize(program, gap=0.7 * formulation.quantum / more)
    if not answer.values:
        raise refuse(problem, solver)
    chosen = choice(answer.values, len(problem.options))
    value = problem.value(chosen)
    return Selection(0, chosen, value, value)
