"""From a page problem to a mixed-integer program, and back to integers.

Options become 0/1 columns. The coverage of a tag is concave, so its steps are continuous columns that fill
in order by themselves: u mentions earn Σ slope_k · y_k with Σ y_k ≤ u and y_k ≤ width_k. The last slope holds
for every mention, so it is paid on the options directly and the last step needs no column.

Heights and widths go in as pt: one sp is then 1.5e-5, above the solver's tolerances; what slips through is
found in integers and forbidden (`forbid`).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from math import inf

from msgspec import Struct

from tailor.core.optimise.counting import sums
from tailor.core.optimise.flows import add_flows
from tailor.core.optimise.implied import implied
from tailor.core.optimise.problem import Coverage, PageProblem, Row
from tailor.core.optimise.program import Program

SP_PER_PT = 65_536


class Formulation(Struct, frozen=True):
    """A program whose first columns are the options of the problem, for one layout, then sums of them (see `counting`).

    `quantum` divides the value (without price) of every choice: two choices differ by a multiple of it.
    """

    program: Program
    quantum: int


def formulate(problem: PageProblem, layout: int) -> Formulation:
    """The program that maximises the value of a page in one layout, its price not taken off."""
    program = Program()
    last = {coverage.tag: coverage.steps[-1][1] for coverage in problem.coverages}
    for option in problem.options:
        program.add_column(option.points + sum(units * last.get(tag, 0) for tag, units in option.mentions))
    for index in implied(problem):
        program.low[index] = 1.0
    program.sums = len(problem.options)
    own = problem.layouts[layout]
    counted = () if own.flows else tuple(sums(own.rows, own.line))  # on two pages, each has its own
    first_column = len(program.gains)
    for one in counted:
        program.add_column(0.0, high=one.most)
    program.whole = len(program.gains)
    program.cuts = bool(own.flows)
    add_flows(program, own.flows, own.heights)
    mentions = _mentions(problem)
    for coverage in problem.coverages:
        if mentioned := mentions.get(coverage.tag):
            _add_coverage(program, coverage, mentioned)
    for column, one in enumerate(counted, first_column):
        program.add_row([(column, -1.0), *((index, float(k)) for index, k in one.terms)], low=0.0, high=0.0)
    for row in (*problem.rows, *own.rows):
        add_row(program, row)
    return Formulation(program, problem.linear().quantum)


def add_row(program: Program, row: Row) -> None:
    """A rule as a row of the program; lengths in pt, everything else as it is."""
    scale = scale_of(row)
    low = -inf if row.low is None else row.low * scale
    high = inf if row.high is None else row.high * scale
    program.add_row(((index, coefficient * scale) for index, coefficient in row.terms), low, high)


def scale_of(row: Row) -> float:
    """What the numbers of a row are multiplied by in the program."""
    return 1 / SP_PER_PT if row.rule.length else 1.0


def forbid(program: Program, row: Row, chosen: Collection[int]) -> None:
    """Forbid a choice that breaks a row by less than the solver can see.

    Some term must change towards the broken limit: a term that weighs on it must go, or one that relieves it
    must come. Every choice that keeps the row keeps this too.
    """
    total = sum(coefficient for index, coefficient in row.terms if index in chosen)
    sign = 1 if row.high is not None and total > row.high else -1
    weighing = [index for index, coefficient in row.terms if coefficient * sign > 0 and index in chosen]
    relieving = [index for index, coefficient in row.terms if coefficient * sign < 0 and index not in chosen]
    terms = [(index, 1.0) for index in weighing] + [(index, -1.0) for index in relieving]
    program.add_row(terms, high=len(weighing) - 1)


def forbid_broken(problem: PageProblem, layout: int, program: Program, chosen: Collection[int]) -> bool:
    """Forbid a choice in a program if it breaks a row of the problem, and whether it does."""
    broken = problem.broken(chosen, layout)
    for row in broken:
        forbid(program, row, chosen)
    return bool(broken)


def choice(values: Iterable[float], options: int) -> frozenset[int]:
    """The options that an answer takes, rounded."""
    return frozenset(index for index, value in zip(range(options), values, strict=False) if value > 0.5)


def _mentions(problem: PageProblem) -> Mapping[str, list[tuple[int, int]]]:
    mentions: dict[str, list[tuple[int, int]]] = {}
    for index, option in enumerate(problem.options):
        for tag, units in option.mentions:
            mentions.setdefault(tag, []).append((index, units))
    return mentions


def _add_coverage(program: Program, coverage: Coverage, mentions: list[tuple[int, int]]) -> None:
    """The columns of its steps, and its row."""
    left, last = sum(units for _, units in mentions), coverage.steps[-1][1]
    terms = [(index, float(units)) for index, units in mentions]
    for width, slope in coverage.steps[:-1]:
        if left > 0:
            terms.append((program.add_column(slope - last, high=min(width, left)), -1.0))
            left -= width
    program.add_row(terms, low=0.0)
