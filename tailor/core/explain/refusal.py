"""Saying no honestly: by how much what is pinned and required is too high, and the least that must give way."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations
from math import ceil, comb

from msgspec.structs import replace

from tailor.base.errors import FitError, Place, Problem
from tailor.core.optimise.formulation import formulate
from tailor.core.optimise.problem import PageProblem, Row
from tailor.core.optimise.program import Solver
from tailor.core.rules.causes import Height

SP_PER_PT = 65_536
MOST_RELEASED = 3
MOST_TOLD = 4
MOST_NAMED = 8

MOST_TRIED = 400
"""Sets of rules that are tried in search of the smallest; each takes a solve, of some milliseconds."""


def refuse(problem: PageProblem, solver: Solver) -> FitError:
    """Why no layout can hold the page; the error is returned, for the caller to raise."""
    relieved = _without_heights(problem)
    if not feasible(relieved, 0, solver):
        return FitError(_conflict(relieved, solver))
    shortages = [short for layout in range(len(problem.layouts)) if (short := _shortage(problem, layout, solver))]
    if not shortages:  # what bounds two pages is only where they break
        hint, where = _releases(problem, 0, solver)
        message = "what is pinned and required does not fit on the pages, in any layout"
        return FitError([Problem("does-not-fit", message, hint, where)])
    layout, needed, row = min(shortages, key=lambda one: one[1] - (one[2].high or 0))
    holds, region = row.high or 0, row.rule.region if isinstance(row.rule, Height) else ""
    lines = ceil((needed - holds) / min((height for _, height in row.terms if height > 0), default=SP_PER_PT))
    message = (
        f"what is pinned and required needs {needed / SP_PER_PT:.1f} pt, the page holds {holds / SP_PER_PT:.1f} "
        f"(column {region}, layout {problem.layouts[layout].name}): "
        f"{(needed - holds) / SP_PER_PT:.1f} pt too much, about {lines} line{'s' * (lines > 1)}"
    )
    hint, where = _releases(problem, layout, solver)
    return FitError([Problem("does-not-fit", message, hint, where)])


def _without_heights(problem: PageProblem) -> PageProblem:
    layouts = tuple(
        replace(layout, rows=tuple(row for row in layout.rows if not isinstance(row.rule, Height)), flows=())
        for layout in problem.layouts
    )
    return replace(problem, layouts=layouts)


def feasible(problem: PageProblem, layout: int, solver: Solver) -> bool:
    """Whether any choice keeps all rules in a layout."""
    program = formulate(problem, layout).program
    for column in range(len(program.gains)):
        program.gains[column] = 0.0
    return bool(solver.maximize(program, gap=0.5).values)


def _shortage(problem: PageProblem, layout: int, solver: Solver) -> tuple[int, int, Row] | None:
    """(layout, least height in sp of what must be shown, the row of the region), of the worst region; None where no
    region has a height of its own."""
    rows = [row for row in problem.layouts[layout].rows if isinstance(row.rule, Height) and row.high is not None]
    relieved = _without_heights(problem)
    found = [(layout, _least(relieved, layout, row, solver), row) for row in rows]
    return max(found, key=lambda one: one[1] - (one[2].high or 0), default=None)


def _least(problem: PageProblem, layout: int, row: Row, solver: Solver) -> int:
    program = formulate(problem, layout).program
    heights = dict(row.terms)
    for column in range(len(program.gains)):
        program.gains[column] = -heights.get(column, 0) / SP_PER_PT
    values = solver.maximize(program, gap=0.01).values
    return sum(height for index, height in heights.items() if values[index] > 0.5)


def _releases(problem: PageProblem, layout: int, solver: Solver) -> tuple[str, Place | None]:
    """The smallest sets of rules without which the page would fit, in words, and where the first of these rules stands;
    one such set, that cannot be made smaller, where there are too many to try."""
    rows = [row for row in problem.rows if row.rule.written and row.low is not None and row.low > 0]
    places = {_rule(row): row.place for row in reversed(rows)}
    names = list(dict.fromkeys(_rule(row) for row in rows))
    for size in range(1, MOST_RELEASED + 1):
        if sum(comb(len(names), fewer) for fewer in range(1, size + 1)) > MOST_TRIED:
            break
        sets = [some for some in combinations(names, size) if feasible(_dropped(problem, some), layout, solver)]
        if sets:
            told = "; or ".join(" and ".join(some) for some in sets[:MOST_TOLD])
            return f"it fits without: {told}", _first(places, sets[0])
    hint, some = _one_release(problem, names, layout, solver)
    return hint, _first(places, some)


def _first(places: Mapping[str, Place | None], names: Iterable[str]) -> Place | None:
    """Where the first of the rules that a user wrote stands."""
    return next((place for name in names if (place := places[name])), None)


def _one_release(problem: PageProblem, names: Sequence[str], layout: int, solver: Solver) -> tuple[str, Sequence[str]]:
    """Of all rules, those that do not fit beside the ones before them: in words, and as they are named."""
    gone = list(names)
    if not feasible(_dropped(problem, gone), layout, solver):
        return "what stays when every rule is taken away does not fit either: shorten it", ()
    for name in names:
        fewer = [one for one in gone if one != name]
        if feasible(_dropped(problem, fewer), layout, solver):
            gone = fewer
    more = f" and {len(gone) - MOST_NAMED} more" if len(gone) > MOST_NAMED else ""
    named = ", ".join(gone[:MOST_NAMED])
    return f"it fits without {len(gone)} of the {len(names)} rules, such as: {named}{more}", gone


def _dropped(problem: PageProblem, names: Iterable[str]) -> PageProblem:
    gone = set(names)
    return replace(problem, rows=tuple(row for row in problem.rows if _rule(row) not in gone))


def _rule(row: Row) -> str:
    """The rule that a row comes from: one rule of a target can be a row for each item that it names."""
    return row.rule.rule


def _conflict(problem: PageProblem, solver: Solver) -> list[Problem]:
    """A smallest set of rules that cannot all hold, whatever the height: each is needed for the conflict."""
    written = [row for row in problem.rows if row.rule.written]
    kept: Sequence[Row] = written
    others = tuple(row for row in problem.rows if not row.rule.written)
    for row in written:
        fewer = [one for one in kept if one is not row]
        if not feasible(replace(problem, rows=(*others, *fewer)), 0, solver):
            kept = fewer
    return [
        Problem("rules-conflict", f"`{row.name}` cannot hold together with the other rules named here", "", row.place)
        for row in kept
    ] or [Problem("rules-conflict", "the rules cannot all hold", "see `tailor check`")]
