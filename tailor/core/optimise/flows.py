"""A region that goes on over two pages: the page may break before a unit (an entry with all that stands in it, an
item, a heading), never after a heading.

In the program, p_k says that unit k begins on the first page (it falls along the units), and y_k is what the unit
takes there: min(H_k, M_k · p_k) with H_k its height and M_k the most that can be. Then Σ y ≤ first and
Σ (H − y) ≤ second are just the two pages. A heading on the first page has a member there: w_m ≤ both "m is shown"
and p_m, and Σ w ≥ shown + p − 1.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise

from msgspec import Struct

from tailor.core.optimise.program import Program

SP_PER_PT = 65_536


class Unit(Struct, frozen=True):
    """What no page break parts: `root` are the options of its first block, `options` those of all its blocks;
    `members` are the units (by index) that a heading stands over, () for anything else."""

    root: tuple[int, ...]
    options: tuple[int, ...]
    members: tuple[int, ...] = ()


class Flow(Struct, frozen=True):
    """One region on two pages: its units in page order, and what the pages hold in sp."""

    region: str
    units: tuple[Unit, ...]
    first: int
    second: int

    def holds(self, chosen: Collection[int], heights: Sequence[int]) -> bool:
        """Whether some break lets both pages hold what is chosen."""
        sizes = [sum(heights[index] for index in unit.options if index in chosen) for unit in self.units]
        total = sum(sizes)
        return any(before <= self.first and total - before <= self.second for before in self._breaks(chosen, sizes))

    def _breaks(self, chosen: Collection[int], sizes: Sequence[int]) -> Iterator[int]:
        """What stands on the first page, in sp, for each allowed break: never nothing at all, if the first unit is
        shown."""
        before, after_heading = 0, True
        for unit, size in zip(self.units, sizes, strict=True):
            shown = any(index in chosen for index in unit.root)
            if shown and not after_heading:
                yield before
            before += size
            if shown:
                after_heading = bool(unit.members)
        yield before


def add_flows(program: Program, flows: Sequence[Flow], heights: Sequence[int]) -> None:
    """Columns and rows of the flows; called when only whole columns were added, and adds its whole ones first."""
    starts = [[program.add_column(0.0, low=float(k == 0)) for k in range(len(flow.units))] for flow in flows]
    program.whole += sum(map(len, starts))
    for flow, begins in zip(flows, starts, strict=True):
        for former, latter in pairwise(begins):
            program.add_row(((latter, 1.0), (former, -1.0)), high=0.0)
        _add_heights(program, flow, begins, heights)
        for number, unit in enumerate(flow.units):
            if unit.members:
                _add_heading(program, flow, number, begins)


def _add_heights(program: Program, flow: Flow, begins: Sequence[int], heights: Sequence[int]) -> None:
    taken: list[tuple[int, float]] = []
    every: list[tuple[int, float]] = []
    for unit, begin in zip(flow.units, begins, strict=True):
        own = [(index, heights[index] / SP_PER_PT) for index in unit.options if heights[index]]
        most = sum(max(0.0, height) for _, height in own)
        here = program.add_column(0.0, high=most)
        minus = [(index, -height) for index, height in own]
        program.add_row([(here, 1.0), *minus], high=0.0)
        program.add_row([(here, 1.0), (begin, -most)], high=0.0)
        program.add_row([*own, (here, -1.0), (begin, most)], high=most)
        taken.append((here, 1.0))
        every += own
    program.add_row(taken, high=flow.first / SP_PER_PT)
    program.add_row([*every, *((here, -1.0) for here, _ in taken)], high=flow.second / SP_PER_PT)


def _add_heading(program: Program, flow: Flow, number: int, begins: Sequence[int]) -> None:
    unit, with_it = flow.units[number], []
    for member in unit.members:
        column = program.add_column(0.0)
        program.add_row([(column, 1.0), *((index, -1.0) for index in flow.units[member].root)], high=0.0)
        program.add_row([(column, 1.0), (begins[member], -1.0)], high=0.0)
        with_it.append((column, -1.0))
    program.add_row([*((index, 1.0) for index in unit.root), (begins[number], 1.0), *with_it], high=1.0)
