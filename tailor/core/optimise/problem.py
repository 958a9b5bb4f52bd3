"""The page as an integer program: yes-or-no options, linear rows, concave coverage, and layouts to choose from.

Everything is an integer, so that a value can be recomputed without rounding:

- heights and widths are in sp (65536 sp = 1 pt);
- a mention is counted in units of 1/80 (strength in 1/20 × discount in 1/4);
- value is in units of 1/16000 point (mention 1/80 × slope 1/20 × weight 1/10).

The form is the concept-coverage model of extractive summarisation (Gillick & Favre 2009).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from math import gcd
from typing import Literal, TypeAlias

from msgspec import Struct
from msgspec.structs import replace

from tailor.base.errors import Place
from tailor.core.optimise.flows import Flow
from tailor.core.rules.causes import AnyCause, Break, Height

MENTION = 80
"""Units of one full mention (strength 1.0, no discount)."""

Terms: TypeAlias = tuple[tuple[int, int], ...]

Span: TypeAlias = tuple[int, int]
"""The first and the last of the places where a flow may break, see `Flow.within`."""

Box: TypeAlias = tuple[list[int], list[int]]
"""The least and the greatest that each column may be: options, steps of coverages, then sums."""

POINT = 16_000
"""Value units in one point."""


class Option(Struct, frozen=True):
    """One column: this variant of this candidate is shown.

    `points` are linear value units (base, added, negative weights); `mentions` are (tag key, mention units ≥ 0)
    that feed the coverage of the tag.
    """

    item: str
    variant: str
    points: int = 0
    mentions: tuple[tuple[str, int], ...] = ()


class Row(Struct, frozen=True):
    """A hard rule: `low ≤ Σ coefficient × option ≤ high`, `terms` as (option index, coefficient).

    `rule` says why it is there, as data: see `core.rules.causes`.
    """

    rule: AnyCause
    terms: tuple[tuple[int, int], ...]
    low: int | None = None
    high: int | None = None
    place: Place | None = None

    @property
    def name(self) -> str:
        """What a user would recognise: `pin phd`, `sections.projects.max`."""
        return str(self.rule)

    @property
    def cause(self) -> str:
        """The kind of its rule, in a word: `pin`, `quota`, `height`."""
        return self.rule.family

    def holds(self, chosen: Collection[int]) -> bool:
        """Whether the chosen option indices keep the rule."""
        return self.allows(sum([coefficient for index, coefficient in self.terms if index in chosen]))

    def allows(self, total: int) -> bool:
        """Whether the sum may be `total`."""
        return (self.low is None or total >= self.low) and (self.high is None or total <= self.high)


class Coverage(Struct, frozen=True):
    """How mentions of one tag earn value: `steps` are (width in mention units, value per unit), slopes falling.

    The last step is unbounded: its width is ignored.
    """

    tag: str
    steps: tuple[tuple[int, int], ...]

    def value(self, mentions: int) -> int:
        """Value units earned by this many mention units (concave, piecewise linear, 0 at 0)."""
        total = 0
        for width, slope in self.steps[:-1]:
            used = min(mentions, width)
            total += used * slope
            mentions -= used
        return total + mentions * self.steps[-1][1]


class LayoutRows(Struct, frozen=True):
    """One layout's share of the problem: its price in value units, its rows (heights, keyword widths),
    `heights[i]`, what option i adds to the page in sp, how regions go on over two pages, if they do, and how high a
    `line` of its text is (sp): most heights are whole numbers of lines, or a gap more (see `core.counting`)."""

    name: str
    price: int
    rows: tuple[Row, ...]
    heights: tuple[int, ...]
    flows: tuple[Flow, ...] = ()
    line: int = 12 * 65_536

    def spans(self) -> tuple[Span, ...]:
        """All places where each flow may break."""
        return tuple((0, len([*flow.followed()])) for flow in self.flows)

    def within(self, spans: Sequence[Span]) -> LayoutRows:
        """The same with pages that break at certain places only (see `Flow.within`): rows say so, and nothing flows.
        Raises IndexError for places that there are not."""
        rows = [*self.rows]
        for flow, span in zip(self.flows, spans, strict=True):
            for terms, low, high in flow.within(self.heights, span):
                rows.append(Row(Height(flow.region) if high is not None else Break(flow.region), terms, low, high))
        return replace(self, rows=tuple(rows), flows=())


class Linear(Struct, frozen=True):
    """Maximise `Σ gain × column` over whole columns, each from its `least` to its `most`, under `low ≤ Σ coefficient ×
    column ≤ high`: options, the steps of coverages, then sums. `quantum` divides the value of every choice."""

    gains: tuple[int, ...]
    least: tuple[int, ...]
    most: tuple[int, ...]
    rows: tuple[tuple[Terms, int | None, int | None], ...]
    quantum: int

    def more(self, rows: Sequence[Row], sums: Sequence[Terms]) -> Linear:
        """With more rows, and columns that are sums of others. Raises ValueError for a sum over unknown columns."""
        least, most = [*self.least], [*self.most]
        more = [(row.terms, row.low, row.high) for row in rows]
        for terms in sums:
            if not all(column in range(len(least)) for column, _ in terms):
                raise ValueError("a sum of what is no column")
            more.append(((*terms, (len(least), -1)), 0, 0))
            ends = [sorted((many * least[column], many * most[column])) for column, many in terms]
            least.append(sum(low for low, _ in ends))
            most.append(sum(high for _, high in ends))
        gains = (*self.gains, *(0 for _ in sums))
        return Linear(gains, tuple(least), tuple(most), (*self.rows, *more), self.quantum)


class PageProblem(Struct, frozen=True):
    """All that the optimiser knows. `options` are in document order; `layouts` by preference, cheapest first."""

    options: tuple[Option, ...]
    rows: tuple[Row, ...]
    coverages: tuple[Coverage, ...]
    layouts: tuple[LayoutRows, ...]

    def value(self, chosen: Collection[int], layout: int = 0) -> int:
        """The exact value of a choice in value units, the layout's price taken off."""
        mentions = self.mentions(chosen)
        points = sum(self.options[index].points for index in chosen)
        covered = sum(coverage.value(mentions.get(coverage.tag, 0)) for coverage in self.coverages)
        return points + covered - self.layouts[layout].price

    def mentions(self, chosen: Collection[int]) -> dict[str, int]:
        """How often a choice mentions each tag, in mention units."""
        mentions: dict[str, int] = {}
        for index in chosen:
            for tag, units in self.options[index].mentions:
                mentions[tag] = mentions.get(tag, 0) + units
        return mentions

    def alone(self, item: str) -> int:
        """What an item would earn on an empty page, in value units: its best wording."""
        steps = {coverage.tag: coverage for coverage in self.coverages}
        worth = (
            option.points + sum(steps[tag].value(units) for tag, units in option.mentions)
            for option in self.options
            if option.item == item
        )
        return max(worth, default=0)

    def broken(self, chosen: Collection[int], layout: int = 0) -> tuple[Row, ...]:
        """The rows that a choice breaks; empty when it is feasible."""
        own = self.layouts[layout]
        rows = tuple(row for row in (*self.rows, *own.rows) if not row.holds(chosen))
        unbroken = (flow for flow in own.flows if not flow.holds(chosen, own.heights))
        return (*rows, *(self._another(chosen, flow.region) for flow in unbroken))

    def linear(self) -> Linear:
        """All but the layouts' own, in whole numbers. What the last step of a coverage earns is earned by each mention;
        the steps before it earn that much more, and fill in order by themselves, as their slopes fall."""
        gains, most = [option.points for option in self.options], [1] * len(self.options)
        rows: list[tuple[Terms, int | None, int | None]] = [(row.terms, row.low, row.high) for row in self.rows]
        quantum, mentions = gcd(*gains), self._mentioning()
        for coverage in self.coverages:
            some, last = mentions.get(coverage.tag, []), coverage.steps[-1][1]
            left, first = sum(units for _, units in some), len(gains)
            for index, units in some:
                gains[index] += last * units
            for width, slope in coverage.steps[:-1]:
                gains.append(slope - last)
                most.append(min(width, left))
                left -= most[-1]
            rows.append(((*some, *((column, -1) for column in range(first, len(gains)))), 0, None))
            units = gcd(*(units for _, units in some), *(width for width, _ in coverage.steps[:-1]))
            quantum = gcd(quantum, units * gcd(*(slope for _, slope in coverage.steps)))
        return Linear(tuple(gains), (0,) * len(most), tuple(most), tuple(rows), quantum or 1)

    def _mentioning(self) -> dict[str, list[tuple[int, int]]]:
        """What mentions each tag, as (option index, units)."""
        found: dict[str, list[tuple[int, int]]] = {}
        for index, option in enumerate(self.options):
            for tag, units in option.mentions:
                found.setdefault(tag, []).append((index, units))
        return found

    def _another(self, chosen: Collection[int], region: str) -> Row:
        """The row that any choice but this one keeps, where no break of a region makes its pages hold it."""
        terms = tuple((index, 1 if index in chosen else -1) for index in range(len(self.options)))
        return Row(Break(region), terms, high=len(chosen) - 1)

    def height(self, chosen: Collection[int], layout: int = 0) -> int:
        """The height that the chosen options take in a layout, in sp."""
        heights = self.layouts[layout].heights
        return sum(heights[index] for index in chosen)

    def index(self) -> Mapping[tuple[str, str], int]:
        """Option index by (candidate id, variant name)."""
        return {(option.item, option.variant): i for i, option in enumerate(self.options)}


Proof: TypeAlias = Literal["certified", "bounded"] | None
"""What is shown of a page. None: nothing, as nothing was weighed."""


class Step(Struct, frozen=True, array_like=True):
    """Multipliers of rows, as (number, multiplier): of the problem, of its coverages, of the layout and of where its
    pages break, of the sums, then of the cuts; the value counts `scale` times."""

    scale: int
    rows: Terms = ()


class Node(Struct, frozen=True, array_like=True):
    """Steps in turn, by number; then `column ≤ value` and `column > value`, or, where the pages of flow `column` break,
    at its place `value` at the latest and behind it, a proof of each. Without halves and proofs the steps have closed
    it, or one single page is left."""

    steps: tuple[int, ...] = ()
    column: int = 0
    value: int = 0
    halves: tuple[Node, ...] = ()
    proofs: tuple[LayoutProof, ...] = ()


class Cut(Struct, frozen=True, array_like=True):
    """`Σ multiplier × row`, columns counted from their least, those in `flipped` down from their greatest, rounded over
    `divisor` as whole numbers allow (Gomory 1960; Marchand and Wolsey 2001)."""

    rows: Terms
    divisor: int
    flipped: tuple[int, ...] = ()


class LayoutProof(Struct, frozen=True, array_like=True):
    """The proof of one layout, or of a part of it; each sum is a column more."""

    tree: Node
    steps: tuple[Step, ...] = ()
    sums: tuple[Terms, ...] = ()
    cuts: tuple[Cut, ...] = ()


class Certificate(Struct, frozen=True, array_like=True):
    """No page is worth more than `bound`, by a proof of each layout."""

    bound: int
    layouts: tuple[LayoutProof, ...]


class Selection(Struct, frozen=True):
    """The chosen options of one layout.

    `value` and `bound` are exact, in the same units. `proof` says what is shown of the bound, by the `certificate`:
    "certified" that no page is worth more than this one, "bounded" that none is worth more than `bound`. `kept` says
    that it is the last page, or one near it, within ε of the best; `reached`, that some page is worth `bound`. `work`
    is what the search took, in reckoned µs.
    """

    layout: int
    chosen: frozenset[int]
    value: int
    bound: int
    proof: Proof = None
    kept: bool = False
    reached: bool = False
    work: int = 0
    certificate: Certificate | None = None

    @property
    def optimal(self) -> bool:
        """Whether it is certified that no feasible page is worth more."""
        return self.proof == "certified"
