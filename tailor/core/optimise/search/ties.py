"""Of two items that are worth just the same, the one that fills more of the page is shown; of two of the same height
the one that stands first in the profile.

The solver takes whichever it meets. Here, in integers, what is shown is exchanged for its like wherever a page that
keeps every rule comes of it.
"""

from __future__ import annotations

from collections.abc import Collection

from tailor.core.optimise.problem import PageProblem, Row


def tidied(
    problem: PageProblem, chosen: frozenset[int], layout: int, wanted: Collection[int] = frozenset()
) -> frozenset[int]:
    """A choice of the same value, with every exchange made that the rules allow; options that are `wanted` come before
    their like.

    An exchange may make room for another. Each brings in what is wanted, or makes the page fuller, or as full from
    earlier items: it ends.
    """
    rows, twins, before = _rows_by_option(problem, layout), _twins(problem), None
    while chosen != before:
        before = chosen
        for alike in twins:
            chosen = _exchanged(problem, chosen, layout, alike, rows, wanted)
    return chosen


def _twins(problem: PageProblem) -> list[list[int]]:
    """Options of several candidates that earn the same from the same tags."""
    groups: dict[object, list[int]] = {}
    for index, option in enumerate(problem.options):
        groups.setdefault((option.points, tuple(sorted(option.mentions))), []).append(index)
    return [some for some in groups.values() if len({problem.options[index].item for index in some}) > 1]


def _exchanged(
    problem: PageProblem,
    chosen: frozenset[int],
    layout: int,
    alike: list[int],
    rows: list[list[Row]],
    wanted: Collection[int],
) -> frozenset[int]:
    heights = problem.layouts[layout].heights

    def rank(index: int) -> tuple[bool, int, int]:
        return index not in wanted, -heights[index], index

    shown = {problem.options[index].item for index in chosen}
    for new in sorted(alike, key=rank):
        if problem.options[new].item in shown:
            continue
        for old in sorted((index for index in alike if index in chosen), key=rank, reverse=True):
            swapped = chosen - {old} | {new}
            if rank(new) < rank(old) and _allowed(problem, swapped, layout, (*rows[old], *rows[new])):
                chosen = swapped
                shown = shown - {problem.options[old].item} | {problem.options[new].item}
                break
    return chosen


def _allowed(problem: PageProblem, chosen: frozenset[int], layout: int, rows: Collection[Row]) -> bool:
    own = problem.layouts[layout]
    return all(row.holds(chosen) for row in rows) and all(flow.holds(chosen, own.heights) for flow in own.flows)


def _rows_by_option(problem: PageProblem, layout: int) -> list[list[Row]]:
    """The rows that each option weighs on, the shortest first: they are the soonest read."""
    found: list[list[Row]] = [[] for _ in problem.options]
    for row in sorted((*problem.rows, *problem.layouts[layout].rows), key=lambda row: len(row.terms)):
        for index, _ in row.terms:
            found[index].append(row)
    return found
