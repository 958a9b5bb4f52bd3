"""A good page, soon: the search over the few options that the relaxation says may be on the best one, cut short.

Who drags a weight sees this page while the best one is looked for and proved (`selection`). Nothing is proved of it. Of
1000 bullets it takes a fifth of the time: half of the pages are the best ones, nearly all others are worth a third of
a per cent less at most.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import chain

from msgspec.structs import replace

from tailor.core.optimise.formulation import formulate
from tailor.core.optimise.implied import implied, parents, with_all_above
from tailor.core.optimise.problem import PageProblem, Row, Selection
from tailor.core.optimise.program import NEAR, Answer, Solver
from tailor.core.optimise.search.limits import Limited
from tailor.core.optimise.search.proving import Search
from tailor.core.optimise.search.selection import best_page
from tailor.core.optimise.search.stability import Previous
from tailor.core.optimise.search.ties import tidied

FEW = 200
"""Options that are looked at."""

WORK = 1_000_000
"""What a search may take (reckoned µs). It must be as good as never cut short: the good pages come late."""


def early_page(problem: PageProblem, solver: Solver, last: Previous | None = None) -> Selection:
    """A page that keeps every rule: the best one, certified, where the problem is small and soon done; else one of
    which nothing is said (`proof` is None), in the layout of the last page, near which it begins.

    Raises FitError when no layout can hold what is pinned and required.
    """
    small = len(problem.options) <= FEW or any(layout.flows for layout in problem.layouts)
    if not small and (found := _among_few(problem, solver, last)):
        return found
    page = best_page(problem, solver, limit=WORK)
    return page if page.optimal else replace(page, proof=None, certificate=None)


def _among_few(problem: PageProblem, solver: Solver, last: Previous | None) -> Selection | None:
    """The best page of one layout among the likely options, as far as the work goes; None where they make none."""
    names = [layout.name for layout in problem.layouts]
    layout = names.index(last.layout) if last and last.layout in names else 0
    alone, limited = replace(problem, layouts=(problem.layouts[layout],)), Limited(solver, WORK)
    program = formulate(alone, 0).program
    with limited.relaxing(program) as relaxing:
        answer = relaxing.maximize(program.low, program.high)
    if not answer.values:
        return None
    shown = [index for index, one in enumerate(problem.options) if last and (one.item, one.variant) in last.shown]
    kept = sorted({*likely(alone, answer), *shown})
    chosen = _best_of(alone, kept, shown, limited)
    if chosen is None:
        return None
    value = problem.value(chosen, layout)
    return Selection(layout, chosen, value, value, work=limited.spent)


def _best_of(alone: PageProblem, kept: Sequence[int], shown: Sequence[int], limited: Limited) -> frozenset[int] | None:
    fewer = reduced(alone, kept)
    if fewer is None:
        return None
    with Search(fewer, limited) as search:
        new = {option: index for index, option in enumerate(kept)}
        search.offer(0, frozenset(new[option] for option in shown))  # taken if it keeps the rules
        search.run()
    if not search.found:
        return None
    return tidied(alone, frozenset(kept[index] for index in search.chosen), 0)


def likely(problem: PageProblem, answer: Answer) -> frozenset[int]:
    """Of the options those that the relaxation shows in part, that every page shows, and that cost the least to bring
    in, counted with all that must be shown beside them: `FEW`, and what they need."""
    above = parents(problem.rows)
    needed = [with_all_above(index, above) for index in range(len(problem.options))]
    costs = [sum(max(0.0, answer.reduced[one]) for one in some) for some in needed]
    cheapest = sorted(range(len(costs)), key=costs.__getitem__)[:FEW]
    shown = (index for index in range(len(costs)) if answer.values[index] > NEAR)
    first = {*cheapest, *shown, *implied(problem)}
    return frozenset(chain.from_iterable(needed[index] for index in first))


def reduced(problem: PageProblem, kept: Sequence[int]) -> PageProblem | None:
    """The problem with some of its options only, the others not shown; None if a row cannot hold without them."""
    new = {option: index for index, option in enumerate(kept)}
    rows = _rows(problem.rows, new)
    own = [_rows(layout.rows, new) for layout in problem.layouts]
    if rows is None or None in own:
        return None
    layouts = [
        replace(layout, rows=some, heights=tuple(layout.heights[option] for option in kept))
        for layout, some in zip(problem.layouts, own, strict=True)
    ]
    return replace(
        problem, options=tuple(problem.options[option] for option in kept), rows=rows, layouts=tuple(layouts)
    )


def _rows(rows: Sequence[Row], new: Mapping[int, int]) -> tuple[Row, ...] | None:
    """The rows over what is left, those left out that always hold now; None if one never does."""
    found = []
    for row in rows:
        terms = tuple((new[option], coefficient) for option, coefficient in row.terms if option in new)
        least, most = (sum(pick(0, k) for _, k in terms) for pick in (min, max))
        if (row.low is not None and most < row.low) or (row.high is not None and least > row.high):
            return None
        if not (row.allows(least) and row.allows(most)):
            found.append(replace(row, terms=terms))
    return tuple(found)
