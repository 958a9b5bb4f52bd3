"""A region that goes on over two pages: the page breaks before a unit (a block), and never leaves what leads it alone.

A break before unit k is allowed where k is shown, and before it another that stands under the same (or, at the top of
the region, anything but a header): so a heading, or the head of an entry, is never the last of the first page while
something stands under it. The second page does not need the gap before its first unit.

In the program, p_k says that all up to unit k stands on the first page; it falls along the units, so that
b_k = p_(k-1) - p_k says that the second page begins with k. The height of all before k is c_k. With F and S what the
pages hold and g_k the gap before k:

    b_k ≤ shown k        b_k ≤ those shown before k under the same        T ≤ F + S + Σ g b
    c_(k+1) + (S + G) p_k ≤ F + S + G        T - c_k - F p_k ≤ S + Σ g b

T is the height of all, G the greatest gap. Where the p are decided, the last two rows say just that both pages hold
what stands on them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise

from msgspec import Struct

from tailor.core.optimise.program import INFINITY, Program

SP_PER_PT = 65_536

Terms = tuple[tuple[int, int], ...]

Span = tuple[int, int]
"""The first and the last of the places where the page may break, by their order; the last of all is: nowhere."""


class Unit(Struct, frozen=True):
    """A block that no page break parts: `root` are the options that show it; `options` those that take room with it.

    `lead` is the unit (by index) that it stands under, None at the top of the region; `members` are the units of which
    one is shown whenever this is, () where nothing must be. `gap` is what stands before it, but not at the top of a
    page (sp). One that `stays` is on the first page: a header.
    """

    root: tuple[int, ...]
    options: tuple[int, ...]
    members: tuple[int, ...] = ()
    lead: int | None = None
    gap: int = 0
    stays: bool = False


class Flow(Struct, frozen=True):
    """One region on two pages: its units in page order, and what the pages hold in sp: the `other` without the gap of
    its first unit."""

    region: str
    units: tuple[Unit, ...]
    first: int
    other: int

    def second(self, least: int = 0, most: int | None = None) -> int:
        """The most that the second page holds, all gaps counted, if it begins with one of the units `least … most` (all
        by default), in sp."""
        gaps = [unit.gap for unit in self.units[least : None if most is None else most + 1]]
        return self.other + max(gaps, default=0)

    def holds(self, chosen: Collection[int], heights: Sequence[int]) -> bool:
        """Whether some break lets both pages hold what is chosen."""
        sizes = [sum(heights[index] for index in unit.options if index in chosen) for unit in self.units]
        total = sum(sizes)
        return total <= self.first or any(
            before <= self.first and total - before <= self.other + self.units[number].gap
            for number, before in self._breaks(chosen, sizes)
        )

    def followed(self) -> Iterator[tuple[int, list[int]]]:
        """The units that the second page may begin with, each with the units one of which must precede it."""
        siblings: dict[int | None, list[int]] = {}
        for number, unit in enumerate(self.units):
            if not unit.stays:
                before = siblings.setdefault(unit.lead, [])
                if before:
                    yield number, before[:]
                before.append(number)

    def within(self, heights: Sequence[int], span: Span) -> Iterator[tuple[Terms, int | None, int | None]]:
        """What is true of every page that breaks within `span`, as (terms, low, high): what stands before all of its
        places is on the first page, what stands behind them on the second, both pages hold all; and the unit that
        begins the second is shown, and one before it.

        Raises ValueError for heights below 0: with them none of this would follow."""
        if any(height < 0 for height in heights):
            raise ValueError("a height below 0")
        (least, most), places, end = span, [*self.followed()], len(self.units)
        ends, breaks = [*(unit for unit, _ in places), end], places[least : most + 1]
        second = self.other + max((self.units[unit].gap for unit, _ in breaks), default=0)
        yield _stacked(self, heights, 0, ends[least]), None, self.first
        yield _stacked(self, heights, ends[most], end), None, second
        yield _stacked(self, heights, 0, end), None, self.first + second
        for groups in ([unit for unit, _ in breaks], [unit for _, before in breaks for unit in before]):
            shown = {index for unit in groups for index in self.units[unit].root}
            yield tuple((index, 1) for index in sorted(shown)), None if most == len(places) else 1, None

    def _breaks(self, chosen: Collection[int], sizes: Sequence[int]) -> Iterator[tuple[int, int]]:
        """Each allowed break: the unit that the second page begins with, and what stands before it, in sp."""
        shown = [any(index in chosen for index in unit.root) for unit in self.units]
        ends = [0]
        for size in sizes:
            ends.append(ends[-1] + size)
        for number, before in self.followed():
            if shown[number] and any(shown[other] for other in before):
                yield number, ends[number]


class FlowRow(Struct, frozen=True):
    """A row of a flow in integers: `low ≤ Σ coefficient × column ≤ high`; a `length` is in sp."""

    terms: Terms
    high: int
    low: int | None = None
    length: bool = False


class FlowForm(Struct, frozen=True):
    """A flow as rows. Columns below `options` are options; then come `begins` that are 0 or 1, then `lengths` in sp,
    each at most `most`."""

    options: int
    begins: int
    lengths: int
    most: int
    rows: tuple[FlowRow, ...]


def form(flow: Flow, heights: Sequence[int], *, lengths: bool = True) -> FlowForm:
    """The columns and rows of a flow, for options of these heights. With `lengths` the height before each place has a
    column, which keeps the rows short; without, each row sums it up, and all columns are 0 or 1."""
    places = [*flow.followed()]
    first_p, first_c = len(heights), len(heights) + len(places)
    sums = [
        _stacked(flow, heights, start, end) for start, end in pairwise([0, *(n for n, _ in places), len(flow.units)])
    ]
    rows = [*_breaking(flow, places, first_p)]
    if lengths:
        rows += _stacking(sums, first_c)
        before: list[Terms] = [((first_c + place, 1),) for place in range(len(sums))]
    else:
        before = [tuple(term for some in sums[: place + 1] for term in some) for place in range(len(sums))]
    rows += _pages(flow, [number for number, _ in places], first_p, before)
    return FlowForm(first_p, len(places), len(sums) * lengths, flow.first + flow.second(), tuple(rows))


def _stacked(flow: Flow, heights: Sequence[int], start: int, end: int) -> Terms:
    """The height of some units."""
    return tuple((index, heights[index]) for unit in flow.units[start:end] for index in unit.options if heights[index])


def _stacking(sums: Sequence[Terms], first_c: int) -> Iterator[FlowRow]:
    """Each length is the one before and what comes between."""
    for place, some in enumerate(sums):
        former = ((first_c + place - 1, -1),) if place else ()
        minus = tuple((index, -height) for index, height in some)
        yield FlowRow(((first_c + place, 1), *former, *minus), 0, 0, length=True)


def _breaking(flow: Flow, places: Sequence[tuple[int, Sequence[int]]], first_p: int) -> Iterator[FlowRow]:
    """Where the page may break."""
    for former, latter in pairwise(range(first_p, first_p + len(places))):
        yield FlowRow(((latter, 1), (former, -1)), 0)
    for place, (number, before) in enumerate(places):
        begins = ((first_p + place, -1), *(((first_p + place - 1, 1),) if place else ()))
        high = 0 if place else -1
        yield FlowRow((*begins, *((index, -1) for index in flow.units[number].root)), high)
        yield FlowRow((*begins, *((index, -1) for other in before for index in flow.units[other].root)), high)


def _pages(flow: Flow, places: Sequence[int], first_p: int, before: Sequence[Terms]) -> Iterator[FlowRow]:
    """What the pages hold; `before` is the height before each place, and of all."""
    free, at_first = _gaps(flow, places, first_p)
    most, every = flow.second(), before[-1]
    yield FlowRow(before[0], flow.first, length=True)
    yield FlowRow(_merged(*every, *free), flow.first + flow.other + at_first, length=True)
    for place in range(len(places)):
        yield FlowRow((*before[place + 1], (first_p + place, most)), flow.first + most, length=True)
        minus = ((column, -coefficient) for column, coefficient in before[place])
        terms = _merged(*every, *minus, (first_p + place, -flow.first), *free)
        yield FlowRow(terms, flow.other + at_first, length=True)


def _gaps(flow: Flow, places: Sequence[int], first_p: int) -> tuple[list[tuple[int, int]], int]:
    """`-Σ gap × b`, expressed in the p, and the constant that goes to the other side."""
    terms = []
    for place, number in enumerate(places):
        gap = flow.units[number].gap
        terms.append((first_p + place, gap))
        if place:
            terms.append((first_p + place - 1, -gap))
    return terms, flow.units[places[0]].gap if places else 0


def _merged(*terms: tuple[int, int]) -> Terms:
    """Terms with each column once."""
    sums: dict[int, int] = {}
    for column, coefficient in terms:
        sums[column] = sums.get(column, 0) + coefficient
    return tuple((column, coefficient) for column, coefficient in sums.items() if coefficient)


def add_flows(program: Program, flows: Sequence[Flow], heights: Sequence[int]) -> None:
    """Columns and rows of the flows, lengths in pt; called when only whole columns were added, and adds its whole ones
    first."""
    forms = [form(flow, heights) for flow in flows]
    begins = [[program.add_column(0.0) for _ in range(one.begins)] for one in forms]
    program.whole += sum(map(len, begins))
    for one, begin in zip(forms, begins, strict=True):
        own = [*begin, *(program.add_column(0.0, -INFINITY, INFINITY) for _ in range(one.lengths))]
        for row in one.rows:
            _add(program, row, one, own)


def _add(program: Program, row: FlowRow, one: FlowForm, own: Sequence[int]) -> None:
    """A row of a flow, its own columns where the program has them; a length is a column in pt already."""
    scale = 1 / SP_PER_PT if row.length else 1.0
    terms = []
    for column, coefficient in row.terms:
        place = column - one.options
        is_length = place >= one.begins
        terms.append((column if place < 0 else own[place], float(coefficient) if is_length else coefficient * scale))
    program.add_row(terms, -INFINITY if row.low is None else row.low * scale, row.high * scale)
