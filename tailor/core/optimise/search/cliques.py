"""Cuts that say what "at most one of these" and "each only under that" mean together.

Of three summaries, each stands only under its heading, and at most one is shown. The relaxation shows a third of each,
and a third of the heading. Added up, 3 × Σ summaries - 3 × heading ≤ 2, and in whole numbers Σ summaries ≤ heading.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tailor.core.optimise.problem import Cut, Row


def clique_cuts(rows: Sequence[Row]) -> Iterator[Cut]:
    """The cuts that follow from the rows of a problem, which they name by their numbers."""
    under = list(_under(rows))
    for number, row in enumerate(rows):
        if row.high != 1 or len(row.terms) < 2 or any(coefficient != 1 for _, coefficient in row.terms):
            continue
        clique = {index for index, _ in row.terms}
        parents: dict[int, list[int]] = {}
        for other, children, parent in under:
            if clique >= children:
                parents.setdefault(parent, []).append(other)
        for some in parents.values():
            if len(some) > 1:
                yield Cut(((number, len(some) - 1), *((other, 1) for other in some)), len(some))


def _under(rows: Sequence[Row]) -> Iterator[tuple[int, set[int], int]]:
    """Rows `Σ children ≤ parent`: number, children, parent."""
    for number, row in enumerate(rows):
        parents = [index for index, coefficient in row.terms if coefficient == -1]
        children = {index for index, coefficient in row.terms if coefficient == 1}
        if row.high == 0 and len(parents) == 1 and len(children) + 1 == len(row.terms):
            yield number, children, parents[0]
