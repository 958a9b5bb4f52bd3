"""What a patient person does without an optimiser: add the item that earns most for its height, while it fits."""

from __future__ import annotations

from tailor.core.optimise.formulation import choice, formulate
from tailor.core.optimise.problem import PageProblem, Row
from tailor.core.rules.causes import Hollow, Speaking, Under
from tailor.solver.highs import Highs


def greedy_value(problem: PageProblem) -> int | None:
    """The value of a page filled greedily in the preferred layout; None if no page keeps the rules.

    It begins with the least high page that keeps the rules (pins and least numbers are met), and adds an option with
    all that it needs to stand under as long as some option earns anything.
    """
    chosen = _least_high(problem)
    if chosen is None:
        return None
    rows = _rows_by_option(problem)
    while True:
        value = problem.value(chosen)
        grown = [_with(problem, rows, chosen, index) for index in range(len(problem.options)) if index not in chosen]
        gains = [
            ((problem.value(more) - value) / max(1, problem.height(more) - problem.height(chosen)), sorted(more))
            for more in grown
            if more is not None and problem.value(more) > value
        ]
        if not gains:
            return value
        chosen = frozenset(max(gains, key=lambda gain: gain[0])[1])


def _least_high(problem: PageProblem) -> frozenset[int] | None:
    program = formulate(problem, 0).program
    heights = problem.layouts[0].heights
    for column in range(len(program.gains)):
        program.gains[column] = -heights[column] / 65_536 - 1e-3 if column < len(heights) else 0.0
    answer = Highs().maximize(program, gap=0.01)
    return choice(answer.values, len(heights)) if answer.values else None


def _rows_by_option(problem: PageProblem) -> dict[int, list[Row]]:
    found: dict[int, list[Row]] = {}
    for row in (*problem.rows, *problem.layouts[0].rows):
        for index, _ in row.terms:
            found.setdefault(index, []).append(row)
    return found


def _with(
    problem: PageProblem, rows: dict[int, list[Row]], chosen: frozenset[int], index: int
) -> frozenset[int] | None:
    """The choice with one option more, in place of another wording of it, under what it needs; None if that breaks a
    rule or is too high."""
    item = problem.options[index].item
    more = {one for one in chosen if problem.options[one].item != item} | {index}
    open_ = [index]
    while open_:
        for row in rows.get(open_.pop(), ()):
            if not row.holds(more):
                above = [one for one, coefficient in row.terms if coefficient < 0]
                if row.high != 0 or not isinstance(row.rule, (Under, Hollow, Speaking)) or not above:
                    return None
                more.add(above[0])
                open_.append(above[0])
    result = frozenset(more)
    return None if problem.broken(result) else result
