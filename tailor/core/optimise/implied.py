"""Options that every allowed page shows, found without solving.

A rule such as "at least two jobs", where no older job is shown without every newer one, fixes the two newest. The
linear relaxation does not see that (a tenth of twenty jobs is two as well), and its bound is then far off.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from tailor.core.optimise.problem import PageProblem, Row


def implied(problem: PageProblem) -> frozenset[int]:
    """The options without which some row that asks for a least number cannot hold."""
    above = parents(problem.rows)
    found: set[int] = set()
    for row in problem.rows:
        if row.low is not None and row.low > 0 and all(coefficient == 1 for _, coefficient in row.terms):
            counts = Counter(one for index, _ in row.terms for one in with_all_above(index, above))
            found |= {one for one, count in counts.items() if len(row.terms) - count < row.low}
    return frozenset(found)


def parents(rows: Iterable[Row]) -> Mapping[int, list[int]]:
    """From rows `x ≤ y`: what is shown whenever an option is."""
    above: dict[int, list[int]] = {}
    for row in rows:
        if len(row.terms) == 2:
            (one, first), (other, second) = row.terms
            if row.low == 0:
                first, second = -first, -second
            if (row.high == 0 or row.low == 0) and {first, second} == {1, -1}:
                lower, upper = (one, other) if first == 1 else (other, one)
                above.setdefault(lower, []).append(upper)
    return above


def with_all_above(index: int, above: Mapping[int, list[int]]) -> set[int]:
    """An option with all that is shown whenever it is."""
    seen, open_ = {index}, [index]
    while open_:
        new = [one for one in above.get(open_.pop(), ()) if one not in seen]
        seen.update(new)
        open_ += new
    return seen
