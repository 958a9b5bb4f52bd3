"""A page problem whole, as one integer program: all layouts with their prices, whole numbers only, no term that breaks
ties. What any solver makes of it is the value of the best page.

Each layout has a column that says whether it is taken, and a copy of every option that its own rows name: copies are
0 where the layout is not taken (the hull of a union: Balas 1985), so no row needs a large number to switch it off.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from msgspec import Struct, field

from tailor.core.optimise.flows import form
from tailor.core.optimise.problem import Coverage, LayoutRows, PageProblem

Terms = tuple[tuple[int, int], ...]


class Column(Struct, frozen=True):
    """A column of whole numbers 0 … `high`; `gain` is what one of it is worth (value units), `says` what it means."""

    says: str
    gain: int = 0
    high: int = 1


class Line(Struct, frozen=True):
    """`low ≤ Σ coefficient × column ≤ high`, and what it says."""

    says: str
    terms: Terms
    low: int | None = None
    high: int | None = None


class Whole(Struct, frozen=True):
    """Maximise `Σ gain × column` under all lines."""

    columns: list[Column] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)

    def column(self, says: str, gain: int = 0, high: int = 1) -> int:
        """One more column; its number."""
        self.columns.append(Column(says, gain, high))
        return len(self.columns) - 1

    def line(
        self, says: str, terms: Iterable[tuple[int, int]], low: int | None = None, high: int | None = None
    ) -> None:
        """One more line; one without terms says nothing."""
        found = tuple(term for term in terms if term[1])
        if found:
            self.lines.append(Line(says, found, low, high))


def whole(problem: PageProblem, *, shown: int = 0) -> Whole:
    """The program of all layouts; with `shown`, at least so many options are shown (where nothing is cut, as many as
    can be come first, and then the value)."""
    program, options = Whole(), range(len(problem.options))
    for option in problem.options:
        program.column(f"show {option.item} ({option.variant})", option.points)
    for row in problem.rows:
        program.line(str(row.rule), row.terms, row.low, row.high)
    for coverage in problem.coverages:
        _cover(program, problem, coverage)
    taken = [program.column(f"layout {one.name}", -one.price) for one in problem.layouts]
    program.line("one layout is taken", [(column, 1) for column in taken], 1, 1)
    copies = [_copies(program, problem, one, column) for one, column in zip(problem.layouts, taken, strict=True)]
    for index in copies[0] if len(copies) > 1 else ():
        program.line("shown in the layout that is taken", [(index, 1), *((here[index], -1) for here in copies)], 0, 0)
    for layout, column, here in zip(problem.layouts, taken, copies, strict=True):
        _lay_out(program, layout, column, here)
    if shown:
        program.line("all that can be is shown", [(index, 1) for index in options], shown)
    return program


def _cover(program: Whole, problem: PageProblem, coverage: Coverage) -> None:
    """What the mentions of a tag earn: steps that fill in order by themselves, as their slopes fall."""
    found = ((i, tag, units) for i, option in enumerate(problem.options) for tag, units in option.mentions)
    mentions = [(i, units) for i, tag, units in found if tag == coverage.tag]
    left, steps = sum(units for _, units in mentions), []
    for place, (width, slope) in enumerate(coverage.steps, 1):
        most = left if place == len(coverage.steps) else min(width, left)
        if most > 0:
            steps.append((program.column(f"mentions of {coverage.tag}, step {place}", slope, most), 1))
            left -= most
    program.line(f"mentions of {coverage.tag}", [*steps, *((i, -units) for i, units in mentions)], high=0)


def _lay_out(program: Whole, layout: LayoutRows, taken: int, here: Mapping[int, int]) -> None:
    """The rows of a layout over its copies of the options; all of these are 0 where another is taken."""
    for row in layout.rows:
        _line(program, f"{row.rule}, {layout.name}", [(here[i], k) for i, k in row.terms], row.low, row.high, taken)
    for flow in layout.flows:
        rows, says = form(flow, layout.heights, lengths=False), f"{flow.region}, {layout.name}"
        begins = [program.column(f"the second page begins after place {n}, {says}") for n in range(rows.begins)]
        at = {**here, **{rows.options + place: column for place, column in enumerate(begins)}}
        for column in begins:
            program.line(f"only where {layout.name} is taken", [(column, 1), (taken, -1)], high=0)
        for one in rows.rows:
            _line(program, f"pages of {says}", [(at[i], k) for i, k in one.terms], one.low, one.high, taken)


def _copies(program: Whole, problem: PageProblem, layout: LayoutRows, taken: int) -> Mapping[int, int]:
    """Each option's column where this layout is taken; the options themselves where there is no other layout."""
    if len(problem.layouts) == 1:
        return {index: index for index in range(len(problem.options))}
    here: dict[int, int] = {}
    for index in sorted({index for one in problem.layouts for index in _named(one)}):
        here[index] = program.column(f"{program.columns[index].says}, {layout.name}")
        program.line(f"only where {layout.name} is taken", [(here[index], 1), (taken, -1)], high=0)
    return here


def _named(layout: LayoutRows) -> set[int]:
    """The options that the rows of a layout name."""
    flowing = {i for flow in layout.flows for unit in flow.units for i in (*unit.root, *unit.options)}
    return flowing | {index for row in layout.rows for index, _ in row.terms}


def _line(
    program: Whole, says: str, terms: list[tuple[int, int]], low: int | None, high: int | None, taken: int
) -> None:
    """A row of a layout: its limits are 0 where the layout is not taken."""
    if low == high and low is not None:
        program.line(says, [*terms, (taken, -low)], 0, 0)
        return
    if low is not None:
        program.line(says, [*terms, (taken, -low)], low=0)
    if high is not None:
        program.line(says, [*terms, (taken, -high)], high=0)
