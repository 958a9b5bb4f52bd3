"""From the best page to the one that is shown: a small edit leaves the page as it was, wherever that is within ε of the
best."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from math import ceil

from msgspec import Struct

from tailor.core.optimise.formulation import choice, forbid_broken, formulate
from tailor.core.optimise.problem import PageProblem, Proof, Selection
from tailor.core.optimise.program import Solver


class Previous(Struct, frozen=True):
    """What the last build chose: (candidate id, variant name) pairs and the layout's name; and a digest of the rules
    that it was chosen by."""

    shown: frozenset[tuple[str, str]]
    layout: str
    rules: str = ""


def settle(
    problem: PageProblem, solver: Solver, best: Selection, previous: Previous | None, epsilon: float
) -> Selection:
    """The last page itself if it is still within ε of the best, else the nearest one that is, in the last layout if it
    can be; the best where there is no last one. Where an item is gone, another takes its place: its first words were
    changed, and its id with them, or it was deleted."""
    if previous is None or epsilon <= 0:
        return best
    enough = ceil(best.value - epsilon * abs(best.value))
    index: Mapping[tuple[str, str], int] = problem.index()
    last = frozenset(index[pair] for pair in previous.shown if pair in index)
    layouts = [number for number, layout in enumerate(problem.layouts) if layout.name == previous.layout]
    gone = len(previous.shown) - len(last)
    for layout in layouts:
        if not gone and _is_good(problem, layout, last, enough):
            return _kept(problem, best, layout, last)
    for layout in dict.fromkeys([*layouts, best.layout]):
        near = replaced(problem, layout, last, enough) if gone == 1 else None
        if near is None:
            near = nearest(problem, layout, solver, last, enough)
        if near is not None:
            return _kept(problem, best, layout, near)
    return best


def replaced(problem: PageProblem, layout: int, last: frozenset[int], enough: int) -> frozenset[int] | None:
    """The last page with the most valuable option more that it has room for; None where no page with one more is worth
    `enough`. After an edit this is the whole answer, without a solver."""
    more = [last | {index} for index in range(len(problem.options)) if index not in last]
    valued = sorted(((problem.value(one, layout), one) for one in more), key=lambda pair: -pair[0])
    return next((one for value, one in valued if value >= enough and not problem.broken(one, layout)), None)


def _is_good(problem: PageProblem, layout: int, chosen: frozenset[int], enough: int) -> bool:
    return problem.value(chosen, layout) >= enough and not problem.broken(chosen, layout)


def _kept(problem: PageProblem, best: Selection, layout: int, chosen: frozenset[int]) -> Selection:
    value = problem.value(chosen, layout)
    proof: Proof = "certified" if best.proof and value == best.bound else best.proof and "bounded"
    return Selection(
        layout, chosen, value, best.bound, proof, kept=True, reached=best.reached, certificate=best.certificate
    )


def nearest(
    problem: PageProblem, layout: int, solver: Solver, wanted: Collection[int], enough: int
) -> frozenset[int] | None:
    """Of the choices worth at least `enough` (price taken off), the one that differs least from `wanted`."""
    program = formulate(problem, layout).program
    gains = list(program.gains)
    floor_ = enough + problem.layouts[layout].price
    program.add_row(((column, gain / 1000) for column, gain in enumerate(gains) if gain), low=floor_ / 1000)
    for column in range(len(program.gains)):
        is_option = column < len(problem.options)
        program.gains[column] = (1.0 if column in wanted else -1.0) if is_option else 0.0
    while True:
        answer = solver.maximize(program, gap=0.99)
        if not answer.values:
            return None
        chosen = choice(answer.values, len(problem.options))
        if problem.value(chosen, layout) < enough:
            return None
        if not forbid_broken(problem, layout, program, chosen):
            return chosen
